// ClaimIndex and covered_by, against the rules themselves and against each other.
#include "vungphu/engine/claims.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "area_index.hpp"
#include "random_claims.hpp"
#include "raster_cells.hpp"

namespace vungphu::engine {
namespace {

using testing::ClaimsStore;
using testing::Random;

Covering by_rule(const Claims& claims, const geo::Box& box, geo::GridPoint p, Key key) {
  Covering covering;
  for (std::uint32_t i = 0; i < claims.areas.size(); ++i) {
    if (geo::covers(*claims.areas[i], p)) covering.areas.push_back(i);
  }
  for (std::uint32_t i = 0; i < claims.reaches.size(); ++i) {
    const Reach& claim = claims.reaches[i];
    const double metres = geo::distance_m(p, *claim.geometry);
    if (claim.reach_mm >= 0 && !std::isinf(metres) && geo::to_millimetres(metres) <= claim.reach_mm)
      covering.reaches.push_back(i);
  }
  const std::int64_t column = (std::int64_t{p.x} - box.min.x) >> 10,
                     row = (std::int64_t{p.y} - box.min.y) >> 10;
  for (std::uint32_t i = 0; i < claims.rasters.size(); ++i) {
    const auto holds = [&](const RasterRun& run) {
      return run.line == row && run.first <= column && column <= run.last;
    };
    if (std::ranges::any_of(claims.rasters[i].runs, holds)) covering.rasters.push_back(i);
  }
  covering.by_key = std::ranges::find(claims.keys, key) != claims.keys.end();
  return covering;
}

RC_GTEST_PROP(ClaimIndex, SaysOfAPointWhatTheRulesAndTheJoinSay, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::Box box = testing::random_box(random);
  ClaimsStore store;
  const Claims claims = testing::random_claims(random, box, store);
  const ClaimIndex index(claims);
  std::vector<geo::GridPoint> points;
  std::vector<Key> keys;
  for (int i = 0; i < 60; ++i) {
    points.push_back(testing::hard_point(random, store, box));
    keys.push_back(random.in(0, 3) == 0 ? kNoKey : random.in(0, 30));
  }
  const Bitmap joined = covered_by(PointIndex(points), points, keys, claims, 2).value();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Covering covering = index.at(points[i], keys[i]);
    RC_ASSERT(covering == by_rule(claims, box, points[i], keys[i]));
    RC_ASSERT(index.covers(points[i], keys[i]) == !covering.empty());
    RC_ASSERT(get_bit(joined, i) == !covering.empty());
  }
}

/// Rings of up to `most` corners: a walk, with edges short and long, up and down.
std::vector<geo::MultiPolygon> walks(Random& random, const geo::Box& box, int most) {
  std::vector<geo::MultiPolygon> areas;
  for (int i = 0; i < 3; ++i) {
    geo::Path ring;
    geo::GridPoint at = random.point(box);
    const std::int32_t step = std::max(1, (box.max.x - box.min.x) / 30);
    for (int n = random.in(3, most); n > 0; --n) {
      const std::int32_t leap = random.in(0, 50) == 0 ? 10 * step : step;
      at = {at.x + random.in(-leap, leap), at.y + random.in(-leap, leap)};
      ring.push_back(at);
    }
    areas.push_back({{{{ring, testing::wild_ring(random, box)}}}});
  }
  return areas;
}

RC_GTEST_PROP(AreaIndex, AgreesWithTheRuleForManyVerticesAndAnyRings, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::Box box = testing::random_box(random);
  const std::vector<geo::MultiPolygon> areas = walks(random, box, 500);
  const auto pointers = testing::addresses(areas);
  const AreaIndex index(pointers);
  const auto points = testing::hard_points(random, areas, box, 100);
  for (std::size_t k = 0; k < points.size(); k += 7) {
    const auto rule = std::ranges::find_if(areas, [&](const auto& a) { return geo::covers(a, points[k]); });
    RC_ASSERT(index.first(points[k]) == (rule == areas.end() ? -1 : rule - areas.begin()));
    RC_ASSERT(index.any(points[k]) == (rule != areas.end()));
  }
}

/// Whether the edge has a point in the square of p ± 1: by the side of the edge that each corner is on.
bool passes_near(geo::GridPoint a, geo::GridPoint b, geo::GridPoint p) {
  if (std::max(a.x, b.x) < p.x - 1 || std::min(a.x, b.x) > p.x + 1) return false;
  if (std::max(a.y, b.y) < p.y - 1 || std::min(a.y, b.y) > p.y + 1) return false;
  bool left = false, right = false;
  for (const std::int64_t x : {p.x - 1, p.x + 1}) {
    for (const std::int64_t y : {p.y - 1, p.y + 1}) {
      const std::int64_t side = (std::int64_t{b.x} - a.x) * (y - a.y) - (std::int64_t{b.y} - a.y) * (x - a.x);
      left |= side >= 0, right |= side <= 0;
    }
  }
  return left && right;
}

/// The one-unit rule goes down the levels of boxes of a ring; here every edge is looked at.
RC_GTEST_PROP(AreaIndex, FindsTheFirstBoundaryNearAPointAsEveryEdgeTakenByItself, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::Box box = testing::random_box(random);
  const std::vector<geo::MultiPolygon> areas = walks(random, box, random.in(0, 9) == 0 ? 6'000 : 500);
  const auto pointers = testing::addresses(areas);
  const AreaIndex index(pointers);
  const auto near = [](const geo::MultiPolygon& area, geo::GridPoint p) {
    return std::ranges::any_of(area.polygons[0].rings, [&](const geo::Path& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (passes_near(ring[i], ring[(i + 1) % ring.size()], p)) return true;
      }
      return false;
    });
  };
  const auto points = testing::hard_points(random, areas, box, 100);
  for (std::size_t k = 0; k < points.size(); k += 23) {
    const geo::GridPoint p{points[k].x + random.in(-2, 2), points[k].y + random.in(-2, 2)};
    const auto first = std::ranges::find_if(areas, [&](const auto& area) { return near(area, p); });
    RC_ASSERT(index.first_near(p) == (first == areas.end() ? -1 : first - areas.begin()));
  }
}

TEST(AreaIndex, HoldsOverTheWholeGlobe) {
  constexpr std::int32_t kX = 1'799'999'999, kY = 900'000'000;
  const geo::MultiPolygon slope{{{{{{-kX, -kY}, {0, 0}, {kX, kY}, {kX, -kY}, {0, -kY}}}}}};
  const std::vector<const geo::MultiPolygon*> areas{&slope};
  const AreaIndex index(areas);
  for (const geo::GridPoint p : {geo::GridPoint{-kX, -kY}, {kX, kY}, {0, 0}, {5, 4}, {-5, 4}, {kX, kY - 1}})
    EXPECT_EQ(index.any(p), geo::covers(slope, p)) << p.x << ' ' << p.y;
}

TEST(RasterCells, HoldTheirLowerSidesAndNotTheirUpper) {
  const std::vector<RasterRun> runs{{2, 5, 6}, {2, 1, 1}, {2, 6, 8}, {3, 0, -1}, {-1, -2, -2}};
  const RasterCells cells(runs);
  EXPECT_TRUE(cells.hold({1024, 2048}));
  EXPECT_FALSE(cells.hold({1023, 2048}));
  EXPECT_FALSE(cells.hold({2048, 2048}));
  EXPECT_FALSE(cells.hold({1024, 3072}));
  EXPECT_TRUE(cells.hold({8 * 1024 + 1023, 3071}));
  EXPECT_FALSE(cells.hold({9 * 1024, 2048}));
  EXPECT_FALSE(cells.hold({0, 3 * 1024}));
}

TEST(RasterCells, HoldNoNegativePosition) {
  const std::vector<RasterRun> runs{{-1, -2, 5}, {0, -2, 5}};
  const RasterCells cells(runs);
  EXPECT_FALSE(cells.hold({-2048, -1}));
  EXPECT_FALSE(cells.hold({-1, 0}));
  EXPECT_FALSE(cells.hold({0, -1}));
  EXPECT_TRUE(cells.hold({0, 0}));
}

TEST(CoveredBy, APointWithoutAPositionIsNotCovered) {
  const std::vector<RasterRun> runs{{-1, -1, 5}, {0, -1, 5}};
  const auto nowhere = [](auto points, std::span<RasterPosition> positions) {
    for (std::size_t i = 0; i < points.size(); ++i) positions[i] = {-1, i == 0 ? 0 : -1};
  };
  const Claims claims{.rasters = {{runs, nowhere}}};
  const std::vector<geo::GridPoint> points{{5, 5}, {6, 6}};
  EXPECT_EQ(covered_by(PointIndex(points), points, {}, claims, 1).value()[0], 0U);
  EXPECT_FALSE(ClaimIndex(claims).covers(points[0]));
}

}  // namespace
}  // namespace vungphu::engine
