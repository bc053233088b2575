#include "vintage.hpp"

#include <algorithm>
#include <set>

namespace vungphu::service {

Date vintage_of(const std::vector<ListInfo>& lists, const Profile& profile, Date date) {
  Date newest = kBeginning;
  for (const ListInfo& list : lists)
    if (profile.is_level(list.kind) && list.valid_from <= date) newest = std::max(newest, list.valid_from);
  return newest;
}

std::vector<Date> code_changes(const std::vector<ListInfo>& lists, const Profile& profile) {
  std::set<Date> changes;
  for (const ListInfo& list : lists)
    if (profile.is_level(list.kind) && !list.updates) changes.insert(list.valid_from);
  return {changes.begin(), changes.end()};
}

}  // namespace vungphu::service
