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

Places make_places(std::string kind, std::span<const Entry> entries, const Households* households) {
  Places places;
  places.kind = std::move(kind);
  places.entries = entries;
  places.households = households;
  const std::size_t size = households != nullptr ? households->size() : entries.size();
  places.point.assign(size, -1);
  places.territory.assign(size, -1);
  return places;
}

void lend(Places& places, std::size_t i, std::int32_t point) {
  if (point < 0) return;
  if (places.borrowed.empty()) places.borrowed.assign(places.size(), -1);
  places.borrowed[i] = point;
}

void locate(Places& places, std::vector<geo::GridPoint>& points, bool seats) {
  const auto put = [&](std::size_t i, geo::GridPoint point, bool proven) {
    const auto at = static_cast<std::int32_t>(points.size());
    proven ? static_cast<void>(places.point[i] = at) : lend(places, i, at);
    points.push_back(point);
  };
  if (places.households != nullptr) {
    points.reserve(points.size() + places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (const auto own = places.households->point(i)) put(i, *own, places.households->proven(i));
    }
    return;
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    // A commune's seat is given or not known; its centre would be an invention.
    const Standing own =
        seats ? Standing{places.entries[i].point, Position::surveyed} : own_position(places.entries[i]);
    if (own.point) put(i, *own.point, own.proven());
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

/// What a place says of where it lies: its parent, by a list.
struct Origin {
  std::string_view parent;
  std::int64_t list = 0;
};

Origin origin_of(const Places& places, std::size_t i) {
  if (places.households == nullptr) return {places.entries[i].parent, places.entries[i].list};
  const Households::Source& source = places.households->sources()[places.households->source(i)];
  return {source.parent, source.list};
}

/// The hamlet that a place's parent names, as it is today; -1 when none or when it was split.
std::int32_t find_hamlet(const World& world, const Places* hamlets, const Origin& origin) {
  if (hamlets == nullptr || origin.parent.empty()) return -1;
  const auto code = world.lives.carry(origin.parent, world.date_of(origin.list));
  return code.empty() ? -1 : hamlets->find(code, {});
}

std::int32_t hamlet_of(const World& world, const Places* hamlets, const Places& places, std::size_t i) {
  if (places.households != nullptr) return world.hamlet_of(*places.households, i);
  return places.kind == "hamlet" ? -1 : find_hamlet(world, hamlets, origin_of(places, i));
}

/// Where a place lay at the vintage, by the list of then; -1 where that does not say it.
std::int32_t territory_then(const World& world, const Inputs& inputs, const Places& places, std::size_t i) {
  const auto then = inputs.at_vintage.find(places.kind);
  if (then == inputs.at_vintage.end()) return -1;
  const auto key = [](const Entry& e) {
    return std::pair<std::string_view, std::string_view>(e.code, e.site);
  };
  std::pair<std::string, std::string> of_household;
  if (places.households != nullptr) of_household = places.households->keys().at(i);
  const std::pair<std::string_view, std::string_view> today =
      places.households != nullptr ? of_household : key(places.entries[i]);
  for (const Entry& version : std::ranges::equal_range(then->second, today, {}, key)) {
    if (version.parent.empty()) continue;
    const std::int32_t holder =
        world.units.holder(world.units.read_any(version.parent, world.date_of(version.list)));
    if (holder >= 0) return holder;
  }
  return -1;
}

/// A place whose parent no one territory holds, and that has no position, or none that could say more:
/// nothing is drawn there.
void go_astray(World& world, const Places& places, std::size_t i, const PieceSet& unit) {
  const Lie lie = world.units.lie(unit);
  const auto drawn = [&](std::size_t slot) { return is_drawn(*world.territories.lowest()->units[slot]); };
  const bool located = places.point[i] >= 0 || places.lent(i) >= 0;
  if (located && std::ranges::all_of(lie.whole, drawn) && std::ranges::all_of(lie.part, drawn)) return;
  ++world.not_carried[places.kind];
  if (places.kind != "hamlet") return;
  if (!lie.beyond) std::ranges::merge(lie.whole, lie.part, std::back_inserter(world.astray[i]));
}

/// What a place's own words say: its parent's unit, or where the hamlet lies that its parent names.
std::int32_t stated_territory(World& world, const Inputs& inputs, const Places& places, std::size_t i,
                              const Places* hamlets) {
  const Origin origin = origin_of(places, i);
  if (origin.parent.empty() || world.territories.lowest() == nullptr) return -1;
  const std::int32_t hamlet = hamlet_of(world, hamlets, places, i);
  if (places.households != nullptr && hamlet >= 0)
    return hamlets->territory[static_cast<std::size_t>(hamlet)];
  const PieceSet unit = world.units.read_any(origin.parent, world.date_of(origin.list));
  if (!unit.empty()) {
    std::int32_t holder = world.units.holder(unit);
    if (holder < 0) holder = territory_then(world, inputs, places, i);
    if (holder < 0) go_astray(world, places, i, unit);
    return holder;
  }
  if (hamlet < 0 && world.lives.was_split(origin.parent, world.date_of(origin.list)))
    ++world.not_carried[places.kind];
  return hamlet < 0 ? -1 : hamlets->territory[static_cast<std::size_t>(hamlet)];
}

void settle(World& world, const Inputs& inputs, Places& places, const std::vector<std::int32_t>& by_position,
            const Drawn& drawn, const Places* hamlets) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int32_t where = places.point[i] < 0 ? places.lent(i) : places.point[i];
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
    if (places.point[i] >= 0 || places.lent(i) >= 0) continue;
    const std::int32_t hamlet = hamlet_of(world, hamlets, places, i);
    if (hamlet >= 0) lend(places, i, hamlets->point[static_cast<std::size_t>(hamlet)]);
    if (places.lent(i) < 0 && places.territory[i] >= 0) {
      lend(places, i, seats.point[static_cast<std::size_t>(places.territory[i])]);
    }
  }
}

/// Those of the inputs; null where there are none.
const Households* households_of(const Inputs& inputs, std::span<const Entry> entries, World& world) {
  if (inputs.households) return inputs.households->size() > 0 ? &*inputs.households : nullptr;
  if (entries.empty()) return nullptr;
  auto made = std::make_unique<Households>();
  made->reserve(entries.size());
  for (const Entry& entry : entries) made->add(entry);
  world.households = std::move(made);
  return world.households.get();
}

}  // namespace

std::int32_t Places::find(std::string_view code, std::string_view site) const {
  if (households != nullptr) return households->keys().find(code, site);
  const auto key = [](const Entry& e) {
    return std::pair<std::string_view, std::string_view>(e.code, e.site);
  };
  const std::pair wanted(code, site);
  const auto found = std::ranges::lower_bound(entries, wanted, {}, key);
  if (found == entries.end() || key(*found) != wanted) return -1;
  return static_cast<std::int32_t>(found - entries.begin());
}

Date World::date_of(std::int64_t list) const {
  const auto found = code_dates.find(list);
  return found == code_dates.end() ? vintage : found->second;
}

const Places* World::places(std::string_view kind) const {
  const auto found = std::ranges::find(kinds, kind, &Places::kind);
  return found == kinds.end() ? nullptr : &*found;
}

Result<World> make_world(const Inputs& inputs, const Task& task) {
  World world;
  world.profile = inputs.profile;
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
    const std::span<const Entry> entries =
        found == inputs.entries.end() ? std::span<const Entry>{} : std::span<const Entry>(found->second);
    const Households* households = kind == "household" ? households_of(inputs, entries, world) : nullptr;
    if (entries.empty() && households == nullptr) continue;
    world.kinds.push_back(make_places(std::string(kind), entries, households));
    locate(world.kinds.back(), world.points, false);
  }
  const std::size_t place_points = world.points.size();
  if (const Level* lowest = world.territories.lowest()) {
    world.kinds.push_back(make_places(lowest->name, inputs.entries.find(lowest->name)->second, nullptr));
    locate(world.kinds.back(), world.points, true);
  }
  world.index.emplace(world.points);

  const Drawn drawn = drawn_territories(world.territories);
  VP_TRY(auto by_position, engine::belonging(*world.index, drawn.areas, inputs.threads, task));
  by_position.resize(place_points);  // seats lie in the territory whose seat they are
  world.snapped =
      engine::snap_to_border(std::span(world.points).first(place_points), drawn.areas, by_position);

  const Places* hamlets = world.places("hamlet");
  if (const Places* places = world.places("household")) {
    for (const Households::Source& source : places->households->sources())
      world.hamlet_of_source.push_back(find_hamlet(world, hamlets, {source.parent, source.list}));
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
