#include <algorithm>
#include <memory>
#include <numeric>

#include "vungphu/geo/measure.hpp"

#include "geos.hpp"
#include "repair.hpp"

namespace vungphu::geo {
namespace {

/// All polygons in one order that does not depend on the order of `areas`, each once: the digits follow the
/// order.
std::vector<const Polygon*> canonical(const std::vector<const MultiPolygon*>& areas) {
  std::vector<const Polygon*> polygons;
  for (const MultiPolygon* area : areas) {
    for (const Polygon& polygon : area->polygons) polygons.push_back(&polygon);
  }
  std::sort(polygons.begin(), polygons.end(),
            [](const Polygon* a, const Polygon* b) { return a->rings < b->rings; });
  const auto same = [](const Polygon* a, const Polygon* b) { return a->rings == b->rings; };
  polygons.erase(std::unique(polygons.begin(), polygons.end(), same), polygons.end());
  return polygons;
}

/// In floating point; should GEOS find no noding there, on the grid itself, where one always exists.
Result<GeosGeometry> unite(const Geos& geos, const GEOSGeometry* all) {
  GeosGeometry united = geos.own(GEOSUnaryUnion_r(geos.handle(), all));
  if (!united) united = geos.own(GEOSUnaryUnionPrec_r(geos.handle(), all, 1.0));
  if (!united) return fail("geo.overlay_failed");
  return united;
}

Result<GeosGeometry> unite(const Geos& geos, const std::vector<const MultiPolygon*>& areas) {
  const GeosGeometry all = to_geos(geos, canonical(areas));
  if (!all) return fail("geo.overlay_failed");
  return unite(geos, all.get());
}

Result<GeosGeometry> intersect(const Geos& geos, const GEOSGeometry* a, const GEOSGeometry* b) {
  GeosGeometry shared = geos.own(GEOSIntersection_r(geos.handle(), a, b));
  if (!shared) shared = geos.own(GEOSIntersectionPrec_r(geos.handle(), a, b, 1.0));
  if (!shared) return fail("geo.overlay_failed");
  return shared;
}

}  // namespace

Result<double> union_area_m2(const std::vector<const MultiPolygon*>& areas, const MultiPolygon* within) {
  const Geos geos;
  if (within == nullptr) {
    VP_TRY(const GeosGeometry united, unite(geos, areas));
    return area_m2(polygons_of(geos, united.get()));
  }
  std::vector<const MultiPolygon*> near;
  const Box box = bounds(*within);
  std::copy_if(areas.begin(), areas.end(), std::back_inserter(near),
               [&](const MultiPolygon* area) { return bounds(*area).meets(box); });
  if (near.empty()) return 0.0;
  VP_TRY(const GeosGeometry united, unite(geos, near));
  const GeosGeometry clip = to_geos(geos, *within);
  if (!clip) return fail("geo.overlay_failed");
  VP_TRY(const GeosGeometry shared, intersect(geos, united.get(), clip.get()));
  return area_m2(polygons_of(geos, shared.get()));
}

Result<MultiPolygon> union_of(const std::vector<const MultiPolygon*>& areas) {
  const Geos geos;
  VP_TRY(const GeosGeometry united, unite(geos, areas));
  VP_TRY(Repaired result, round_to_grid(polygons_of(geos, united.get())));
  return std::move(result.area);
}

Result<double> intersection_area_m2(const MultiPolygon& a, const MultiPolygon& b) {
  if (!bounds(a).meets(bounds(b))) return 0.0;
  const Geos geos;
  const GeosGeometry left = to_geos(geos, a), right = to_geos(geos, b);
  if (!left || !right) return fail("geo.overlay_failed");
  VP_TRY(const GeosGeometry shared, intersect(geos, left.get(), right.get()));
  return area_m2(polygons_of(geos, shared.get()));
}

}  // namespace vungphu::geo
