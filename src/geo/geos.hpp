// GEOS behind values that free themselves. Only in integer grid units: in degrees GEOS rounds points off
// edges.
#pragma once

#include <memory>
#include <vector>

#include <geos_c.h>

#include "vungphu/geo/geometry.hpp"

#include "plane.hpp"

namespace vungphu::geo {

struct GeosDeleter {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(context, g); }
};
/// Null where GEOS could not do it. Must not outlive its Geos.
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;

/// One GEOS context, silent. Cheap to make; one a call, so that no thread meets another's.
class Geos {
 public:
  Geos();
  ~Geos();
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  GEOSContextHandle_t handle() const { return context_; }
  GeosGeometry own(GEOSGeometry* g) const { return GeosGeometry(g, GeosDeleter{context_}); }

 private:
  GEOSContextHandle_t context_;
};

/// A multipolygon of all `polygons` in their order, ordinates in grid units.
GeosGeometry to_geos(const Geos& geos, const std::vector<const Polygon*>& polygons);
GeosGeometry to_geos(const Geos& geos, const MultiPolygon& area);
/// The polygons in `geometry`, however deep; lines and points are left out.
std::vector<PlanePolygon> polygons_of(const Geos& geos, const GEOSGeometry* geometry);

}  // namespace vungphu::geo
