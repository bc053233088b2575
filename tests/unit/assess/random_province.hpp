// A random province: communes in a grid, hamlets, households, schools and zones, and submissions of every
// kind. The same seed gives the same one on every machine.
#pragma once

#include <cstdint>
#include <random>

#include "province.hpp"

namespace vungphu::assess::testing {

/// Numbers that are the same on every machine (no std:: distribution).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::int32_t below(std::int32_t n) {
    return static_cast<std::int32_t>(engine_() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int32_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

/// With `units`: rows for districts as well, and in every second province codes of another vintage, groups,
/// hamlets that merged or were split.
Province random_province(std::uint64_t seed, bool units = false);
/// Of a commune, in units; so small that borders and edges are met often.
inline constexpr std::int32_t kSide = 100;
/// Somewhere in the province.
geo::GridPoint anywhere(Dice& dice);
geo::MultiPolygon random_box(Dice& dice);

}  // namespace vungphu::assess::testing
