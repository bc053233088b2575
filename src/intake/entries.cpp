#include "vungphu/intake/entries.hpp"

#include <algorithm>
#include <array>

#include "vungphu/base/hash.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "hamlet_id.hpp"

namespace vungphu::intake {
namespace {

constexpr auto kYes = std::to_array<std::string_view>({"1", "true", "yes", "y", "co", "x", "roi"});
constexpr auto kNo = std::to_array<std::string_view>({"0", "false", "no", "n", "khong", "chua"});

struct PositionWord {
  std::string_view word;
  Position position;
};
/// Folded: the codes, the labels of the catalogue, and how offices say it.
constexpr auto kPositionWords =
    std::to_array<PositionWord>({{"surveyed", Position::surveyed},
                                 {"khaosat", Position::surveyed},
                                 {"dothucdia", Position::surveyed},
                                 {"thucdia", Position::surveyed},
                                 {"dodac", Position::surveyed},
                                 {"gps", Position::surveyed},
                                 {"matched", Position::matched},
                                 {"doichieu", Position::matched},
                                 {"theodiachi", Position::matched},
                                 {"borrowedhamlet", Position::borrowed_hamlet},
                                 {"borrowedfromthehamlet", Position::borrowed_hamlet},
                                 {"muontamap", Position::borrowed_hamlet},
                                 {"tamap", Position::borrowed_hamlet},
                                 {"tamkhom", Position::borrowed_hamlet},
                                 {"tamapkhom", Position::borrowed_hamlet},
                                 {"tamthon", Position::borrowed_hamlet},
                                 {"trungtamap", Position::borrowed_hamlet},
                                 {"borrowedcommune", Position::borrowed_commune},
                                 {"borrowedfromthecommunesseat", Position::borrowed_commune},
                                 {"muontrusoxa", Position::borrowed_commune},
                                 {"trusoxa", Position::borrowed_commune},
                                 {"trusoubndxa", Position::borrowed_commune},
                                 {"ubndxa", Position::borrowed_commune},
                                 {"tamxa", Position::borrowed_commune},
                                 {"trungtamxa", Position::borrowed_commune}});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string word = fold(text);
  if (among(kYes, word)) return true;
  if (among(kNo, word)) return false;
  return std::nullopt;
}

/// Reads one row and remembers whether an error was found on the way.
class RowReader {
 public:
  RowReader(const Row& row, std::vector<Finding>& findings) : row_(&row), findings_(&findings) {}

  std::string text(std::string_view meaning) const {
    const std::string* value = row_->find(meaning);
    return value ? *value : std::string();
  }

  std::optional<std::int64_t> count(std::string_view meaning) {
    const std::string* value = row_->find(meaning);
    if (!value) return std::nullopt;
    const auto count = parse_count(*value);
    if (!count || *count < 0 || *count > kMostCounted) tell("count_bad", Severity::error, meaning);
    return count;
  }

  /// A number of households, or of one household whether it asks.
  std::optional<std::int64_t> demand() {
    const std::string* value = row_->find("demand");
    if (!value) return std::nullopt;
    if (parse_count(*value)) return count("demand");
    const auto asks = parse_yes_no(*value);
    if (!asks) tell("count_bad", Severity::error, "demand");
    return asks ? std::optional<std::int64_t>(*asks) : std::nullopt;
  }

  std::optional<bool> power() {
    const std::string* value = row_->find("power");
    if (!value) return std::nullopt;
    const auto power = parse_yes_no(*value);
    if (!power) tell("power_unclear", Severity::warning, "power");
    return power;
  }

  /// What a list says of a position that is there. A word that says nothing known proves nothing.
  Position position() {
    const std::string* value = row_->find("position");
    if (!value) return Position::surveyed;
    const std::string word = fold(*value);
    for (const PositionWord& known : kPositionWords)
      if (known.word == word) return known.position;
    tell("position_unclear", Severity::warning, "position");
    return Position::borrowed_commune;
  }

  void tell(std::string_view code, Severity severity, std::string_view meaning = {}) {
    const auto column = row_->columns.find(meaning);
    findings_->push_back({std::string(code),
                          severity,
                          row_->row,
                          column == row_->columns.end() ? "" : column->second,
                          text(meaning),
                          {}});
    failed_ = failed_ || severity == Severity::error;
  }

  bool failed() const { return failed_; }

 private:
  const Row* row_;
  std::vector<Finding>* findings_;
  bool failed_ = false;
};

void place(const Row& row, bool has_extent, Entry& entry, RowReader& reader) {
  entry.point = row.point;
  if (std::holds_alternative<geo::MultiLine>(row.geometry))
    return reader.tell("geometry_line", Severity::error);
  if (const auto* points = std::get_if<geo::MultiPoint>(&row.geometry)) {
    if (points->points.size() != 1) return reader.tell("geometry_many_points", Severity::error);
    entry.point = points->points.front();
  }
  if (const auto* area = std::get_if<geo::MultiPolygon>(&row.geometry)) {
    if (has_extent) {
      entry.area = *area;
    } else if (!entry.point) {
      entry.point = geo::centre(*area);
      reader.tell("area_as_point", Severity::note);
    }
  }
}

/// Two hamlets of one name in one commune differ by where they are.
std::string first_id(const Entry& hamlet, std::string_view type) {
  Blake2b hash;
  hash.add_text(hamlet.parent);
  hash.add_text(type);
  hash.add_text(hamlet.name);
  const std::optional<geo::GridPoint> at = hamlet.point  ? hamlet.point
                                           : hamlet.area ? std::optional(geo::centre(*hamlet.area))
                                                         : std::nullopt;
  if (at) {
    hash.add_int(at->x);
    hash.add_int(at->y);
  }
  return hamlet_id(hash);
}

void identify(Entry& entry, RowReader& reader) {
  entry.code = reader.text("code");
  entry.name = reader.text("name");
  entry.parent = reader.text("parent");
  if (entry.kind == "school") entry.site = reader.text("site");
  if (!entry.code.empty()) return;
  if (entry.kind != "hamlet") return reader.tell("code_missing", Severity::error, "code");
  if (entry.name.empty()) return reader.tell("name_missing", Severity::error, "name");
  entry.code = first_id(entry, reader.text("type"));
}

}  // namespace

std::vector<std::string_view> entry_meanings() {
  return {"code", "name",   "parent", "site",   "type",   "lon",   "lat",     "x",
          "y",    "latlon", "weight", "demand", "people", "power", "position"};
}

std::optional<Entry> make_entry(const Row& row, std::string_view kind, bool is_territory,
                                std::vector<Finding>& findings) {
  RowReader reader(row, findings);
  Entry entry;
  entry.kind = kind;
  place(row, is_territory || kind == "hamlet" || is_zone_kind(kind), entry, reader);
  if (entry.point || entry.area) entry.position = reader.position();
  identify(entry, reader);
  entry.weight = reader.count("weight");
  if (!entry.weight && kind == "household") entry.weight = 1;
  entry.demand = reader.demand();
  entry.people = reader.count("people");
  entry.power = reader.power();
  if (entry.demand && entry.weight && *entry.demand > *entry.weight)
    reader.tell("demand_over_weight", Severity::warning, "demand");
  return reader.failed() ? std::nullopt : std::optional(std::move(entry));
}

}  // namespace vungphu::intake
