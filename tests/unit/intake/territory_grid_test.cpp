// The grid answers as asking every territory does: its shortcut must never show.
#include "intake/territory_grid.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vungphu::intake {
namespace {

using geo::GridPoint;

std::optional<std::size_t> by_asking_all(const std::vector<geo::MultiPolygon>& territories, GridPoint p) {
  for (std::size_t i = 0; i < territories.size(); ++i)
    if (geo::covers(territories[i], p)) return i;
  return std::nullopt;
}

geo::MultiPolygon triangle(GridPoint a, GridPoint b, GridPoint c) {
  if (geo::orientation(a, b, c) < 0) std::swap(b, c);
  return {{geo::Polygon{{{a, b, c}}}}};  // rings do not repeat their first point
}

rc::Gen<GridPoint> points_within(std::int32_t side) {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(-side, side), rc::gen::inRange(-side, side)),
                      [](auto xy) {
                        return GridPoint{xy.first, xy.second};
                      });
}

RC_GTEST_PROP(TerritoryGrid, AnswersAsAskingEveryTerritoryDoes, ()) {
  // Small sides put corners, borders and points on one another; in large ones the edges cross many cells.
  const auto side = *rc::gen::element(4, 40, 600, 3'000, 100'000, 1'800'000'000);
  std::vector<geo::MultiPolygon> territories;
  for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
    const auto corners = *rc::gen::container<std::vector<GridPoint>>(3, points_within(side));
    if (geo::orientation(corners[0], corners[1], corners[2]) != 0)
      territories.push_back(triangle(corners[0], corners[1], corners[2]));
  }
  const TerritoryGrid grid(territories);
  const auto check = [&](GridPoint p) { RC_ASSERT(grid.at(p) == by_asking_all(territories, p)); };
  for (const GridPoint p : *rc::gen::container<std::vector<GridPoint>>(200, points_within(side))) check(p);
  // A step beside every edge, where a cell that was not marked would answer for the other side.
  for (const geo::MultiPolygon& territory : territories)
    for (const GridPoint corner : territory.polygons[0].rings[0])
      for (std::int32_t step = 1; step <= 64; ++step) {
        const GridPoint next = territory.polygons[0].rings[0][(step % 3)];
        const auto between = [&](std::int32_t u, std::int32_t v) {
          return static_cast<std::int32_t>(u + (std::int64_t{v} - u) * step / 64);
        };
        const GridPoint at{between(corner.x, next.x), between(corner.y, next.y)};
        check(at), check({at.x + 1, at.y}), check({at.x - 1, at.y});
      }
}

TEST(TerritoryGrid, AHoleIsNotCovered) {
  const auto square = [](std::int32_t low, std::int32_t high) {
    return geo::Path{{low, low}, {high, low}, {high, high}, {low, high}};
  };
  geo::Path hole = square(400'000, 600'000);
  std::reverse(hole.begin(), hole.end());
  const std::vector<geo::MultiPolygon> land{{{geo::Polygon{{square(0, 1'000'000), hole}}}}};
  const TerritoryGrid grid(land);
  EXPECT_EQ(grid.at({500'000, 500'000}), std::nullopt);
  EXPECT_EQ(grid.at({400'000, 500'000}), 0u) << "the hole's border";
  EXPECT_EQ(grid.at({100'000, 500'000}), 0u);
  EXPECT_EQ(grid.at({1'000'001, 500'000}), std::nullopt);
  EXPECT_EQ(grid.at({0, 500'000}), 0u) << "the edge that closes the ring";
}

TEST(TerritoryGrid, WithoutTerritoriesNothingIsCovered) {
  const std::vector<geo::MultiPolygon> none;
  EXPECT_TRUE(TerritoryGrid(none).empty());
  EXPECT_EQ(TerritoryGrid(none).at({0, 0}), std::nullopt);
}

}  // namespace
}  // namespace vungphu::intake
