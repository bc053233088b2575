#include "geos_areas.hpp"

#include <memory>

#include "vungphu/geo/measure.hpp"

#include "geo/geos.hpp"
#include "geo/plane.hpp"

namespace vungphu::bench {

using namespace geo;

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
  GeosGeometry shared = geos.own(GEOSIntersection_r(geos.handle(), clip, whole.get()));
  if (!shared) return fail("geo.overlay_failed");
  return shared;
}

}  // namespace

Result<Shares> shares_by_geos(const MultiPolygon& within, const std::vector<const MultiPolygon*>& areas) {
  const Geos geos;
  const GeosGeometry clip = to_geos(geos, within);
  if (!clip) return fail("geo.overlay_failed");
  const PreparedGeometry prepared(GEOSPrepare_r(geos.handle(), clip.get()), PreparedDeleter{geos.handle()});
  if (!prepared) return fail("geo.overlay_failed");

  Shares shares{std::vector<double>(areas.size(), 0.0), 0};
  std::vector<GeosGeometry> pieces;
  for (std::size_t i = 0; i < areas.size(); ++i) {
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
  const GeosGeometry united = geos.own(GEOSUnaryUnion_r(geos.handle(), all.get()));
  if (!united) return fail("geo.overlay_failed");
  shares.union_m2 = area_m2(polygons_of(geos, united.get()));
  return shares;
}

}  // namespace vungphu::bench
