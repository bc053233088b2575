// What a position would be worth: which places are listed, and in what order.
#include "vungphu/assess/locate.hpp"

#include <gmock/gmock.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

using ::testing::ElementsAre;

/// Four schools, two of them nowhere; two hospitals, one of them nowhere; fiber over all of the commune.
Province half_located() {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).point = geo::GridPoint{900, 900};
  p.at("school", "1", {500, 500}, "c");
  p.at("school", "2", {510, 500}, "c");
  p.add("school", "3", "c");
  p.add("school", "4", "c").weight = 30;
  p.at("hospital", "1", {500, 500}, "c");
  p.add("hospital", "2", "c");
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000));
  return p;
}

std::vector<std::string> told(const std::vector<Unlocated>& found) {
  std::vector<std::string> all;
  for (const Unlocated& one : found) all.push_back(one.kind + " " + one.code);
  return all;
}

TEST(Locate, ListsFirstWhatWeighsMost) {
  const Province p = half_located();
  const Inputs inputs = p.inputs();
  const auto found = places_to_locate(*assess::assess(inputs), inputs, {});
  ASSERT_TRUE(found);
  // A hospital is one of two, a school one of four; of two schools the one with more households.
  EXPECT_THAT(told(*found), ElementsAre("hospital 2", "school 4", "school 3"));
  EXPECT_DOUBLE_EQ(found->at(0).points, 50);
  EXPECT_DOUBLE_EQ(found->at(1).points, 25);
  EXPECT_THAT(found->at(1).indicators, ElementsAre("school_fiber"));  // of 5g nobody has spoken
  EXPECT_TRUE(found->at(1).undecided);  // 2 of 4 are proven, all of them may be: >= 100 %
  EXPECT_EQ(found->at(1).territory, "c");
  EXPECT_EQ(found->at(1).standing.quality, Position::borrowed_commune);
}

TEST(Locate, LeavesOutWhatARowHasSettled) {
  Province p = half_located();
  p.submit("vnpt", "fiber").names("school", "3").names("school", "1").names("school", "2");
  const Inputs inputs = p.inputs();
  const auto found = places_to_locate(*assess::assess(inputs), inputs, {.kind = "school"});
  // vnpt's rows judge all schools of the commune: 3 is named, and 4 is proven to be left out.
  EXPECT_THAT(told(*found), ElementsAre());
}

TEST(Locate, CountsAHamletForItsHomesWhereNoHomeIsListed) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("hamlet", "a", "c").weight = 60;
  p.add("hamlet", "b", "c").weight = 10;
  p.at("hamlet", "d", {10, 10}, "c").weight = 30;
  p.submit("viettel", "fiber").area(box(0, 0, 100, 100));
  const Inputs inputs = p.inputs();
  const auto found =
      places_to_locate(*assess::assess(inputs), inputs, {.kind = "hamlet", .technology = "fiber"});
  ASSERT_TRUE(found);
  EXPECT_THAT(told(*found), ElementsAre("hamlet a", "hamlet b"));
  EXPECT_DOUBLE_EQ(found->at(0).points, 60);  // 60 of 100 homes, more than one of three hamlets
  EXPECT_THAT(found->at(0).indicators, ElementsAre("household_fiber", "hamlet_fiber"));
  EXPECT_EQ(found->at(0).households, 60);
}

TEST(Locate, KnowsNoKindThatIsNotListed) {
  const Province p = half_located();
  const Inputs inputs = p.inputs();
  const auto found = places_to_locate(*assess::assess(inputs), inputs, {.kind = "agency"});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "assess.unknown_kind");
}

}  // namespace
}  // namespace vungphu::assess::testing
