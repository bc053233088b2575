// PROJ's geodesics on WGS 84.
#pragma once

#include <geodesic.h>

#include "ellipsoid.hpp"

namespace vungphu::geo {

inline const geod_geodesic& wgs84() {
  static const geod_geodesic geodesic = [] {
    geod_geodesic g;
    geod_init(&g, kEquatorialRadius, kFlattening);
    return g;
  }();
  return geodesic;
}

}  // namespace vungphu::geo
