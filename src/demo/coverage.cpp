#include "coverage.hpp"

#include <algorithm>

namespace vungphu::demo {
namespace {

constexpr int kNoCableLevel = 20, kNoMastLevel = 14;  ///< hamlets below it have none

/// Where on the operator's list something stands, by how hard it is: the easiest was built first.
int since(std::int64_t hardness, std::int64_t standing) {
  if (hardness < standing - 8) return kFirstQuarter;
  if (hardness < standing) return kSecondQuarter;
  return hardness < standing + 5 ? kPlanned : kNever;
}

/// Every hamlet of every operator its own stream, so that no operator's plans stir another's.
Prng stream_of(const World& world, std::size_t hamlet, std::uint64_t concern) {
  return {world.options.seed, kServiceStream + hamlet * 8 + concern};
}

constexpr std::array<std::int64_t, 3> k4gStanding{38, 30, 10}, k5gStanding{-20, -32, -45};

Masts make_masts(const World& world, bool fifth) {
  Masts masts;
  for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
    const Hamlet& hamlet = world.hamlets[h];
    if (fifth ? !hamlet.town : hamlet.level < kNoMastLevel) continue;
    for (std::size_t op = 0; op < masts.size(); ++op) {
      Prng prng = stream_of(world, h, (fifth ? 5 : 2) + op);
      const std::int64_t standing =
          fifth ? hamlet.level + k5gStanding[op] : hamlet.level * 6 / 10 + k4gStanding[op];
      const int built = since(prng.between(0, 99), standing);
      if (built == kNever) continue;
      masts[op].push_back({h, built, fifth ? prng.between(600, 1100) : prng.between(1500, 2400)});
    }
  }
  return masts;
}

}  // namespace

std::vector<Section> make_sections(const World& world) {
  constexpr std::array<std::int64_t, 2> kStanding{21, 14};
  std::vector<Section> sections;
  for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
    const Hamlet& hamlet = world.hamlets[h];
    Prng prng = stream_of(world, h, 0);
    const std::int64_t parts = prng.between(2, 3);
    for (std::int64_t k = 0; k < parts; ++k) {
      Section section{h, kWhole * k / parts, kWhole * (k + 1) / parts, {kNever, kNever}};
      const bool at_centre =
          section.from <= kWhole / 2 && kWhole / 2 <= section.to;  // which everybody cables first
      const std::int64_t ground =
          prng.between(0, 99) - (at_centre ? 25 : 0);  // as hard for one as for the other
      for (std::size_t op = 0; op < section.since.size(); ++op) {
        const std::int64_t hardness = (ground + prng.between(0, 99)) / 2;
        if (hamlet.level >= kNoCableLevel)
          section.since[op] = since(hardness, kStanding[op] + hamlet.level * 6 / 10);
      }
      sections.push_back(section);
    }
  }
  return sections;
}

Masts make_4g(const World& world) { return make_masts(world, false); }
Masts make_5g(const World& world) { return make_masts(world, true); }

bool mobifone_builds_in(const World& world, std::size_t hamlet) {
  return world.communes[world.hamlets[hamlet].commune].district % 3 == 1 &&
         world.hamlets[hamlet].households > 0;
}

Take mobifone_fiber(const World& world, std::size_t hamlet, int quarter) {
  const Hamlet& at = world.hamlets[hamlet];
  Prng prng = stream_of(world, hamlet, 1);
  const std::int64_t share = std::clamp<std::int64_t>(at.level - 40 + prng.around(15) + 5 * quarter, 0, 90);
  const std::int64_t passed = at.households * share / 100;
  return {passed, passed * prng.between(35, 70) / 100};
}

}  // namespace vungphu::demo
