#include "territories.hpp"

#include <map>

namespace vungphu::service {

Result<std::vector<intake::NamedUnit>> named_units(const store::Store& store, const Profile& profile,
                                                   const std::string& level, Date date) {
  struct Above {
    std::string level;
    std::map<std::string, std::pair<std::string, std::string>> units;  ///< by code: name, parent
  };
  std::vector<Above> above;  // upper to lower
  for (const std::string& upper : profile.levels) {
    if (upper == level) break;
    above.push_back({upper, {}});
    VP_CHECK(store.visit_entries(upper, date, [&](Entry&& entry) -> Status {
      above.back().units.emplace(entry.code, std::pair(entry.name, entry.parent));
      return {};
    }));
  }
  std::vector<intake::NamedUnit> made;
  VP_CHECK(store.visit_entries(level, date, [&](Entry&& entry) -> Status {
    intake::NamedUnit unit{entry.code, entry.name, {}};
    std::string parent = entry.parent;
    for (auto upper = above.rbegin(); upper != above.rend(); ++upper) {
      const auto found = upper->units.find(parent);
      if (found == upper->units.end()) continue;
      unit.above.emplace(upper->level, found->second.first);
      parent = found->second.second;
    }
    made.push_back(std::move(unit));
    return {};
  }));
  return made;
}

ListInfo list_of_table(const OpenedFile& file, const FileRequest& from, std::string_view kind) {
  ListInfo list;
  list.kind = kind;
  note_file(file, from, list);
  return list;
}

}  // namespace vungphu::service
