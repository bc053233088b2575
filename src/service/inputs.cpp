// What an assessment stands on, taken out of the ledger: first without content (enough for a digest), then
// whole.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "vungphu/assess/assess.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "memory.hpp"
#include "pieces.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

std::vector<std::string> all_kinds(const Profile& profile) {
  std::vector<std::string> kinds = profile.levels;
  kinds.insert(kinds.end(), kPlaceKinds.begin(), kPlaceKinds.end());
  return kinds;
}

/// Territories are those of the vintage, places those of the day.
Date date_of_kind(const assess::Inputs& inputs, const std::string& kind) {
  return inputs.profile->is_level(kind) ? inputs.vintage : inputs.as_of;
}

/// Days of a vintage that is not that of the assessment: those on which lists of places in it begin, and its
/// edge, the nearest to the assessment first. None where the vintage is of the day.
std::vector<Date> days_of_vintage(const assess::Inputs& inputs, const std::vector<ListInfo>& lists) {
  const bool later = inputs.vintage > inputs.as_of;
  Date end = later ? kEndOfTime : inputs.as_of;
  for (const ListInfo& list : lists)
    if (inputs.profile->is_level(list.kind) && list.valid_from > inputs.vintage)
      end = std::min(end, Date(std::chrono::sys_days(list.valid_from) - std::chrono::days(1)));
  if (!later && end == inputs.as_of) return {};
  std::set<Date> days = {later ? inputs.vintage : end};
  for (const ListInfo& list : lists)
    if (is_place_kind(list.kind) && list.valid_from > inputs.vintage && list.valid_from <= end)
      days.insert(list.valid_from);
  if (later) return {days.begin(), days.end()};
  return {days.rbegin(), days.rend()};
}

/// Lists of places as they stood at such a vintage.
Result<std::vector<ListInfo>> lists_at_vintage(const store::Store& store, const assess::Inputs& inputs,
                                               const std::vector<ListInfo>& lists) {
  std::map<std::int64_t, ListInfo> found;
  for (const Date day : days_of_vintage(inputs, lists)) {
    for (const std::string_view kind : kPlaceKinds) {
      VP_TRY(std::vector<ListInfo> of_kind, store.lists_in_force(kind, day));
      for (ListInfo& list : of_kind)
        if (std::ranges::find(inputs.lists, list.id, &ListInfo::id) == inputs.lists.end())
          found.try_emplace(list.id, std::move(list));
    }
  }
  std::vector<ListInfo> made;
  for (auto& [id, list] : found) made.push_back(std::move(list));
  return made;
}

/// The versions that those lists have of places, once each.
Status load_vintage(const store::Store& store, assess::Inputs& inputs) {
  std::map<std::int64_t, std::string> told;  // lists that are read for this alone
  for (const ListInfo& list : inputs.background)
    if (is_place_kind(list.kind)) told.emplace(list.id, list.kind);
  if (told.empty()) return {};
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::set<std::string> kinds;
  for (const auto& [id, kind] : told) kinds.insert(kind);
  for (const std::string& kind : kinds) {
    std::vector<Entry>& versions = inputs.at_vintage[kind];
    std::set<std::int64_t> seen;
    for (const Date day : days_of_vintage(inputs, lists)) {
      VP_CHECK(store.visit_entries(kind, day, [&](Entry&& entry) -> Status {
        if (told.contains(entry.list) && seen.insert(entry.id).second) versions.push_back(std::move(entry));
        return {};
      }));
    }
    std::stable_sort(versions.begin(), versions.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.code, a.site) < std::tie(b.code, b.site);
    });
  }
  return {};
}

/// The dates at which codes are read.
std::set<Date> code_dates(const assess::Inputs& inputs, const std::vector<GroupMember>& members) {
  std::set<Date> dates = {inputs.vintage};
  for (const assess::Stated& stated : inputs.stated) dates.insert(code_date(stated.submission));
  for (const ListInfo& list : inputs.lists)
    if (!inputs.profile->is_level(list.kind)) dates.insert(code_date(list));
  for (const ListInfo& list : inputs.background)
    if (is_place_kind(list.kind)) dates.insert(code_date(list));
  for (const GroupMember& member : members) dates.insert(member.valid_from);
  return dates;
}

/// Lists that say what codes mean, besides those of the territories that are counted.
std::vector<ListInfo> background_of(const assess::Inputs& inputs, const std::vector<ListInfo>& lists,
                                    const std::set<Date>& dates) {
  const Date first = vintage_of(lists, *inputs.profile, *dates.begin());
  std::set<std::int64_t> counted;
  for (const ListInfo& list : inputs.lists) counted.insert(list.id);
  std::vector<ListInfo> made;
  for (const ListInfo& list : lists) {
    const bool level = inputs.profile->is_level(list.kind);
    const bool matters =
        list.kind == kGroup ? list.valid_from <= inputs.as_of
        : list.kind == store::kChangesKind
            ? list.valid_from > first && list.valid_from <= std::max(*dates.rbegin(), inputs.as_of)
            : level && list.valid_from >= first && list.valid_from <= *dates.rbegin();
    if (matters && !counted.contains(list.id)) made.push_back(list);
  }
  return made;
}

/// Tells how far the loading is, and hears a wish to stop.
class Loading {
 public:
  static Result<Loading> begin(const store::Store& store, const assess::Inputs& inputs, const Task& task) {
    std::int64_t all = 0;
    for (const std::string& kind : all_kinds(*inputs.profile)) {
      VP_TRY(const store::Size size, store.size_of_entries(kind, date_of_kind(inputs, kind)));
      all += size.rows;
    }
    for (const assess::Stated& stated : inputs.stated) all += stated.submission.accepted;
    VP_CHECK(task.check());
    return Loading(task, static_cast<std::uint64_t>(all));
  }
  /// After each row.
  Status one() {
    constexpr std::uint64_t kEvery = 1024;
    if (++done_ % kEvery != 0) return {};
    VP_CHECK(task_->check());
    task_->step("load", done_, all_);
    return {};
  }

 private:
  Loading(const Task& task, std::uint64_t all) : task_(&task), all_(all) {}
  const Task* task_;
  std::uint64_t all_, done_ = 0;
};

}  // namespace

Result<assess::Inputs> inputs_in_force(const store::Store& store, const Profile& profile, Date as_of,
                                       std::optional<Date> vintage) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  assess::Inputs inputs;
  inputs.profile = &profile;
  inputs.as_of = as_of;
  inputs.vintage = vintage_of(lists, profile, vintage.value_or(as_of));
  for (const std::string& kind : all_kinds(profile)) {
    VP_TRY(std::vector<ListInfo> found, store.lists_in_force(kind, date_of_kind(inputs, kind)));
    inputs.lists.insert(inputs.lists.end(), found.begin(), found.end());
  }
  std::sort(inputs.lists.begin(), inputs.lists.end(),
            [](const ListInfo& a, const ListInfo& b) { return a.id < b.id; });
  VP_TRY(inputs.operators, store.operators());
  VP_TRY(std::vector<Submission> submissions, store.submissions());
  for (Submission& submission : assess::availability(submissions, as_of, code_changes(lists, profile)))
    inputs.stated.push_back({std::move(submission), {}});
  VP_TRY(const std::vector<GroupMember> members, store.groups(as_of));
  VP_TRY(inputs.background, lists_at_vintage(store, inputs, lists));
  std::vector<ListInfo> meaning = background_of(inputs, lists, code_dates(inputs, members));
  inputs.background.insert(inputs.background.end(), meaning.begin(), meaning.end());
  return inputs;
}

Status load_content(const store::Store& store, assess::Inputs& inputs, Loaded loaded, const Task& task) {
  VP_CHECK(check_memory(store, inputs, loaded));
  VP_TRY(Loading loading, Loading::begin(store, inputs, task));
  for (const std::string& kind : all_kinds(*inputs.profile)) {
    const bool brief = loaded == Loaded::for_figures && kind == "household";
    if (brief) {
      VP_TRY(const store::Size size, store.size_of_entries(kind, date_of_kind(inputs, kind)));
      inputs.households.emplace().reserve(static_cast<std::size_t>(size.rows));
    }
    std::vector<Entry>& entries = inputs.entries[kind];
    VP_CHECK(store.visit_entries(kind, date_of_kind(inputs, kind), [&](Entry&& entry) -> Status {
      if (brief) {
        inputs.households->add(entry);
      } else {
        entries.push_back(std::move(entry));
      }
      return loading.one();
    }));
  }
  VP_CHECK(load_vintage(store, inputs));
  for (assess::Stated& stated : inputs.stated) {
    VP_CHECK(task.check());
    VP_CHECK(store.visit_claims(stated.submission.id, [&](Claim&& claim) -> Status {
      stated.claims.push_back(std::move(claim));
      return loading.one();
    }));
  }
  VP_TRY(const std::vector<GroupMember> members, store.groups(inputs.as_of));
  const std::set<Date> dates = code_dates(inputs, members);
  VP_TRY(const Vintages vintages, Vintages::build(store, *inputs.profile, dates, task));
  inputs.pieces = vintages.pieces(inputs.vintage, dates);
  inputs.groups = groups_of(members, vintages, *inputs.profile);
  VP_TRY(std::vector<Change> changes, store.changes("hamlet"));
  for (Change& change : changes)
    if (change.date <= inputs.as_of) inputs.hamlet_changes.push_back(std::move(change));
  return {};
}

}  // namespace vungphu::service
