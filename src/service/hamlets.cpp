// The lives of hamlets: a file of events becomes new versions of hamlets, one list for each date.
#include "vungphu/intake/hamlets.hpp"

#include <algorithm>
#include <map>

#include "vungphu/intake/columns.hpp"
#include "vungphu/service/use_cases.hpp"

#include "parents.hpp"
#include "reading.hpp"

namespace vungphu::service {
namespace {

using intake::HamletEvent;

/// Versions that events of this file made, by code, with the date since when they are in force.
using Overlay = std::map<std::string, std::pair<Date, Entry>>;

/// What is known on `date`: the ledger, and over it what earlier events of the same file made, as it will be
/// read once they are kept.
Result<intake::HamletDay> day_of(const store::Store& store, const Profile& profile, Date date,
                                 const Overlay& earlier, const Task& task) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists_in_force("hamlet", date));
  std::map<std::int64_t, Date> since;
  for (const ListInfo& list : lists) since[list.id] = list.valid_from;
  VP_TRY(Parents parents, Parents::build(store, profile, "hamlet", date, task));
  intake::HamletDay day;
  std::map<std::string, Date> begins;
  VP_CHECK(store.visit_entries("hamlet", date, [&](Entry&& entry) -> Status {
    const std::optional<std::string> parent = parents.carry(entry);
    if (!parent) day.adrift.insert(entry.code);
    entry.parent = parent.value_or(std::string());
    begins[entry.code] = since[entry.list];
    entry.id = entry.list = 0;
    day.hamlets.insert_or_assign(entry.code, std::move(entry));
    return {};
  }));
  // A list that replaces, later than an event, has the last word on what the event made.
  const Date replaced = !lists.empty() && lists.front().replaces ? lists.front().valid_from : kBeginning;
  for (const auto& [code, version] : earlier) {
    const auto known = begins.find(code);
    if (version.first < replaced || (known != begins.end() && version.first < known->second)) continue;
    day.adrift.erase(code);
    if (version.second.ended)
      day.hamlets.erase(code);
    else
      day.hamlets.insert_or_assign(code, version.second);
  }
  VP_CHECK(store.visit_entries(profile.lowest_level(), date, [&](Entry&& entry) -> Status {
    day.communes.insert(entry.code);
    return {};
  }));
  return day;
}

/// Events before a whole list that is already in the workspace: from its date on that list says what there
/// is.
Status warn_of_later_list(const store::Store& store, const std::vector<HamletEvent>& events,
                          std::vector<Finding>& findings) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  for (const HamletEvent& event : events) {
    const auto later = std::ranges::find_if(lists, [&](const ListInfo& list) {
      return list.kind == "hamlet" && list.replaces && list.valid_from > event.date;
    });
    if (later == lists.end()) continue;
    Finding finding{"event_before_list", Severity::warning, event.row, {}, event.hamlet, {}};
    finding.args = {{"date", iso(event.date)},
                    {"list", std::to_string(later->id)},
                    {"list_date", iso(later->valid_from)}};
    findings.push_back(std::move(finding));
  }
  return {};
}

store::FullList list_of(const ListInfo& events, Date date, std::vector<Entry> versions) {
  store::FullList made{events, std::move(versions)};
  ListInfo& list = made.info;
  list.kind = "hamlet";
  list.list_date = list.valid_from = date;
  list.updates = true;
  list.read = list.imported = static_cast<std::int64_t>(made.entries.size());
  list.refused = list.filtered = 0;
  return made;
}

Result<std::vector<HamletEvent>> read_events(const OpenedFile& file, const FileRequest& from,
                                             const Profile& profile, ImportReport& report, const Task& task) {
  ListInfo& list = report.list;
  VP_TRY(list.mapping,
         intake::map_columns(file.layer, intake::event_meanings(), from.mapping, intake::kEventsKind));
  for (std::string_view needed : {"event", "code", "date"})
    if (!intake::find(list.mapping, needed))
      return fail("service.column_needed", {{"meaning", std::string(needed)}});
  VP_TRY(intake::CrsChoice crs,
         intake::choose_crs(file.layer, list.mapping, {}, profile.pinned_operations, {}));
  std::vector<HamletEvent> events;
  auto on_row = [&](Row&& row) -> Status {
    if (auto event = intake::make_event(row, report.findings)) events.push_back(std::move(*event));
    return {};
  };
  VP_TRY(RowCounts counts, read_rows(file, from.where, list.mapping, crs, on_row, report.findings, task));
  list.read = counts.read;
  list.filtered = counts.filtered;
  std::stable_sort(events.begin(), events.end(),
                   [](const HamletEvent& a, const HamletEvent& b) { return a.date < b.date; });
  return events;
}

}  // namespace

Result<ImportReport> import_hamlet_events(store::Store& store, const FileRequest& from,
                                          const std::string& source, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(OpenedFile file, open_file(store, from, scratch, task));
  ImportReport report;
  ListInfo& list = report.list;
  list.kind = store::kChangesKind;
  list.source = source;
  note_file(file, from, list);
  VP_TRY(const std::vector<HamletEvent> events, read_events(file, from, profile, report, task));

  VP_CHECK(warn_of_later_list(store, events, report.findings));

  std::vector<Change> changes;
  std::vector<store::FullList> versions;
  Overlay overlay;
  for (auto first = events.begin(); first != events.end();) {
    const Date date = first->date;
    const auto last = std::find_if(first, events.end(), [&](const HamletEvent& e) { return e.date != date; });
    VP_TRY(const intake::HamletDay day, day_of(store, profile, date, overlay, task));
    intake::HamletsApplied applied = intake::apply_events({first, last}, day, report.findings);
    for (const Entry& entry : applied.versions) overlay.insert_or_assign(entry.code, std::pair(date, entry));
    changes.insert(changes.end(), applied.changes.begin(), applied.changes.end());
    if (!applied.versions.empty()) versions.push_back(list_of(list, date, std::move(applied.versions)));
    first = last;
  }
  list.imported = static_cast<std::int64_t>(changes.size());
  list.refused = list.read - list.filtered - list.imported;
  if (changes.empty()) return report;
  list.list_date = list.valid_from = changes.front().date;
  VP_CHECK(keep_bytes(store, file));
  VP_TRY(list.id, store.add_changes(list, changes, report.findings, versions));
  report.layers_error = renew_layers(store);
  return report;
}

}  // namespace vungphu::service
