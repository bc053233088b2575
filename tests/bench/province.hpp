// Made-up land for benches, of the shape of a province: 100 communes with wavy borders that neighbours share,
// four operators with many small fiber polygons and few large 5G ones with holes and parts, homes along
// canals and in towns. Deterministic: nothing but a seed, and no std:: distribution.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::bench {

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

}  // namespace vungphu::bench
