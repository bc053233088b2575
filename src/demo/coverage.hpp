// What the three operators have built, and since when: one state of things from which all their submissions
// are drawn.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "world.hpp"

namespace vungphu::demo {

enum Operator : std::size_t { kViettel, kVnpt, kMobifone };
inline constexpr std::array<const char*, 3> kOperators{"viettel", "vnpt", "mobifone"};

/// The quarters that are submitted, and what comes after them. 0 stands for never.
enum Since : int { kNever = 0, kFirstQuarter = 1, kSecondQuarter = 2, kPlanned = 3 };
inline bool is_built(int since, int quarter) { return since != kNever && since <= quarter; }

/// A part of a hamlet's stretch that is cabled as one.
struct Section {
  std::size_t hamlet = 0;
  std::int64_t from = 0, to = 0;             ///< of the stretch
  std::array<int, 2> since{kNever, kNever};  ///< kViettel and kVnpt; MobiFone sends only counts
};
/// The sections of all hamlets, in their order. The remotest hamlets have none that anybody serves.
std::vector<Section> make_sections(const World& world);

struct Mast {
  std::size_t hamlet = 0;
  int since = kNever;
  std::int64_t reach_m = 0;
};
/// Masts by operator: 4G along the water, 5G in towns.
using Masts = std::array<std::vector<Mast>, 3>;
Masts make_4g(const World& world);
Masts make_5g(const World& world);

/// Households of a hamlet that MobiFone's fiber passes, and those that took it; none where it does not build.
struct Take {
  std::int64_t passed = 0, connected = 0;
};
Take mobifone_fiber(const World& world, std::size_t hamlet, int quarter);
bool mobifone_builds_in(const World& world, std::size_t hamlet);

}  // namespace vungphu::demo
