#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

constexpr std::int32_t kSide = 1'000'000;

MultiPolygon box_at(std::int32_t x, std::int32_t y, std::int32_t side = kSide) {
  return area_of({square(x, y, side)});
}

TEST(Union, CountsSharedGroundOnce) {
  const MultiPolygon a = box_at(0, 0), b = box_at(kSide / 2, 0);
  const double shared = *intersection_area_m2(a, b);
  EXPECT_NEAR(shared, area_m2(a) / 2, 1e-3);
  EXPECT_NEAR(*union_area_m2({&a, &b}), area_m2(a) + area_m2(b) - shared, 1e-3);
  EXPECT_NEAR(*union_area_m2({&a, &a, &a}), area_m2(a), 1e-6);
}

TEST(Union, IsClippedToWhatItLiesWithin) {
  const MultiPolygon a = box_at(0, 0), b = box_at(kSide, 0), far = box_at(50 * kSide, 0);
  const MultiPolygon within = box_at(kSide / 2, 0);
  EXPECT_NEAR(*union_area_m2({&a, &b, &far}, &within), area_m2(within), 1e-3);
  EXPECT_EQ(*union_area_m2({&far}, &within), 0);
  EXPECT_EQ(*union_area_m2({}), 0);
}

TEST(Union, OfNeighboursHasNoSeam) {
  const MultiPolygon a = box_at(0, 0), b = box_at(kSide, 0);
  const auto both = union_of({&a, &b});
  ASSERT_TRUE(both);
  ASSERT_EQ(both->polygons.size(), 1u);
  EXPECT_EQ(both->polygons[0].rings.size(), 1u);
  EXPECT_TRUE(covers(*both, {kSide, kSide / 2}));
  EXPECT_TRUE(geos_valid(*both));
}

TEST(Intersection, OfNeighboursAndOfStrangersIsNothing) {
  const MultiPolygon a = box_at(0, 0), b = box_at(kSide, 0), c = box_at(9 * kSide, 0);
  EXPECT_EQ(*intersection_area_m2(a, b), 0);
  EXPECT_EQ(*intersection_area_m2(a, c), 0);
}

MultiPolygon any_star() {
  const auto radii = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(50'000, 900'000));
  return area_of({star(1'050'000'000 + *rc::gen::inRange(-800'000, 800'000),
                       95'000'000 + *rc::gen::inRange(-800'000, 800'000), radii)});
}

RC_GTEST_PROP(Union, GivesTheSameDigitsInAnyOrder, ()) {
  std::vector<MultiPolygon> areas;
  for (int i = 0; i < 8; ++i) areas.push_back(any_star());
  std::vector<const MultiPolygon*> order;
  for (const MultiPolygon& area : areas) order.push_back(&area);
  const double forwards = *union_area_m2(order);
  std::rotate(order.begin(), order.begin() + 3, order.end());
  std::swap(order[0], order[5]);
  RC_ASSERT(*union_area_m2(order) == forwards);
}

RC_GTEST_PROP(Union, LiesBetweenTheLargestAndTheSumAndObeysInclusionExclusion, ()) {
  const MultiPolygon a = any_star(), b = any_star();
  const double united = *union_area_m2({&a, &b}), sum = area_m2(a) + area_m2(b);
  RC_ASSERT(united <= sum * (1 + 1e-12));
  RC_ASSERT(united >= std::max(area_m2(a), area_m2(b)) * (1 - 1e-12));
  RC_ASSERT(std::abs(sum - *intersection_area_m2(a, b) - united) < 1e-9 * sum);
  const auto snapped = union_of({&a, &b});
  RC_ASSERT(snapped.has_value());
  RC_ASSERT(geos_valid(*snapped));
  RC_ASSERT(std::abs(area_m2(*snapped) / united - 1) < 1e-5);
}

TEST(Centre, LiesInsideEvenWhereTheMiddleDoesNot) {
  const MultiPolygon u =
      area_of({{{0, 0}, {90, 0}, {90, 90}, {80, 90}, {80, 10}, {10, 10}, {10, 90}, {0, 90}}});
  EXPECT_TRUE(covers(u, centre(u)));
  const MultiPolygon ring = area_of({square(0, 0, 100), square(1, 1, 98)});
  EXPECT_TRUE(covers(ring, centre(ring)));
}

TEST(Centre, OfASliverNarrowerThanAUnitIsOneOfItsPoints) {
  const MultiPolygon sliver = area_of({{{0, 0}, {1'000'000, 1}, {2'000'000, 1}}});
  EXPECT_TRUE(covers(sliver, centre(sliver)));
}

RC_GTEST_PROP(Centre, IsAlwaysCovered, ()) {
  const auto radii = *rc::gen::container<std::vector<int>>(9, rc::gen::inRange(2, 40));
  Path ring;
  for (const GridPoint p : star(7, -3, radii)) {
    if (ring.empty() || ring.back() != p) ring.push_back(p);
  }
  RC_PRE(ring.size() >= 3 && ring.front() != ring.back());
  const MultiPolygon area = area_of({ring});
  RC_PRE(geos_valid(area));
  RC_ASSERT(covers(area, centre(area)));
}

}  // namespace
}  // namespace vungphu::geo::test
