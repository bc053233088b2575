// `groups import` and `groups`: named sets of territories; `territories changes`: what became of units.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "current.hpp"
#include "pieces.hpp"
#include "reading.hpp"
#include "territories.hpp"

namespace vungphu::service {
namespace {

constexpr std::array<std::string_view, 6> kWanted{"group", "name",       "territory",
                                                  "level", "valid_from", "decision"};

std::string text_of(const Row& row, std::string_view meaning) {
  const std::string* found = row.find(meaning);
  return found ? *found : std::string();
}

void tell(const Row& row, std::string_view code, Severity severity, std::string_view meaning, Args args,
          std::vector<Finding>& findings) {
  const auto column = row.columns.find(meaning);
  findings.push_back({std::string(code), severity, row.row,
                      column == row.columns.end() ? std::string(meaning) : column->second,
                      text_of(row, meaning), std::move(args)});
}

/// Codes by level at the dates that rows ask for.
class Codes {
 public:
  Codes(const store::Store& store, const Profile& profile) : store_(store), profile_(profile) {}

  /// Levels, the lowest first, at which `code` is a unit at `date`.
  Result<std::vector<std::string>> levels_of(const std::string& code, Date date) {
    std::vector<std::string> found;
    for (auto level = profile_.levels.rbegin(); level != profile_.levels.rend(); ++level) {
      VP_TRY(const std::set<std::string>* known, at(*level, date));
      if (known->contains(code)) found.push_back(*level);
    }
    return found;
  }
  Result<std::vector<std::string>> nearest(const std::string& code, Date date) {
    std::vector<std::string> all;
    for (const std::string& level : profile_.levels) {
      VP_TRY(const std::set<std::string>* known, at(level, date));
      all.insert(all.end(), known->begin(), known->end());
    }
    return nearest_names(code, all);
  }

 private:
  Result<const std::set<std::string>*> at(const std::string& level, Date date) {
    auto found = known_.find({level, date});
    if (found == known_.end()) {
      std::set<std::string> codes;
      VP_CHECK(store_.visit_entries(level, date, [&](Entry&& entry) -> Status {
        codes.insert(std::move(entry.code));
        return {};
      }));
      found = known_.emplace(std::pair(level, date), std::move(codes)).first;
    }
    return &found->second;
  }

  const store::Store& store_;
  const Profile& profile_;
  std::map<std::pair<std::string, Date>, std::set<std::string>> known_;
};

/// The level under which a row's code is a unit; nothing with a finding where it is none.
Result<std::optional<std::string>> level_of(const Row& row, const GroupMember& member, const Profile& profile,
                                            Codes& codes, std::vector<Finding>& findings) {
  const std::string asked = text_of(row, "level");
  VP_TRY(const std::vector<std::string> levels, codes.levels_of(member.territory, member.valid_from));
  if (!asked.empty() && !profile.is_level(asked)) {
    tell(row, "group_level_unknown", Severity::error, "level", {{"levels", join(profile.levels)}}, findings);
    return std::nullopt;
  }
  const auto wanted = asked.empty() ? levels.begin() : std::find(levels.begin(), levels.end(), asked);
  if (wanted == levels.end()) {
    VP_TRY(const std::vector<std::string> nearest, codes.nearest(member.territory, member.valid_from));
    tell(row, "group_territory_unknown", Severity::error, "territory",
         {{"date", iso(member.valid_from)}, {"nearest", nearest.empty() ? "–" : join(nearest)}}, findings);
    return std::nullopt;
  }
  if (asked.empty() && levels.size() > 1)
    tell(row, "group_level_taken", Severity::warning, "territory", {{"level", *wanted}}, findings);
  return *wanted;
}

Result<std::optional<GroupMember>> make_member(const Row& row, const Profile& profile, Date otherwise,
                                               Codes& codes, std::vector<Finding>& findings) {
  GroupMember member;
  member.group = text_of(row, "group");
  member.name = text_of(row, "name");
  member.territory = text_of(row, "territory");
  member.decision = text_of(row, "decision");
  member.valid_from = otherwise;
  for (const char* needed : {"group", "territory"})
    if (text_of(row, needed).empty()) {
      tell(row, "value_missing", Severity::error, needed, {}, findings);
      return std::nullopt;
    }
  if (member.group == kWhole || member.group == kOutside || member.group == kUnplaced) {
    tell(row, "group_reserved", Severity::error, "group", {}, findings);
    return std::nullopt;
  }
  if (const std::string date = text_of(row, "valid_from"); !date.empty()) {
    const std::optional<Date> read = parse_any_date(date);
    if (!read) {
      tell(row, "group_date_bad", Severity::error, "valid_from", {}, findings);
      return std::nullopt;
    }
    member.valid_from = *read;
  }
  VP_TRY(std::optional<std::string> level, level_of(row, member, profile, codes, findings));
  if (!level) return std::nullopt;
  member.level = std::move(*level);
  if (member.name.empty()) member.name = member.group;
  return member;
}

/// A code that names a group and a unit is ambiguous wherever it is asked for.
Status note_units(const std::vector<GroupMember>& members, Codes& codes, std::vector<Finding>& findings) {
  std::set<std::string> said;
  for (const GroupMember& member : members) {
    if (!said.insert(member.group).second) continue;
    VP_TRY(const std::vector<std::string> levels, codes.levels_of(member.group, member.valid_from));
    if (!levels.empty())
      findings.push_back(
          {"group_is_unit", Severity::warning, 0, {}, member.group, {{"level", levels.front()}}});
  }
  return {};
}

}  // namespace

Result<ImportReport> import_groups(store::Store& store, const GroupRequest& request, const Task& task) {
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(OpenedFile file, open_file(store, request.from, scratch, task));
  ImportReport report;
  ListInfo& list = report.list;
  list = list_of_table(file, request.from, kGroup);
  list.source = request.source;
  list.list_date = list.valid_from = request.valid_from.value_or(kBeginning);
  VP_TRY(list.mapping, intake::map_columns(file.layer, kWanted, request.from.mapping, kGroup));
  for (const char* needed : {"group", "territory"})
    if (!intake::find(list.mapping, needed)) return fail("service.column_needed", {{"meaning", needed}});
  VP_TRY(const intake::CrsChoice crs,
         intake::choose_crs(file.layer, list.mapping, {}, profile.pinned_operations, {}));

  Codes codes(store, profile);
  std::vector<GroupMember> members;
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> first_row;
  std::int64_t taken = 0;
  const auto on_row = [&](Row&& row) -> Status {
    VP_TRY(std::optional<GroupMember> made,
           make_member(row, profile, list.valid_from, codes, report.findings));
    if (!made) return {};
    ++taken;
    const auto [at, first] =
        first_row.emplace(std::tuple(made->group, made->level, made->territory), row.row);
    if (first)
      members.push_back(std::move(*made));
    else
      tell(row, "group_repeated", Severity::note, "territory", {{"first", std::to_string(at->second)}},
           report.findings);
    return {};
  };
  VP_TRY(const RowCounts counts,
         read_rows(file, request.from.where, list.mapping, crs, on_row, report.findings, task));
  list.read = counts.read;
  list.filtered = counts.filtered;
  list.imported = taken;
  list.refused = list.read - list.filtered - list.imported;
  VP_CHECK(note_units(members, codes, report.findings));
  if (members.empty()) return report;
  VP_CHECK(keep_bytes(store, file));
  VP_TRY(list.id, store.add_groups(list, members, report.findings));
  report.layers_error = renew_layers(store);
  return report;
}

namespace {

/// Names of units of a level as the lists in force at a date have them.
class UnitNames {
 public:
  explicit UnitNames(const store::Store& store) : store_(store) {}

  /// Reads what `name` will be asked for.
  Status load(const std::string& level, Date date) {
    const auto [at, first] = names_.try_emplace({level, date});
    if (!first) return {};
    return store_.visit_entries(level, date, [&](Entry&& entry) -> Status {
      at->second[std::move(entry.code)] = std::move(entry.name);
      return {};
    });
  }
  /// Nothing where the lists do not know the code.
  formats::Cell name(const std::string& level, Date date, const std::string& code) const {
    const auto names = names_.find({level, date});
    if (names == names_.end()) return {};
    const auto found = names->second.find(code);
    return found == names->second.end() ? formats::Cell() : text_cell(found->second);
  }

 private:
  const store::Store& store_;
  std::map<std::pair<std::string, Date>, std::map<std::string, std::string>> names_;
};

}  // namespace

Result<Resource> groups(const store::Store& store, Lang lang) {
  VP_TRY(std::vector<GroupMember> members, store.groups(kEndOfTime));
  Resource made;
  made.schema.name = "groups";
  made.schema.title = text(lang, "text.groups_title");
  made.schema.columns = {column("group", formats::CellType::code),
                         column("name"),
                         word_column("level", "kind."),
                         column("territory", formats::CellType::code),
                         column("territory_name"),
                         column("valid_from", formats::CellType::date),
                         column("decision"),
                         only_machine(column("list", formats::CellType::count))};
  UnitNames names(store);
  for (const GroupMember& m : members) VP_CHECK(names.load(m.level, m.valid_from));
  made.produce = [members = std::move(members), names](formats::Writer& out) -> Status {
    for (const GroupMember& m : members) {
      const formats::Cell date =
          m.valid_from == kBeginning ? formats::Cell() : formats::Cell(iso(m.valid_from));
      const formats::Cell cells[] = {m.group,
                                     text_cell(m.name),
                                     m.level,
                                     m.territory,
                                     names.name(m.level, m.valid_from, m.territory),
                                     date,
                                     text_cell(m.decision),
                                     m.list};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

Result<Resource> territory_changes(const store::Store& store, const std::string& level, Lang lang) {
  VP_TRY(const Profile profile, store.profile());
  if (!level.empty() && !profile.is_level(level))
    return fail("service.level_unknown", {{"level", level}, {"levels", join(profile.levels)}});
  std::vector<Change> changes;
  for (const std::string& one : profile.levels) {
    if (!level.empty() && one != level) continue;
    VP_TRY(std::vector<Change> found, store.changes(one));
    std::move(found.begin(), found.end(), std::back_inserter(changes));
  }
  Resource made;
  made.schema.name = "territory_changes";
  made.schema.title = text(lang, "text.territory_changes_title");
  made.schema.columns = {word_column("level", "kind."),
                         column("date", formats::CellType::date),
                         column("from", formats::CellType::code),
                         column("from_name"),
                         column("to", formats::CellType::code),
                         column("to_name"),
                         word_column("extent", "extent."),
                         column("decision"),
                         only_machine(column("list", formats::CellType::count))};
  UnitNames names(store);
  for (const Change& c : changes) {
    VP_CHECK(names.load(c.kind, day_before(c.date)));
    VP_CHECK(names.load(c.kind, c.date));
  }
  made.produce = [changes = std::move(changes), names](formats::Writer& out) -> Status {
    for (const Change& c : changes) {
      const formats::Cell cells[] = {c.kind,  iso(c.date),
                                     c.from,  names.name(c.kind, day_before(c.date), c.from),
                                     c.to,    names.name(c.kind, c.date, c.to),
                                     c.event, text_cell(c.decision),
                                     c.list};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
