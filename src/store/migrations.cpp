#include "migrations.hpp"

#include <array>
#include <span>

#include <fmt/format.h>

namespace vungphu::store {
namespace {

// Dates are ISO texts (they sort), times UTC, lists of small things JSON, geometries geo::encode.
// Enumerations are the numbers of model/*.hpp. What is unknown is NULL, never 0. Until the first release a
// step may change where it stands: a workspace of before is then made anew.
constexpr std::array<std::string_view, 4> kSteps{
    // 1: whose workspace it is, and its log.
    R"sql(
-- The first one is what the workspace was made with.
CREATE TABLE profiles (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;
CREATE TABLE operators (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, brands TEXT NOT NULL) STRICT;
-- Each entry's hash covers the one before it and a seal: the digest of the rows that the entry is about.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
  ref INTEGER NOT NULL, detail TEXT NOT NULL, seal TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
)sql",
    // 2: lists of places and territories, and what authorities report.
    R"sql(
CREATE TABLE lists (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, list_date TEXT NOT NULL,
  valid_from TEXT NOT NULL, replaces INTEGER NOT NULL, updates INTEGER NOT NULL, codes_as_of TEXT, sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL, format TEXT NOT NULL, layer TEXT NOT NULL, member TEXT NOT NULL, filter TEXT NOT NULL,
  crs TEXT NOT NULL, operation TEXT NOT NULL, axes TEXT NOT NULL, text TEXT NOT NULL, mapping TEXT NOT NULL, read INTEGER NOT NULL,
  imported INTEGER NOT NULL, refused INTEGER NOT NULL, filtered INTEGER NOT NULL,
  content_digest TEXT NOT NULL, imported_at TEXT NOT NULL) STRICT;
CREATE INDEX lists_of_kind ON lists(kind, valid_from, id);
-- Places and territories of every kind; the kind is the list's.
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES lists(id), code TEXT NOT NULL,
  site TEXT NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL, x INTEGER, y INTEGER, area BLOB,
  weight INTEGER, demand INTEGER, people INTEGER, power INTEGER, position INTEGER NOT NULL,
  ended INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX entries_key ON entries(list, code, site);
CREATE TABLE reported (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES lists(id), indicator TEXT NOT NULL,
  territory TEXT NOT NULL, period TEXT NOT NULL, source TEXT NOT NULL, value REAL NOT NULL, numerator REAL,
  denominator REAL) STRICT;
-- What became of units and hamlets.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES lists(id), kind TEXT NOT NULL,
  event TEXT NOT NULL, old_code TEXT NOT NULL, new_code TEXT NOT NULL, date TEXT NOT NULL,
  decision TEXT NOT NULL) STRICT;
CREATE INDEX changes_of_list ON changes(list);
CREATE TABLE group_members (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES lists(id), code TEXT NOT NULL, name TEXT NOT NULL,
  level TEXT NOT NULL, territory TEXT NOT NULL, valid_from TEXT NOT NULL, decision TEXT NOT NULL) STRICT;
CREATE INDEX group_members_of_list ON group_members(list);
CREATE INDEX reported_of_list ON reported(list);
CREATE INDEX reported_key ON reported(indicator, territory, period);
)sql",
    // 3: submissions and what was found in them and in lists.
    R"sql(
CREATE TABLE submissions (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, operator TEXT NOT NULL, technology TEXT NOT NULL,
  as_of TEXT NOT NULL, part TEXT NOT NULL, scope TEXT NOT NULL, layer TEXT NOT NULL, member TEXT NOT NULL,
  filter TEXT NOT NULL, crs TEXT NOT NULL, operation TEXT NOT NULL, axes TEXT NOT NULL,
  text TEXT NOT NULL, mapping TEXT NOT NULL, unit TEXT NOT NULL, codes_as_of TEXT, reach_mm INTEGER,
  threshold REAL, environment TEXT NOT NULL, basis TEXT NOT NULL, raster TEXT, collector TEXT NOT NULL,
  supersede INTEGER NOT NULL, file_name TEXT NOT NULL, format TEXT NOT NULL, submitted_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'refused')), why TEXT NOT NULL,
  content_digest TEXT NOT NULL, replay_of INTEGER NOT NULL, read INTEGER NOT NULL,
  accepted INTEGER NOT NULL, refused INTEGER NOT NULL, filtered INTEGER NOT NULL,
  operational INTEGER NOT NULL, planned INTEGER NOT NULL, unknown INTEGER NOT NULL, passed INTEGER NOT NULL,
  connected INTEGER) STRICT;
-- A withdrawal is a mark beside the submission, which stays as it was.
CREATE TABLE withdrawals (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL UNIQUE REFERENCES submissions(id), why TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE claims (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions(id), row INTEGER NOT NULL,
  kind INTEGER NOT NULL, status TEXT NOT NULL, geometry BLOB, reach_mm INTEGER NOT NULL,
  key_kind TEXT NOT NULL, code TEXT NOT NULL, site TEXT NOT NULL, passed INTEGER, total INTEGER,
  connected INTEGER, requested INTEGER, requested_met INTEGER, down_mbps REAL, up_mbps REAL,
  cells BLOB, station TEXT, station_x INTEGER, station_y INTEGER) STRICT;
CREATE INDEX claims_of_submission ON claims(submission);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY, list INTEGER REFERENCES lists(id), submission INTEGER REFERENCES submissions(id),
  assessment INTEGER REFERENCES assessments(id), code TEXT NOT NULL, severity INTEGER NOT NULL, row INTEGER NOT NULL, field TEXT NOT NULL,
  value TEXT NOT NULL, args TEXT NOT NULL, 
  CHECK ((list IS NOT NULL) + (submission IS NOT NULL) + (assessment IS NOT NULL) = 1)) STRICT;
CREATE INDEX findings_of_list ON findings(list) WHERE list IS NOT NULL;
CREATE INDEX findings_of_submission ON findings(submission) WHERE submission IS NOT NULL;
CREATE INDEX findings_of_assessment ON findings(assessment) WHERE assessment IS NOT NULL;
)sql",
    // 4: assessments. Figures are rows, so that one can be looked up; answers are bitmaps of places.
    R"sql(
CREATE TABLE assessments (
  id INTEGER PRIMARY KEY, as_of TEXT NOT NULL, vintage TEXT NOT NULL, profile TEXT NOT NULL,
  method TEXT NOT NULL, input_digest TEXT NOT NULL, result_digest TEXT NOT NULL, made_at TEXT NOT NULL,
  snapped_to_border INTEGER NOT NULL, lists TEXT NOT NULL, submissions TEXT NOT NULL,
  territories TEXT NOT NULL) STRICT;
CREATE INDEX assessments_by_input ON assessments(input_digest);
CREATE TABLE figures (
  id INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessments(id), level TEXT NOT NULL,
  territory TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, technology TEXT NOT NULL,
  operator TEXT NOT NULL, status TEXT NOT NULL, unit TEXT NOT NULL, rule TEXT NOT NULL, basis TEXT NOT NULL,
  total INTEGER, covered INTEGER NOT NULL, covered_upper INTEGER NOT NULL,
  shared_upper INTEGER NOT NULL, weight_total INTEGER,
  weight_covered INTEGER NOT NULL, weight_covered_upper INTEGER NOT NULL, no_data INTEGER NOT NULL,
  unlocated INTEGER NOT NULL, by_operators TEXT NOT NULL, connected INTEGER, demand_total INTEGER NOT NULL,
  demand_covered INTEGER NOT NULL, demand_covered_upper INTEGER NOT NULL, unknown_demand INTEGER NOT NULL,
  white INTEGER NOT NULL, partly_dark INTEGER NOT NULL, over_total INTEGER NOT NULL,
  estimated INTEGER NOT NULL, unweighted INTEGER NOT NULL, list_date TEXT NOT NULL,
  borrowed INTEGER NOT NULL, borrowed_covered INTEGER NOT NULL, people_total INTEGER,
  people_covered INTEGER NOT NULL, people_covered_upper INTEGER NOT NULL, people_no_data INTEGER NOT NULL,
  unpeopled INTEGER NOT NULL, powered_total INTEGER NOT NULL, powered_covered INTEGER NOT NULL,
  powered_no_data INTEGER NOT NULL, unknown_power INTEGER NOT NULL, silent TEXT NOT NULL,
  partly_silent TEXT NOT NULL, straddles TEXT NOT NULL, refused INTEGER) STRICT;
CREATE INDEX figures_of_assessment ON figures(assessment);
CREATE TABLE area_figures (
  id INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessments(id), level TEXT NOT NULL,
  territory TEXT NOT NULL, name TEXT NOT NULL, technology TEXT NOT NULL, operator TEXT NOT NULL,
  claims INTEGER NOT NULL, area_sum_m2 REAL NOT NULL, area_m2 REAL NOT NULL,
  territory_m2 REAL NOT NULL) STRICT;
CREATE INDEX area_figures_of_assessment ON area_figures(assessment);
CREATE TABLE place_sets (
  id INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessments(id), kind TEXT NOT NULL,
  ids BLOB NOT NULL, territory BLOB NOT NULL) STRICT;
CREATE INDEX place_sets_of_assessment ON place_sets(assessment);
CREATE TABLE answers (
  id INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessments(id), kind TEXT NOT NULL,
  technology TEXT NOT NULL, operator TEXT NOT NULL, covered BLOB NOT NULL, known BLOB NOT NULL,
  partly BLOB NOT NULL, homes BLOB NOT NULL, homes_dark BLOB NOT NULL) STRICT;
CREATE INDEX answers_of_assessment ON answers(assessment);
)sql"};

Status keep_every_row(const Database& database) {
  std::vector<std::string> tables;
  VP_TRY(Statement names, database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'"));
  for (;;) {
    VP_TRY(const bool row, names.next());
    if (!row) break;
    tables.push_back(names.text(0));
  }
  for (const std::string& table : tables) {
    for (const std::string_view change : {"UPDATE", "DELETE"}) {
      VP_CHECK(
          database.execute(fmt::format("CREATE TRIGGER IF NOT EXISTS {0}_forbids_{1} BEFORE {1} ON {0} "
                                       "BEGIN SELECT RAISE(ABORT, 'nothing is overwritten'); END",
                                       table, change)));
    }
  }
  return {};
}

}  // namespace

std::int64_t newest_version() { return static_cast<std::int64_t>(kSteps.size()); }

Result<std::int64_t> version_of(const Database& database) { return database.number("PRAGMA user_version"); }

Status migrate(const Database& database, std::int64_t version) {
  VP_TRY(const std::int64_t done, version_of(database));
  for (std::int64_t step = done; step < version; ++step) {
    VP_CHECK(database.execute(std::string(kSteps.at(static_cast<std::size_t>(step)))));
  }
  VP_CHECK(keep_every_row(database));
  return database.execute(fmt::format("PRAGMA user_version = {}", version));  // part of the transaction
}

}  // namespace vungphu::store
