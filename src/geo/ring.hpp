// Exact helpers on rings of the grid.
#pragma once

#include "vungphu/geo/geometry.hpp"

namespace vungphu::geo {

/// Wider than 64 bits, for differences of any two grid points multiplied.
__extension__ using Wide = __int128;

/// An edge is refused from here on (grid.hpp); below, a difference along an edge fits 32 bits.
inline constexpr std::int64_t kLongEdge = std::int64_t{180} * kUnitsPerDegree;
inline bool is_long_edge(GridPoint a, GridPoint b) {
  const std::int64_t dx = std::int64_t{b.x} - a.x, dy = std::int64_t{b.y} - a.y;
  return dx >= kLongEdge || -dx >= kLongEdge || dy >= kLongEdge || -dy >= kLongEdge;
}

}  // namespace vungphu::geo
