// Claims taken apart into edges, each with its reach and the box that holds all it reaches.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::engine {

/// Distances are held against a reach in whole millimetres; bounds closer to it than this leave it to the
/// geodesic.
inline constexpr double kUnsureMetres = 0.001;

/// One edge of a line or ring; a point is an edge from itself to itself.
struct Stretch {
  geo::GridPoint a, b;
  std::int64_t reach_mm;
  std::int32_t claim;
  bool wraps;    ///< its box is all around the globe: reaches over the antimeridian, a pole, or very far
  geo::Box box;  ///< holds every point whose distance to the edge is within the reach

  double reach_m() const { return static_cast<double>(reach_mm) / 1000; }
};

/// Adds the edges of `geometry` (of areas: their rings) to `stretches`. A negative reach reaches nothing: no
/// edges.
void add_stretches(const geo::Geometry& geometry, std::int64_t reach_mm, std::int32_t claim,
                   std::vector<Stretch>& stretches);

std::vector<geo::Box> boxes_of(const std::vector<Stretch>& stretches);

/// Whether p is within reach of the stretch: the rule of DESIGN 3.10 itself.
bool reaches(const Stretch& stretch, geo::GridPoint p);
/// Geodesic millimetres from p to the stretch less its reach, at least 0.
std::int64_t millimetres_beyond(const Stretch& stretch, geo::GridPoint p);

}  // namespace vungphu::engine
