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

namespace {

struct PreparedDeleter {
  GEOSContextHandle_t context;
  void operator()(const GEOSPreparedGeometry* g) const { GEOSPreparedGeom_destroy_r(context, g); }
};
using PreparedGeometry = std::unique_ptr<const GEOSPreparedGeometry, PreparedDeleter>;

/// What `area` has within a clip; nothing where they do not meet.
Result<GeosGeometry> piece_within(const Geos& geos, const GEOSGeometry* clip,
                                  const GEOSPreparedGeometry* prepared, const MultiPolygon& area) {
  GeosGeometry whole = to_geos(geos, area);
  if (!whole) return fail("geo.overlay_failed");
  if (GEOSPreparedIntersects_r(geos.handle(), prepared, whole.get()) == 0) return geos.own(nullptr);
  if (GEOSPreparedCovers_r(geos.handle(), prepared, whole.get()) == 1) return whole;
  return intersect(geos, clip, whole.get());
}

/// Indices of `areas` in an order that is theirs, not that in which they were given.
std::vector<std::size_t> canonical_order(const std::vector<const MultiPolygon*>& areas) {
  std::vector<std::size_t> order(areas.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto less = [](const Polygon& a, const Polygon& b) { return a.rings < b.rings; };
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    const std::vector<Polygon>&a = areas[i]->polygons, &b = areas[j]->polygons;
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
  });
  return order;
}

}  // namespace

Result<Shares> shares_of(const MultiPolygon& within, const std::vector<const MultiPolygon*>& areas) {
  const Geos geos;
  const GeosGeometry clip = to_geos(geos, within);
  if (!clip) return fail("geo.overlay_failed");
  const PreparedGeometry prepared(GEOSPrepare_r(geos.handle(), clip.get()), PreparedDeleter{geos.handle()});
  if (!prepared) return fail("geo.overlay_failed");

  Shares shares{std::vector<double>(areas.size(), 0.0), 0};
  std::vector<GeosGeometry> pieces;
  for (const std::size_t i : canonical_order(areas)) {
    VP_TRY(GeosGeometry piece, piece_within(geos, clip.get(), prepared.get(), *areas[i]));
    if (!piece) continue;
    shares.each_m2[i] = area_m2(polygons_of(geos, piece.get()));
    if (shares.each_m2[i] > 0) pieces.push_back(std::move(piece));
  }
  std::vector<GEOSGeometry*> raw;
  for (GeosGeometry& piece : pieces) raw.push_back(piece.release());
  const GeosGeometry all = geos.own(GEOSGeom_createCollection_r(
      geos.handle(), GEOS_GEOMETRYCOLLECTION, raw.data(), static_cast<unsigned>(raw.size())));
  if (!all) return fail("geo.overlay_failed");
  VP_TRY(const GeosGeometry united, unite(geos, all.get()));
  shares.union_m2 = area_m2(polygons_of(geos, united.get()));
  return shares;
}

}  // namespace vungphu::geo
