// The grid: longitude and latitude (WGS 84) in units of 1e-7 degree, as 32-bit integers (DESIGN 3.2).
//
// x is longitude, y latitude; one unit is 11 mm of latitude. Edges are straight in this plane (RFC 7946
// section 3.1.1). Everything that is stored, compared or counted is on the grid. Edges of 180 degrees or more
// are refused at intake, so a difference along an edge fits 32 bits and the products of the predicates
// fit 64.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace vungphu::geo {

inline constexpr std::int32_t kUnitsPerDegree = 10'000'000;

struct GridPoint {
  std::int32_t x = 0;
  std::int32_t y = 0;
  friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};

/// A closed box; empty (min > max) until a point is added.
struct Box {
  GridPoint min{std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::max()};
  GridPoint max{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min()};

  bool empty() const { return min.x > max.x || min.y > max.y; }
  bool holds(GridPoint p) const { return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y; }
  bool meets(const Box& o) const {
    return min.x <= o.max.x && o.min.x <= max.x && min.y <= o.max.y && o.min.y <= max.y;
  }
  void add(GridPoint p) {
    if (p.x < min.x) min.x = p.x;
    if (p.y < min.y) min.y = p.y;
    if (p.x > max.x) max.x = p.x;
    if (p.y > max.y) max.y = p.y;
  }
  void add(const Box& o) {
    if (!o.empty()) add(o.min), add(o.max);
  }
};

/// Degrees of a grid ordinate, for output only.
constexpr double degrees(std::int32_t units) { return units / static_cast<double>(kUnitsPerDegree); }
/// The grid ordinate nearest to `degrees_value` (half away from zero); the caller has checked |value| <= 180.
std::int32_t to_units(double degrees_value);

}  // namespace vungphu::geo
