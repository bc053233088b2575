// Made-up land for benches, of the shape of a province: 100 communes with wavy borders that neighbours share,
// four operators with many small fiber polygons and few large 5G ones with holes and parts, homes along
// canals and in towns. Deterministic: nothing but a seed, and no std:: distribution.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::bench {

/// Tiles lie in rows of so many from the origin, south-western corner first.
inline constexpr geo::GridPoint kOrigin{1'020'000'000, 85'000'000};
inline constexpr std::int32_t kCommune = 1'000'000,
                              kTile = 10 * kCommune;  ///< wide and high; 0.1 degree is 11 km
inline constexpr int kTilesAcross = 6;

struct Shape {
  int tiles = 1;                 ///< provinces side by side; the nation is 34
  std::int64_t homes = 300'000;  ///< over all tiles
  /// Homes put on vertices of the claims, and as many on exact midpoints of their edges: where boundaries
  /// count.
  std::int64_t on_vertices = 0;
  std::uint64_t seed = 1;
};

struct Layer {
  bool fiber = false;
  std::vector<geo::MultiPolygon> claims;
};

struct Land {
  std::vector<geo::GridPoint> homes;
  std::vector<geo::MultiPolygon> communes;
  std::vector<Layer> layers;  ///< of each operator fiber, then 5G
};

Land make_land(const Shape& shape);

std::int64_t vertices_of(const Land& land);

/// As the engine takes areas.
inline std::vector<const geo::MultiPolygon*> addresses(const std::vector<geo::MultiPolygon>& areas) {
  std::vector<const geo::MultiPolygon*> all;
  for (const auto& area : areas) all.push_back(&area);
  return all;
}

}  // namespace vungphu::bench
