// What the operators are made to have built leaves a scorecard something to say: most, but not all.
#include "coverage.hpp"

#include <gmock/gmock.h>

#include "vungphu/geo/snap.hpp"

#include "shapes.hpp"

namespace vungphu::demo {
namespace {

using testing::AllOf;
using testing::Ge;
using testing::Le;

const World& world() {
  static const World made = make_world({.seed = 1, .households = 60'000}, {});
  return made;
}

/// The outlines of what either operator has cabled in a hamlet by `quarter`.
std::vector<geo::MultiPolygon> cabled(std::size_t hamlet, int quarter) {
  static const std::vector<Section> sections = make_sections(world());
  std::vector<geo::MultiPolygon> areas;
  for (const Section& s : sections) {
    if (s.hamlet != hamlet || (!is_built(s.since[kViettel], quarter) && !is_built(s.since[kVnpt], quarter)))
      continue;
    Prng prng(1, hamlet);
    areas.push_back({{strip(world().hamlets[hamlet].stretch, s.from, s.to, prng)}});
  }
  return areas;
}

bool is_lit(const std::vector<geo::MultiPolygon>& areas, const std::optional<geo::GridPoint>& p) {
  return p &&
         std::any_of(areas.begin(), areas.end(), [&](const auto& area) { return geo::covers(area, *p); });
}

struct Figures {
  std::int64_t lit = 0, white = 0, partly_dark = 0, whole = 0;
};

Figures figures(int quarter) {
  Figures sum;
  for (std::size_t h = 0; h < world().hamlets.size(); ++h) {
    const Hamlet& hamlet = world().hamlets[h];
    const auto areas = cabled(h, quarter);
    std::int64_t lit = 0;
    for (std::int64_t k = 0; k < hamlet.households; ++k)
      lit += is_lit(areas, world().province.households[static_cast<std::size_t>(hamlet.first + k)].point);
    sum.lit += lit;
    const bool white = !is_lit(areas, hamlet.centre);
    (white ? sum.white : lit < hamlet.households ? sum.partly_dark : sum.whole) += 1;
  }
  return sum;
}

bool is_simple(const geo::MultiPolygon& area) {
  static const auto wgs84 = geo::Transformer::create("EPSG:4326", {});
  const auto snapped = geo::snap(geo::to_wkb(area), *wgs84);
  return snapped && !snapped->repaired;
}

TEST(Coverage, FiberReachesAboutFourInFiveHouseholdsAndGrows) {
  const Figures march = figures(1), june = figures(2);
  EXPECT_GT(june.lit, march.lit);
  EXPECT_THAT(june.lit * 100 / 60'000, AllOf(Ge(76), Le(88)));
}

TEST(Coverage, HamletsAreOfAllThreeStates) {
  const Figures june = figures(2);
  const auto hamlets = static_cast<std::int64_t>(world().hamlets.size());
  EXPECT_THAT(june.white * 100 / hamlets, AllOf(Ge(5), Le(35)));
  EXPECT_THAT(june.partly_dark * 100 / hamlets, AllOf(Ge(10), Le(50)));
  EXPECT_THAT(june.whole * 100 / hamlets, AllOf(Ge(25), Le(80)));
}

TEST(Coverage, ServiceAreasAreSimpleAndHaveTenToSixtyVertices) {
  for (std::size_t h = 0; h < world().hamlets.size(); ++h)
    for (const geo::MultiPolygon& area : cabled(h, 2)) {
      EXPECT_TRUE(is_simple(area));
      EXPECT_THAT(geo::vertex_count(area), AllOf(Ge(10U), Le(60U)));
    }
}

TEST(Coverage, MastsOf5gStandInTownsAndTheirAreasHaveHoles) {
  std::size_t masts = 0;
  for (const std::vector<Mast>& of_operator : make_5g(world()))
    for (const Mast& mast : of_operator) {
      ++masts;
      EXPECT_TRUE(world().hamlets[mast.hamlet].town);
      Prng prng(1, masts);
      const geo::MultiPolygon area =
          mast_area(world().hamlets[mast.hamlet].centre, mast.reach_m * kUnitsPerMetre, prng);
      EXPECT_TRUE(is_simple(area));
      EXPECT_EQ(area.polygons.size(), 2U);
      EXPECT_EQ(area.polygons.front().rings.size(), 2U);
    }
  EXPECT_GT(masts, 20U);
}

TEST(Coverage, NoCountIsOverItsTotal) {
  for (std::size_t h = 0; h < world().hamlets.size(); ++h)
    for (const int quarter : {1, 2}) {
      const Take take = mobifone_fiber(world(), h, quarter);
      EXPECT_LE(take.passed, world().hamlets[h].households);
      EXPECT_LE(take.connected, take.passed);
      EXPECT_GE(take.passed, mobifone_fiber(world(), h, 1).passed);
    }
}

}  // namespace
}  // namespace vungphu::demo
