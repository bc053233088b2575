// shares_within against GEOS, where it could go wrong: borders in common, territories with holes and islands,
// claims far larger than the territory, high latitudes, very many edges in one spot, rings that run
// either way.
#include "area_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "random_shapes.hpp"
#include "support/grid_scenario.hpp"

namespace vungphu::engine {
namespace {

using testing::addresses;
using testing::Random;
using Areas = std::vector<geo::MultiPolygon>;

geo::MultiPolygon box(std::int32_t x, std::int32_t y, std::int32_t width, std::int32_t height) {
  return {{{{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}}}};
}

void expect_as_geos(const geo::MultiPolygon& territory, const Areas& claims) {
  const Shares shares = shares_within(territory, addresses(claims)).value();
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const double want = geo::intersection_area_m2(territory, claims[i]).value();
    EXPECT_NEAR(shares.each_m2[i], want, 1e-9 * want + 1e-6) << "claim " << i;
  }
  const double united = geo::union_area_m2(addresses(claims), &territory).value();
  EXPECT_NEAR(shares.union_m2[0], united, 1e-9 * united + 1e-6);
}

TEST(SharesWithin, AClaimFarLargerThanTheTerritoryCoversAllOfIt) {
  const geo::MultiPolygon territory{{{{{{1'050'000'000, 100'000'000},
                                        {1'050'400'000, 100'010'000},
                                        {1'050'300'000, 100'300'000},
                                        {1'050'000'000, 100'200'000}}}}}};
  const Areas claims{box(900'000'000, 50'000'000, 300'000'000, 100'000'000)};
  const Shares shares = shares_within(territory, addresses(claims)).value();
  EXPECT_NEAR(shares.each_m2[0], geo::area_m2(territory), 1e-9 * geo::area_m2(territory));
  EXPECT_EQ(shares.each_m2[0], shares.union_m2[0]);
}

TEST(SharesWithin, ClaimsOutsideOnEverySideShareNothing) {
  const geo::MultiPolygon territory = box(0, 0, 100'000, 100'000);
  const Areas claims{box(-90'000, 10, 50'000, 50'000),  box(120'000, 10, 50'000, 50'000),
                     box(10, -90'000, 50'000, 50'000),  box(10, 120'000, 50'000, 50'000),
                     box(100'000, 0, 100'000, 100'000), box(-100'000, 0, 100'000, 100'000)};
  const Shares shares = shares_within(territory, addresses(claims)).value();
  EXPECT_EQ(shares.each_m2, std::vector<double>(claims.size(), 0.0));
  EXPECT_EQ(shares.union_m2[0], 0);
}

TEST(SharesWithin, ABorderThatTheOtherSideHasMoreVerticesOnIsNoShare) {
  // A slanting border; the claim beyond it has a vertex in its exact middle.
  const geo::MultiPolygon territory{{{{{{0, 0}, {400'000, 200'000}, {0, 400'000}}}}}};
  const Areas claims{{{{{{{0, 0}, {200'000, 100'000}, {400'000, 200'000}, {400'000, 0}}}}}}};
  EXPECT_EQ(shares_within(territory, addresses(claims)).value().each_m2[0], 0);
}

TEST(SharesWithin, HighLatitudesAndLongEdgesKeepTheirDigits) {
  const geo::MultiPolygon territory{{{{{{100'000'000, 100'000'000},
                                        {900'000'000, 150'000'000},
                                        {850'000'000, 700'000'000},
                                        {120'000'000, 650'000'000}}}}}};
  expect_as_geos(territory,
                 {box(50'000'000, 300'000'000, 500'000'000, 500'000'000),
                  box(300'000'000, 0, 100'000, 800'000'000), box(300'050'000, 0, 100'000, 800'000'000)});
}

TEST(SharesWithin, ATerritoryMayHaveHolesAndIslandsAndTouchItself) {
  geo::MultiPolygon territory{
      {{{{{0, 0}, {300'000, 0}, {300'000, 300'000}, {0, 300'000}},
         {{100'000, 100'000}, {100'000, 200'000}, {200'000, 200'000}, {200'000, 100'000}}}},
       {{{{120'000, 120'000}, {180'000, 120'000}, {180'000, 180'000}, {120'000, 180'000}}}},
       {{{{300'000, 300'000}, {400'000, 300'000}, {400'000, 400'000}}}}}};
  expect_as_geos(territory,
                 {box(50'000, 50'000, 100'000, 300'000), box(140'000, 0, 20'000, 390'000),
                  box(-10'000, 150'000, 500'000, 200'000), box(100'000, 100'000, 100'000, 100'000)});
}

TEST(SharesWithin, AThousandRoundClaimsInOneSpotAreOneUnion) {
  Areas claims;
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    geo::Path ring;
    const geo::GridPoint c = random.point({{195'000, 195'000}, {205'000, 205'000}});
    for (int k = 0; k < 36; ++k) {
      const double angle = 2 * std::numbers::pi * k / 36;
      ring.push_back({c.x + static_cast<std::int32_t>(50'000 * std::cos(angle)),
                      c.y + static_cast<std::int32_t>(50'000 * std::sin(angle))});
    }
    claims.push_back({{{{ring}}}});
  }
  const geo::MultiPolygon territory = box(0, 0, 400'000, 400'000);
  const Shares shares = shares_within(territory, addresses(claims)).value();
  const double united = geo::union_area_m2(addresses(claims), &territory).value();
  EXPECT_NEAR(shares.union_m2[0], united, 1e-9 * united);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    EXPECT_NEAR(shares.each_m2[i], geo::area_m2(claims[i]), 1e-9 * shares.each_m2[i]);
  }
}

TEST(SharesWithin, LongEdgesThatTouchShareNothing) {
  const geo::MultiPolygon territory{{{{{{0, 0}, {1'900'000'000, 1'000'000'000}, {0, 1'000'000'000}}}}}};
  const Areas claims{
      {{{{{{-760'000'000, -400'000'000}, {760'000'000, 400'000'000}, {760'000'000, -400'000'000}}}}}}};
  EXPECT_EQ(shares_within(territory, addresses(claims)).value().each_m2[0], 0);
}

TEST(SharesWithin, AreasAgreeAtHighLatitudesToo) {
  const geo::MultiPolygon triangle{
      {{{{{0, 600'000'000}, {4'000'000, 600'000'000}, {4'000'000, 604'000'000}}}}}};
  const double want = geo::area_m2(triangle);
  EXPECT_NEAR(shares_within(triangle, addresses({triangle})).value().each_m2[0], want, 1e-10 * want);
}

TEST(SharesWithin, AClaimAllInOneSpotOfALargeTerritoryIsMeasuredAllTheSame) {
  // 40,000 short edges in a cell or two of the grid, which is made for edges of the mean length.
  geo::Path comb;
  for (int i = 0; i < 10'000; ++i) {
    comb.push_back({5'000'000 + 2 * i, 5'000'000 + i % 7});
    comb.push_back({5'000'000 + 2 * i + 1, 5'009'000 + i % 5});
  }
  for (int i = 10'000; i-- > 0;) {
    comb.push_back({5'000'000 + 2 * i + 1, 5'020'000 + i % 3});
    comb.push_back({5'000'000 + 2 * i, 5'011'000 + i % 4});
  }
  const geo::MultiPolygon territory = box(0, 0, 100'000'000, 100'000'000), claim{{{{comb}}}};
  const double want = geo::area_m2(claim);
  EXPECT_NEAR(shares_within(territory, std::vector{&claim}).value().each_m2[0], want, 1e-9 * want);
}

TEST(SharesWithin, CopiesOfOneClaimAreOneUnion) {
  const Areas claims(500,
                     {{{{{{10'000, 20'000}, {390'000, 30'000}, {370'000, 380'000}, {20'000, 360'000}}}}}});
  const Shares shares = shares_within(box(0, 0, 400'000, 400'000), addresses(claims)).value();
  const double want = geo::area_m2(claims[0]);
  EXPECT_NEAR(shares.union_m2[0], want, 1e-9 * want);
  for (const double m2 : shares.each_m2) EXPECT_EQ(m2, shares.each_m2[0]);
  EXPECT_NEAR(shares.each_m2[0], want, 1e-9 * want);
}

TEST(SharesWithin, StopsWhenAskedTo) {
  std::stop_source source;
  source.request_stop();
  Task task;
  task.stop = source.get_token();
  const geo::MultiPolygon square = box(0, 0, 100, 100);
  EXPECT_FALSE(shares_within(square, std::vector{&square}, task));
}

TEST(SharesWithin, RingsMayRunEitherWay) {
  geo::MultiPolygon claim{{{{{{0, 0}, {200'000, 10'000}, {210'000, 190'000}, {0, 200'000}},
                             {{50'000, 50'000}, {60'000, 150'000}, {150'000, 140'000}}}}}};
  const geo::MultiPolygon territory = box(-100'000, 20'000, 400'000, 400'000);
  const double want = geo::intersection_area_m2(territory, claim).value();
  for (int ways = 0; ways < 4; ++ways) {
    EXPECT_NEAR(shares_within(territory, std::vector{&claim}).value().each_m2[0], want, 1e-9 * want);
    std::ranges::reverse(claim.polygons[0].rings[static_cast<std::size_t>(ways % 2)]);
  }
}

RC_GTEST_PROP(SharesWithin, AgreesWithGeosForNeighboursThatShareTheirBorders, ()) {
  // Claims cut out of one tessellation of wavy lines, so that they share vertices and edges with the
  // territory and with one another.
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  constexpr std::int32_t kStep = 40'000;
  const int n = random.in(2, 6);
  std::vector<std::vector<geo::GridPoint>> knots(static_cast<std::size_t>(n + 1));
  for (int j = 0; j <= n; ++j) {
    for (int i = 0; i <= n; ++i) {
      knots[static_cast<std::size_t>(j)].push_back({1'050'000'000 + i * kStep + random.in(-15'000, 15'000),
                                                    210'000'000 + j * kStep + random.in(-15'000, 15'000)});
    }
  }
  const auto block = [&](int i0, int j0, int i1, int j1) {
    geo::Path ring;
    const auto at = [&](int i, int j) {
      return knots[static_cast<std::size_t>(j)][static_cast<std::size_t>(i)];
    };
    for (int i = i0; i < i1; ++i) ring.push_back(at(i, j0));
    for (int j = j0; j < j1; ++j) ring.push_back(at(i1, j));
    for (int i = i1; i > i0; --i) ring.push_back(at(i, j1));
    for (int j = j1; j > j0; --j) ring.push_back(at(i0, j));
    return geo::MultiPolygon{{{{ring}}}};
  };
  const auto random_block = [&] {
    const int i = random.in(0, n - 1), j = random.in(0, n - 1);
    return block(i, j, random.in(i + 1, n), random.in(j + 1, n));
  };
  const geo::MultiPolygon territory = random_block();
  Areas claims;
  for (int k = random.in(1, 12); k > 0; --k) claims.push_back(random_block());
  expect_as_geos(territory, claims);
}

RC_GTEST_PROP(SharesWithin, IsTheSameFromEitherSide, ()) {
  Random random(*rc::gen::arbitrary<std::uint32_t>());
  const geo::GridPoint centre{1'050'000'000, 100'000'000};
  const geo::MultiPolygon a = testing::valid_area(random, centre, 300'000),
                          b = testing::valid_area(random, centre, 200'000);
  const double ab = shares_within(a, std::vector{&b}).value().each_m2[0],
               ba = shares_within(b, std::vector{&a}).value().each_m2[0];
  RC_ASSERT(std::abs(ab - ba) <= 1e-9 * ab + 1e-5);
}

}  // namespace
}  // namespace vungphu::engine
