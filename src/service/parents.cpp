#include "parents.hpp"

#include <algorithm>

#include "vungphu/model/kinds.hpp"

#include "vintage.hpp"

namespace vungphu::service {

Result<Parents> Parents::build(const store::Store& store, const Profile& profile, std::string_view kind,
                               Date to, const Task& task) {
  Parents made;
  made.profile_ = &profile;
  made.to_ = to;
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::set<Date> dates = {to};
  for (const ListInfo& list : lists) {
    if (kind.empty() ? !is_place_kind(list.kind) : list.kind != kind) continue;
    made.dates_[list.id] = code_date(list);
    dates.insert(code_date(list));
  }
  const bool one = std::all_of(dates.begin(), dates.end(), [&](Date date) {
    return vintage_of(lists, profile, date) == vintage_of(lists, profile, to);
  });
  if (!one) {
    VP_TRY(made.vintages_, Vintages::build(store, profile, dates, task));
  }
  return made;
}

std::optional<std::string> Parents::carry(const Entry& entry) {
  const auto list = dates_.find(entry.list);
  const Date from = list == dates_.end() ? to_ : list->second;
  if (!vintages_ || entry.parent.empty() || vintages_->at(from).since == vintages_->at(to_).since)
    return entry.parent;
  const auto [known, is_new] = known_.try_emplace({entry.parent, vintages_->at(from).since});
  if (is_new) known->second = look_up(entry.parent, from);
  return known->second;
}

std::optional<std::string> Parents::look_up(const std::string& code, Date from) const {
  for (auto level = profile_->levels.rbegin(); level != profile_->levels.rend(); ++level) {
    const std::vector<std::int32_t> pieces = vintages_->of(*level, code, from);
    if (pieces.empty()) continue;
    // The lowest unit that holds it all, but none below its own level.
    for (auto other = level; other != profile_->levels.rend(); ++other)
      for (const auto& [key, whole] : vintages_->at(to_).pieces)
        if (key.first == *other && std::includes(whole.begin(), whole.end(), pieces.begin(), pieces.end()))
          return key.second;
    return std::nullopt;
  }
  return code;
}

}  // namespace vungphu::service
