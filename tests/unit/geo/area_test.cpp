#include <cmath>

#include <geodesic.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

/// Another way to the same figure: geodesic area of the ring with a point at least every `step` metres.
double densified_geodesic_area(const Path& ring, double step = 10) {
  geod_geodesic wgs84;
  geod_init(&wgs84, 6378137, 1 / 298.257223563);
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double dx = degrees(b.x) - degrees(a.x), dy = degrees(b.y) - degrees(a.y);
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::hypot(dx, dy) * 111'700 / step)));
    for (int k = 0; k < pieces; ++k) {
      geod_polygon_addpoint(&wgs84, &polygon, degrees(a.y) + dy * k / pieces, degrees(a.x) + dx * k / pieces);
    }
  }
  double area = 0;
  geod_polygon_compute(&wgs84, &polygon, 0, 1, &area, nullptr);
  return std::abs(area);
}

void expect_as_geodesic(const Path& ring, double step = 10) {
  const double other = densified_geodesic_area(ring, step);
  EXPECT_NEAR(area_m2(area_of({ring})) / other, 1, 1e-6) << other;
}

TEST(Area, HasParallelsForItsEdgesNotGeodesics) {
  const Path degree = square(0, 0, kUnitsPerDegree);
  expect_as_geodesic(degree);
  // Four points and geodesics between them give 0.3 km2 more: the northern one bulges.
  EXPECT_NEAR(densified_geodesic_area(degree, 1e9) - area_m2(area_of({degree})), 314'467, 50);
}

TEST(Area, OfTheWholeEllipsoidIsItsSurface) {
  // Four quarters of 90 degrees of longitude, pole to pole; 510,065,621,724,088 m2 (GRS/WGS 84).
  MultiPolygon world;
  for (const std::int32_t x : {-1'800'000'000, -900'000'000, 0, 900'000'000}) {
    for (const std::int32_t y : {-900'000'000, 0}) world.polygons.push_back({{square(x, y, 900'000'000)}});
  }
  EXPECT_NEAR(area_m2(world) / 510'065'621'724'088.0, 1, 1e-12);
}

TEST(Area, OfSlantingEdgesOverManyDegreesAgreesWithTheGeodesicOne) {
  expect_as_geodesic(
      {{1'020'000'000, 85'000'000}, {1'095'000'000, 110'000'000}, {1'080'000'000, 233'000'000}}, 50);
  expect_as_geodesic({{-200'000'000, -500'000'000}, {300'000'000, -300'000'000}, {100'000'000, 650'000'000}},
                     50);
}

TEST(Area, TakesHolesOffAndCountsOverlapsTwice) {
  const double outer = area_m2(area_of({square(0, 0, 1000)})),
               inner = area_m2(area_of({square(300, 300, 100)}));
  EXPECT_NEAR(area_m2(area_of({square(0, 0, 1000), square(300, 300, 100)})), outer - inner, 1e-9);
  EXPECT_NEAR(area_m2(MultiPolygon{{Polygon{{square(0, 0, 1000)}}, Polygon{{square(0, 0, 1000)}}}}),
              2 * outer, 1e-9);
  EXPECT_EQ(area_m2(MultiPolygon{}), 0);
}

RC_GTEST_PROP(Area, AgreesWithTheGeodesicAreaOfTheDensifiedRing, ()) {
  const auto radii = *rc::gen::container<std::vector<int>>(25, rc::gen::inRange(20'000, 400'000));
  const Path ring = star(*rc::gen::inRange(-1'700'000'000, 1'700'000'000),
                         *rc::gen::inRange(-800'000'000, 800'000'000), radii);
  const double area = area_m2(area_of({ring})), other = densified_geodesic_area(ring);
  RC_ASSERT(std::abs(area / other - 1) < 1e-6);
}

RC_GTEST_PROP(Area, DoesNotDependOnDirection, ()) {
  const auto radii = *rc::gen::container<std::vector<int>>(25, rc::gen::inRange(2000, 400'000));
  Path ring = star(1'050'000'000, 100'000'000, radii);
  const double area = area_m2(area_of({ring}));
  std::reverse(ring.begin(), ring.end());
  RC_ASSERT(std::abs(area_m2(area_of({ring})) / area - 1) < 1e-9);
}

}  // namespace
}  // namespace vungphu::geo::test
