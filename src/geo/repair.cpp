#include "repair.hpp"

#include <algorithm>
#include <cmath>

#include "geos.hpp"
#include "ring.hpp"

namespace vungphu::geo {
namespace {

/// One round is nearly always enough; from the second on GEOS snaps, which needs no third.
constexpr int kRounds = 4;

MultiPolygon rounded(const std::vector<PlanePolygon>& polygons, bool& collapsed) {
  MultiPolygon area;
  for (const PlanePolygon& polygon : polygons) {
    Polygon on_grid;
    for (const PlanePath& path : polygon.rings) {
      Path& ring = on_grid.rings.emplace_back();
      ring.reserve(path.size());
      for (const PlanePoint p : path) {
        append(ring,
               {static_cast<std::int32_t>(std::llround(p.x)), static_cast<std::int32_t>(std::llround(p.y))});
      }
      unclose(ring);
    }
    if (!add_polygon(area, std::move(on_grid))) collapsed = true;
  }
  return area;
}

GeosGeometry made_valid(const Geos& geos, const GEOSGeometry* geometry) {
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(geos.handle());
  if (params == nullptr) return geos.own(nullptr);
  GEOSMakeValidParams_setMethod_r(geos.handle(), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.handle(), params, 0);
  GeosGeometry made = geos.own(GEOSMakeValidWithParams_r(geos.handle(), geometry, params));
  GEOSMakeValidParams_destroy_r(geos.handle(), params);
  return made;
}

/// Shells anticlockwise, holes clockwise, as RFC 7946 and OGC want them; the first point stays.
void wind(MultiPolygon& area) {
  for (Polygon& polygon : area.polygons) {
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
      Path& ring = polygon.rings[i];
      if (turning(ring) == (i == 0 ? -1 : 1)) std::reverse(ring.begin() + 1, ring.end());
    }
  }
}

}  // namespace

void append(Path& path, GridPoint p) {
  if (path.empty() || path.back() != p) path.push_back(p);
}

void unclose(Path& ring) {
  while (ring.size() > 1 && ring.back() == ring.front()) ring.pop_back();
}

bool add_polygon(MultiPolygon& area, Polygon polygon) {
  const auto fell = [](const Path& ring) { return ring.size() < 3; };
  if (polygon.rings.empty()) return true;
  if (fell(polygon.rings.front())) return false;
  const bool whole = std::erase_if(polygon.rings, fell) == 0;
  area.polygons.push_back(std::move(polygon));
  return whole;
}

Result<Repaired> make_valid(MultiPolygon area) {
  const Geos geos;
  Repaired result{.area = std::move(area)};
  for (int round = 0; round <= kRounds && !result.area.polygons.empty(); ++round) {
    const GeosGeometry geometry = to_geos(geos, result.area);
    if (!geometry) return fail("geo.not_repairable");
    if (GEOSisValid_r(geos.handle(), geometry.get()) == 1) break;
    if (round == kRounds) return fail("geo.not_repairable");
    GeosGeometry made = made_valid(geos, geometry.get());
    if (made && round > 0) made = geos.own(GEOSGeom_setPrecision_r(geos.handle(), made.get(), 1.0, 0));
    if (!made) return fail("geo.not_repairable");
    result.area = rounded(polygons_of(geos, made.get()), result.collapsed);
    result.repaired = true;
  }
  wind(result.area);
  return result;
}

Result<Repaired> round_to_grid(const std::vector<PlanePolygon>& polygons) {
  bool collapsed = false;
  VP_TRY(Repaired result, make_valid(rounded(polygons, collapsed)));
  result.collapsed = result.collapsed || collapsed;
  return result;
}

}  // namespace vungphu::geo
