// `territories map`: what became of the units of one level on one day.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/unit_names.hpp"
#include "vungphu/service/use_cases.hpp"

#include "pieces.hpp"
#include "reading.hpp"
#include "territories.hpp"

namespace vungphu::service {
namespace {

constexpr std::array<std::string_view, 9> kWanted{"old_code", "new_code",     "extent",
                                                  "old_name", "old_district", "old_province",
                                                  "new_name", "new_province", "decision"};

/// The units of the level on the day before and from the day on.
struct Sides {
  std::map<std::string, std::string> before, after;  ///< code and name
  intake::UnitNames names_before, names_after;
};

/// One row as it was understood.
struct MapRow {
  std::int64_t row = 0;
  Change change;
  bool part = false, whole = false;  ///< as the row says
};

class RowReader {
 public:
  RowReader(const Row& row, const Sides& sides, std::vector<Finding>& findings)
      : row_(row), sides_(sides), findings_(findings) {}

  std::optional<std::string> old_code() {
    const std::string code = text("old_code");
    if (!code.empty()) {
      if (sides_.before.contains(code)) return code;
      tell("map_old_unknown", Severity::error, "old_code", {{"nearest", lost_zero(code, sides_.before)}});
      return std::nullopt;
    }
    if (text("old_name").empty()) {
      tell("map_old_nameless", Severity::error, "old_code", {{"new", text("new_name")}});
      return std::nullopt;
    }
    const intake::UnitAsked asked{text("old_name"),
                                  {{"province", text("old_province")}, {"district", text("old_district")}}};
    return old_by_name(asked, sides_.names_before.find(asked));
  }

  /// Names outrank a code that contradicts them: of what a hand can get wrong, a digit is the likelier.
  std::optional<std::string> new_code() {
    const std::string code = text("new_code"), name = text("new_name");
    const auto listed = sides_.after.find(code);
    intake::UnitFound by_name;
    if (!name.empty()) by_name = sides_.names_after.find({name, {{"province", text("new_province")}}});
    const std::vector<std::string>& named = by_name.codes;
    if (listed != sides_.after.end()) {
      if (named.size() != 1 || named.front() == code) return code;
      tell("map_new_disagrees", Severity::warning, "new_code",
           {{"listed", listed->second}, {"name", name}, {"taken", named.front()}});
      return named.front();
    }
    if (named.size() == 1) {
      tell("map_new_by_name", Severity::note, "new_code", {{"name", name}, {"taken", named.front()}});
      return named.front();
    }
    if (named.size() > 1)
      tell("map_new_ambiguous", Severity::error, "new_code", {{"name", name}, {"codes", join(named)}});
    else
      tell("map_new_unknown", Severity::error, "new_code",
           {{"name", name},
            {"nearest",
             by_name.nearest.empty() ? lost_zero(code, sides_.after) : join(by_name.nearest, "; ")}});
    return std::nullopt;
  }

  void extent(MapRow& drawn) {
    const std::string word = fold(text("extent"));
    constexpr auto kWhole =
        std::to_array<std::string_view>({"toanbo", "toan", "ca", "nguyenven", "whole", "all"});
    constexpr auto kPart = std::to_array<std::string_view>({"motphan", "phan", "part", "partial"});
    drawn.whole = std::find(kWhole.begin(), kWhole.end(), word) != kWhole.end();
    drawn.part = std::find(kPart.begin(), kPart.end(), word) != kPart.end();
    if (!word.empty() && !drawn.whole && !drawn.part)
      tell("map_extent_unclear", Severity::warning, "extent", {});
  }

  std::string text(std::string_view meaning) const {
    const std::string* found = row_.find(meaning);
    return found ? *found : std::string();
  }

 private:
  /// An office's Excel takes leading zeros away.
  static std::string lost_zero(const std::string& code, const std::map<std::string, std::string>& units) {
    std::string padded = code;
    constexpr std::size_t kLongest = 6;
    while (!code.empty() && padded.size() < kLongest) {
      padded.insert(0, "0");
      const auto unit = units.find(padded);
      if (unit != units.end()) return unit->first + " " + unit->second;
    }
    return "–";
  }

  std::optional<std::string> old_by_name(const intake::UnitAsked& asked, const intake::UnitFound& found) {
    const std::string place = asked.name + ", " + asked.above[1].second + ", " + asked.above[0].second;
    if (found.codes.size() == 1) {
      tell("map_old_by_name", Severity::note, "old_name", {{"name", place}, {"taken", found.codes.front()}});
      return found.codes.front();
    }
    if (found.codes.size() > 1) {
      tell("map_old_ambiguous", Severity::error, "old_name", {{"name", place}, {"codes", join(found.codes)}});
      return std::nullopt;
    }
    const char* why = found.missing == "province"   ? "map_old_no_province"
                      : found.missing == "district" ? "map_old_no_district"
                                                    : "map_old_unmatched";
    tell(why, Severity::error, "old_name",
         {{"name", place}, {"nearest", found.nearest.empty() ? "–" : join(found.nearest, "; ")}});
    return std::nullopt;
  }

  void tell(std::string_view code, Severity severity, std::string_view meaning, Args args) {
    const auto column = row_.columns.find(meaning);
    findings_.push_back({std::string(code), severity, row_.row,
                         column == row_.columns.end() ? std::string(meaning) : column->second, text(meaning),
                         std::move(args)});
  }

  const Row& row_;
  const Sides& sides_;
  std::vector<Finding>& findings_;
};

std::optional<MapRow> draw(const Row& row, const Sides& sides, std::vector<Finding>& findings) {
  RowReader reader(row, sides, findings);
  MapRow drawn;
  drawn.row = row.row;
  const std::optional<std::string> from = reader.old_code();
  const std::optional<std::string> to = reader.new_code();
  if (!from || !to) return std::nullopt;
  drawn.change.from = *from;
  drawn.change.to = *to;
  drawn.change.decision = reader.text("decision");
  reader.extent(drawn);
  return drawn;
}

/// One row for each pair; a unit with one target is whole unless its row says part, one with several is in
/// part in each.
std::vector<Change> settle(const std::vector<MapRow>& drawn, std::vector<Finding>& findings) {
  std::map<std::string, std::map<std::string, MapRow>> by_unit;
  for (const MapRow& row : drawn) {
    const auto [at, first] = by_unit[row.change.from].emplace(row.change.to, row);
    if (first) continue;
    at->second.part = at->second.part || row.part;
    findings.push_back({"map_repeated",
                        Severity::note,
                        row.row,
                        {},
                        row.change.from,
                        {{"to", row.change.to}, {"first", std::to_string(at->second.row)}}});
  }
  std::vector<Change> changes;
  for (const auto& [from, targets] : by_unit) {
    for (const auto& [to, row] : targets) {
      const bool split = targets.size() > 1;
      if (split && row.whole)
        findings.push_back({"map_extent_split",
                            Severity::warning,
                            row.row,
                            {},
                            from,
                            {{"count", std::to_string(targets.size())}}});
      Change change = row.change;
      change.event = split || row.part ? "part" : "whole";
      changes.push_back(std::move(change));
    }
  }
  return changes;
}

/// Units that no row tells of, and that are not the same on both days.
void note_absent(const Sides& sides, const std::set<std::string>& unchanged,
                 const std::vector<Change>& changes, std::vector<Finding>& findings) {
  std::set<std::string> told, reached;
  for (const Change& change : changes) {
    told.insert(change.from);
    reached.insert(change.to);
  }
  for (const auto& [code, name] : sides.before)
    if (!told.contains(code) && !unchanged.contains(code))
      findings.push_back({"map_unit_absent", Severity::warning, 0, {}, code, {{"name", name}}});
  for (const auto& [code, name] : sides.after)
    if (!reached.contains(code) && (told.contains(code) || !unchanged.contains(code)))
      findings.push_back({"map_unit_unreached", Severity::warning, 0, {}, code, {{"name", name}}});
}

Result<Sides> sides_of(const store::Store& store, const Profile& profile, const std::string& level,
                       Date date) {
  VP_TRY(std::vector<intake::NamedUnit> before, named_units(store, profile, level, day_before(date)));
  VP_TRY(std::vector<intake::NamedUnit> after, named_units(store, profile, level, date));
  std::map<std::string, std::string> old_names, new_names;
  for (const intake::NamedUnit& unit : before) old_names.emplace(unit.code, unit.name);
  for (const intake::NamedUnit& unit : after) new_names.emplace(unit.code, unit.name);
  return Sides{std::move(old_names), std::move(new_names), intake::UnitNames(std::move(before)),
               intake::UnitNames(std::move(after))};
}

/// A mapping holds on a day on which units begin.
Status check_day(const store::Store& store, const std::string& level, Date date) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::vector<std::string> known;
  for (const ListInfo& list : lists) {
    if (list.kind != level || list.valid_from == kBeginning) continue;
    if (list.valid_from == date) return {};
    known.push_back(iso(list.valid_from));
  }
  return fail("service.map_no_change",
              {{"level", level}, {"date", iso(date)}, {"dates", known.empty() ? "–" : join(known)}});
}

Status need_columns(const Mapping& mapping) {
  for (const auto& [code, name] : {std::pair("old_code", "old_name"), std::pair("new_code", "new_name")})
    if (!intake::find(mapping, code) && !intake::find(mapping, name))
      return fail("service.column_needed", {{"meaning", code}});
  return {};
}

}  // namespace

Result<ImportReport> import_mapping(store::Store& store, const MapRequest& request, const Task& task) {
  VP_TRY(const Profile profile, store.profile());
  const std::string level = request.level.empty() ? profile.lowest_level() : request.level;
  if (!profile.is_level(level))
    return fail("service.level_unknown", {{"level", level}, {"levels", join(profile.levels)}});
  VP_CHECK(check_day(store, level, request.valid_from));
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(OpenedFile file, open_file(store, request.from, scratch, task));
  ImportReport report;
  ListInfo& list = report.list;
  list = list_of_table(file, request.from, store::kChangesKind);
  list.source = request.source;
  list.list_date = list.valid_from = request.valid_from;
  VP_TRY(list.mapping, intake::map_columns(file.layer, kWanted, request.from.mapping, store::kChangesKind));
  VP_CHECK(need_columns(list.mapping));
  VP_TRY(const intake::CrsChoice crs,
         intake::choose_crs(file.layer, list.mapping, {}, profile.pinned_operations, {}));
  VP_TRY(const Sides sides, sides_of(store, profile, level, request.valid_from));

  std::vector<MapRow> drawn;
  const auto on_row = [&](Row&& row) -> Status {
    if (std::optional<MapRow> made = draw(row, sides, report.findings)) drawn.push_back(std::move(*made));
    return {};
  };
  VP_TRY(const RowCounts counts,
         read_rows(file, request.from.where, list.mapping, crs, on_row, report.findings, task));
  list.read = counts.read;
  list.filtered = counts.filtered;
  list.imported = static_cast<std::int64_t>(drawn.size());
  list.refused = list.read - list.filtered - list.imported;
  std::vector<Change> changes = settle(drawn, report.findings);
  for (Change& change : changes) {
    change.kind = level;
    change.date = request.valid_from;
  }
  VP_TRY(const std::set<std::string> unchanged, unchanged_units(store, level, request.valid_from));
  note_absent(sides, unchanged, changes, report.findings);
  if (changes.empty()) return report;
  VP_CHECK(keep_bytes(store, file));
  VP_TRY(list.id, store.add_changes(list, changes, report.findings));
  report.layers_error = renew_layers(store);
  return report;
}

}  // namespace vungphu::service
