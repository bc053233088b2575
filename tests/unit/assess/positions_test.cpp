// Where places stand, and what a borrowed position may do: guess, and prove nothing.
#include "vungphu/assess/positions.hpp"

#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

Province three_schools() {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).point = geo::GridPoint{900, 900};
  p.at("hamlet", "h", {100, 100}, "c");
  p.at("school", "1", {500, 500}, "c");
  p.add("school", "2", "h");  // where its hamlet is
  p.add("school", "3", "c");  // where the commune's seat is
  return p;
}

std::vector<Standing> of_schools(const Province& p) {
  const Inputs inputs = p.inputs();
  const auto a = assess::assess(inputs);
  for (const auto& set : a->places) {
    if (set.kind == "school") return standings(inputs, set);
  }
  return {};
}

TEST(Positions, AreTheirOwnElseTheHamletsElseTheCommunesSeat) {
  const auto stand = of_schools(three_schools());
  ASSERT_EQ(stand.size(), 3U);
  EXPECT_EQ(stand[0].quality, Position::surveyed);
  EXPECT_EQ(*stand[0].point, (geo::GridPoint{500, 500}));
  EXPECT_EQ(stand[1].quality, Position::borrowed_hamlet);
  EXPECT_EQ(*stand[1].point, (geo::GridPoint{100, 100}));
  EXPECT_EQ(stand[2].quality, Position::borrowed_commune);
  EXPECT_EQ(*stand[2].point, (geo::GridPoint{900, 900}));
}

TEST(Positions, OfAHamletThatBorrowsItselfAreNotLentOn) {
  Province p = three_schools();
  p.entries["hamlet"][0].position = Position::borrowed_commune;
  EXPECT_EQ(of_schools(p)[1].quality, Position::borrowed_commune);
}

TEST(Positions, ThatAreBorrowedAreEstimatedAndCountForNothingElse) {
  Province p = three_schools();
  p.at("school", "4", {110, 110}, "c").position = Position::borrowed_hamlet;  // the list says so
  p.submit("viettel", "fiber").area(box(0, 0, 600, 600));
  const auto a = p.assess();
  const Figure f = figure(a, "school", "fiber", "any", "c");
  // School 1 is covered. Of 2, 3 and 4 nobody can say: 2 and 4 would be lit where they borrow, 3 would not.
  EXPECT_EQ(*f.total, 4);
  EXPECT_EQ(f.covered, 1);
  EXPECT_EQ(f.covered_upper, 1);
  EXPECT_EQ(f.no_data, 3);
  EXPECT_EQ(f.unlocated, 3);
  EXPECT_EQ(f.borrowed, 3);
  EXPECT_EQ(f.borrowed_covered, 2);
}

TEST(Positions, ThatAreBorrowedAreNoEstimateWhereARowSpeaks) {
  Province p = three_schools();
  p.submit("viettel", "fiber").area(box(0, 0, 600, 600));
  p.submit("viettel", "fiber", {"commune:c"}).names("school", "2").names("school", "3");
  const Figure f = figure(p.assess(), "school", "fiber", "any", "c");
  EXPECT_EQ(f.covered, 3);
  EXPECT_EQ(f.borrowed, 0);
}

TEST(Positions, OfHomesAreBorrowedHomeByHomeOrForTheirHamlet) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).point = geo::GridPoint{900, 900};
  p.commune("d", box(2000, 0, 3000, 1000)).point = geo::GridPoint{2100, 100};
  p.at("hamlet", "h", {100, 100}, "c");
  p.at("household", "1", {50, 50}, "h");
  p.add("household", "2", "h").weight =
      3;                                  // homes beside it are judged one by one, so the centre says nothing
  p.add("hamlet", "k", "d").weight = 20;  // no centre: the seat of d would be lit
  p.submit("viettel", "fiber").area(box(0, 0, 600, 600)).area(box(2000, 0, 2600, 600));
  const auto a = p.assess();
  const Figure c = figure(a, "household", "fiber", "any", "c"),
               d = figure(a, "household", "fiber", "any", "d");
  EXPECT_EQ(c.unlocated, 3);
  EXPECT_EQ(c.borrowed, 3);
  EXPECT_EQ(c.borrowed_covered, 3);
  EXPECT_EQ(d.borrowed_covered, 20);
  EXPECT_EQ(d.covered, 0);
}

}  // namespace
}  // namespace vungphu::assess::testing
