// Polygons that are on the grid and valid at the same time.
#pragma once

#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/geometry.hpp"

#include "plane.hpp"

namespace vungphu::geo {

struct Repaired {
  MultiPolygon area;
  bool repaired = false;   ///< was not valid
  bool collapsed = false;  ///< a ring fell together when it was rounded
};

/// Appends `p` unless it repeats the last point.
void append(Path& path, GridPoint p);
/// Takes off the points at the end that repeat the first one.
void unclose(Path& ring);
/// Adds the polygon without rings of fewer than 3 points; without its shell nothing is added. False if
/// anything fell.
bool add_polygon(MultiPolygon& area, Polygon polygon);

/// `area` itself where it is valid; else made valid (GEOS MakeValid, structure) and rounded, again if
/// rounding broke it. Error "geo.not_repairable".
Result<Repaired> make_valid(MultiPolygon area);
/// The nearest grid points, then as make_valid. For the result of an overlay.
Result<Repaired> round_to_grid(const std::vector<PlanePolygon>& polygons);

}  // namespace vungphu::geo
