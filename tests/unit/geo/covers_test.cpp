#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

constexpr std::int32_t kMin = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMax = std::numeric_limits<std::int32_t>::max();

TEST(Grid, UnitsAreTheNearestTenMillionthOfADegree) {
  EXPECT_EQ(to_units(104.88372304), 1048837230);
  EXPECT_EQ(to_units(-0.00000006), -1);
  EXPECT_EQ(to_units(180), 1'800'000'000);
  EXPECT_EQ(to_units(-180), -1'800'000'000);
  EXPECT_EQ(to_units(degrees(1048837237)), 1048837237);
}

TEST(Orientation, TellsLeftRightAndStraight) {
  EXPECT_EQ(orientation({0, 0}, {10, 0}, {5, 1}), 1);
  EXPECT_EQ(orientation({0, 0}, {10, 0}, {5, -1}), -1);
  EXPECT_EQ(orientation({0, 0}, {10, 5}, {20, 10}), 0);
}

TEST(Orientation, IsExactWhereProductsNeedMoreThan64Bits) {
  EXPECT_EQ(orientation({kMin, kMin}, {kMax, kMax}, {kMax - 1, kMax}), 1);
  EXPECT_EQ(orientation({kMin, kMin}, {kMax, kMax}, {kMax, kMax - 1}), -1);
  EXPECT_EQ(orientation({kMin, kMin}, {kMax, kMax}, {0, 0}), 0);
  EXPECT_EQ(orientation({kMin, kMax}, {kMax, kMin}, {kMin, kMin}), -1);
}

TEST(Covers, CountsTheBoundaryOfShellAndHole) {
  const MultiPolygon area = area_of({square(0, 0, 100), square(40, 40, 20)});
  for (const GridPoint p :
       {GridPoint{0, 0}, {100, 100}, {50, 0}, {0, 50}, {50, 100}, {40, 40}, {50, 40}, {60, 55}}) {
    EXPECT_TRUE(covers(area, p)) << p.x << ' ' << p.y;
  }
  EXPECT_TRUE(covers(area, {39, 50}));
  EXPECT_FALSE(covers(area, {50, 50}));
  EXPECT_FALSE(covers(area, {101, 50}));
  EXPECT_FALSE(covers(area, {50, -1}));
}

TEST(Covers, PassesThroughVerticesAtTheHeightOfThePoint) {
  const MultiPolygon diamond = area_of({{{0, -10}, {10, 0}, {0, 10}, {-10, 0}}});
  EXPECT_TRUE(covers(diamond, {0, 0}));
  EXPECT_TRUE(covers(diamond, {-10, 0}));
  EXPECT_FALSE(covers(diamond, {-11, 0}));
  EXPECT_FALSE(covers(diamond, {11, 0}));
  const MultiPolygon step = area_of({{{0, 0}, {10, 0}, {10, 5}, {20, 5}, {20, 10}, {0, 10}}});
  EXPECT_FALSE(covers(step, {-1, 5}));
  EXPECT_TRUE(covers(step, {15, 5}));
  EXPECT_FALSE(covers(step, {21, 5}));
}

TEST(Covers, HoldsAnIslandInAHole) {
  const MultiPolygon area{{Polygon{{square(0, 0, 100), square(20, 20, 60)}}, Polygon{{square(40, 40, 20)}}}};
  EXPECT_TRUE(covers(area, {50, 50}));
  EXPECT_FALSE(covers(area, {30, 30}));
}

TEST(Covers, IsEvenOddWithinAPolygonAndAUnionOverPolygons) {
  EXPECT_FALSE(covers(area_of({square(0, 0, 10), square(0, 0, 10)}), {5, 5}));
  EXPECT_TRUE(covers(MultiPolygon{{Polygon{{square(0, 0, 10)}}, Polygon{{square(0, 0, 10)}}}}, {5, 5}));
  EXPECT_FALSE(covers(MultiPolygon{}, {0, 0}));
}

TEST(Covers, IsExactBesideTheLongestEdges) {
  const MultiPolygon area =
      area_of({{{-899'999'999, -900'000'000}, {900'000'000, 899'999'999}, {-899'999'999, 900'000'000}}});
  // y = x - 1 is the long edge.
  EXPECT_TRUE(covers(area, {123'456'789, 123'456'788}));
  EXPECT_FALSE(covers(area, {123'456'789, 123'456'787}));
  EXPECT_TRUE(covers(area, {123'456'789, 123'456'789}));
}

/// Polygons whose points, holes and touching corners fall together often: everything on a small board.
rc::Gen<Path> board_ring(int low, int high) {
  return rc::gen::map(rc::gen::container<std::vector<int>>(14, rc::gen::inRange(low, high)),
                      [](const std::vector<int>& r) {
                        Path ring;
                        for (const GridPoint p : star(0, 0, r)) {
                          if (ring.empty() || ring.back() != p) ring.push_back(p);
                        }
                        return ring;
                      });
}

RC_GTEST_PROP(Covers, AgreesWithGeosOnPolygonsWithHolesVerticesAndEdges, ()) {
  MultiPolygon area = area_of({*board_ring(12, 30), *board_ring(3, 12)});
  RC_PRE(area.polygons[0].rings[0].size() >= 3 && area.polygons[0].rings[1].size() >= 3);
  const GeosArea geos(area);
  RC_PRE(geos.valid());
  for (std::int32_t y = -31; y <= 31; y += 3) {
    for (std::int32_t x = -31; x <= 31; ++x) RC_ASSERT(covers(area, {x, y}) == geos.covers({x, y}));
  }
  for (const Path& ring : area.polygons[0].rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
      RC_ASSERT(covers(area, a));
      const GridPoint middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
      RC_ASSERT(covers(area, middle) == geos.covers(middle));
    }
  }
}

RC_GTEST_PROP(Covers, AgreesWithGeosAtTheScaleOfACommune, ()) {
  const auto radii = *rc::gen::container<std::vector<int>>(40, rc::gen::inRange(200'000, 900'000));
  const MultiPolygon area = area_of({star(1'050'000'000, 95'000'000, radii),
                                     star(1'050'000'000, 95'000'000, {70'000, 90'000, 60'001, 80'000})});
  const GeosArea geos(area);
  RC_PRE(geos.valid());
  for (int i = 0; i < 60; ++i) {
    const GridPoint p{*rc::gen::inRange(1'049'000'000, 1'051'000'000),
                      *rc::gen::inRange(94'000'000, 96'000'000)};
    RC_ASSERT(covers(area, p) == geos.covers(p));
  }
  const Path& shell = area.polygons[0].rings[0];
  for (std::size_t i = 0; i < shell.size(); ++i) {
    const GridPoint a = shell[i], b = shell[(i + 1) % shell.size()];
    for (const std::int32_t d : {-1, 0, 1}) {
      const GridPoint p{a.x + (b.x - a.x) / 3 + d, a.y + (b.y - a.y) / 3};
      RC_ASSERT(covers(area, p) == geos.covers(p));
    }
  }
}

TEST(Bounds, HoldEveryPointAndAreEmptyWithoutGeometry) {
  EXPECT_TRUE(bounds(Geometry{}).empty());
  const Box box = bounds(Geometry{MultiLine{{{{5, 7}, {-3, 2}}, {{0, 9}, {1, 1}}}}});
  EXPECT_EQ(box.min, (GridPoint{-3, 1}));
  EXPECT_EQ(box.max, (GridPoint{5, 9}));
  EXPECT_EQ(vertex_count(Geometry{MultiPoint{{{1, 1}, {2, 2}}}}), 2u);
  EXPECT_EQ(vertex_count(Geometry{area_of({square(0, 0, 9), square(1, 1, 3)})}), 8u);
}

}  // namespace
}  // namespace vungphu::geo::test
