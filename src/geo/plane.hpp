// Shapes in the plane of the grid that are not on the grid: foreign geometry before it is snapped, and what
// an overlay gives before it is rounded. Rings are closed by meaning, as in geometry.hpp.
#pragma once

#include <vector>

namespace vungphu::geo {

struct PlanePoint {
  double x = 0;
  double y = 0;
};
using PlanePath = std::vector<PlanePoint>;
struct PlanePolygon {
  std::vector<PlanePath> rings;
};

/// As area_m2 (measure.hpp), ordinates in grid units.
double area_m2(const std::vector<PlanePolygon>& area);

}  // namespace vungphu::geo
