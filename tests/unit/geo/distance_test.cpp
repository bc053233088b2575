#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

GridPoint at(double longitude, double latitude) { return {to_units(longitude), to_units(latitude)}; }

/// The lowest of the distances to many grid points along an edge, narrowing down around the lowest three
/// times.
double sampled_distance(GridPoint p, GridPoint a, GridPoint b) {
  constexpr int kSamples = 2000;
  double low = 0, high = 1, best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 3; ++round) {
    double best_t = low;
    for (int i = 0; i <= kSamples; ++i) {
      const double t = low + (high - low) * i / kSamples;
      const GridPoint q{static_cast<std::int32_t>(std::llround(a.x + t * (double{1} * b.x - a.x))),
                        static_cast<std::int32_t>(std::llround(a.y + t * (double{1} * b.y - a.y)))};
      const double metres = distance_m(p, q);
      if (metres < best) best = metres, best_t = t;
    }
    const double step = (high - low) / kSamples;
    low = std::max(0.0, best_t - 2 * step), high = std::min(1.0, best_t + 2 * step);
  }
  return best;
}

TEST(Distance, BetweenPointsIsGeodesic) {
  EXPECT_NEAR(distance_m(at(0, 0), at(0, 90)), 10'001'965.729, 0.001);
  EXPECT_NEAR(distance_m(at(0, 0), at(1, 0)), 111'319.491, 0.001);
  EXPECT_EQ(distance_m(at(105, 21), at(105, 21)), 0);
  EXPECT_NEAR(distance_m(at(179.9999999, 0), at(-179.9999999, 0)), 0.022, 0.001);
}

TEST(DistanceToEdge, IsMeasuredToTheFootOrToTheNearerEnd) {
  const GridPoint a = at(105, 10), b = at(105, 11);
  EXPECT_EQ(distance_to_edge_m(at(105, 10.5), a, b), 0);
  EXPECT_NEAR(distance_to_edge_m(at(105.01, 10.5), a, b), distance_m(at(105.01, 10.5), at(105, 10.5)), 0.1);
  EXPECT_NEAR(distance_to_edge_m(at(105, 9.5), a, b), distance_m(at(105, 9.5), a), 1e-9);
  EXPECT_NEAR(distance_to_edge_m(at(105, 12), a, a), distance_m(at(105, 12), a), 1e-9);
}

TEST(DistanceToEdge, FollowsTheStraightLineInDegreesNotTheGeodesic) {
  // The parallel of 60 degrees bends away from the geodesic between its ends; the edge is the parallel.
  EXPECT_EQ(distance_to_edge_m(at(20, 60), at(0, 60), at(40, 60)), 0);
  EXPECT_NEAR(distance_to_edge_m(at(20, 61), at(0, 60), at(40, 60)), distance_m(at(20, 61), at(20, 60)),
              1e-3);
}

RC_GTEST_PROP(DistanceToEdge, AgreesWithDenseSampling, ()) {
  const int reach = *rc::gen::element(2000, 50'000, 3'000'000, 60'000'000);
  const auto near = [&] {
    return GridPoint{1'050'000'000 + *rc::gen::inRange(-reach, reach),
                     160'000'000 + *rc::gen::inRange(-reach, reach)};
  };
  const GridPoint p = near(), a = near(), b = near();
  // Samples lie on the grid, up to 8 mm beside the edge.
  RC_ASSERT(std::abs(distance_to_edge_m(p, a, b) - sampled_distance(p, a, b)) < 0.012);
}

TEST(DistanceToGeometry, IsNothingInsideAndInfiniteWithout) {
  const MultiPolygon area = area_of({square(0, 0, 1000), square(400, 400, 200)});
  EXPECT_EQ(distance_m({100, 100}, Geometry{area}), 0);
  EXPECT_EQ(distance_m({0, 500}, Geometry{area}), 0);
  EXPECT_NEAR(distance_m({500, 500}, Geometry{area}), distance_m({500, 500}, {500, 400}), 1e-3)
      << "in a hole";
  EXPECT_EQ(distance_m({0, 0}, Geometry{}), std::numeric_limits<double>::infinity());
  EXPECT_NEAR(distance_m({0, 0}, Geometry{MultiPoint{{{900, 0}, {-400, 0}}}}), distance_m({0, 0}, {-400, 0}),
              1e-9);
}

TEST(DistanceToGeometry, GoesTheShortWayRoundTheGlobe) {
  const Geometry line{MultiLine{{{at(-179.9, -5), at(-179.9, 5)}}}};
  EXPECT_NEAR(distance_m(at(179.9, 0), line), distance_m(at(179.9, 0), at(-179.9, 0)), 1e-3);
}

RC_GTEST_PROP(DistanceToGeometry, IsTheLowestOverAllEdges, ()) {
  const int size = *rc::gen::element(1000, 300'000, 20'000'000, 150'000'000);
  const auto radii = *rc::gen::container<std::vector<int>>(30, rc::gen::inRange(size / 3, size));
  const Path ring = star(1'050'000'000, 160'000'000, radii);
  const GridPoint p{1'050'000'000 + *rc::gen::inRange(-3 * size, 3 * size),
                    160'000'000 + *rc::gen::inRange(-3 * size, 3 * size)};
  double least = covers(area_of({ring}), p) ? 0 : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    least = std::min(least, distance_to_edge_m(p, ring[i], ring[(i + 1) % ring.size()]));
  }
  RC_ASSERT(distance_m(p, Geometry{area_of({ring})}) == least);
}

TEST(DistanceToGeometry, OfManyVerticesIsStillTheLowest) {
  std::vector<int> radii;
  for (int i = 0; i < 17'000; ++i) radii.push_back(3'000'000 + (i * 7919) % 20'011);
  const Path ring = star(1'050'000'000, 100'000'000, radii);
  for (const GridPoint p :
       {GridPoint{1'050'000'000, 104'000'000}, {1'090'000'000, 90'000'000}, {1'000'000'000, 0}}) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < ring.size(); ++i) {
      least = std::min(least, distance_to_edge_m(p, ring[i], ring[(i + 1) % ring.size()]));
    }
    EXPECT_EQ(distance_m(p, Geometry{area_of({ring})}), least);
  }
}

TEST(Millimetres, RoundHalfUp) {
  EXPECT_EQ(to_millimetres(1.2345), 1235);
  EXPECT_EQ(to_millimetres(0.0004999), 0);
  EXPECT_EQ(to_millimetres(0.0005), 1);
  EXPECT_EQ(to_millimetres(std::numeric_limits<double>::infinity()), std::numeric_limits<long long>::max());
}

RC_GTEST_PROP(MetresPerDegree, AreNeverMoreThanTheTrueOnesWithinTheSpan, ()) {
  const GridPoint p{0, *rc::gen::inRange(-890'000'000, 890'000'000)};
  const MetresPerDegree scale = metres_per_degree(p.y, 0.5);
  const GridPoint q{*rc::gen::inRange(-5'000'000, 5'000'000), p.y + *rc::gen::inRange(-5'000'000, 5'000'000)};
  const double bound = std::hypot(degrees(q.x) * scale.longitude, degrees(q.y - p.y) * scale.latitude);
  RC_ASSERT(bound <= distance_m(p, q) + 1e-6);
}

}  // namespace
}  // namespace vungphu::geo::test
