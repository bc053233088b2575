#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/measure.hpp"

#include "random_shapes.hpp"
#include "support/grid_scenario.hpp"

namespace vungphu::engine {
namespace {

using testing::addresses;
using testing::Random;
using Areas = std::vector<geo::MultiPolygon>;

TEST(AreasWithin, OverlapsCountOnceInTheUnionAndAgainInTheSum) {
  const testing::GridScenario drawn(R"(
    A-----------B
    |  E---F    |
    |  | I-+-J  |
    |  H-+-G |  |
    |    L---K--+-Q
    D-----------C |
            S-----R
  )",
                                    10'000, {1'050'000'000, 100'000'000});
  const Areas territories{drawn.area("ABCD")}, claims{drawn.area("EFGH"), drawn.area("IJKL")};
  const AreaSums sums = areas_within(addresses(territories), addresses(claims), 1).value()[0];
  const double e = geo::area_m2(claims[0]), i = geo::area_m2(claims[1]);
  const double both = geo::intersection_area_m2(claims[0], claims[1]).value();
  EXPECT_GT(both, 0);
  EXPECT_EQ(sums.claims, 2);
  EXPECT_NEAR(sums.sum_m2, e + i, 1e-6);
  EXPECT_NEAR(sums.union_m2, e + i - both, 1e-6);
}

TEST(AreasWithin, WhatOnlyTouchesSharesNothing) {
  const testing::GridScenario drawn("A---B---E\n|   |   |\nD---C---F", 10'000);
  const Areas territories{drawn.area("ABCD")}, claims{drawn.area("BEFC")};
  const AreaSums sums = areas_within(addresses(territories), addresses(claims), 1).value()[0];
  EXPECT_EQ(sums.claims, 0);
  EXPECT_EQ(sums.sum_m2, 0);
  EXPECT_EQ(sums.union_m2, 0);
}

struct Case {
  Areas territories, claims;
};
/// Four squares that share borders, and claims across them, some of them twice.
Case make_case(std::uint32_t seed) {
  Random random(seed);
  Case c;
  constexpr std::int32_t kX = 1'050'000'000, kY = 100'000'000, kSide = 400'000;
  for (int i = 0; i < 4; ++i) {
    const std::int32_t x = kX + i % 2 * kSide, y = kY + i / 2 * kSide;
    c.territories.push_back({{{{{{x, y}, {x + kSide, y}, {x + kSide, y + kSide}, {x, y + kSide}}}}}});
  }
  for (int i = random.in(1, 25); i > 0; --i) {
    c.claims.push_back(testing::valid_area(random, random.point({{kX, kY}, {kX + 2 * kSide, kY + 2 * kSide}}),
                                           random.in(500, 150'000)));
    if (random.in(0, 4) == 0) c.claims.push_back(c.claims.back());
  }
  return c;
}

RC_GTEST_PROP(AreasWithin, UnionIsAtMostTheSumAndBothAgreeWithOneByOne, ()) {
  const Case c = make_case(*rc::gen::arbitrary<std::uint32_t>());
  const auto sums = areas_within(addresses(c.territories), addresses(c.claims), 1).value();
  for (std::size_t t = 0; t < c.territories.size(); ++t) {
    double sum = 0;
    for (const geo::MultiPolygon& claim : c.claims)
      sum += geo::intersection_area_m2(c.territories[t], claim).value();
    const double united = geo::union_area_m2(addresses(c.claims), &c.territories[t]).value();
    RC_ASSERT(std::abs(sums[t].sum_m2 - sum) <= 1e-9 * (sum + 1));
    RC_ASSERT(std::abs(sums[t].union_m2 - united) <= 1e-9 * (united + 1));
    RC_ASSERT(sums[t].union_m2 <= sums[t].sum_m2 * (1 + 1e-9));
    RC_ASSERT(sums[t].union_m2 <= geo::area_m2(c.territories[t]) * (1 + 1e-9));
  }
}

RC_GTEST_PROP(AreasWithin, NeitherThreadsNorTheOrderOfClaimsChangeADigit, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  Case c = make_case(seed);
  const auto sums = areas_within(addresses(c.territories), addresses(c.claims), 1).value();
  std::shuffle(c.claims.begin(), c.claims.end(), std::mt19937(seed));
  for (const unsigned threads : {1U, 2U, 5U}) {
    const auto again = areas_within(addresses(c.territories), addresses(c.claims), threads).value();
    for (std::size_t t = 0; t < sums.size(); ++t) {
      RC_ASSERT(again[t].sum_m2 == sums[t].sum_m2);
      RC_ASSERT(again[t].union_m2 == sums[t].union_m2);
      RC_ASSERT(again[t].claims == sums[t].claims);
    }
  }
}

RC_GTEST_PROP(AreasWithin, OfSetsOfClaimsAreThoseOfEachByItself, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const Case c = make_case(seed);
  constexpr std::size_t kSets = 4;
  std::mt19937 random(seed);
  std::vector<std::uint64_t> sets;
  for (std::size_t i = 0; i < c.claims.size(); ++i) sets.push_back(random() % (1U << kSets));
  const auto sums = areas_within_sets(addresses(c.territories), addresses(c.claims), sets, kSets, 2).value();
  for (std::size_t s = 0; s < kSets; ++s) {
    Areas chosen;
    for (std::size_t i = 0; i < sets.size(); ++i)
      if ((sets[i] >> s & 1) != 0) chosen.push_back(c.claims[i]);
    const auto alone = areas_within(addresses(c.territories), addresses(chosen), 1).value();
    for (std::size_t t = 0; t < c.territories.size(); ++t) {
      RC_ASSERT(sums[t][s].claims == alone[t].claims);
      RC_ASSERT(std::abs(sums[t][s].sum_m2 - alone[t].sum_m2) <= 1e-9 * (alone[t].sum_m2 + 1));
      RC_ASSERT(std::abs(sums[t][s].union_m2 - alone[t].union_m2) <= 1e-9 * (alone[t].union_m2 + 1));
    }
  }
}

TEST(AreasWithin, IsNothingWithoutClaims) {
  const geo::MultiPolygon zone{{{{{{0, 0}, {10, 0}, {10, 10}}}}}};
  EXPECT_EQ(areas_within(std::vector{&zone}, {}, 1).value()[0].union_m2, 0);
}

}  // namespace
}  // namespace vungphu::engine
