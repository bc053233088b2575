// Sectors of antennas.
#include "vungphu/geo/sector.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "vungphu/geo/measure.hpp"

namespace vungphu::geo {
namespace {

constexpr GridPoint kAt{1052000000, 98000000};
constexpr std::int64_t kReach_mm = 2'000'000;

TEST(Sector, HasTheAreaOfItsShareOfACircle) {
  const double circle = std::numbers::pi * 2000 * 2000;
  for (const double beam : {1.0, 33.0, 65.0, 120.0, 180.0, 300.0, 360.0}) {
    const auto made = sector(kAt, 77, beam, kReach_mm);
    ASSERT_TRUE(made) << beam;
    // Chords over 3 degrees leave out at most 0.05 % of the area.
    EXPECT_NEAR(area_m2(*made) / (circle * beam / 360), 1, 6e-4) << beam;
    EXPECT_EQ(turning(made->polygons[0].rings[0]), 1) << beam;
  }
}

TEST(Sector, HasItsPointsOnTheTrueArc) {
  const auto made = sector(kAt, 350, 65, kReach_mm);
  for (const GridPoint p : made->polygons[0].rings[0]) {
    if (p == kAt) continue;
    EXPECT_NEAR(distance_m(kAt, p), 2000, 0.02);
  }
  // In between, no chord is farther inside than is documented.
  const auto circle = sector(kAt, 0, 360, kReach_mm);
  const Path& ring = circle->polygons[0].rings[0];
  EXPECT_EQ(ring.size(), 120u);
  for (std::size_t i = 0; i < ring.size(); ++i)
    EXPECT_GT(distance_to_edge_m(kAt, ring[i], ring[(i + 1) % ring.size()]), 2000 * (1 - 0.00035) - 0.02);
}

TEST(Sector, LooksWhereTheAzimuthSays) {
  const GridPoint north{kAt.x, kAt.y + 90'000}, east{kAt.x + 90'000, kAt.y}, south{kAt.x, kAt.y - 90'000};
  const auto looks_east = sector(kAt, 90, 90, kReach_mm);
  EXPECT_TRUE(covers(*looks_east, east));
  EXPECT_FALSE(covers(*looks_east, north));
  EXPECT_FALSE(covers(*looks_east, south));
  EXPECT_TRUE(covers(*sector(kAt, -10, 30, kReach_mm), north));  // across north
  EXPECT_TRUE(covers(*sector(kAt, 0, 360, kReach_mm), kAt));
}

TEST(Sector, IsRefusedWhereNothingIsLeftOfIt) {
  EXPECT_FALSE(sector(kAt, 0, 1, 1));
  EXPECT_FALSE(sector({1799999999, 0}, 90, 90, 100'000'000));
}

}  // namespace
}  // namespace vungphu::geo
