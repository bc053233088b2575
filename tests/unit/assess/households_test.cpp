// Evidence for households and bounds of unions (DESIGN 3.5, 3.6, 3.9): one rule a test, worked out by hand.
#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

/// Commune c (0..1000 x 0..1000) with hamlets h1 of 40 and h2 of 60 households, no coordinates.
Province paper() {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("hamlet", "h1", "c").weight = 40;
  p.add("hamlet", "h2", "c").weight = 60;
  return p;
}

std::string said(const Figure& f) {
  return std::to_string(f.covered) + ".." + std::to_string(f.covered_upper) + " of " +
         (f.total ? std::to_string(*f.total) : "?") + " by " + f.basis + ", " + f.status;
}

TEST(Households, AreCountedOneByOneWhereTheyHavePoints) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h", {500, 500}, "c").weight = 99;  // the list of hamlets is not the basis here
  p.households("h", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 103, 1000));  // x = 100, 101, 102 and the edge 103
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "viettel")), "4..4 of 10 by points, complete");
}

TEST(Households, ReachedByTwoOperatorsCountOnce) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("c", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(100, 0, 105, 1000));
  p.submit("vnpt", "fiber").area(box(104, 0, 107, 1000));
  const auto a = p.assess();
  const auto& any = figure(a, "household", "fiber", "any");
  EXPECT_EQ(said(any), "8..8 of 10 by points, complete");
  EXPECT_EQ(any.by_operators, (std::vector<std::int64_t>{2, 6, 2}));
}

TEST(Households, OfTwoOperatorsWithSixtyAndFiftyOfAHundredAreBetweenSixtyAndAHundred) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).weight = 100;
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(60));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(50));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "60..100 of 100 by row, complete");
  EXPECT_EQ(said(figure(a, "household", "fiber", "vnpt")), "50..50 of 100 by row, complete");
}

TEST(Households, BoundsAreMadeHamletByHamletAndSummedUpwards) {
  Province p = paper();
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(40))
      .counts("hamlet", "h2", passed(10));
  p.submit("vnpt", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(30))
      .counts("hamlet", "h2", passed(20));
  const auto a = p.assess();
  // h1: 40..40 of 40, h2: 20..30 of 60.
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "60..70 of 100 by counts, complete");
  EXPECT_EQ(figure(a, "household", "fiber", "any").weight_total, 100);
}

TEST(Households, ACountOverItsTotalIsCappedAndFlagged) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).weight = 640;
  p.submit("orange", "fiber", {"commune:c"}).counts("commune", "c", passed(648));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "orange")), "640..640 of 640 by row, complete");
  EXPECT_EQ(figure(a, "household", "fiber", "orange").over_total, 1);
}

TEST(Households, WithoutATotalHaveNoShareAndTheLargestCountIsTheLowerOne) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(60));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(50));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "60..110 of ? by row, complete");
  EXPECT_FALSE(figure(a, "household", "fiber", "any").weight_total);
}

TEST(Households, TakeTheirTotalFromTheRowWhereTheListGivesNone) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(60, 80));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "60..60 of 80 by row, complete");
}

TEST(Households, OfAHamletAreEstimatedByItsCentreWhereNothingFinerIsKnown) {
  Province p = paper();
  p.entries["hamlet"][0].point = geo::GridPoint{100, 100};
  p.entries["hamlet"][1].point = geo::GridPoint{900, 900};
  p.submit("viettel", "fiber").area(box(0, 0, 500, 500));
  const auto a = p.assess();
  const auto& f = figure(a, "household", "fiber", "any");
  EXPECT_EQ(said(f), "40..40 of 100 by centres, complete");
  EXPECT_EQ(f.estimated, 100);
  EXPECT_EQ(f.rule, "centre");
  EXPECT_EQ(f.by_operators, (std::vector<std::int64_t>{60, 40}));
}

TEST(Households, GoByARowOfTheirHamletBeforeItsCentre) {
  Province p = paper();
  for (auto& hamlet : p.entries["hamlet"]) hamlet.point = geo::GridPoint{100, 100};
  p.submit("viettel", "fiber").area(box(0, 0, 500, 500));
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(5))
      .counts("hamlet", "h2", passed(6));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "viettel")), "11..11 of 100 by counts, complete");
}

TEST(Households, OneByOneOutrankTheCountsOfTheSameOperator) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h", {500, 500}, "c");
  p.households("h", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 103, 1000));
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h", passed(9, 10));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "viettel")), "4..4 of 10 by points, complete");
}

TEST(Households, CountsBesidePolygonsOfAnotherOperatorOverlapAsMuchOrAsLittleAsMayBe) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h", {500, 500}, "c");
  p.households("h", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 103, 1000));                        // four of ten, exactly
  p.submit("vnpt", "fiber", {"commune:c"}).counts("hamlet", "h", passed(5, 10));  // some five
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "5..9 of 10 by mixed, complete");
}

TEST(Households, ACommuneRowStaysAtTheCommuneAndSaysNothingOfItsHamlets) {
  Province p = paper();
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(70));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any", "c")), "70..70 of 100 by row, complete");
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any").status, "no_data");
}

TEST(Households, ACommuneRowSpeaksForTheHomesThatNoFinerRowSpeaksOf) {
  Province p = paper();
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(70));
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h1", passed(30));
  auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any", "c")), "70..70 of 100 by mixed, complete");
  // Of h2 no row speaks and 40 homes may be there: it is not proven white.
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any").white, 0);
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any").no_data, 1);
  // With a row for each hamlet the commune's row is a check and no more.
  Feed(p.stated.back()).counts("hamlet", "h2", passed(20));
  a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any", "c")), "50..50 of 100 by counts, complete");
}

TEST(Households, OfAHamletThatATableOfItsCommuneLeavesOutAreUncovered) {
  Province p = paper();
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h1", passed(30));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any", "c")), "30..30 of 100 by counts, complete");
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any").white, 1);
}

TEST(Households, OfAHamletWhoseRowGivesNoPassedCountHaveNoData) {
  Province p = paper();
  Counts silent;
  silent.connected = 1;
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(30))
      .counts("hamlet", "h2", silent);
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any", "c")), "30..30 of 100 by counts, partial");
  EXPECT_EQ(figure(a, "household", "fiber", "any", "c").no_data, 60);
}

TEST(Households, OfAnOperatorThatSentPolygonsForPlacesWithoutGeometryHaveNoData) {
  Province p = paper();
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000));
  const auto a = p.assess();
  const auto& f = figure(a, "household", "fiber", "any");
  EXPECT_EQ(said(f), "0..0 of 100 by hamlets, no_data");
  EXPECT_EQ(f.no_data, 100);
  EXPECT_EQ(f.unlocated, 100);
}

TEST(Households, OutsideOfEveryScopeHaveNoData) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).weight = 100;
  p.commune("d", box(1000, 0, 2000, 1000)).weight = 50;
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(60));
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "60..60 of 150 by row, partial");
  EXPECT_EQ(figure(a, "household", "fiber", "any").no_data, 50);
  EXPECT_EQ(figure(a, "household", "fiber", "any", "d").status, "no_data");
}

TEST(Households, ThatASetOfTechnologiesReachesAreAUnionInWhichAnOperatorCountsOnce) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("c", 10, {100, 100});
  p.submit("viettel", "4g").area(box(100, 0, 105, 1000));
  p.submit("viettel", "5g").area(box(104, 0, 107, 1000));
  const auto a = p.assess();
  const auto& any = figure(a, "household", "4g+5g", "any");
  EXPECT_EQ(said(any), "8..8 of 10 by points, complete");
  EXPECT_EQ(any.by_operators, (std::vector<std::int64_t>{2, 8}));
}

TEST(Households, ThatAreNamedByTheirCodeNeedNoPosition) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  for (const char* code : {"1", "2", "3"}) p.add("household", code, "c");
  p.submit("viettel", "fiber", {"commune:c"}).names("household", "2");
  const auto a = p.assess();
  EXPECT_EQ(said(figure(a, "household", "fiber", "any")), "1..1 of 3 by points, complete");
}

TEST(Demand, CountsOnlyHouseholdsThatAreKnownToAsk) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("c", 10, {100, 100});
  auto& homes = p.entries["household"];
  for (int i = 0; i < 6; ++i)
    homes[static_cast<std::size_t>(i)].demand = i < 4;      // four ask, two do not, four unknown
  p.submit("viettel", "fiber").area(box(0, 0, 102, 1000));  // the first three
  const auto a = p.assess();
  const auto& f = figure(a, "household", "fiber", "any");
  EXPECT_EQ(f.demand_total, 4);
  EXPECT_EQ(f.demand_covered, 3);
  EXPECT_EQ(f.demand_covered_upper, 3);
  EXPECT_EQ(f.unknown_demand, 4);
}

TEST(Demand, OfCountedHomesIsAsLargeOrSmallAsTheCountAllows) {
  Province p = paper();
  p.entries["hamlet"][0].demand = 30;  // of 40, of which 35 are passed: at least 25 of the 30, at most all
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(35))
      .counts("hamlet", "h2", passed(0));
  const auto a = p.assess();
  const auto& f = figure(a, "household", "fiber", "any");
  EXPECT_EQ(f.demand_total, 30);
  EXPECT_EQ(f.demand_covered, 25);
  EXPECT_EQ(f.demand_covered_upper, 30);
  EXPECT_EQ(f.unknown_demand, 60);
}

TEST(Demand, GoesByTheRequestsThatRowsStateAsMet) {
  Province p = paper();
  Counts counts = passed(35);
  counts.requested = 20;
  counts.requested_met = 15;
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h1", counts);
  const auto a = p.assess();
  const auto& f = figure(a, "household", "fiber", "any");
  EXPECT_EQ(f.demand_total, 20);
  EXPECT_EQ(f.demand_covered, 15);
  EXPECT_EQ(f.demand_covered_upper, 15);
}

TEST(Households, AreConnectedInTheNumbersOfOneOperatorOnly) {
  Province p = paper();
  Counts counts = passed(30);
  counts.connected = 12;
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h1", counts);
  p.submit("vnpt", "fiber", {"commune:c"}).counts("hamlet", "h1", counts);
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "household", "fiber", "viettel").connected, 12);
  EXPECT_FALSE(figure(a, "household", "fiber", "any").connected);
}

TEST(Households, AreCalledPremisesWhereEveryCountIsOfPremises) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).weight = 100;
  p.submit("orange", "fiber", {"commune:c"}).counts("commune", "c", passed(60)).submission().unit =
      "premises";
  EXPECT_EQ(figure(p.assess(), "household", "fiber", "any").unit, "premises");
}

TEST(Households, ThatArePlannedCountForNothing) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("c", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000), "planned").area(box(0, 0, 1000, 1000), "unknown");
  EXPECT_EQ(said(figure(p.assess(), "household", "fiber", "any")), "0..0 of 10 by points, complete");
}

}  // namespace
}  // namespace vungphu::assess::testing
