// From foreign geometry to the grid, once, at intake: transform, round to 1e-7 degree, repair, snap
// (DESIGN 3.2).
#pragma once

#include <cstdint>
#include <string_view>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/crs.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::geo {

struct Snapped {
  Geometry geometry;          ///< on the grid; valid; monostate when nothing was left
  bool repaired = false;      ///< was invalid and went through GEOS MakeValid (structure)
  double area_change_m2 = 0;  ///< of a repair: area_m2 after it less area_m2 before (shells less holes)
  bool dropped_z = false;     ///< third ordinates or measures were left out
  bool collapsed = false;     ///< fell together on the grid, wholly or in part
  bool unclosed = false;      ///< a ring did not end where it began
  std::int64_t repeated = 0;  ///< points that stood, as they came, where the one before them stood
};

/// `wkb` is (ISO or extended) well-known binary in the CRS of `transformer`. Collections are flattened to the
/// highest dimension they hold; curves are not accepted (the reader has drawn them as lines). Shells come out
/// anticlockwise, holes clockwise, no point repeated. An empty point is NaN in WKB and therefore not finite;
/// other empty shapes are monostate. Errors: "geo.bad_wkb", "geo.not_finite" (NaN or infinite ordinates),
/// "geo.off_world" (a longitude over 180 or a latitude over 90 degrees, or where the CRS is not defined; the
/// ordinates as they came in args x and y), "geo.long_edge" (an edge of 180 degrees or more, args x and y),
/// "geo.not_repairable". The time of a repair is not bounded here.
Result<Snapped> snap(std::string_view wkb, const Transformer& transformer);
/// The same for one point. Errors: "geo.not_finite", "geo.off_world".
Result<GridPoint> snap_point(double x, double y, const Transformer& transformer);

}  // namespace vungphu::geo
