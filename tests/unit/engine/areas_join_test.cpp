// covered_by_areas and belonging, against the rule itself (geo::covers, one point and one area at a time).
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/engine/engine.hpp"

#include "random_shapes.hpp"
#include "support/grid_scenario.hpp"

namespace vungphu::engine {
namespace {

using testing::addresses;
using testing::GridScenario;
using testing::Random;
using Areas = std::vector<geo::MultiPolygon>;

/// Names of those places that the areas cover.
std::string covered(const GridScenario& drawn, const std::string& places, const Areas& areas) {
  const PointIndex index(drawn.points(places));
  const Bitmap bits = covered_by_areas(index, addresses(areas), 1).value();
  std::string names;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (get_bit(bits, i)) names += places[i];
  }
  return names;
}

TEST(CoveredByAreas, InsideOnAnEdgeAndOnACornerAreCovered) {
  for (const std::int32_t step : {1, 2, 100, 8192, 50'000}) {
    const GridScenario drawn(R"(
      A---e---B   o
      |       |
      |   i   f
      |       |
      D-------C
    )",
                             step);
    EXPECT_EQ(covered(drawn, "iefoABCD", {drawn.area("ABCD")}), "iefABCD") << step;
  }
}

TEST(CoveredByAreas, AHoleIsNotCoveredButItsBoundaryIs) {
  for (const std::int32_t step : {1, 700, 8192, 30'000}) {
    const GridScenario drawn(R"(
      A-----------------B
      |  i              |
      |     E--g--F     |
      |     |     |     |
      |     |  h  |  j  |
      |     H-----G     |
      |                 |
      D-----------------C
    )",
                             step);
    EXPECT_EQ(covered(drawn, "ihgjEG", {drawn.area({"ABCD", "EFGH"})}), "igjEG") << step;
  }
}

TEST(CoveredByAreas, AnIslandInAHoleIsCovered) {
  const GridScenario drawn(R"(
    A---------------B
    |               |
    |   E-------F   |
    |   |  I-J  |   |
    |   | hLiK  |   |
    |   H-------G   |
    |  o            |
    D---------------C
  )",
                           9000);
  const geo::MultiPolygon area{{drawn.polygon({"ABCD", "EFGH"}), drawn.polygon({"IJKL"})}};
  EXPECT_EQ(covered(drawn, "hio", {area}), "io");
}

TEST(CoveredByAreas, RingsThatTouchInACornerOrAlongAnEdgeCoverBothSides) {
  const GridScenario drawn(R"(
    A-----B     G--H
    |  a  |     |  |
    D-----C-----F--I
          |  b  | c|
          K-----E--J
  )",
                           8192);
  EXPECT_EQ(covered(drawn, "abcCFE", {drawn.area("ABCD"), drawn.area("CFEK"), drawn.area("GHIJE")}),
            "abcCFE");
}

TEST(CoveredByAreas, WhatTwoPolygonsOfOneAreaOverlapIsCovered) {
  const GridScenario drawn(R"(
    A-----B
    |  E--+--F
    |  | a|  |
    D--+--C b|
       H-----G
  )");
  EXPECT_EQ(covered(drawn, "ab", {{{drawn.polygon({"ABCD"}), drawn.polygon({"EFGH"})}}}), "ab");
}

TEST(CoveredByAreas, NoAreasAndNoPointsAreAnswersToo) {
  const GridScenario drawn("ABCD\n a");
  EXPECT_EQ(covered(drawn, "a", {}), "");
  EXPECT_EQ(covered(drawn, "", {drawn.area("ABCD")}), "");
  EXPECT_EQ(covered(drawn, "a", {geo::MultiPolygon{}}), "");
}

TEST(CoveredByAreas, HoldsOverTheWholeGlobe) {
  constexpr std::int32_t kX = 1'799'999'999, kY = 900'000'000;
  const std::vector<geo::GridPoint> points{{-kX, -kY}, {kX, kY}, {0, 0},
                                           {kX, -kY},  {5, 4},   {1'700'000'000, 849'999'998}};
  const geo::MultiPolygon world{{{{{{-kX, -kY}, {0, -kY}, {kX, -kY}, {kX, kY}, {0, kY}, {-kX, kY}}}}}};
  const geo::MultiPolygon slope{{{{{{-kX, -kY}, {0, 0}, {kX, kY}, {kX, -kY}, {0, -kY}}}}}};
  const PointIndex index(points);
  for (const auto* area : {&world, &slope}) {
    const Bitmap bits = covered_by_areas(index, std::vector{area}, 2).value();
    for (std::size_t i = 0; i < points.size(); ++i)
      EXPECT_EQ(get_bit(bits, i), geo::covers(*area, points[i])) << i;
  }
}

TEST(Belonging, TheFirstAreaWinsOnASharedBorder) {
  const GridScenario drawn(R"(
    A-----B-----E
    |  a  b  c  |
    D-----C-----F   o
  )",
                           8192);
  const PointIndex index(drawn.points("abcoBC"));
  const Areas areas{drawn.area("ABCD"), drawn.area("BEFC")}, turned{areas[1], areas[0]};
  EXPECT_EQ(belonging(index, addresses(areas), 1).value(), (std::vector<std::int32_t>{0, 0, 1, -1, 0, 0}));
  EXPECT_EQ(belonging(index, addresses(turned), 1).value(), (std::vector<std::int32_t>{1, 0, 0, -1, 0, 0}));
}

/// Wild rings in boxes from a few units to the globe, and the points that are hardest.
struct Case {
  Areas areas;
  std::vector<geo::GridPoint> points;
};
Case make_case(std::uint32_t seed) {
  Random random(seed);
  constexpr geo::Box kGlobe{{-899'999'999, -900'000'000}, {899'999'999, 899'999'999}};
  const std::int32_t size = std::vector{4, 40, 9'000, 70'000, 3'000'000}[seed % 5];
  geo::GridPoint at = random.point({{-1'700'000'000, -800'000'000}, {1'700'000'000, 800'000'000}});
  if (random.in(0, 2) == 0) at = {at.x & ~8191, at.y & ~8191};
  const geo::Box box = seed % 50 == 7 ? kGlobe : geo::Box{at, {at.x + size, at.y + size}};
  Case result;
  for (int i = random.in(1, 4); i > 0; --i) result.areas.push_back(testing::wild_area(random, box));
  result.points = testing::hard_points(random, result.areas, box, 300);
  return result;
}

RC_GTEST_PROP(CoveredByAreas, AgreesWithTheRuleForAnyRings, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const Case c = make_case(seed);
  const Bitmap bits = covered_by_areas(PointIndex(c.points), addresses(c.areas), 1).value();
  const std::vector<std::int32_t> first = belonging(PointIndex(c.points), addresses(c.areas), 1).value();
  for (std::size_t i = 0; i < c.points.size(); ++i) {
    const auto by_rule = std::find_if(c.areas.begin(), c.areas.end(),
                                      [&](const auto& area) { return geo::covers(area, c.points[i]); });
    RC_ASSERT(get_bit(bits, i) == (by_rule != c.areas.end()));
    RC_ASSERT(first[i] == (by_rule == c.areas.end() ? -1 : by_rule - c.areas.begin()));
  }
}

RC_GTEST_PROP(CoveredByAreas, NeitherThreadsNorOrderChangeAnAnswer, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const Case c = make_case(seed);
  const Bitmap bits = covered_by_areas(PointIndex(c.points), addresses(c.areas), 1).value();
  const std::vector<std::int32_t> first = belonging(PointIndex(c.points), addresses(c.areas), 1).value();
  for (const unsigned threads : {2U, 5U}) {
    RC_ASSERT(covered_by_areas(PointIndex(c.points), addresses(c.areas), threads).value() == bits);
    RC_ASSERT(belonging(PointIndex(c.points), addresses(c.areas), threads).value() == first);
  }
  std::vector<const geo::MultiPolygon*> turned = addresses(c.areas);
  std::reverse(turned.begin(), turned.end());
  RC_ASSERT(covered_by_areas(PointIndex(c.points), turned, 2).value() == bits);

  std::vector<std::size_t> order(c.points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937(seed));
  std::vector<geo::GridPoint> shuffled;
  for (const std::size_t i : order) shuffled.push_back(c.points[i]);
  const std::vector<std::int32_t> again = belonging(PointIndex(shuffled), addresses(c.areas), 1).value();
  for (std::size_t i = 0; i < order.size(); ++i) RC_ASSERT(again[i] == first[order[i]]);
}

/// More points than the 65,536 that are taken from marks at a time.
TEST(CoveredByAreas, AgreesWithTheRuleForMorePointsThanOnePiece) {
  Random random(4);
  const geo::Box box{{1'050'000'000, 100'000'000}, {1'052'000'000, 102'000'000}};
  Areas areas;
  for (int i = 0; i < 3; ++i) areas.push_back(testing::wild_area(random, box));
  areas.push_back(testing::valid_area(random, random.point(box), 600'000));
  const std::vector<geo::GridPoint> points = testing::hard_points(random, areas, box, 70'000);
  ASSERT_GT(points.size(), 65'536U);
  const PointIndex index(points);
  for (const unsigned threads : {1U, 3U}) {
    const Bitmap bits = covered_by_areas(index, addresses(areas), threads).value();
    const std::vector<std::int32_t> first = belonging(index, addresses(areas), threads).value();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto by_rule = std::find_if(areas.begin(), areas.end(),
                                        [&](const auto& area) { return geo::covers(area, points[i]); });
      ASSERT_EQ(get_bit(bits, i), by_rule != areas.end()) << i;
      ASSERT_EQ(first[i], by_rule == areas.end() ? -1 : by_rule - areas.begin()) << i;
    }
  }
}

TEST(CoveredByAreas, AnAreaMoreNeverUncoversAPoint) {
  const Case c = make_case(12);
  Areas fewer = c.areas;
  fewer.pop_back();
  const Bitmap all = covered_by_areas(PointIndex(c.points), addresses(c.areas), 1).value();
  const Bitmap some = covered_by_areas(PointIndex(c.points), addresses(fewer), 1).value();
  for (std::size_t w = 0; w < all.size(); ++w) EXPECT_EQ(some[w] & ~all[w], 0U);
}

TEST(CoveredByAreas, StopsWhenAskedTo) {
  const Case c = make_case(3);
  std::stop_source source;
  source.request_stop();
  Task task;
  task.stop = source.get_token();
  const auto result = covered_by_areas(PointIndex(c.points), addresses(c.areas), 2, task);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "base.cancelled");
}

TEST(CoveredByAreas, TellsHowFarItIs) {
  const Case c = make_case(3);
  std::uint64_t last = 0, total = 1;
  Task task;
  task.report = [&](std::string_view stage, std::uint64_t done, std::uint64_t of) {
    EXPECT_EQ(stage, "join");
    EXPECT_GE(done, last);
    last = done, total = of;
  };
  ASSERT_TRUE(covered_by_areas(PointIndex(c.points), addresses(c.areas), 2, task));
  EXPECT_EQ(last, total);
}

}  // namespace
}  // namespace vungphu::engine
