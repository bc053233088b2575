// Lists of places and territories.
#include <algorithm>
#include <map>
#include <set>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/entries.hpp"
#include "vungphu/intake/hamlets.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "parents.hpp"
#include "reading.hpp"
#include "reference.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

struct Draft {
  std::vector<Entry> entries;
  std::vector<std::int64_t> rows;  ///< the file's row of each entry
  std::vector<bool> uncoded;       ///< the row has no code
};

Status check_kind(const Profile& profile, const std::string& kind) {
  if (is_place_kind(kind) || profile.is_level(kind)) return {};
  std::vector<std::string> known(kPlaceKinds.begin(), kPlaceKinds.end());
  known.insert(known.end(), profile.levels.begin(), profile.levels.end());
  return fail("service.kind_unknown",
              {{"kind", kind}, {"nearest", nearest_names(kind, known, 1).front()}, {"kinds", join(known)}});
}

/// Takes the entries at `indexes` (ascending, without repeats) out of the draft.
void drop(Draft& draft, const std::vector<std::size_t>& indexes) {
  const std::set<std::size_t> dropped(indexes.begin(), indexes.end());
  Draft kept;
  for (std::size_t i = 0; i < draft.entries.size(); ++i) {
    if (dropped.contains(i)) continue;
    kept.entries.push_back(std::move(draft.entries[i]));
    kept.rows.push_back(draft.rows[i]);
    kept.uncoded.push_back(draft.uncoded[i]);
  }
  draft = std::move(kept);
}

/// What an updating row says is laid over the entry in force; what it does not say stays.
Entry merged(Entry old, const Entry& update) {
  if (!update.name.empty()) old.name = update.name;
  if (!update.parent.empty()) old.parent = update.parent;
  if (update.point) old.point = update.point;
  if (update.area) old.area = update.area;
  if (update.point || update.area) old.position = update.position;
  if (update.weight) old.weight = update.weight;
  if (update.demand) old.demand = update.demand;
  if (update.people) old.people = update.people;
  if (update.power) old.power = update.power;
  return old;
}

/// The entries in force that the draft's rows are of, by index; nothing where the code is not in force.
Result<std::vector<std::optional<Entry>>> versions_in_force(const store::Store& store, const ListInfo& list,
                                                            const Draft& draft) {
  std::map<std::pair<std::string, std::string>, std::size_t> wanted;
  for (std::size_t i = 0; i < draft.entries.size(); ++i)
    wanted[{draft.entries[i].code, draft.entries[i].site}] = i;
  std::vector<std::optional<Entry>> found(draft.entries.size());
  VP_CHECK(store.visit_entries(list.kind, list.valid_from, [&](Entry&& entry) -> Status {
    if (auto it = wanted.find({entry.code, entry.site}); it != wanted.end())
      found[it->second] = std::move(entry);
    return {};
  }));
  return found;
}

/// A list that names no parents keeps those of the entries that it updates, and with them the date of their
/// codes: of the newest of these entries.
Status keep_code_date(const store::Store& store, const std::vector<std::optional<Entry>>& old,
                      ListInfo& list) {
  if (list.codes_as_of || intake::find(list.mapping, "parent")) return {};
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::map<std::int64_t, Date> dates;
  for (const ListInfo& known : lists) dates[known.id] = code_date(known);
  std::optional<Date> newest;
  for (const std::optional<Entry>& entry : old)
    if (entry && !entry->parent.empty()) newest = std::max(newest.value_or(kBeginning), dates[entry->list]);
  if (newest && *newest != code_date(list)) list.codes_as_of = newest;
  return {};
}

/// Replaces the draft's entries by whole new versions of those in force; a row whose code is not in force is
/// refused.
Result<std::vector<std::size_t>> lay_over(const store::Store& store, const Profile& profile, ListInfo& list,
                                          Draft& draft, std::vector<Finding>& findings, const Task& task) {
  VP_TRY(std::vector<std::optional<Entry>> old, versions_in_force(store, list, draft));
  VP_CHECK(keep_code_date(store, old, list));
  VP_TRY(Parents parents, Parents::build(store, profile, list.kind, code_date(list), task));
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < old.size(); ++i) {
    Entry& entry = draft.entries[i];
    if (!old[i]) {
      unknown.push_back(i);
      findings.push_back({"update_code_unknown", Severity::error, draft.rows[i], {}, entry.code, {}});
      continue;
    }
    const std::optional<std::string> parent = parents.carry(*old[i]);
    if (!parent && entry.parent.empty())
      findings.push_back({"parent_unit_split",
                          Severity::warning,
                          draft.rows[i],
                          {},
                          old[i]->parent,
                          {{"code", entry.code}}});
    old[i]->parent = parent.value_or(std::string());
    entry = merged(*std::move(old[i]), entry);
  }
  return unknown;
}

/// Hamlets without codes keep the ids that they have; of those in force when the list begins and, for a list
/// of a day before the first, of today.
Status settle_ids(const store::Store& store, const Profile& profile, const ListInfo& list, Draft& draft,
                  std::vector<Finding>& findings, const Task& task) {
  if (std::find(draft.uncoded.begin(), draft.uncoded.end(), true) == draft.uncoded.end()) return {};
  VP_TRY(Parents parents, Parents::build(store, profile, list.kind, code_date(list), task));
  std::vector<intake::KnownHamlet> known;
  std::set<std::string> seen;
  for (const Date date : {list.valid_from, kEndOfTime})
    VP_CHECK(store.visit_entries(list.kind, date, [&](Entry&& entry) -> Status {
      if (!seen.insert(entry.code).second) return {};
      std::string unit = parents.carry(entry).value_or(std::string());
      known.push_back({std::move(entry), std::move(unit)});
      return {};
    }));
  intake::settle_hamlet_ids(draft.entries, draft.rows, draft.uncoded, known, findings);
  return {};
}

/// A list that replaces another and gives a place no position leaves it the one that was proven before: it
/// was surveyed, or found by `places locate`, and the place has not moved because a table has no coordinates.
Status keep_positions(const store::Store& store, const ListInfo& list, Draft& draft,
                      std::vector<Finding>& findings) {
  const auto nowhere = [](const Entry& entry) { return !entry.point && !entry.area; };
  if (!list.replaces || !is_place_kind(list.kind) || std::ranges::none_of(draft.entries, nowhere)) return {};
  VP_TRY(const std::vector<std::optional<Entry>> old, versions_in_force(store, list, draft));
  std::int64_t kept = 0;
  for (std::size_t i = 0; i < old.size(); ++i) {
    Entry& entry = draft.entries[i];
    if (!nowhere(entry) || !old[i] || !old[i]->point || is_borrowed(old[i]->position)) continue;
    entry.point = old[i]->point;
    entry.position = old[i]->position;
    ++kept;
  }
  if (kept > 0)
    findings.push_back({"positions_kept", Severity::note, 0, {}, {}, {{"count", std::to_string(kept)}}});
  return {};
}

/// Asked-for meanings of an update: nothing is made up for columns that it does not have.
void forget_defaults(Entry& entry, const Mapping& mapping) {
  if (!intake::find(mapping, "weight")) entry.weight.reset();
}

Result<Draft> read_draft(const OpenedFile& file, const ImportRequest& request, const Profile& profile,
                         const intake::CrsChoice& crs, ListInfo& list, std::vector<Finding>& findings,
                         const Task& task) {
  Draft draft;
  const bool territory = profile.is_level(request.kind);
  std::int64_t totals = 0;
  auto on_row = [&](Row&& row) -> Status {
    if (const std::string* total = row.find("total_row")) {
      findings.push_back({"not_a_row", Severity::note, row.row, "", *total, {}});
      ++totals;
      return {};
    }
    std::optional<Entry> entry = intake::make_entry(row, request.kind, territory, findings);
    if (!entry) return {};  // refused: what was read and is neither filtered nor imported
    if (request.updates) forget_defaults(*entry, list.mapping);
    draft.entries.push_back(std::move(*entry));
    draft.rows.push_back(row.row);
    draft.uncoded.push_back(!row.find("code"));
    return {};
  };
  VP_TRY(RowCounts counts, read_rows(file, request.from.where, list.mapping, crs, on_row, findings, task));
  list.read = counts.read;
  list.filtered = counts.filtered + totals;
  return draft;
}

/// Since when the newest list of the kind is in force: what an update without a date is laid over.
Result<Date> newest_date_of(const store::Store& store, const std::string& kind) {
  VP_TRY(std::vector<ListInfo> lists, store.lists());
  Date newest = kBeginning;
  for (const ListInfo& list : lists)
    if (list.kind == kind) newest = std::max(newest, list.valid_from);
  return newest;
}

ListInfo list_info(const ImportRequest& request, const OpenedFile& file) {
  ListInfo list;
  list.kind = request.kind;
  list.source = request.source;
  list.list_date = request.list_date.value_or(request.valid_from.value_or(kBeginning));
  list.valid_from = request.valid_from.value_or(kBeginning);
  list.codes_as_of = request.codes_as_of;
  list.replaces = request.replaces;
  list.updates = request.updates;
  note_file(file, request.from, list);
  return list;
}

}  // namespace

Result<ImportReport> import_list(store::Store& store, const ImportRequest& request, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  VP_CHECK(check_kind(profile, request.kind));
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(OpenedFile file, open_file(store, request.from, scratch, task));

  ImportReport report;
  report.list = list_info(request, file);
  if (request.updates && !request.valid_from) {
    VP_TRY(report.list.valid_from, newest_date_of(store, request.kind));
  }
  VP_TRY(report.list.mapping,
         intake::map_columns(file.layer, intake::entry_meanings(), request.from.mapping, request.kind));
  VP_TRY(const Reference outline, make_outline(store, profile));
  VP_TRY(intake::CrsChoice crs,
         choose_crs_of_list(file, report.list.mapping, request.from, profile, outline));
  note_crs(crs, file, request.from, report.list);

  VP_TRY(Draft draft, read_draft(file, request, profile, crs, report.list, report.findings, task));
  if (request.kind == "hamlet")
    VP_CHECK(settle_ids(store, profile, report.list, draft, report.findings, task));
  VP_TRY(Reference reference,
         make_reference(store, profile, request.codes_as_of.value_or(report.list.valid_from),
                        request.kind == "household"));
  const intake::Zones zones(crs.transformer, profile.pinned_operations, profile.crs_candidates);
  drop(draft, intake::check_entries(draft.entries, draft.rows, reference, report.findings, &zones));
  if (request.updates) {
    VP_TRY(std::vector<std::size_t> unknown,
           lay_over(store, profile, report.list, draft, report.findings, task));
    drop(draft, unknown);
  } else {
    VP_CHECK(keep_positions(store, report.list, draft, report.findings));
  }
  if (profile.is_level(request.kind)) intake::check_overlaps(draft.entries, report.findings);

  report.list.imported = static_cast<std::int64_t>(draft.entries.size());
  report.list.refused = report.list.read - report.list.filtered - report.list.imported;
  if (draft.entries.empty()) return report;
  VP_CHECK(keep_bytes(store, file));
  VP_TRY(report.list.id, store.add_list(report.list, draft.entries, report.findings, task));
  report.layers_error = renew_layers(store);
  return report;
}

Result<ImportReport> close_kind(store::Store& store, const std::string& kind, Date date,
                                const std::string& source) {
  VP_TRY(Profile profile, store.profile());
  VP_CHECK(check_kind(profile, kind));
  ImportReport report;
  ListInfo& list = report.list;
  list.kind = kind;
  list.source = source;
  list.list_date = list.valid_from = date;
  list.replaces = true;
  VP_TRY(list.id, store.add_list(list, {}, {}));
  report.layers_error = renew_layers(store);
  return report;
}

}  // namespace vungphu::service
