// nearest, against the geodesic distance to every claim.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/measure.hpp"

#include "random_shapes.hpp"

namespace vungphu::engine {
namespace {

using testing::Random;

struct Case {
  std::vector<geo::Geometry> claims;
  std::vector<std::int64_t> reach_mm;
  std::vector<geo::GridPoint> points;
  std::vector<const geo::Geometry*> pointers() const {
    std::vector<const geo::Geometry*> result;
    for (const geo::Geometry& claim : claims) result.push_back(&claim);
    return result;
  }
};

void expect_nearest(const Case& c, unsigned threads) {
  const std::vector<Nearest> found = nearest(c.points, c.pointers(), c.reach_mm, threads).value();
  for (std::size_t i = 0; i < c.points.size(); ++i) {
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    std::int32_t claim = -1;
    for (std::size_t k = 0; k < c.claims.size(); ++k) {
      const double metres = geo::distance_m(c.points[i], c.claims[k]);
      if (std::isinf(metres)) continue;
      const std::int64_t beyond = std::max<std::int64_t>(0, geo::to_millimetres(metres) - c.reach_mm[k]);
      if (beyond < best) best = beyond, claim = static_cast<std::int32_t>(k);
    }
    RC_ASSERT(found[i].claim == claim);
    RC_ASSERT(found[i].metres == static_cast<double>(best) / 1000);
  }
}

Case make_case(Random& random, geo::GridPoint centre, std::int32_t size) {
  Case c;
  const geo::Box box{{centre.x - size, centre.y - size}, {centre.x + size, centre.y + size}};
  for (int i = 0; i < 12; ++i) {
    switch (random.in(0, 3)) {
      case 0:
        c.claims.emplace_back(geo::MultiPoint{{random.point(box), random.point(box)}});
        break;
      case 1:
        c.claims.emplace_back(geo::MultiLine{{{random.point(box), random.point(box), random.point(box)}}});
        break;
      case 2:
        c.claims.emplace_back(testing::valid_area(random, random.point(box), std::max(200, size / 10)));
        break;
      default:
        c.claims.emplace_back(i % 4 == 0         ? geo::Geometry{}
                              : c.claims.empty() ? geo::Geometry{}
                                                 : c.claims.back());
    }
    c.reach_mm.push_back(random.in(0, 2) == 0 ? 0 : random.in(0, 3) == 0 ? random.in(0, 2'000'000) : 30'000);
  }
  for (int i = 0; i < 20; ++i) c.points.push_back(random.point(box));
  return c;
}

RC_GTEST_PROP(Nearest, AgreesWithEveryDistanceTakenByItself, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::GridPoint centre = random.point({{-1'500'000'000, -600'000'000}, {1'500'000'000, 600'000'000}});
  const Case c = make_case(random, centre, random.in(300, 3'000'000));
  for (const unsigned threads : {1U, 3U}) expect_nearest(c, threads);
}

RC_GTEST_PROP(Nearest, HoldsFarAwayAtThePolesAndOverTheAntimeridian, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  Case c = make_case(random, {random.in(-1'000'000'000, 1'000'000'000), random.in(-300'000'000, 300'000'000)},
                     1'000'000);
  c.claims.emplace_back(geo::MultiPoint{{{1'799'000'000, 100'000'000}, {-1'000'000'000, 895'000'000}}});
  c.reach_mm.push_back(5000);
  std::vector<geo::GridPoint> points{
      {-1'799'900'000, 100'100'000}, {900'000'000, 899'000'000}, {0, -900'000'000}};
  for (int i = 0; i < 5; ++i)
    points.push_back(random.point({{-1'800'000'000, -900'000'000}, {1'800'000'000, 900'000'000}}));
  for (const geo::GridPoint p : points) {  // one at a time: an index of the whole globe is large
    c.points = {p};
    expect_nearest(c, 1);
  }
}

TEST(Nearest, IsZeroInsideAndWithinReachAndGoesToTheFirstOfEquals) {
  const geo::MultiPolygon square{{{{{{0, 0}, {10'000, 0}, {10'000, 10'000}, {0, 10'000}}}}}};
  const std::vector<geo::Geometry> claims{geo::MultiPoint{{{20'000, 5'000}}}, square, square,
                                          geo::MultiPoint{{{5'000, 5'000}}}};
  std::vector<const geo::Geometry*> pointers;
  for (const auto& claim : claims) pointers.push_back(&claim);
  const std::vector<geo::GridPoint> points{{5'000, 5'000}, {19'999, 5'000}, {10'000, 10'000}};
  const auto near = nearest(points, pointers, std::vector<std::int64_t>{1'000, 0, 0, 0}, 1).value();
  EXPECT_EQ(near[0].claim, 1);
  EXPECT_EQ(near[0].metres, 0);
  EXPECT_EQ(near[1].claim, 0);
  EXPECT_EQ(near[1].metres, 0);
  EXPECT_EQ(near[2].claim, 1);
}

TEST(Nearest, AnEarlierPointAtTheVerySpotIsNotPassedOverForAnAreaAround) {
  const geo::Geometry spot = geo::MultiPoint{{{5'000, 5'000}}};
  const geo::Geometry square = geo::MultiPolygon{{{{{{0, 0}, {10'000, 0}, {10'000, 10'000}, {0, 10'000}}}}}};
  const std::vector<geo::GridPoint> points{{5'000, 5'000}};
  const auto near = nearest(points, std::vector{&spot, &square}, std::vector<std::int64_t>{0, 0}, 1).value();
  EXPECT_EQ(near[0].claim, 0);
}

RC_GTEST_PROP(NearestCovered, AgreesWithEveryDistanceTakenByItself, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::GridPoint centre = random.point({{-1'500'000'000, -600'000'000}, {1'500'000'000, 600'000'000}});
  const std::int32_t size = random.in(2, 3'000'000);
  std::vector<geo::GridPoint> points;
  for (int i = random.in(0, 40); i > 0; --i) {
    points.push_back({centre.x + random.in(-size, size), centre.y + random.in(-size, size)});
    if (random.in(0, 5) == 0)
      points.push_back(points[static_cast<std::size_t>(random.in(0, 3)) % points.size()]);
  }
  Bitmap covered = make_bitmap(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (random.in(0, 2) == 0) set_bit(covered, i);
  }
  const auto found = nearest_covered(points, covered, random.in(0, 1) == 0 ? 1 : 3).value();
  for (std::size_t i = 0; i < points.size(); ++i) {
    NearestPoint best;
    for (std::size_t k = 0; k < points.size(); ++k) {
      if (!get_bit(covered, k)) continue;
      const std::int64_t mm = i == k ? 0 : geo::to_millimetres(geo::distance_m(points[i], points[k]));
      const bool own = get_bit(covered, i) && i == k;
      if (own || best.point < 0 || (mm < best.millimetres && !get_bit(covered, i)))
        best = {static_cast<std::int32_t>(k), mm};
    }
    RC_ASSERT(found[i].point == best.point);
    RC_ASSERT(found[i].millimetres == best.millimetres);
  }
}

/// A house of 5,000 covered homes with one position, twice: a geodesic for each of them and of 20,000 others
/// would take minutes.
TEST(NearestCovered, CoveredPointsAtOnePlaceAreAskedOnce) {
  const std::array<geo::GridPoint, 2> houses{{{1'060'000'000, 100'000'000}, {1'060'500'000, 100'000'000}}};
  Random random(5);
  std::vector<geo::GridPoint> points;
  for (int i = 0; i < 20'000; ++i) points.push_back(random.point({houses[0], {1'060'400'000, 100'400'000}}));
  Bitmap covered = make_bitmap(points.size() + 10'000);
  for (std::size_t i = 0; i < 10'000; ++i) {
    set_bit(covered, points.size());
    points.push_back(houses[(i + 1) % 2]);
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto found = nearest_covered(points, covered, 1).value();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  for (std::size_t i = 0; i < 20'000; i += 97) {
    const std::int64_t west = geo::to_millimetres(geo::distance_m(points[i], houses[0])),
                       east = geo::to_millimetres(geo::distance_m(points[i], houses[1]));
    EXPECT_EQ(found[i].millimetres, std::min(west, east));
    EXPECT_EQ(found[i].point, east <= west ? 20'000 : 20'001);
  }
  EXPECT_EQ(found[25'000].point, 25'000);
}

TEST(Nearest, ClaimsAtOnePlaceOfDifferentReachesAreAllLookedAt) {
  const geo::Geometry spot = geo::MultiPoint{{{1'060'000'000, 100'000'000}}};
  const std::vector<const geo::Geometry*> claims(6, &spot);
  const std::vector<geo::GridPoint> points{{1'060'100'000, 100'000'000}, {1'060'001'000, 100'000'000}};
  const std::vector<std::int64_t> reach_mm{0, 100'000, 100, 200'000, 100'000, 200'000};
  const auto near = nearest(points, claims, reach_mm, 1).value();
  EXPECT_EQ(near[0].claim, 3);
  EXPECT_EQ(near[1].claim, 1);
}

TEST(Nearest, IsInfinityWithoutClaims) {
  const geo::Geometry nothing;
  for (const auto& claims :
       {std::vector<const geo::Geometry*>{}, std::vector<const geo::Geometry*>{&nothing}}) {
    const auto near =
        nearest(std::vector<geo::GridPoint>{{1, 2}}, claims, std::vector<std::int64_t>(claims.size(), 0), 1)
            .value();
    EXPECT_TRUE(std::isinf(near[0].metres));
    EXPECT_EQ(near[0].claim, -1);
  }
}

}  // namespace
}  // namespace vungphu::engine
