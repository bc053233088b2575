// Hamlets, and the households in them.
#include <algorithm>

#include <fmt/core.h>

#include "world.hpp"

namespace vungphu::demo {
namespace {

constexpr std::int64_t kHamletsPerUnplaced = 40;  ///< hamlets whose place nobody has written down
constexpr std::int64_t kHomesPerUnplaced = 2000;
constexpr std::int64_t kHomesPerOutsider = 60'000;
constexpr std::uint64_t kReport = 50'000;

/// A commune's hamlets, on its water. A centre is the middle of its stretch, and always within the commune.
void add_hamlets_of(World& world, std::size_t c, Names& names, Prng& prng) {
  const Commune& commune = world.communes[c];
  const Entry& old_commune = world.province.communes_old[c];
  const auto count = static_cast<std::size_t>(prng.between(7, 11));
  const std::vector<std::string> called = names.hamlets(count, commune.town);
  const std::vector<Stretch> stretches = settle(world.land, static_cast<int>(c), count, commune.town, prng);
  const geo::GridPoint middle = world.land.at(static_cast<int>(c), 500, 500);
  const std::int64_t level = commune.town ? 90 : prng.between(24, 76);
  for (std::size_t k = 0; k < count; ++k) {
    Hamlet hamlet{.commune = c, .town = commune.town, .level = 0, .stretch = stretches[k], .centre = {}};
    hamlet.level = static_cast<int>(level + prng.around(commune.town ? 10 : 24));
    for (int tries = 0; tries < 8 && !geo::covers(*old_commune.area, hamlet.stretch.at(kWhole / 2, 0));
         ++tries) {
      for (geo::GridPoint* end :
           {&hamlet.stretch.from, &hamlet.stretch.to})  // the coast bends in here: move inland
        *end = {end->x + (middle.x - end->x) / 4, end->y + (middle.y - end->y) / 4};
    }
    hamlet.centre = hamlet.stretch.at(kWhole / 2, 0);
    Entry entry;
    entry.kind = "hamlet";
    entry.code = fmt::format("{}{:02}", old_commune.code, k + 1);
    entry.name = called[k];
    entry.parent = old_commune.code;
    if (!prng.one_in(kHamletsPerUnplaced)) entry.point = hamlet.centre;
    entry.power = !prng.one_in(60);
    world.province.hamlets_old.push_back(entry);
    entry.parent = world.new_commune_of(hamlet).code;
    world.province.hamlets.push_back(std::move(entry));
    world.hamlets.push_back(hamlet);
  }
}

/// Deals the households out by size, so that they add up exactly.
void deal(World& world, Prng& prng) {
  std::vector<std::int64_t> size;
  std::int64_t total = 0;
  for (const Hamlet& hamlet : world.hamlets)
    size.push_back(hamlet.town ? prng.between(220, 400) : prng.between(60, 160));
  for (const std::int64_t s : size) total += s;
  std::int64_t sum = 0;
  for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
    Hamlet& hamlet = world.hamlets[h];
    hamlet.first = world.options.households * sum / total;
    sum += size[h];
    hamlet.households = world.options.households * sum / total - hamlet.first;
    const std::int64_t people = hamlet.households * prng.between(34, 41) / 10;
    Entry &now = world.province.hamlets[h], &then = world.province.hamlets_old[h];
    now.weight = hamlet.households;
    now.people = people;
    then.weight = hamlet.households * 97 / 100;  // the older list counted fewer
    then.people = people * 97 / 100;
  }
}

void count_communes(World& world) {
  for (Entry& commune : world.province.communes_new) commune.weight = 0;
  for (const Hamlet& hamlet : world.hamlets)
    *world.province.communes_new[world.communes[hamlet.commune].merged].weight += hamlet.households;
}

/// Six in ten were asked whether they want the service; eight in ten of these do.
std::optional<std::int64_t> demand(Prng& prng) {
  if (!prng.percent(60)) return std::nullopt;
  return prng.percent(80) ? 1 : 0;
}

/// A few homes lose their place on the map, or find it in the sea.
void misplace(World& world, Prng& prng) {
  std::vector<Entry>& homes = world.province.households;
  for (Entry& home : homes)
    if (prng.one_in(kHomesPerUnplaced)) home.point.reset();
  geo::Box province;
  for (const Entry& commune : world.province.communes_new) province.add(geo::bounds(*commune.area));
  const std::int64_t count = std::clamp<std::int64_t>(world.options.households / kHomesPerOutsider, 3, 20);
  for (std::int64_t k = 0; k < std::min(count, world.options.households); ++k) {
    Entry& home = homes[static_cast<std::size_t>(world.options.households * (2 * k + 1) / (2 * count))];
    home.point = geo::GridPoint{static_cast<std::int32_t>(prng.between(province.min.x, province.max.x)),
                                static_cast<std::int32_t>(province.min.y - prng.between(10'000, 400'000))};
    world.province.outsiders.push_back(home.code);
  }
}

}  // namespace

void add_hamlets(World& world, Names& names) {
  for (std::size_t c = 0; c < world.communes.size(); ++c) {
    Prng prng(world.options.seed, kHamletStream + c);
    add_hamlets_of(world, c, names, prng);
  }
  Prng prng(world.options.seed, kHamletStream + world.communes.size());
  deal(world, prng);
  count_communes(world);
}

void add_households(World& world, const Task& task) {
  std::vector<Entry>& homes = world.province.households;
  homes.reserve(static_cast<std::size_t>(world.options.households));
  for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
    const Hamlet& hamlet = world.hamlets[h];
    Prng prng(world.options.seed, kHouseholdStream + h);
    Homes draw(hamlet.stretch, *world.province.communes_old[hamlet.commune].area, prng);
    for (std::int64_t k = 0; k < hamlet.households; ++k) {
      Entry& home = homes.emplace_back();
      home.kind = "household";
      home.code = fmt::format("HH{:07}", homes.size());
      home.parent = world.province.hamlets[h].code;
      home.point = draw.next();
      home.weight = 1;
      home.demand = demand(prng);
      if (homes.size() % kReport == 0)
        task.step("demo", homes.size(), static_cast<std::uint64_t>(world.options.households));
    }
  }
  Prng prng(world.options.seed, kHouseholdStream - 1);
  misplace(world, prng);
}

}  // namespace vungphu::demo
