// Rules of things with extent (DESIGN 3.7, 3.8): one rule a test, drawn or told in few numbers.
#include <gtest/gtest.h>

#include "province.hpp"
#include "support/grid_scenario.hpp"

namespace vungphu::assess::testing {
namespace {

using vungphu::testing::GridScenario;

/// "white/partly/covered" and how many have no data.
std::string states(const Figure& f) {
  return std::to_string(f.white) + " white, " + std::to_string(f.partly_dark) + " partly, " +
         std::to_string(f.covered - f.partly_dark) + " covered, " + std::to_string(f.no_data) + " no data";
}

TEST(Hamlets, WithADarkCentreAreWhiteWhateverElseIsLit) {
  const GridScenario drawn(R"(
    A---------------B
    |  P------Q     |
    |  | x y  |  h  |
    |  S------R     |
    D---------------C
  )");
  Province p;
  p.commune("c", drawn.area("ABCD"));
  p.at("hamlet", "h", drawn.point('h'), "c");
  p.at("household", "x", drawn.point('x'), "h");
  p.at("household", "y", drawn.point('y'), "h");
  p.submit("viettel", "5g").area(drawn.area("PQRS"));
  const auto a = p.assess();
  EXPECT_EQ(states(figure(a, "hamlet", "5g", "any")), "1 white, 0 partly, 0 covered, 0 no data");
  EXPECT_EQ(figure(a, "household", "5g", "any").covered, 2);
}

TEST(Hamlets, WithALitCentreAndDarkHomesArePartlyDarkAndNotWhite) {
  const GridScenario drawn(R"(
    A---------------B
    |  P------Q     |
    |  | x h  |  y  |
    |  S------R     |
    D---------------C
  )");
  Province p;
  p.commune("c", drawn.area("ABCD"));
  p.at("hamlet", "h", drawn.point('h'), "c");
  p.at("household", "x", drawn.point('x'), "h");
  p.at("household", "y", drawn.point('y'), "h");
  p.submit("viettel", "5g").area(drawn.area("PQRS"));
  auto a = p.assess();
  EXPECT_EQ(states(figure(a, "hamlet", "5g", "any")), "0 white, 1 partly, 0 covered, 0 no data");
  EXPECT_EQ(figure(a, "hamlet", "5g", "any").covered, 1);
  EXPECT_EQ(answers(a, "hamlet", "5g", "any").homes_dark, std::vector<std::int64_t>{1});

  p.submit("vnpt", "5g").area(drawn.area("ABCD"));
  a = p.assess();
  EXPECT_EQ(states(figure(a, "hamlet", "5g", "any")), "0 white, 0 partly, 1 covered, 0 no data");
  EXPECT_EQ(states(figure(a, "hamlet", "5g", "viettel")), "0 white, 1 partly, 0 covered, 0 no data");
}

TEST(Hamlets, AreNotProvenDarkWhereACommunesRowMayReachTheirHomes) {
  Province p;
  p.add("commune", "c");
  p.add("hamlet", "h", "c").weight = 100;
  p.submit("vnpt", "fiber").counts("hamlet", "h", passed(10));
  EXPECT_EQ(answers(p.assess(), "hamlet", "fiber", "any").homes_dark, std::vector<std::int64_t>{90});
  p.submit("viettel", "fiber").counts("commune", "c", passed(65));  // of 100, wherever they are
  EXPECT_EQ(answers(p.assess(), "hamlet", "fiber", "any").homes_dark, std::vector<std::int64_t>{25});
}

TEST(Hamlets, ByRowsAreWhitePartlyDarkOrCoveredAsNoneSomeOrAllHomesArePassed) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  for (const char* code : {"h1", "h2", "h3"}) p.add("hamlet", code, "c").weight = 10;
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(0))
      .counts("hamlet", "h2", passed(4))
      .counts("hamlet", "h3", passed(10));
  const auto a = p.assess();
  EXPECT_EQ(states(figure(a, "hamlet", "fiber", "any")), "1 white, 1 partly, 1 covered, 0 no data");
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any").rule, "row");
}

TEST(Hamlets, WithoutACentreHaveNoDataFromPolygonsAndNoneIsInvented) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("hamlet", "h", "c");
  p.households("h", 3, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000));
  const auto a = p.assess();
  const auto& f = figure(a, "hamlet", "fiber", "any");
  EXPECT_EQ(states(f), "0 white, 0 partly, 0 covered, 1 no data");
  EXPECT_EQ(f.unlocated, 1);
  EXPECT_EQ(f.status, "no_data");
}

TEST(Hamlets, AreNotWhiteWhereOneOfASetOfTechnologiesLightsTheirCentre) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h1", {100, 100}, "c");
  p.at("hamlet", "h2", {900, 900}, "c");
  p.submit("viettel", "4g").area(box(0, 0, 200, 200));
  p.submit("viettel", "5g").area(box(800, 800, 1000, 1000));
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "hamlet", "4g", "any").white, 1);
  EXPECT_EQ(figure(a, "hamlet", "5g", "any").white, 1);
  EXPECT_EQ(figure(a, "hamlet", "4g+5g", "any").white, 0);
}

TEST(Communes, AreCoveredAtTheirSeatWhereItIsKnown) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).point = geo::GridPoint{500, 500};
  p.households("c", 3, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 200, 200));
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "household", "fiber", "any").covered, 3);
  EXPECT_EQ(figure(a, "commune", "fiber", "any").covered, 0);
  EXPECT_EQ(figure(a, "commune", "fiber", "any").rule, "seat");
}

TEST(Communes, WithoutASeatAreCoveredByAnyHousehold) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("c", 3, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 100, 200));
  EXPECT_EQ(figure(p.assess(), "commune", "fiber", "any").covered, 1);
}

TEST(Communes, WithoutHouseholdsAreCoveredByAnyHamlet) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h1", {100, 100}, "c");
  p.at("hamlet", "h2", {900, 900}, "c");
  p.submit("viettel", "fiber").area(box(0, 0, 200, 200));
  EXPECT_EQ(figure(p.assess(), "commune", "fiber", "any").covered, 1);
}

TEST(Communes, WithNothingButARowAreCoveredWhenItPassesAnybody) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.commune("d", box(1000, 0, 2000, 1000));
  p.commune("e", box(2000, 0, 3000, 1000));
  p.submit("viettel", "fiber", {"commune:c", "commune:d"})
      .counts("commune", "c", passed(1))
      .counts("commune", "d", passed(0));
  const auto a = p.assess();
  const auto& f = figure(a, "commune", "fiber", "any");
  EXPECT_EQ(f.covered, 1);
  EXPECT_EQ(f.no_data, 1);
  EXPECT_EQ(f.rule, "row");
}

TEST(Zones, AreCoveredWhenHalfOfTheirAreaIsByAllOperatorsTogether) {
  Province p;
  p.commune("c", box(0, 0, 100'000, 100'000));
  p.add("industrial_zone", "z").area = box(0, 0, 10'000, 10'000);
  p.submit("viettel", "5g").area(box(0, 0, 3'000, 10'000));
  p.submit("vnpt", "5g").area(box(8'000, 0, 10'000, 10'000));
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "industrial_zone", "5g", "viettel").covered, 0);
  EXPECT_EQ(figure(a, "industrial_zone", "5g", "vnpt").covered, 0);
  EXPECT_EQ(figure(a, "industrial_zone", "5g", "any").covered, 1);  // 30 % and 20 %
  EXPECT_EQ(figure(a, "industrial_zone", "5g", "any").rule, "half");
}

TEST(Zones, AreNotJudgedByLinesWithAReach) {
  Province p;
  p.commune("c", box(0, 0, 100'000, 100'000));
  p.add("residential_area", "z").area = box(0, 0, 10'000, 10'000);
  p.at("residential_area", "y", {50'000, 50'000});
  p.submit("viettel", "5g").reach(geo::MultiPoint{{{50'000, 50'000}}}, 30);
  const auto a = p.assess();
  const auto& f = figure(a, "residential_area", "5g", "any");
  EXPECT_EQ(f.covered, 1);  // the one that is known as a point
  EXPECT_EQ(f.no_data, 1);
}

TEST(Places, OnTheEdgeOfAPolygonAreCoveredAndWithinAReachToTheMillimetre) {
  Province p;
  p.at("school", "edge", {1000, 500});
  p.at("school", "near", {5000, 0});  // 55.28 m north of nothing: 5000 units of 11.1 mm east of the mast
  p.at("school", "far", {5001, 0});
  p.submit("viettel", "5g").area(box(0, 400, 1000, 1000));
  p.submit("viettel", "5g").reach(geo::MultiPoint{{{0, 0}}}, 0);
  p.stated.back().claims.back().reach_mm = 55'660;  // 5000e-7 degree of the equator are 55.65975 m
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "5g", "viettel").covered, 2);
}

TEST(Places, AreUncoveredWhereAScopeHoldsThemAndNoDataWhereNoneDoes) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.commune("d", box(2000, 0, 3000, 1000));
  p.at("school", "1", {500, 500}).weight = 7;
  p.at("school", "2", {2500, 500}).weight = 8;
  p.add("school", "3", "c");
  p.submit("viettel", "fiber", {"commune:c"}).area(box(5000, 0, 6000, 1000));
  const auto a = p.assess();
  const auto& f = figure(a, "school", "fiber", "any");
  EXPECT_EQ(f.total, 3);
  EXPECT_EQ(f.covered, 0);
  EXPECT_EQ(f.no_data, 2);
  EXPECT_EQ(f.unlocated, 1);
  EXPECT_EQ(f.weight_total, 15);
  EXPECT_EQ(f.unweighted, 1);
  EXPECT_EQ(f.by_operators, (std::vector<std::int64_t>{1, 0}));
}

TEST(Places, AreJudgedByARowsSubmissionOnlyWhereItNamesTheirKind) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("school", "1", "c");
  p.add("school", "2", "c");
  p.at("hospital", "1", {5, 5});
  p.submit("viettel", "fiber", {"commune:c"}).names("school", "1");
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(9));
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "viettel").covered, 1);
  EXPECT_EQ(figure(a, "school", "fiber", "viettel").no_data, 0);
  EXPECT_EQ(figure(a, "school", "fiber", "vnpt").status, "no_data");
  EXPECT_EQ(figure(a, "hospital", "fiber", "any").status, "no_data");
}

TEST(Figures, OfATechnologyThatNobodySpokeOfSayNoData) {
  Province p;
  p.at("school", "1", {5, 5});
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "any").status, "no_data");
  EXPECT_EQ(figure(a, "school", "4g+5g", "any").no_data, 1);
  EXPECT_EQ(figure(a, "school", "fiber", "any").list_date, "2026-01-15");
}

}  // namespace
}  // namespace vungphu::assess::testing
