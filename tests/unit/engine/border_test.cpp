#include <gtest/gtest.h>

#include "vungphu/engine/engine.hpp"

#include "random_shapes.hpp"
#include "support/grid_scenario.hpp"

namespace vungphu::engine {
namespace {

TEST(SnapToBorder, WithinOneUnitInXAndYOfOneOrMoreAreasGoesToTheFirst) {
  const testing::GridScenario drawn(R"(
    A-----B.E---F
    |     |.|   |   o
    |     |a|   |
    |     |.|   |
    D-----C.H---G
          b c
         e
  )",
                                    1);
  const std::vector<geo::MultiPolygon> areas{drawn.area("ABCD"), drawn.area("EFGH")};
  const std::vector<geo::GridPoint> points = drawn.points("abcoe");
  std::vector<std::int32_t> belongs = belonging(PointIndex(points), testing::addresses(areas), 1).value();
  EXPECT_EQ(belongs, (std::vector<std::int32_t>{-1, -1, -1, -1, -1}));
  EXPECT_EQ(snap_to_border(points, testing::addresses(areas), belongs), 3);
  EXPECT_EQ(belongs, (std::vector<std::int32_t>{0, 0, 1, -1, -1}));
}

TEST(SnapToBorder, MeasuresToTheSlopeNotToItsBox) {
  const geo::MultiPolygon wedge{{{{{{0, 0}, {1000, 1000}, {1000, 0}}}}}};
  const std::vector<geo::GridPoint> points{{500, 501}, {500, 502}, {500, 503}, {-1, -1}, {-2, 0}};
  std::vector<std::int32_t> belongs(points.size(), -1);
  EXPECT_EQ(snap_to_border(points, std::vector{&wedge}, belongs), 3);
  EXPECT_EQ(belongs, (std::vector<std::int32_t>{0, 0, -1, 0, -1}));
}

TEST(SnapToBorder, LeavesAloneWhatBelongsAlready) {
  const geo::MultiPolygon area{{{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}}}};
  std::vector<std::int32_t> belongs{7};
  EXPECT_EQ(snap_to_border(std::vector<geo::GridPoint>{{11, 5}}, std::vector{&area}, belongs), 0);
  EXPECT_EQ(belongs[0], 7);
}

}  // namespace
}  // namespace vungphu::engine
