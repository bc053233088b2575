// Which territory a place is counted in (DESIGN 3.2, 3.3).
#include <gtest/gtest.h>

#include "province.hpp"
#include "support/grid_scenario.hpp"

namespace vungphu::assess::testing {
namespace {

using vungphu::testing::GridScenario;

std::int64_t schools(const Assessment& a, std::string_view territory, std::string_view level = {}) {
  return *figure(a, "school", "fiber", "any", territory, level).total;
}

TEST(Belonging, OnASharedBorderGoesToTheLowestCode) {
  const GridScenario drawn(R"(
    A-----B-----E
    |     s     |
    D-----C-----F
  )");
  Province p;
  p.commune("10", drawn.area("BEFC"));
  p.commune("09", drawn.area("ABCD"));
  p.at("school", "s", drawn.point('s'));
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "09"), 1);
  EXPECT_EQ(schools(a, "10"), 0);
}

TEST(Belonging, ByPositionOutranksAStatedParent) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.commune("d", box(2000, 0, 3000, 1000));
  p.at("school", "1", {500, 500}, "d");
  p.at("school", "2", {1500, 500}, "d");  // in neither: its position says so
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "c"), 1);
  EXPECT_EQ(schools(a, "d"), 0);
  EXPECT_EQ(schools(a, "outside"), 1);
}

TEST(Belonging, WithoutGeometryGoesByTheParent) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("school", "1", "c");
  p.add("school", "2", "nowhere");
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "c"), 1);
  EXPECT_EQ(schools(a, "outside"), 1);
}

TEST(Belonging, GoesByTheParentWhereThatHasNeverBeenDrawn) {
  Province p;
  p.add("commune", "c");
  p.at("school", "1", {500, 500}, "c");
  EXPECT_EQ(schools(p.assess(), "c"), 1);
}

TEST(Belonging, OfAHouseholdWithoutAPositionIsThatOfItsHamlet) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h", {500, 500});
  p.add("household", "1", "h");
  EXPECT_EQ(figure(p.assess(), "household", "fiber", "any", "c").total, 1);
}

TEST(Belonging, OfAnAreaIsThatOfItsCentre) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.commune("d", box(1000, 0, 2000, 1000));
  p.add("industrial_zone", "z").area = box(900, 100, 1900, 900);
  EXPECT_EQ(figure(p.assess(), "industrial_zone", "fiber", "any", "d").total, 1);
}

TEST(Belonging, WithinOneUnitOfABorderIsSnappedAndCounted) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("school", "1", {1001, 500});
  p.at("school", "2", {1002, 500});
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "c"), 1);
  EXPECT_EQ(a.snapped_to_border, 1);
}

TEST(UpperLevels, FollowParentsAlsoWhereALevelIsMissing) {
  Province p;
  p.add("province", "96");
  p.add("district", "973", "96");
  p.commune("c", box(0, 0, 1000, 1000), "973");
  p.commune("d", box(2000, 0, 3000, 1000), "96");  // a province without districts
  p.commune("e", box(4000, 0, 5000, 1000));
  for (const std::int32_t x : {500, 2500, 2600, 4500, 4600, 4700})
    p.at("school", std::to_string(x), {x, 500});
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "96"), 3);
  EXPECT_EQ(schools(a, "973"), 1);
  EXPECT_EQ(schools(a, "outside", "province"), 3);
  EXPECT_EQ(schools(a, "outside", "district"), 5);
  EXPECT_EQ(schools(a, "outside", "commune"), 0);
  EXPECT_EQ(schools(a, "*"), 6);
}

TEST(Belonging, NeedsNoTerritoriesAtAll) {
  Province p;
  p.at("school", "1", {500, 500});
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000));
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "any").covered, 1);
  EXPECT_TRUE(a.territories.empty());
}

}  // namespace
}  // namespace vungphu::assess::testing
