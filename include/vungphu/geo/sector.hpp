// What an antenna's claim covers, as a shape: geometry, and no radio model.
#pragma once

#include <cstdint>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::geo {

/// The sector of an antenna: all within `reach_mm` of `at` and half of `beam` degrees on either side of
/// `azimuth` (clockwise from north); a circle for a beam of 360. Geodesic (Karney, PROJ's geodesic.h). The
/// arc has a point at least every kSectorStep degrees, on the true arc: what the chords leave out is at most
/// 1 - cos(kSectorStep / 2), 0.035 % of the reach. Errors: "geo.off_world" (over a pole or the 180th
/// meridian), "geo.not_repairable" (nothing is left of it on the grid).
Result<MultiPolygon> sector(GridPoint at, double azimuth, double beam, std::int64_t reach_mm);
inline constexpr double kSectorStep = 3;

}  // namespace vungphu::geo
