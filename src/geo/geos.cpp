#include "geos.hpp"

namespace vungphu::geo {
namespace {

void say_nothing(const char*, void*) {}

/// GEOS takes ownership of parts only when it succeeds; until then they are held here.
std::vector<GEOSGeometry*> release(std::vector<GeosGeometry>& parts) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (GeosGeometry& part : parts) raw.push_back(part.release());
  return raw;
}

GeosGeometry ring_to_geos(const Geos& geos, const Path& ring) {
  std::vector<double> ordinates;
  ordinates.reserve(2 * (ring.size() + 1));
  for (const GridPoint p : ring) {
    ordinates.push_back(p.x);
    ordinates.push_back(p.y);
  }
  ordinates.push_back(ring.front().x);
  ordinates.push_back(ring.front().y);
  GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(geos.handle(), ordinates.data(),
                                                              static_cast<unsigned>(ring.size() + 1), 0, 0);
  if (sequence == nullptr) return geos.own(nullptr);
  // Owns the sequence from here on, also when it fails.
  return geos.own(GEOSGeom_createLinearRing_r(geos.handle(), sequence));
}

GeosGeometry polygon_to_geos(const Geos& geos, const Polygon& polygon) {
  std::vector<GeosGeometry> rings;
  for (const Path& ring : polygon.rings) {
    rings.push_back(ring_to_geos(geos, ring));
    if (!rings.back()) return geos.own(nullptr);
  }
  if (rings.empty()) return geos.own(GEOSGeom_createEmptyPolygon_r(geos.handle()));
  std::vector<GEOSGeometry*> raw = release(rings);
  return geos.own(GEOSGeom_createPolygon_r(geos.handle(), raw.front(), raw.data() + 1,
                                           static_cast<unsigned>(raw.size() - 1)));
}

PlanePath path_of(const Geos& geos, const GEOSGeometry* ring) {
  const GEOSCoordSequence* sequence = ring ? GEOSGeom_getCoordSeq_r(geos.handle(), ring) : nullptr;
  unsigned size = 0;
  if (sequence == nullptr || GEOSCoordSeq_getSize_r(geos.handle(), sequence, &size) == 0 || size == 0)
    return {};
  std::vector<double> ordinates(std::size_t{2} * size);
  if (GEOSCoordSeq_copyToBuffer_r(geos.handle(), sequence, ordinates.data(), 0, 0) == 0) return {};
  PlanePath path(size - 1);  // the last point is the first one again
  for (std::size_t i = 0; i < path.size(); ++i) path[i] = {ordinates[2 * i], ordinates[2 * i + 1]};
  return path;
}

void collect(const Geos& geos, const GEOSGeometry* g, std::vector<PlanePolygon>& out) {
  const int type = GEOSGeomTypeId_r(geos.handle(), g);
  if (type == GEOS_POLYGON) {
    if (GEOSisEmpty_r(geos.handle(), g) != 0) return;
    PlanePolygon& polygon = out.emplace_back();
    polygon.rings.push_back(path_of(geos, GEOSGetExteriorRing_r(geos.handle(), g)));
    const int holes = GEOSGetNumInteriorRings_r(geos.handle(), g);
    for (int i = 0; i < holes; ++i) {
      polygon.rings.push_back(path_of(geos, GEOSGetInteriorRingN_r(geos.handle(), g, i)));
    }
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int parts = GEOSGetNumGeometries_r(geos.handle(), g);
    for (int i = 0; i < parts; ++i) collect(geos, GEOSGetGeometryN_r(geos.handle(), g, i), out);
  }
}

}  // namespace

Geos::Geos() : context_(GEOS_init_r()) {
  GEOSContext_setErrorMessageHandler_r(context_, say_nothing, nullptr);
  GEOSContext_setNoticeMessageHandler_r(context_, say_nothing, nullptr);
}

Geos::~Geos() { GEOS_finish_r(context_); }

GeosGeometry to_geos(const Geos& geos, const std::vector<const Polygon*>& polygons) {
  std::vector<GeosGeometry> parts;
  parts.reserve(polygons.size());
  for (const Polygon* polygon : polygons) {
    parts.push_back(polygon_to_geos(geos, *polygon));
    if (!parts.back()) return geos.own(nullptr);
  }
  std::vector<GEOSGeometry*> raw = release(parts);
  return geos.own(GEOSGeom_createCollection_r(geos.handle(), GEOS_MULTIPOLYGON, raw.data(),
                                              static_cast<unsigned>(raw.size())));
}

GeosGeometry to_geos(const Geos& geos, const MultiPolygon& area) {
  std::vector<const Polygon*> polygons;
  polygons.reserve(area.polygons.size());
  for (const Polygon& polygon : area.polygons) polygons.push_back(&polygon);
  return to_geos(geos, polygons);
}

std::vector<PlanePolygon> polygons_of(const Geos& geos, const GEOSGeometry* geometry) {
  std::vector<PlanePolygon> out;
  if (geometry != nullptr) collect(geos, geometry, out);
  return out;
}

}  // namespace vungphu::geo
