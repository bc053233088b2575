#include "shapes.hpp"

#include <cmath>
#include <numbers>
#include <vector>

namespace vungphu::geo::test {

std::string wkb_of(const std::string& wkt, int flavor, int byte_order) {
  GEOSContextHandle_t context = GEOS_init_r();
  GEOSWKTReader* reader = GEOSWKTReader_create_r(context);
  GEOSGeometry* g = GEOSWKTReader_read_r(context, reader, wkt.c_str());
  GEOSWKBWriter* writer = GEOSWKBWriter_create_r(context);
  GEOSWKBWriter_setOutputDimension_r(context, writer, 3);
  GEOSWKBWriter_setFlavor_r(context, writer, flavor);
  GEOSWKBWriter_setByteOrder_r(context, writer, byte_order);
  std::size_t size = 0;
  unsigned char* bytes = g ? GEOSWKBWriter_write_r(context, writer, g, &size) : nullptr;
  std::string wkb(bytes, bytes + size);
  GEOSFree_r(context, bytes);
  GEOSWKBWriter_destroy_r(context, writer);
  GEOSGeom_destroy_r(context, g);
  GEOSWKTReader_destroy_r(context, reader);
  GEOS_finish_r(context);
  return wkb;
}

bool geos_valid(const MultiPolygon& area) { return GeosArea(area).valid(); }

GeosArea::GeosArea(const MultiPolygon& area) : context_(GEOS_init_r()) {
  std::vector<GEOSGeometry*> polygons;
  for (const Polygon& polygon : area.polygons) {
    std::vector<GEOSGeometry*> rings;
    for (const Path& ring : polygon.rings) {
      std::vector<double> xy;
      for (std::size_t i = 0; i <= ring.size(); ++i) {
        xy.push_back(ring[i % ring.size()].x);
        xy.push_back(ring[i % ring.size()].y);
      }
      rings.push_back(GEOSGeom_createLinearRing_r(
          context_,
          GEOSCoordSeq_copyFromBuffer_r(context_, xy.data(), static_cast<unsigned>(xy.size() / 2), 0, 0)));
    }
    polygons.push_back(GEOSGeom_createPolygon_r(context_, rings[0], rings.data() + 1,
                                                static_cast<unsigned>(rings.size() - 1)));
  }
  geometry_ = GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, polygons.data(),
                                          static_cast<unsigned>(polygons.size()));
  prepared_ = GEOSPrepare_r(context_, geometry_);
}

GeosArea::~GeosArea() {
  GEOSPreparedGeom_destroy_r(context_, prepared_);
  GEOSGeom_destroy_r(context_, geometry_);
  GEOS_finish_r(context_);
}

bool GeosArea::valid() const { return GEOSisValid_r(context_, geometry_) == 1; }

bool GeosArea::covers(GridPoint p) const {
  GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, p.x, p.y);
  const bool covered = GEOSPreparedCovers_r(context_, prepared_, point) == 1;
  GEOSGeom_destroy_r(context_, point);
  return covered;
}

Path star(std::int32_t x, std::int32_t y, const std::vector<int>& radii) {
  Path ring;
  for (std::size_t i = 0; i < radii.size(); ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(radii.size());
    ring.push_back({x + static_cast<std::int32_t>(std::lround(radii[i] * std::cos(angle))),
                    y + static_cast<std::int32_t>(std::lround(radii[i] * std::sin(angle)))});
  }
  return ring;
}

}  // namespace vungphu::geo::test
