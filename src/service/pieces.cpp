#include "pieces.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "vungphu/base/hash.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::service {
namespace {

/// A territory of the lowest level in one vintage.
struct Unit {
  std::int64_t entry = 0;
  std::string code;
  std::string meaning;  ///< what makes it the same unit as one of another vintage
  std::string parent;
  std::vector<std::size_t> next;  ///< units of the next vintage that it goes to
  bool begins = true;             ///< no unit of the vintage before goes to it
  bool ends = false;              ///< all of it, or the part that no row tells of, goes nowhere
  std::vector<std::int32_t> pieces;
};

struct Layer {
  Date since = kBeginning;
  std::vector<Unit> units;
  std::unordered_map<std::string, std::size_t> by_code;
  /// Of the levels above, upper to lower: code to parent.
  std::vector<std::pair<std::string, std::map<std::string, std::string>>> above;
};

std::string meaning_of(const Entry& entry, std::int64_t first_list) {
  if (!entry.area) return std::to_string(first_list) + ":" + entry.name;
  Blake2b hash;
  hash.add_text(geo::encode(*entry.area));
  return hash.hex_digest();
}

Result<Layer> load(const store::Store& store, const Profile& profile, const std::string& lowest, Date since) {
  Layer layer;
  layer.since = since;
  for (const std::string& level : profile.levels) {
    if (level == lowest) break;
    auto& [name, parents] = layer.above.emplace_back(level, std::map<std::string, std::string>{});
    VP_CHECK(store.visit_entries(level, since, [&parents = parents](Entry&& entry) -> Status {
      parents.emplace(std::move(entry.code), std::move(entry.parent));
      return {};
    }));
  }
  VP_TRY(const std::vector<ListInfo> lists, store.lists_in_force(lowest, since));
  const std::int64_t first_list = lists.empty() ? 0 : lists.front().id;
  VP_CHECK(store.visit_entries(lowest, since, [&](Entry&& entry) -> Status {
    Unit unit;
    unit.entry = entry.id;
    unit.meaning = meaning_of(entry, first_list);
    unit.code = std::move(entry.code);
    unit.parent = std::move(entry.parent);
    layer.by_code.emplace(unit.code, layer.units.size());
    layer.units.push_back(std::move(unit));
    return {};
  }));
  return layer;
}

bool same_unit(const Unit& a, const Unit& b) {
  return a.code == b.code && (a.entry == b.entry || a.meaning == b.meaning);
}

/// The rows of a day by the code they start from. A later list that names a unit says anew what became of it.
using Rows = std::map<std::string, std::vector<const Change*>>;

Rows rows_of(const std::vector<Change>& changes, Date date) {
  Rows rows;
  for (const Change& change : changes) {
    if (change.date != date) continue;
    std::vector<const Change*>& known = rows[change.from];
    if (!known.empty() && known.front()->list > change.list) continue;
    if (!known.empty() && known.front()->list < change.list) known.clear();
    known.push_back(&change);
  }
  return rows;
}

void link(Layer& before, Layer& after, const Rows& rows) {
  for (Unit& unit : before.units) {
    std::set<std::size_t> targets;
    bool part = false;
    if (const auto told = rows.find(unit.code); told != rows.end()) {
      for (const Change* row : told->second) {
        const auto target = after.by_code.find(row->to);
        part = part || row->event != "whole";
        if (target != after.by_code.end()) targets.insert(target->second);
      }
    } else if (const auto itself = after.by_code.find(unit.code);
               itself != after.by_code.end() && same_unit(unit, after.units[itself->second])) {
      targets.insert(itself->second);
    }
    unit.next.assign(targets.begin(), targets.end());
    unit.ends = targets.empty() || (part && targets.size() == 1);
    for (const std::size_t target : targets) after.units[target].begins = false;
  }
}

/// Numbers every path through the layers, and tells each unit on it.
void number_paths(std::vector<Layer>& layers) {
  std::int32_t count = 0;
  std::vector<Unit*> path;
  const std::function<void(std::size_t, std::size_t)> walk = [&](std::size_t layer, std::size_t at) {
    Unit& unit = layers[layer].units[at];
    path.push_back(&unit);
    for (const std::size_t next : unit.next) walk(layer + 1, next);
    if (unit.ends || layer + 1 == layers.size()) {
      for (Unit* on_it : path) on_it->pieces.push_back(count);
      ++count;
    }
    path.pop_back();
  };
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    for (std::size_t at = 0; at < layers[layer].units.size(); ++at)
      if (layers[layer].units[at].begins) walk(layer, at);
}

/// Upper levels follow parents: a unit lies in that of the nearest level above which its parent's code names.
Vintage finished(Layer&& layer, const std::string& lowest) {
  Vintage made;
  made.since = layer.since;
  for (const auto& [level, parents] : layer.above)
    for (const auto& [code, parent] : parents) made.pieces[{level, code}];
  for (Unit& unit : layer.units) {
    std::string above = unit.parent;
    for (auto level = layer.above.rbegin(); level != layer.above.rend(); ++level) {
      const auto known = level->second.find(above);
      if (known == level->second.end()) continue;
      auto& pieces = made.pieces[{level->first, above}];
      pieces.insert(pieces.end(), unit.pieces.begin(), unit.pieces.end());
      above = known->second;
    }
    made.lowest.push_back(unit.code);
    made.pieces[{lowest, unit.code}] = std::move(unit.pieces);
  }
  for (auto& [key, pieces] : made.pieces) {
    std::sort(pieces.begin(), pieces.end());
    pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  }
  return made;
}

/// The days on which a list of territories begins to be in force, as far as they matter.
std::vector<Date> beginnings(const std::vector<ListInfo>& lists, const Profile& profile,
                             const std::set<Date>& dates) {
  std::set<Date> all;
  for (const ListInfo& list : lists)
    if (profile.is_level(list.kind)) all.insert(list.valid_from);
  if (all.empty()) return {kBeginning};
  auto from = dates.empty() ? all.begin() : all.upper_bound(*dates.begin());
  if (from != all.begin()) --from;
  auto to = dates.empty() ? all.end() : all.upper_bound(*dates.rbegin());
  if (to == from) ++to;
  return {from, to};
}

/// The lowest level of which there has ever been a list.
std::string lowest_of(const std::vector<ListInfo>& lists, const Profile& profile) {
  for (auto level = profile.levels.rbegin(); level != profile.levels.rend(); ++level)
    if (std::any_of(lists.begin(), lists.end(), [&](const ListInfo& list) { return list.kind == *level; }))
      return *level;
  return profile.lowest_level();
}

/// Of each code the entry in force and what makes it the same unit.
Result<std::map<std::string, std::pair<std::int64_t, std::string>>> meanings_at(const store::Store& store,
                                                                                const std::string& level,
                                                                                Date date) {
  std::map<std::string, std::pair<std::int64_t, std::string>> made;
  VP_TRY(const std::vector<ListInfo> lists, store.lists_in_force(level, date));
  const std::int64_t first_list = lists.empty() ? 0 : lists.front().id;
  VP_CHECK(store.visit_entries(level, date, [&](Entry&& entry) -> Status {
    std::string meaning = meaning_of(entry, first_list);
    made.emplace(std::move(entry.code), std::pair(entry.id, std::move(meaning)));
    return {};
  }));
  return made;
}

}  // namespace

Date day_before(Date date) { return std::chrono::sys_days(date) - std::chrono::days(1); }

Result<std::set<std::string>> unchanged_units(const store::Store& store, const std::string& level,
                                              Date date) {
  VP_TRY(const auto before, meanings_at(store, level, day_before(date)));
  VP_TRY(const auto after, meanings_at(store, level, date));
  std::set<std::string> same;
  for (const auto& [code, then] : before) {
    const auto now = after.find(code);
    if (now != after.end() && (now->second.first == then.first || now->second.second == then.second))
      same.insert(code);
  }
  return same;
}

Result<Vintages> Vintages::build(const store::Store& store, const Profile& profile,
                                 const std::set<Date>& dates, const Task& task) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  Vintages made;
  made.lowest_ = lowest_of(lists, profile);
  VP_TRY(const std::vector<Change> changes, store.changes(made.lowest_));
  std::vector<Layer> layers;
  for (const Date since : beginnings(lists, profile, dates)) {
    VP_CHECK(task.check());
    VP_TRY(Layer layer, load(store, profile, made.lowest_, since));
    layers.push_back(std::move(layer));
    if (layers.size() == 1) continue;
    link(layers[layers.size() - 2], layers.back(), rows_of(changes, since));
  }
  number_paths(layers);
  for (Layer& layer : layers) made.all_.push_back(finished(std::move(layer), made.lowest_));
  return made;
}

const Vintage& Vintages::at(Date date) const {
  const auto after =
      std::upper_bound(all_.begin(), all_.end(), date,
                       [](Date wanted, const Vintage& vintage) { return wanted < vintage.since; });
  return after == all_.begin() ? all_.front() : *std::prev(after);
}

std::vector<std::int32_t> Vintages::of(const std::string& level, const std::string& code, Date date) const {
  const Vintage& then = at(date);
  const auto found = then.pieces.find({level, code});
  return found == then.pieces.end() ? std::vector<std::int32_t>{} : found->second;
}

assess::Pieces Vintages::pieces(Date vintage, const std::set<Date>& dates) const {
  const Vintage& now = at(vintage);
  assess::Pieces made;
  for (const std::string& code : now.lowest) made.of_territory.push_back(now.pieces.at({lowest_, code}));
  for (const Date date : dates) {
    const Vintage& then = at(date);
    if (&then == &now) continue;
    for (const auto& [key, pieces] : then.pieces) {
      const auto same = now.pieces.find(key);
      if (same == now.pieces.end() || same->second != pieces)
        made.of_unit.emplace(assess::UnitCode{key.first, key.second, date}, pieces);
    }
    for (const auto& [key, pieces] : now.pieces)  // a code of today that named nothing then
      if (!then.pieces.contains(key))
        made.of_unit.emplace(assess::UnitCode{key.first, key.second, date}, std::vector<std::int32_t>{});
  }
  return made;
}

std::vector<assess::UnitGroup> groups_of(const std::vector<GroupMember>& members, const Vintages& vintages,
                                         const Profile& profile) {
  std::vector<assess::UnitGroup> groups;
  for (const GroupMember& member : members) {
    if (groups.empty() || groups.back().code != member.group)
      groups.push_back({member.group, member.name, {}});
    std::vector<std::int32_t> pieces = vintages.of(member.level, member.territory, member.valid_from);
    for (auto level = profile.levels.rbegin();
         member.level.empty() && pieces.empty() && level != profile.levels.rend(); ++level)
      pieces = vintages.of(*level, member.territory, member.valid_from);
    auto& all = groups.back().pieces;
    all.insert(all.end(), pieces.begin(), pieces.end());
  }
  for (assess::UnitGroup& group : groups) {
    std::sort(group.pieces.begin(), group.pieces.end());
    group.pieces.erase(std::unique(group.pieces.begin(), group.pieces.end()), group.pieces.end());
  }
  return groups;
}

}  // namespace vungphu::service
