#include "group_units.hpp"

#include <algorithm>
#include <set>

#include "pieces.hpp"

namespace vungphu::service {

Result<std::vector<GroupUnits>> group_units(const store::Store& store, const Profile& profile, Date as_of,
                                            Date vintage) {
  VP_TRY(const std::vector<GroupMember> members, store.groups(as_of));
  std::vector<GroupUnits> made;
  if (members.empty()) return made;
  std::set<Date> dates = {vintage};
  for (const GroupMember& member : members) dates.insert(member.valid_from);
  VP_TRY(const Vintages vintages, Vintages::build(store, profile, dates, {}));
  for (const assess::UnitGroup& group : groups_of(members, vintages, profile)) {
    GroupUnits units{group.code, group.name, vintages.lowest(), {}, {}};
    for (const std::string& code : vintages.at(vintage).lowest) {
      const std::vector<std::int32_t> pieces = vintages.of(vintages.lowest(), code, vintage);
      const auto inside = std::count_if(pieces.begin(), pieces.end(), [&](std::int32_t piece) {
        return std::binary_search(group.pieces.begin(), group.pieces.end(), piece);
      });
      if (inside == 0) continue;
      (static_cast<std::size_t>(inside) == pieces.size() ? units.whole : units.part).push_back(code);
    }
    made.push_back(std::move(units));
  }
  return made;
}

}  // namespace vungphu::service
