#include <cmath>

#include "vungphu/geo/measure.hpp"

#include "geos.hpp"

namespace vungphu::geo {
namespace {

/// In a sliver narrower than a unit the rounded point may lie outside: the covered grid point nearest to it,
/// in a fixed order, else a vertex, which every area covers.
GridPoint nearby_inside(const MultiPolygon& area, GridPoint p) {
  constexpr std::int32_t kFarthest = 2;
  for (std::int32_t ring = 0; ring <= kFarthest; ++ring) {
    for (std::int32_t dy = -ring; dy <= ring; ++dy) {
      for (std::int32_t dx = -ring; dx <= ring; ++dx) {
        const GridPoint q{p.x + dx, p.y + dy};
        if (covers(area, q)) return q;
      }
    }
  }
  return area.polygons.front().rings.front().front();
}

}  // namespace

GridPoint centre(const MultiPolygon& area) {
  if (vertex_count(area) == 0) return {};
  const GridPoint vertex = area.polygons.front().rings.front().front();
  const Geos geos;
  const GeosGeometry geometry = to_geos(geos, area);
  const GeosGeometry point =
      geos.own(geometry ? GEOSPointOnSurface_r(geos.handle(), geometry.get()) : nullptr);
  double x = 0, y = 0;
  if (!point || GEOSGeomGetX_r(geos.handle(), point.get(), &x) != 1 ||
      GEOSGeomGetY_r(geos.handle(), point.get(), &y) != 1) {
    return vertex;
  }
  return nearby_inside(
      area, {static_cast<std::int32_t>(std::llround(x)), static_cast<std::int32_t>(std::llround(y))});
}

}  // namespace vungphu::geo
