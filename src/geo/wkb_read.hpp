// Foreign well-known binary, read defensively.
#pragma once

#include <string_view>

#include "vungphu/base/result.hpp"

#include "plane.hpp"

namespace vungphu::geo {

/// What a WKB holds, collections taken apart; ordinates as they came, third and fourth ones dropped.
struct ForeignGeometry {
  PlanePath points;
  std::vector<PlanePath> lines;
  std::vector<PlanePolygon> polygons;  ///< rings with or without their closing point, as they came
  bool has_z = false;                  ///< a Z or an M was dropped
};

/// ISO and extended WKB, both byte orders. Bounds-checked, nesting limited, memory in proportion to the
/// bytes: the GEOS reader recurses without a limit, and these bytes come from a process that has read a
/// stranger's file. Error "geo.bad_wkb"; curves are such an error, too.
Result<ForeignGeometry> read_wkb(std::string_view wkb);

}  // namespace vungphu::geo
