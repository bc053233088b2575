// Shapes for the tests of geo, and GEOS as the second opinion on them.
#pragma once

#include <string>

#include <geos_c.h>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::geo::test {

/// Well-known binary of well-known text; `flavor` GEOS_WKB_EXTENDED or GEOS_WKB_ISO.
std::string wkb_of(const std::string& wkt, int flavor = GEOS_WKB_EXTENDED, int byte_order = GEOS_WKB_NDR);

/// GEOS on integer grid units: valid as GEOS sees it, covered as GEOS sees it.
bool geos_valid(const MultiPolygon& area);
class GeosArea {
 public:
  explicit GeosArea(const MultiPolygon& area);
  ~GeosArea();
  GeosArea(const GeosArea&) = delete;
  GeosArea& operator=(const GeosArea&) = delete;
  bool valid() const;
  bool covers(GridPoint p) const;

 private:
  GEOSContextHandle_t context_;
  GEOSGeometry* geometry_;
  const GEOSPreparedGeometry* prepared_;
};

inline Path square(std::int32_t x, std::int32_t y, std::int32_t side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}
inline MultiPolygon area_of(std::vector<Path> rings) { return {{Polygon{std::move(rings)}}}; }

/// A ragged star around (x, y), valid by construction; `radii` are its rays in units.
Path star(std::int32_t x, std::int32_t y, const std::vector<int>& radii);

}  // namespace vungphu::geo::test
