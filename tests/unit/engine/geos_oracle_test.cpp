// The same question put to GEOS, in integer units: prepared covers of valid areas with holes, islands and
// touching rings.
#include <geos_c.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/engine/engine.hpp"

#include "random_shapes.hpp"

namespace vungphu::engine {
namespace {

using testing::Random;

class GeosOracle {
 public:
  explicit GeosOracle(const geo::MultiPolygon& area) : context_(GEOS_init_r()) {
    std::vector<GEOSGeometry*> polygons;
    for (const geo::Polygon& polygon : area.polygons) {
      std::vector<GEOSGeometry*> rings;
      for (const geo::Path& ring : polygon.rings) rings.push_back(ring_of(ring));
      polygons.push_back(GEOSGeom_createPolygon_r(context_, rings[0], rings.data() + 1,
                                                  static_cast<unsigned>(rings.size() - 1)));
    }
    area_ = GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, polygons.data(),
                                        static_cast<unsigned>(polygons.size()));
    prepared_ = GEOSPrepare_r(context_, area_);
  }
  ~GeosOracle() {
    GEOSPreparedGeom_destroy_r(context_, prepared_);
    GEOSGeom_destroy_r(context_, area_);
    GEOS_finish_r(context_);
  }
  GeosOracle(const GeosOracle&) = delete;
  GeosOracle& operator=(const GeosOracle&) = delete;

  bool valid() const { return GEOSisValid_r(context_, area_) == 1; }
  bool covers(geo::GridPoint p) const {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, p.x, p.y);
    const bool covered = GEOSPreparedCovers_r(context_, prepared_, point) == 1;
    GEOSGeom_destroy_r(context_, point);
    return covered;
  }

 private:
  GEOSGeometry* ring_of(const geo::Path& ring) const {
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context_, static_cast<unsigned>(ring.size() + 1), 2);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
      GEOSCoordSeq_setXY_r(context_, sequence, static_cast<unsigned>(i), ring[i % ring.size()].x,
                           ring[i % ring.size()].y);
    }
    return GEOSGeom_createLinearRing_r(context_, sequence);
  }

  GEOSContextHandle_t context_;
  GEOSGeometry* area_;
  const GEOSPreparedGeometry* prepared_;
};

void expect_same(const std::vector<geo::MultiPolygon>& areas, const std::vector<geo::GridPoint>& points) {
  const PointIndex index(points);
  for (const geo::MultiPolygon& area : areas) {
    const GeosOracle oracle(area);
    RC_PRE(oracle.valid());
    const Bitmap bits = covered_by_areas(index, std::vector{&area}, 2).value();
    for (std::size_t i = 0; i < points.size(); ++i) RC_ASSERT(get_bit(bits, i) == oracle.covers(points[i]));
  }
}

RC_GTEST_PROP(GeosOracle, SaysTheSameOfStarsWithHolesAndIslands, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::GridPoint centre = random.point({{1'000'000'000, 80'000'000}, {1'100'000'000, 240'000'000}});
  const std::int32_t radius = random.in(100, 300'000);
  const std::vector<geo::MultiPolygon> areas{testing::valid_area(random, centre, radius)};
  const geo::Box box{{centre.x - radius, centre.y - radius}, {centre.x + radius, centre.y + radius}};
  expect_same(areas, testing::hard_points(random, areas, box, 500));
}

RC_GTEST_PROP(GeosOracle, SaysTheSameOfHolesThatTouchTheShellAndEachOther, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const std::int32_t s = random.in(10, 60'000), x = random.in(0, 100'000), y = random.in(0, 100'000);
  const auto at = [&](int column, int row) { return geo::GridPoint{x + column * s, y + row * s}; };
  // Two holes touch in one corner, one of them touches the shell in one, and an island fills part of the
  // other.
  const std::vector<geo::MultiPolygon> areas{{{
      {{{at(0, 0), at(8, 0), at(8, 8), at(0, 8)},
        {at(0, 4), at(3, 5), at(4, 4), at(3, 3)},
        {at(4, 4), at(6, 6), at(7, 4), at(6, 2)}}},
      {{{at(5, 4), at(6, 5), at(6, 3)}}},
  }}};
  expect_same(areas, testing::hard_points(random, areas, {at(-1, -1), at(9, 9)}, 500));
}

}  // namespace
}  // namespace vungphu::engine
