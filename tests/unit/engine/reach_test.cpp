// covered_by_reach, against geodesic distances taken one by one.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/measure.hpp"

#include "local_scale.hpp"
#include "random_shapes.hpp"
#include "stretch.hpp"

namespace vungphu::engine {
namespace {

using testing::Random;

struct Case {
  std::vector<geo::Geometry> geometries;
  std::vector<std::int64_t> reach_mm;
  std::vector<geo::GridPoint> points;
  std::vector<Reach> claims() const {
    std::vector<Reach> result;
    for (std::size_t i = 0; i < geometries.size(); ++i) result.push_back({&geometries[i], reach_mm[i]});
    return result;
  }
};

/// Lines and points about `at`, and points near them.
Case make_case(Random& random, geo::GridPoint at, std::int32_t size, int count) {
  Case c;
  const auto clamped = [](std::int64_t x, std::int64_t y) {
    return geo::GridPoint{
        static_cast<std::int32_t>(std::clamp<std::int64_t>(x, -1'800'000'000, 1'800'000'000)),
        static_cast<std::int32_t>(std::clamp<std::int64_t>(y, -900'000'000, 900'000'000))};
  };
  const auto near = [&] {
    return clamped(std::int64_t{at.x} + random.in(-size, size), std::int64_t{at.y} + random.in(-size, size));
  };
  for (int i = 0; i < 6; ++i) {
    const int kind = random.in(0, 4);
    if (kind < 2) {
      c.geometries.emplace_back(geo::MultiPoint{{near(), near()}});
    } else if (kind == 2) {
      c.geometries.emplace_back(geo::MultiPolygon{{{{{near(), near(), near()}}}}});
    } else {
      geo::Path path;
      for (int n = random.in(2, 6); n > 0; --n) path.push_back(near());
      c.geometries.emplace_back(geo::MultiLine{{path}});
    }
    c.reach_mm.push_back(random.in(0, 1) == 0 ? 30'000 : random.in(0, 600'000));
  }
  for (int i = 0; i < count; ++i) c.points.push_back(near());
  const geo::Box box = geo::bounds(c.geometries[0]);
  c.points.insert(c.points.end(), {box.min, box.max});
  return c;
}

Bitmap one_by_one(const Case& c) {
  Bitmap bits = make_bitmap(c.points.size());
  for (std::size_t i = 0; i < c.points.size(); ++i) {
    for (std::size_t k = 0; k < c.geometries.size(); ++k) {
      if (geo::to_millimetres(geo::distance_m(c.points[i], c.geometries[k])) <= c.reach_mm[k])
        set_bit(bits, i);
    }
  }
  return bits;
}

geo::GridPoint anywhere(Random& random) {
  constexpr std::int32_t kDegree = geo::kUnitsPerDegree;
  const geo::GridPoint at = random.point({{-180 * kDegree, -90 * kDegree}, {180 * kDegree, 90 * kDegree}});
  switch (random.in(0, 5)) {
    case 0:
      return {random.in(0, 1) == 0 ? -180 * kDegree : 180 * kDegree, at.y / 2};
    case 1:
      return {at.x, (random.in(0, 1) == 0 ? 1 : -1) * (90 * kDegree - random.in(0, 500'000))};
    default:
      return {at.x, at.y / 2};
  }
}

RC_GTEST_PROP(CoveredByReach, AgreesWithGeodesicsOneByOneAnywhereOnTheGlobe, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const Case c = make_case(random, anywhere(random), random.in(1, 200'000), 60);
  const Bitmap expected = one_by_one(c);
  for (const unsigned threads : {1U, 2U, 5U}) {
    RC_ASSERT(covered_by_reach(PointIndex(c.points), c.claims(), threads).value() == expected);
  }
}

TEST(CoveredByReach, TheReachIsHeldToTheMillimetre) {
  const geo::GridPoint a{1'060'000'000, 100'000'000}, p{1'060'004'567, 100'008'901};
  const std::int64_t distance = geo::to_millimetres(geo::distance_m(p, a));
  const geo::Geometry point = geo::MultiPoint{{a}};
  const PointIndex index(std::vector{p});
  EXPECT_EQ(covered_by_reach(index, std::vector<Reach>{{&point, distance}}, 1).value()[0], 1U);
  EXPECT_EQ(covered_by_reach(index, std::vector<Reach>{{&point, distance - 1}}, 1).value()[0], 0U);
}

TEST(CoveredByReach, GoesOverTheAntimeridian) {
  const geo::Geometry west = geo::MultiPoint{{{-1'799'999'000, 170'000'000}}};
  const PointIndex index(
      std::vector<geo::GridPoint>{{1'799'999'000, 170'000'000}, {1'799'900'000, 170'000'000}});
  EXPECT_EQ(covered_by_reach(index, std::vector<Reach>{{&west, 30'000}}, 1).value()[0], 0b01U);
}

TEST(CoveredByReach, ALongLineReachesAllAlong) {
  const geo::GridPoint a{1'000'000'000, 80'000'000}, b{1'030'000'000, 95'000'000};
  const geo::Geometry line = geo::MultiLine{{{a, b}}};
  std::vector<geo::GridPoint> points;
  for (int i = 0; i <= 100; ++i) points.push_back({a.x + i * 300'000, a.y + i * 150'000 + (i % 2) * 3000});
  const Bitmap bits = covered_by_reach(PointIndex(points), std::vector<Reach>{{&line, 20'000}}, 1).value();
  for (std::size_t i = 0; i < points.size(); ++i) EXPECT_EQ(get_bit(bits, i), i % 2 == 0) << i;
}

TEST(CoveredByReach, ALevelEdgeJustOutOfReachOfARowReachesNothingThere) {
  // The row of the second point starts at 100'007'936, as far from the claim as the reach goes.
  for (std::int32_t y = 100'005'200; y < 100'005'250; ++y) {
    const geo::Geometry spot = geo::MultiPoint{{{1'060'000'000, y}}},
                        level = geo::MultiLine{{{{1'060'000'000, y}, {1'060'050'000, y}}}};
    const std::vector<geo::GridPoint> points{
        {1'060'000'000, 100'005'000}, {1'060'000'000, 100'007'936}, {1'060'090'000, 100'009'000}};
    for (const auto* claim : {&spot, &level}) {
      const Bitmap bits =
          covered_by_reach(PointIndex(points), std::vector<Reach>{{claim, 30'000}}, 1).value();
      for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_EQ(get_bit(bits, i), geo::to_millimetres(geo::distance_m(points[i], *claim)) <= 30'000)
            << y << ' ' << i;
      }
    }
  }
}

TEST(CoveredByReach, TellsOfTheAreasFirstAndThenOfTheReach) {
  const geo::Geometry area = geo::MultiPolygon{{{{{{0, 0}, {9, 0}, {9, 9}}}}}};
  std::vector<std::string> stages;
  Task task;
  task.report = [&](std::string_view stage, auto, auto) {
    if (stages.empty() || stages.back() != stage) stages.emplace_back(stage);
  };
  ASSERT_TRUE(covered_by_reach(PointIndex(std::vector<geo::GridPoint>{{1, 1}}),
                               std::vector<Reach>{{&area, 5}}, 1, task));
  EXPECT_EQ(stages, (std::vector<std::string>{"join", "reach"}));
}

TEST(CoveredByReach, NothingIsReachedByNoClaims) {
  const geo::Geometry none;
  EXPECT_EQ(covered_by_reach(PointIndex(std::vector<geo::GridPoint>{{0, 0}}), {}, 1).value()[0], 0U);
  EXPECT_EQ(
      covered_by_reach(PointIndex(std::vector<geo::GridPoint>{{0, 0}}), std::vector<Reach>{{&none, 5}}, 1)
          .value()[0],
      0U);
}

RC_GTEST_PROP(LocalScale, HoldsTheGeodesicBetweenItsBounds, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::GridPoint p = random.point({{-1'000'000'000, -800'000'000}, {1'000'000'000, 800'000'000}});
  const std::int32_t size = random.in(1, 2'000'000);
  const auto near = [&] {
    return geo::GridPoint{p.x + random.in(-size, size), p.y + random.in(-size, size)};
  };
  const geo::GridPoint a = near(), b = random.in(0, 3) == 0 ? a : near();
  const double metres = geo::distance_to_edge_m(p, a, b);
  const auto scale = LocalScale::around(p.y, p.y, metres * 1.5 + 1);
  if (scale) {
    const Bounds bounds = scale->to_edge(p, a, b);
    RC_ASSERT(bounds.low <= metres + 1e-4);
    RC_ASSERT(bounds.high >= metres - 1e-4);
    if (metres < 2000 && std::abs(p.y) < 300'000'000)
      RC_ASSERT(bounds.high - bounds.low < metres * 1e-3 + 1e-3);
  }
  const Bounds far = far_bounds(p, a, b);
  RC_ASSERT(far.low <= metres + 1e-4);
  RC_ASSERT(far.high >= metres - 1e-4);
}

}  // namespace
}  // namespace vungphu::engine
