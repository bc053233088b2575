// Which lowest-level territory each place lies in (DESIGN 3.3): position first, a stated parent where there
// is none.
#include <algorithm>
#include <iterator>
#include <tuple>

#include "vungphu/assess/positions.hpp"
#include "vungphu/model/kinds.hpp"

#include "world.hpp"

namespace vungphu::assess {
namespace {

Places make_places(std::string kind, const std::vector<Entry>& entries) {
  Places places{.kind = std::move(kind), .entries = {}, .point = {}, .borrowed = {}, .territory = {}};
  places.entries.reserve(entries.size());
  for (const auto& entry : entries) places.entries.push_back(&entry);
  places.point.assign(entries.size(), -1);
  places.borrowed.assign(entries.size(), -1);
  places.territory.assign(entries.size(), -1);
  return places;
}

void locate(Places& places, std::vector<geo::GridPoint>& points, bool seats) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    // A commune's seat is given or not known; its centre would be an invention.
    const Standing own =
        seats ? Standing{places.entries[i]->point, Position::surveyed} : own_position(*places.entries[i]);
    if (!own.point) continue;
    (own.proven() ? places.point : places.borrowed)[i] = static_cast<std::int32_t>(points.size());
    points.push_back(*own.point);
  }
}

/// Territories with an area, and which they are: a table without polygons is a list of territories as well.
struct Drawn {
  std::vector<const geo::MultiPolygon*> areas;
  std::vector<std::int32_t> territory;
};

bool is_drawn(const Entry& unit) { return unit.area && !unit.area->polygons.empty(); }

Drawn drawn_territories(const Territories& territories) {
  Drawn drawn;
  const Level* lowest = territories.lowest();
  for (std::size_t i = 0; i < territories.size(); ++i) {
    if (!is_drawn(*lowest->units[i])) continue;
    drawn.areas.push_back(&*lowest->units[i]->area);
    drawn.territory.push_back(static_cast<std::int32_t>(i));
  }
  return drawn;
}

/// The hamlet that a place's parent names, as it is today; -1 when none or when it was split.
std::int32_t find_hamlet(const World& world, const Places* hamlets, const Entry& entry) {
  if (hamlets == nullptr || entry.parent.empty()) return -1;
  const auto code = world.lives.carry(entry.parent, world.date_of(entry));
  return code.empty() ? -1 : hamlets->find(code, {});
}

/// Where a place lay at the vintage, by the list of then; -1 where that does not say it.
std::int32_t territory_then(const World& world, const Inputs& inputs, const Places& places, std::size_t i) {
  const auto then = inputs.at_vintage.find(places.kind);
  if (then == inputs.at_vintage.end()) return -1;
  const auto key = [](const Entry& e) { return std::tie(e.code, e.site); };
  const Entry& today = *places.entries[i];
  for (const Entry& version : std::ranges::equal_range(then->second, key(today), {}, key)) {
    if (version.parent.empty()) continue;
    const std::int32_t holder =
        world.units.holder(world.units.read_any(version.parent, world.date_of(version)));
    if (holder >= 0) return holder;
  }
  return -1;
}

/// A place whose parent no one territory holds, and that has no position, or none that could say more:
/// nothing is drawn there.
void go_astray(World& world, const Places& places, std::size_t i, const PieceSet& unit) {
  const Lie lie = world.units.lie(unit);
  const auto drawn = [&](std::size_t slot) { return is_drawn(*world.territories.lowest()->units[slot]); };
  const bool located = places.point[i] >= 0 || places.borrowed[i] >= 0;
  if (located && std::ranges::all_of(lie.whole, drawn) && std::ranges::all_of(lie.part, drawn)) return;
  ++world.not_carried[places.kind];
  if (places.kind != "hamlet") return;
  if (!lie.beyond) std::ranges::merge(lie.whole, lie.part, std::back_inserter(world.astray[i]));
}

/// What a place's own words say: its parent's unit, or where the hamlet lies that its parent names.
std::int32_t stated_territory(World& world, const Inputs& inputs, const Places& places, std::size_t i,
                              const Places* hamlets) {
  const Entry& entry = *places.entries[i];
  if (entry.parent.empty() || world.territories.lowest() == nullptr) return -1;
  if (places.kind == "household" && hamlets != nullptr && world.hamlet_of[i] >= 0) {
    return hamlets->territory[static_cast<std::size_t>(world.hamlet_of[i])];
  }
  const PieceSet unit = world.units.read_any(entry.parent, world.date_of(entry));
  if (!unit.empty()) {
    std::int32_t holder = world.units.holder(unit);
    if (holder < 0) holder = territory_then(world, inputs, places, i);
    if (holder < 0) go_astray(world, places, i, unit);
    return holder;
  }
  const std::int32_t hamlet = places.kind == "hamlet" ? -1 : find_hamlet(world, hamlets, entry);
  if (hamlet < 0 && world.lives.was_split(entry.parent, world.date_of(entry)))
    ++world.not_carried[places.kind];
  return hamlet < 0 ? -1 : hamlets->territory[static_cast<std::size_t>(hamlet)];
}

void settle(World& world, const Inputs& inputs, Places& places, const std::vector<std::int32_t>& by_position,
            const Drawn& drawn, const Places* hamlets) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int32_t where = places.point[i] < 0 ? places.borrowed[i] : places.point[i];
    const std::int32_t at = where < 0 ? -1 : by_position[static_cast<std::size_t>(where)];
    if (at >= 0) {
      places.territory[i] = drawn.territory[static_cast<std::size_t>(at)];
      continue;
    }
    const std::int32_t stated = stated_territory(world, inputs, places, i, hamlets);
    if (stated < 0) continue;
    // A located place outside of the polygon it names is outside; where its parent was never drawn, its word
    // stands.
    const Entry& unit = *world.territories.lowest()->units[static_cast<std::size_t>(stated)];
    if (where < 0 || !is_drawn(unit)) places.territory[i] = stated;
  }
}

/// Where a place stands that has no position: at its hamlet's centre, else at its commune's seat
/// (positions.hpp).
void borrow(const World& world, Places& places, const Places* hamlets, const Places& seats) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places.point[i] >= 0 || places.borrowed[i] >= 0) continue;
    const bool in_hamlet = places.kind != "hamlet";
    const std::int32_t hamlet = in_hamlet ? find_hamlet(world, hamlets, *places.entries[i]) : -1;
    if (hamlet >= 0) places.borrowed[i] = hamlets->point[static_cast<std::size_t>(hamlet)];
    if (places.borrowed[i] < 0 && places.territory[i] >= 0) {
      places.borrowed[i] = seats.point[static_cast<std::size_t>(places.territory[i])];
    }
  }
}

}  // namespace

std::int32_t Places::find(std::string_view code, std::string_view site) const {
  const auto key = [](const Entry* e) {
    return std::pair<std::string_view, std::string_view>(e->code, e->site);
  };
  const std::pair wanted(code, site);
  const auto found = std::ranges::lower_bound(entries, wanted, {}, key);
  if (found == entries.end() || key(*found) != wanted) return -1;
  return static_cast<std::int32_t>(found - entries.begin());
}

Date World::date_of(const Entry& entry) const {
  const auto found = code_dates.find(entry.list);
  return found == code_dates.end() ? vintage : found->second;
}

const Places* World::places(std::string_view kind) const {
  const auto found = std::ranges::find(kinds, kind, &Places::kind);
  return found == kinds.end() ? nullptr : &*found;
}

Result<World> make_world(const Inputs& inputs, const Task& task) {
  World world;
  world.territories = make_territories(inputs);
  world.units = Units(inputs, world.territories);
  world.sums = make_sums(inputs, world.territories, world.units);
  world.lives = HamletLives(inputs.hamlet_changes, inputs.as_of);
  world.as_of = inputs.as_of;
  world.vintage = inputs.vintage;
  for (const auto* lists : {&inputs.lists, &inputs.background}) {
    for (const auto& list : *lists) world.code_dates[list.id] = code_date(list);
  }
  for (const std::string_view kind : kPlaceKinds) {
    const auto found = inputs.entries.find(kind);
    if (found == inputs.entries.end() || found->second.empty()) continue;
    world.kinds.push_back(make_places(std::string(kind), found->second));
    locate(world.kinds.back(), world.points, false);
  }
  const std::size_t place_points = world.points.size();
  if (const Level* lowest = world.territories.lowest()) {
    world.kinds.push_back(make_places(lowest->name, inputs.entries.find(lowest->name)->second));
    locate(world.kinds.back(), world.points, true);
  }
  world.index.emplace(world.points);

  const Drawn drawn = drawn_territories(world.territories);
  VP_TRY(auto by_position, engine::belonging(*world.index, drawn.areas, inputs.threads, task));
  by_position.resize(place_points);  // seats lie in the territory whose seat they are
  world.snapped =
      engine::snap_to_border(std::span(world.points).first(place_points), drawn.areas, by_position);

  const Places* hamlets = world.places("hamlet");
  if (const Places* households = world.places("household")) {
    world.hamlet_of.assign(households->size(), -1);
    for (std::size_t i = 0; i < households->size(); ++i) {
      world.hamlet_of[i] = find_hamlet(world, hamlets, *households->entries[i]);
    }
  }
  // Hamlets first: a household without a position lies where its hamlet does.
  for (auto& places : world.kinds) {
    if (places.kind == "hamlet") settle(world, inputs, places, by_position, drawn, nullptr);
  }
  for (auto& places : world.kinds) {
    if (is_place_kind(places.kind) && places.kind != "hamlet")
      settle(world, inputs, places, by_position, drawn, hamlets);
  }
  if (world.territories.lowest() != nullptr) {
    Places& seats = world.kinds.back();
    for (std::size_t i = 0; i < seats.size(); ++i) seats.territory[i] = static_cast<std::int32_t>(i);
    for (auto& places : world.kinds) {
      if (is_place_kind(places.kind)) borrow(world, places, hamlets, seats);
    }
  }
  return world;
}

}  // namespace vungphu::assess
