// Areas of claims: sum and union, by territory, outside and whole (DESIGN 3.10).
#include <gtest/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

const AreaFigure& area_of(const Assessment& a, std::string_view op, std::string_view territory) {
  for (const auto& f : a.areas) {
    if (f.op == op && f.territory == territory && f.technology == "5g") return f;
  }
  throw std::runtime_error("no such area");
}

TEST(Areas, AreCutByTerritoryAndWhatIsLeftLiesOutside) {
  Province p;
  p.commune("c", box(0, 0, 100'000, 100'000));
  p.submit("viettel", "5g").area(box(0, 0, 50'000, 50'000)).area(box(50'000, 0, 150'000, 50'000));
  p.submit("vnpt", "5g").area(box(0, 0, 50'000, 50'000));
  const auto a = p.assess();
  const double quarter = geo::area_m2(box(0, 0, 50'000, 50'000));
  const auto& c = area_of(a, "any", "c");
  EXPECT_EQ(c.claims, 3);
  EXPECT_NEAR(c.area_sum_m2, 3 * quarter, 1);
  EXPECT_NEAR(c.area_m2, 2 * quarter, 1);
  EXPECT_NEAR(c.territory_m2, geo::area_m2(box(0, 0, 100'000, 100'000)), 1);
  EXPECT_NEAR(area_of(a, "any", "outside").area_m2, quarter, 1);
  EXPECT_NEAR(area_of(a, "viettel", "*").area_m2, 3 * quarter, 1);
  EXPECT_NEAR(area_of(a, "any", "*").area_sum_m2, 4 * quarter, 1);
}

TEST(Areas, LieInsideWhereNoBorderIsNearAndOutsideAlsoInAHoleBetweenTerritories) {
  Province
      p;  // four communes around a hole of 100 by 100, one claim deep inside, one over the hole, one far away
  p.commune("n", box(0, 50'100, 100'000, 100'000));
  p.commune("s", box(0, 0, 100'000, 50'000));
  p.commune("w", box(0, 50'000, 50'000, 50'100));
  p.commune("x", box(50'100, 50'000, 100'000, 50'100));
  p.submit("viettel", "5g")
      .area(box(10'000, 10'000, 20'000, 20'000))
      .area(box(40'000, 40'000, 60'000, 60'000));
  p.submit("vnpt", "5g").area(box(200'000, 0, 210'000, 10'000));
  const auto a = p.assess();
  EXPECT_NEAR(area_of(a, "viettel", "outside").area_m2, geo::area_m2(box(50'000, 50'000, 50'100, 50'100)),
              0.01);
  EXPECT_NEAR(area_of(a, "vnpt", "outside").area_m2, geo::area_m2(box(200'000, 0, 210'000, 10'000)), 0.01);
  EXPECT_NEAR(area_of(a, "vnpt", "s").area_m2, 0, 0.01);
}

TEST(Areas, AreMeasuredWithoutAnyTerritory) {
  Province p;
  p.at("school", "1", {1, 1});
  p.submit("viettel", "5g").area(box(0, 0, 50'000, 50'000)).area(box(0, 0, 100'000, 50'000));
  const auto a = p.assess();
  const double half = geo::area_m2(box(0, 0, 50'000, 50'000));
  EXPECT_NEAR(area_of(a, "any", "*").area_sum_m2, 3 * half, 1);
  EXPECT_NEAR(area_of(a, "any", "*").area_m2, 2 * half, 1);
  EXPECT_EQ(area_of(a, "any", "*").claims, 2);
}

TEST(Areas, OfPlannedClaimsCountForNothing) {
  Province p;
  p.submit("viettel", "5g").area(box(0, 0, 50'000, 50'000), "planned");
  EXPECT_EQ(area_of(p.assess(), "any", "*").area_m2, 0);
}

TEST(Areas, AreThoseOfTheSubmissionThatSpeaksInEachTerritory) {
  Province p;
  p.commune("c", box(0, 0, 100'000, 100'000));
  p.commune("d", box(100'000, 0, 200'000, 100'000));
  p.submit("viettel", "5g").area(box(0, 0, 200'000, 100'000)).submission().part = "p";
  p.submit("viettel", "5g", {"commune:d"}).area(box(100'000, 0, 150'000, 100'000)).submission().part = "p";
  const auto a = p.assess();
  const double half = geo::area_m2(box(0, 0, 50'000, 100'000));
  EXPECT_NEAR(area_of(a, "viettel", "c").area_m2, 2 * half, 1);
  EXPECT_NEAR(area_of(a, "viettel", "d").area_m2, half, 1);
  EXPECT_NEAR(area_of(a, "viettel", "outside").area_m2, 0, 1);
  EXPECT_NEAR(area_of(a, "viettel", "*").area_m2, 3 * half, 1);
}

}  // namespace
}  // namespace vungphu::assess::testing
