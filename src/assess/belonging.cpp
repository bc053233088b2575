// Which lowest-level territory each place lies in (DESIGN 3.3): position first, a stated parent where there
// is none.
#include <algorithm>
#include <tuple>

#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "world.hpp"

namespace vungphu::assess {
namespace {

std::optional<geo::GridPoint> position(const Entry& entry) {
  if (entry.point) return entry.point;
  if (entry.area && !entry.area->polygons.empty()) return geo::centre(*entry.area);
  return std::nullopt;
}

Places make_places(std::string kind, const std::vector<Entry>& entries) {
  Places places{.kind = std::move(kind), .entries = {}, .point = {}, .territory = {}};
  places.entries.reserve(entries.size());
  for (const auto& entry : entries) places.entries.push_back(&entry);
  places.point.assign(entries.size(), -1);
  places.territory.assign(entries.size(), -1);
  return places;
}

void locate(Places& places, std::vector<geo::GridPoint>& points, bool seats) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    // A commune's seat is given or not known; its centre would be an invention.
    const auto at = seats ? places.entries[i]->point : position(*places.entries[i]);
    if (!at) continue;
    places.point[i] = static_cast<std::int32_t>(points.size());
    points.push_back(*at);
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

/// What a place's own words say: its parent's code, or that of the hamlet it says it lies in.
std::int32_t stated_territory(const World& world, const Places& places, std::size_t i,
                              const Places* hamlets) {
  const Level* lowest = world.territories.lowest();
  if (lowest == nullptr) return -1;
  if (places.kind == "household" && hamlets != nullptr && world.hamlet_of[i] >= 0) {
    return hamlets->territory[static_cast<std::size_t>(world.hamlet_of[i])];
  }
  return lowest->find(places.entries[i]->parent);
}

void settle(World& world, Places& places, const std::vector<std::int32_t>& by_position, const Drawn& drawn,
            const Places* hamlets) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int32_t at = places.point[i] < 0 ? -1 : by_position[static_cast<std::size_t>(places.point[i])];
    if (at >= 0) {
      places.territory[i] = drawn.territory[static_cast<std::size_t>(at)];
      continue;
    }
    const std::int32_t stated = stated_territory(world, places, i, hamlets);
    if (stated < 0) continue;
    // A located place outside of the polygon it names is outside; where its parent was never drawn, its word
    // stands.
    const Entry& unit = *world.territories.lowest()->units[static_cast<std::size_t>(stated)];
    if (places.point[i] < 0 || !is_drawn(unit)) places.territory[i] = stated;
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

const Places* World::places(std::string_view kind) const {
  const auto found = std::ranges::find(kinds, kind, &Places::kind);
  return found == kinds.end() ? nullptr : &*found;
}

Result<World> make_world(const Inputs& inputs, const Task& task) {
  World world;
  world.territories = make_territories(inputs);
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
    for (std::size_t i = 0; hamlets != nullptr && i < households->size(); ++i) {
      const std::string& parent = households->entries[i]->parent;
      if (!parent.empty()) world.hamlet_of[i] = hamlets->find(parent, {});
    }
  }
  // Hamlets first: a household without a position lies where its hamlet does.
  for (auto& places : world.kinds) {
    if (places.kind == "hamlet") settle(world, places, by_position, drawn, nullptr);
  }
  for (auto& places : world.kinds) {
    if (is_place_kind(places.kind) && places.kind != "hamlet")
      settle(world, places, by_position, drawn, hamlets);
  }
  if (world.territories.lowest() != nullptr) {
    Places& seats = world.kinds.back();
    for (std::size_t i = 0; i < seats.size(); ++i) seats.territory[i] = static_cast<std::int32_t>(i);
  }
  return world;
}

}  // namespace vungphu::assess
