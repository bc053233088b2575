// Where people live: hamlets as stretches of canal, and homes along them.
#pragma once

#include <array>
#include <cstdint>

#include "vungphu/geo/geometry.hpp"

#include "prng.hpp"
#include "tessellation.hpp"

namespace vungphu::demo {

inline constexpr std::int64_t kUnitsPerMetre =
    90;  ///< of the grid; true within 2 % here, and enough for what is made up
inline constexpr std::int64_t kWhole = 1'000'000;  ///< of a stretch, from end to end

/// A straight stretch of canal with homes on both banks.
struct Stretch {
  geo::GridPoint from, to;
  std::int64_t bank = 0;  ///< how far from the water the farthest homes stand, in grid units

  /// The point at `part` millionths of the way, `aside` units to the left of it. Whole numbers and IEEE
  /// division and square root only: the same on every machine.
  geo::GridPoint at(std::int64_t part, std::int64_t aside) const;
};

/// The stretches of a commune's hamlets: rows of them along its canals; of a town close together, short and
/// wide.
std::vector<Stretch> settle(const Tessellation& land, int cell, std::size_t count, bool town, Prng& prng);

/// Tells quickly whether homes near a stretch lie in their commune: a box that no border enters lies on one
/// side as a whole.
class Home {
 public:
  Home(const geo::MultiPolygon& commune, const Stretch& stretch);
  bool in_commune(geo::GridPoint p) const { return clear_ || geo::covers(*commune_, p); }

 private:
  const geo::MultiPolygon* commune_;
  bool clear_ = true;
};

/// Draws homes of one hamlet: seven in ten in clusters, the others anywhere along the water.
class Homes {
 public:
  Homes(const Stretch& stretch, const geo::MultiPolygon& commune, Prng& prng);
  geo::GridPoint next();

 private:
  const Stretch& stretch_;
  Home home_;
  Prng& prng_;
  std::array<std::int64_t, 3> clusters_{};
};

}  // namespace vungphu::demo
