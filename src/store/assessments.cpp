#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "impl.hpp"

namespace vungphu {

template <class A, class Visit>
void each_field(A& a, Visit&& visit) requires std::is_same_v<std::remove_const_t<A>, Assessment> {
  visit(a.id);
  visit(a.as_of);
  visit(a.vintage);
  visit(a.profile);
  visit(a.method);
  visit(a.input_digest);
  visit(a.result_digest);
  visit(a.made_at);
  visit(a.snapped_to_border);
  visit(a.lists);
  visit(a.submissions);
  visit(a.territories);
}

template <class F, class Visit>
void each_field(F& f, Visit&& visit) requires std::is_same_v<std::remove_const_t<F>, Figure> {
  visit(f.level);
  visit(f.territory);
  visit(f.name);
  visit(f.kind);
  visit(f.technology);
  visit(f.op);
  visit(f.status);
  visit(f.unit);
  visit(f.rule);
  visit(f.basis);
  visit(f.total);
  visit(f.covered);
  visit(f.covered_upper);
  visit(f.shared_upper);
  visit(f.weight_total);
  visit(f.weight_covered);
  visit(f.weight_covered_upper);
  visit(f.no_data);
  visit(f.unlocated);
  visit(f.by_operators);
  visit(f.connected);
  visit(f.demand_total);
  visit(f.demand_covered);
  visit(f.demand_covered_upper);
  visit(f.unknown_demand);
  visit(f.white);
  visit(f.partly_dark);
  visit(f.over_total);
  visit(f.estimated);
  visit(f.unweighted);
  visit(f.list_date);
  visit(f.borrowed);
  visit(f.borrowed_covered);
  visit(f.people_total);
  visit(f.people_covered);
  visit(f.people_covered_upper);
  visit(f.people_no_data);
  visit(f.unpeopled);
  visit(f.powered_total);
  visit(f.powered_covered);
  visit(f.powered_no_data);
  visit(f.unknown_power);
  visit(f.silent);
  visit(f.partly_silent);
  visit(f.straddles);
  visit(f.refused);
}

template <class F, class Visit>
void each_field(F& f, Visit&& visit) requires std::is_same_v<std::remove_const_t<F>, AreaFigure> {
  visit(f.level);
  visit(f.territory);
  visit(f.name);
  visit(f.technology);
  visit(f.op);
  visit(f.claims);
  visit(f.area_sum_m2);
  visit(f.area_m2);
  visit(f.territory_m2);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Figure, 736>);
static_assert(kSizeKnown<AreaFigure, 192>);
static_assert(kSizeKnown<Assessment, 376>);
static_assert(kSizeKnown<Answers, 216>);

constexpr std::string_view kColumns =
    "id, as_of, vintage, profile, method, input_digest, result_digest, made_at, snapped_to_border, lists, "
    "submissions, territories";
constexpr std::string_view kFigureColumns =
    "level, territory, name, kind, technology, operator, status, unit, rule, basis, total, covered, "
    "covered_upper, shared_upper, weight_total, weight_covered, weight_covered_upper, no_data, unlocated, "
    "by_operators, "
    "connected, demand_total, demand_covered, demand_covered_upper, unknown_demand, white, partly_dark, "
    "over_total, estimated, unweighted, list_date, borrowed, borrowed_covered, people_total, people_covered, "
    "people_covered_upper, people_no_data, unpeopled, powered_total, powered_covered, powered_no_data, "
    "unknown_power, silent, partly_silent, straddles, refused";
constexpr std::string_view kAreaColumns =
    "level, territory, name, technology, operator, claims, area_sum_m2, area_m2, territory_m2";

static_assert(std::endian::native == std::endian::little, "number arrays are stored as they lie in memory");

template <class T>
std::string_view bytes_of(const std::vector<T>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)};
}

template <class T>
bool numbers_from(std::string_view bytes, std::vector<T>& numbers) {
  numbers.resize(bytes.size() / sizeof(T));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(T));
  return bytes.size() % sizeof(T) == 0;
}

/// Bitmaps and counts by place, in the order of their columns.
template <class A, class Visit>
bool each_array(A& answers, Visit&& visit) {
  return visit(answers.covered) && visit(answers.known) && visit(answers.partly) && visit(answers.homes) &&
         visit(answers.homes_dark);
}
constexpr std::string_view kAnswerColumns =
    "kind, technology, operator, covered, known, partly, homes, homes_dark";
constexpr int kAnswerArrays = 3;  // column of the first

/// Rows that belong to an assessment, in the order in which they were given.
std::string select(std::string_view table, std::string_view columns) {
  return fmt::format("SELECT {} FROM {} WHERE assessment = ?1 ORDER BY id", columns, table);
}

template <class Row>
Status insert_rows(const Database& db, std::string_view table, std::string_view columns,
                   std::int64_t assessment, const std::vector<Row>& rows, const Task& task) {
  VP_TRY(Statement insert, db.prepare(insert_sql(table, fmt::format("assessment, {}", columns))));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    VP_CHECK(step(task, "store_assessment", i, rows.size()));
    Binder bind(insert);
    bind(assessment);
    each_field(rows[i], bind);
    VP_CHECK(insert.run());
  }
  return {};
}

Status insert_head(const Database& db, std::int64_t id, const Assessment& assessment) {
  VP_TRY(Statement insert, db.prepare(insert_sql("assessments", kColumns)));
  Binder bind(insert);
  each_field(assessment, [&](const auto& field) {
    const void* const which = &field;
    if (which == &assessment.id) {
      bind(id);
    } else if (which == &assessment.made_at) {
      bind(now_utc());
    } else {
      bind(field);
    }
  });
  return insert.run();
}

Status insert_places(const Database& db, std::int64_t id, const Assessment& assessment, const Task& task) {
  VP_TRY(Statement set, db.prepare(insert_sql("place_sets", "assessment, kind, ids, territory")));
  for (const PlaceSet& places : assessment.places) {
    VP_CHECK(task.check());
    set.with(id, std::string_view(places.kind));
    set.bind_lasting_blob(3, bytes_of(places.ids));
    set.bind_lasting_blob(4, bytes_of(places.territory));
    VP_CHECK(set.run());
  }
  VP_TRY(Statement answer, db.prepare(insert_sql("answers", fmt::format("assessment, {}", kAnswerColumns))));
  for (const Answers& answers : assessment.answers) {
    VP_CHECK(task.check());
    answer.with(id, std::string_view(answers.kind), std::string_view(answers.technology),
                std::string_view(answers.op));
    int parameter = kAnswerArrays + 2;  // after the assessment, and counted from 1
    each_array(answers, [&](const auto& numbers) {
      answer.bind_lasting_blob(parameter++, bytes_of(numbers));
      return true;
    });
    VP_CHECK(answer.run());
  }
  return {};
}

Status read_places(const Database& db, Assessment& assessment) {
  VP_TRY(Statement sets, db.prepare(select("place_sets", "kind, ids, territory")));
  sets.with(assessment.id);
  for (;;) {
    VP_TRY(const bool row, sets.next());
    if (!row) break;
    PlaceSet& places = assessment.places.emplace_back();
    places.kind = sets.text(0);
    const bool ids = numbers_from(sets.view(1), places.ids);
    const bool territories = numbers_from(sets.view(2), places.territory);
    if (!ids || !territories || places.ids.size() != places.territory.size()) return damaged(db);
  }
  VP_TRY(Statement rows, db.prepare(select("answers", kAnswerColumns)));
  rows.with(assessment.id);
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return {};
    Answers& answers = assessment.answers.emplace_back();
    answers.kind = rows.text(0);
    answers.technology = rows.text(1);
    answers.op = rows.text(2);
    int column = kAnswerArrays;
    const bool whole =
        each_array(answers, [&](auto& numbers) { return numbers_from(rows.view(column++), numbers); });
    if (!whole) return damaged(db);
  }
}

}  // namespace

Result<std::int64_t> Store::add_assessment(const Assessment& assessment, const Task& task) {
  const Database& db = *impl_->db;
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::int64_t last, db.number("SELECT max(id) FROM assessments"));
  const std::int64_t id = last + 1;
  VP_CHECK(insert_head(db, id, assessment));
  VP_CHECK(insert_rows(db, "figures", kFigureColumns, id, assessment.figures, task));
  VP_CHECK(insert_rows(db, "area_figures", kAreaColumns, id, assessment.areas, task));
  VP_CHECK(insert_places(db, id, assessment, task));
  VP_CHECK(add_findings(db, Owner::assessment, id, assessment.findings));
  VP_CHECK(task.check());
  VP_CHECK(append_audit(
      db, {.action = "assessment.add",
           .subject = fmt::format("assessment:{}", id),
           .detail = fmt::format(R"({{"as_of":"{}","input_digest":"{}","result_digest":"{}"}})",
                                 iso(assessment.as_of), assessment.input_digest, assessment.result_digest),
           .ref = id}));
  VP_CHECK(task.check());
  VP_CHECK(transaction.commit());
  return id;
}

Result<std::optional<std::int64_t>> Store::find_assessment(std::string_view input_digest) const {
  VP_TRY(const std::int64_t id,
         impl_->db->number("SELECT max(id) FROM assessments WHERE input_digest = ?1", input_digest));
  return id == 0 ? std::nullopt : std::optional(id);
}

Result<std::vector<Assessment>> Store::assessments() const {
  VP_TRY(Statement rows, impl_->db->prepare(fmt::format("SELECT {} FROM assessments ORDER BY id", kColumns)));
  return read_all<Assessment>(*impl_->db, rows);
}

Result<std::optional<Assessment>> Store::assessment(std::int64_t id, bool places) const {
  const Database& db = *impl_->db;
  const std::string_view which = id == 0 ? "ORDER BY as_of DESC, id DESC LIMIT 1" : "WHERE id = ?1";
  VP_TRY(Statement head, db.prepare(fmt::format("SELECT {} FROM assessments {}", kColumns, which)));
  if (id != 0) head.with(id);
  VP_TRY(std::vector<Assessment> found, read_all<Assessment>(db, head));
  if (found.empty()) return std::nullopt;
  Assessment assessment = std::move(found.front());
  VP_TRY(Statement figures, db.prepare(select("figures", kFigureColumns)));
  VP_TRY(assessment.figures, read_all<Figure>(db, figures.with(assessment.id)));
  VP_TRY(Statement areas, db.prepare(select("area_figures", kAreaColumns)));
  VP_TRY(assessment.areas, read_all<AreaFigure>(db, areas.with(assessment.id)));
  VP_TRY(assessment.findings, findings_of(db, Owner::assessment, assessment.id));
  if (places) VP_CHECK(read_places(db, assessment));
  return std::optional<Assessment>(std::move(assessment));
}

}  // namespace store
}  // namespace vungphu
