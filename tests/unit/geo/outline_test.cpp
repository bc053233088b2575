#include "vungphu/geo/outline.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

MultiPolygon outlined(const std::vector<MultiPolygon>& areas) {
  std::vector<const MultiPolygon*> all;
  for (const MultiPolygon& area : areas) all.push_back(&area);
  return *outline_of(all);
}

/// Squares of 10 units in a grid, where the picture has an 'x'.
std::vector<MultiPolygon> drawn(const std::vector<std::string>& picture) {
  std::vector<MultiPolygon> areas;
  for (std::size_t row = 0; row < picture.size(); ++row) {
    for (std::size_t column = 0; column < picture[row].size(); ++column) {
      if (picture[row][column] != 'x') continue;
      areas.push_back(area_of(
          {square(static_cast<std::int32_t>(10 * column), -static_cast<std::int32_t>(10 * row), 10)}));
    }
  }
  return areas;
}

TEST(Outline, OfNeighboursHasNoSeamAndKeepsTheirVertices) {
  const MultiPolygon whole = outlined(drawn({"xx"}));
  ASSERT_EQ(whole.polygons.size(), 1u);
  ASSERT_EQ(whole.polygons[0].rings.size(), 1u);
  EXPECT_EQ(whole.polygons[0].rings[0], (Path{{0, 0}, {10, 0}, {20, 0}, {20, 10}, {10, 10}, {0, 10}}));
}

TEST(Outline, HasHolesAndWhatLiesInThem) {
  const MultiPolygon whole = outlined(drawn({"xxxxx",  //
                                             "x...x",  //
                                             "x.x.x",  //
                                             "x...x",  //
                                             "xxxxx"}));
  ASSERT_EQ(whole.polygons.size(), 2u);
  EXPECT_EQ(whole.polygons[0].rings.size(), 2u);
  EXPECT_EQ(whole.polygons[1].rings.size(), 1u);
  EXPECT_TRUE(geos_valid(whole));
  EXPECT_FALSE(covers(whole, {15, -15}));
  EXPECT_TRUE(covers(whole, {25, -15}));
}

TEST(Outline, OfPartsThatTouchAtACornerIsValid) {
  for (const auto& picture : std::vector<std::vector<std::string>>{
           {"x.", ".x"}, {"xxx", "x.x", "xx."}, {"xxx", "x.x", ".xx"}, {"xxxx", "x.xx", "xx.x", "xxxx"}}) {
    const std::vector<MultiPolygon> areas = drawn(picture);
    const MultiPolygon whole = outlined(areas);
    EXPECT_TRUE(geos_valid(whole)) << picture[0];
    for (const MultiPolygon& area : areas) EXPECT_TRUE(covers(whole, centre(area)));
    EXPECT_NEAR(area_m2(whole), static_cast<double>(areas.size()) * area_m2(areas[0]), 1e-6);
  }
}

TEST(Outline, IsTheUnionWhereAreasOverlapOrDoNotShareVertices) {
  const MultiPolygon big = area_of({square(0, 0, 100)}), over = area_of({square(50, 50, 100)}),
                     half = area_of({square(100, 20, 30)});
  for (const MultiPolygon* other : {&big, &over, &half}) {
    const MultiPolygon whole = *outline_of({&big, other}), wanted = *union_of({&big, other});
    EXPECT_TRUE(geos_valid(whole));
    EXPECT_EQ(vertex_count(whole), vertex_count(wanted));
    EXPECT_NEAR(area_m2(whole), area_m2(wanted), 1e-9);
  }
  EXPECT_TRUE(outline_of({})->polygons.empty());
}

RC_GTEST_PROP(Outline, IsTheUnionOfAnySquaresOfAGridInAnyOrder, ()) {
  std::vector<std::string> picture(7, std::string(7, '.'));
  for (std::string& row : picture) {
    for (char& square : row) square = *rc::gen::element('.', 'x', 'x');
  }
  std::vector<MultiPolygon> areas = drawn(picture);
  RC_PRE(!areas.empty());
  std::vector<const MultiPolygon*> all;
  for (const MultiPolygon& area : areas) all.push_back(&area);
  const MultiPolygon whole = *outline_of(all), wanted = *union_of(all);
  RC_ASSERT(geos_valid(whole));
  RC_ASSERT(whole.polygons.size() == wanted.polygons.size());
  RC_ASSERT(std::abs(area_m2(whole) - area_m2(wanted)) < 1e-9);
  for (std::int32_t x = 1; x < 70; x += 4) {
    for (std::int32_t y = -69; y < 10; y += 4) RC_ASSERT(covers(whole, {x, y}) == covers(wanted, {x, y}));
  }
  std::ranges::reverse(all);
  const MultiPolygon again = *outline_of(all);
  for (std::size_t i = 0; i < whole.polygons.size(); ++i) {
    RC_ASSERT(again.polygons[i].rings == whole.polygons[i].rings);
  }
}

}  // namespace
}  // namespace vungphu::geo::test
