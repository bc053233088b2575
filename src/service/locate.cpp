// The work list of `places locate`, filled in and read back: an updating list for each kind.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "reading.hpp"
#include "reference.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

constexpr std::array<std::string_view, 5> kWanted{"kind", "code", "site", "lon", "lat"};

/// A place that somebody has found, by its row.
struct Found {
  std::int64_t row = 0;
  geo::GridPoint point;
};
using Key = std::pair<std::string, std::string>;              // code, site
using FoundOf = std::map<std::string, std::map<Key, Found>>;  // by kind

std::string text_of(const Row& row, std::string_view meaning) {
  const std::string* found = row.find(meaning);
  return found ? *found : std::string();
}

/// An error finding on one column of a row.
Finding problem(const Row& row, const char* code, std::string_view meaning) {
  const auto column = row.columns.find(meaning);
  return {code,
          Severity::error,
          row.row,
          column == row.columns.end() ? "" : column->second,
          text_of(row, meaning),
          {}};
}

/// By id or, as a spreadsheet has it, by its label in either language; empty for what is none.
std::string_view kind_named(const std::string& given) {
  for (const std::string_view kind : kPlaceKinds) {
    const std::string label = "kind." + std::string(kind);
    for (const std::string& name : {std::string(kind), text(Lang::vi, label), text(Lang::en, label)})
      if (fold(given) == fold(name)) return kind;
  }
  return {};
}

/// True when the row was taken; else a finding says why not.
bool take(const Row& row, geo::GridPoint at, FoundOf& found, std::vector<Finding>& findings) {
  const std::string_view kind = kind_named(text_of(row, "kind"));
  if (kind.empty()) {
    findings.push_back(problem(row, "locate_kind_unknown", "kind"));
    return false;
  }
  const auto [place, fresh] =
      found[std::string(kind)].emplace(Key{text_of(row, "code"), text_of(row, "site")}, Found{row.row, at});
  if (!fresh) findings.push_back(problem(row, "locate_twice", "code"));
  return fresh;
}

/// The places of one kind with their new points, by the date at which their parents' codes are read: that
/// does not change with their position.
struct Moved {
  std::vector<Entry> entries;
  std::vector<std::int64_t> rows;
};
Result<std::map<Date, Moved>> moved(const store::Store& store, const std::string& kind, Date date,
                                    std::map<Key, Found>& found, Position position) {
  std::map<std::int64_t, Date> dates;
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  for (const ListInfo& list : lists) dates[list.id] = code_date(list);
  std::map<Date, Moved> made;
  VP_CHECK(store.visit_entries(kind, date, [&](Entry&& entry) -> Status {
    const auto one = found.find({entry.code, entry.site});
    if (one == found.end()) return {};
    entry.point = one->second.point;
    entry.position = position;
    Moved& group = made[dates[entry.list]];
    group.entries.push_back(std::move(entry));
    group.rows.push_back(one->second.row);
    found.erase(one);
    return {};
  }));
  return made;
}

Result<Date> newest_valid_from(const store::Store& store, const std::string& kind) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  Date newest = kBeginning;
  for (const ListInfo& list : lists)
    if (list.kind == kind) newest = std::max(newest, list.valid_from);
  return newest;
}

}  // namespace

Result<LocateReport> locate_places(store::Store& store, const LocateRequest& request, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(OpenedFile file, open_file(store, request.from, scratch, task));
  ListInfo list;
  list.source = request.source;
  list.list_date = request.list_date.value_or(today());
  list.updates = true;
  note_file(file, request.from, list);
  VP_TRY(list.mapping, intake::map_columns(file.layer, kWanted, request.from.mapping));
  for (std::string_view needed : {"kind", "code", "lon", "lat"})
    if (!intake::find(list.mapping, needed))
      return fail("service.column_needed", {{"meaning", std::string(needed)}});
  VP_TRY(const Reference outline, make_outline(store, profile));
  VP_TRY(intake::CrsChoice crs, choose_crs_of_list(file, list.mapping, request.from, profile, outline));
  note_crs(crs, file, request.from, list);

  LocateReport report;
  FoundOf found;
  std::int64_t left_empty = 0;
  auto on_row = [&](Row&& row) -> Status {
    const auto* points = std::get_if<geo::MultiPoint>(&row.geometry);
    const bool has_point = points != nullptr && points->points.size() == 1;
    if (has_point) {
      take(row, points->points.front(), found, report.findings);
    } else {
      ++left_empty;
    }
    return {};
  };
  VP_TRY(const RowCounts counts,
         read_rows(file, request.from.where, list.mapping, crs, on_row, report.findings, task));
  report.read = counts.read;
  report.filtered = counts.filtered + left_empty;

  for (auto& [kind, places] : found) {
    list.kind = kind;
    VP_TRY(list.valid_from, newest_valid_from(store, kind));
    VP_TRY(const Reference reference, make_reference(store, profile, list.valid_from, kind == "household"));
    VP_TRY(auto by_date, moved(store, kind, list.valid_from, places, request.position));
    for (const auto& [key, unknown] : places)
      report.findings.push_back({"update_code_unknown", Severity::error, unknown.row, {}, key.first, {}});
    for (auto& [date, group] : by_date) {
      auto& [entries, rows] = group;
      std::vector<Finding> findings;
      for (const std::size_t drop : intake::check_entries(entries, rows, reference, findings))
        entries[drop].kind.clear();
      std::erase_if(entries, [](const Entry& entry) { return entry.kind.empty(); });
      if (entries.empty()) continue;
      list.codes_as_of = date;
      list.read = list.imported = static_cast<std::int64_t>(entries.size());
      VP_CHECK(keep_bytes(store, file));
      VP_TRY(const std::int64_t id, store.add_list(list, entries, findings, task));
      report.lists.push_back(id);
      report.located += list.imported;
      report.findings.insert(report.findings.end(), findings.begin(), findings.end());
    }
  }
  report.refused = report.read - report.filtered - report.located;
  if (!report.lists.empty()) report.layers_error = renew_layers(store);
  return report;
}

}  // namespace vungphu::service
