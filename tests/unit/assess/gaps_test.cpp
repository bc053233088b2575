// Places that are proven uncovered, and how far the network is.
#include "vungphu/assess/gaps.hpp"

#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

std::vector<Gap> found(const Province& p, const GapQuery& query) {
  const Inputs inputs = p.inputs();
  auto result = gaps(*assess::assess(inputs), inputs, query);
  if (!result) throw std::runtime_error(result.error().code);
  return *std::move(result);
}

std::string codes(const std::vector<Gap>& gaps) {
  std::string text;
  for (const auto& gap : gaps) text += gap.code + ":" + gap.status + " ";
  return text;
}

Province hamlets() {
  Province p;
  p.add("district", "x");
  p.commune("c", box(0, 0, 10'000, 10'000), "x");
  p.commune("d", box(20'000, 0, 30'000, 10'000));
  p.at("hamlet", "dark", {9'000, 5'000}, "c").weight = 70;
  p.at("hamlet", "far", {25'000, 5'000}, "d").weight = 30;
  p.at("hamlet", "lit", {500, 500}, "c");
  p.at("hamlet", "partly", {600, 600}, "c");
  p.add("hamlet", "unknown", "c").weight = 10;
  p.households("partly", 3, {999, 600});  // 999, 1000, 1001: the last is dark
  p.submit("viettel", "fiber").area(box(0, 0, 1'000, 1'000));
  p.submit("vnpt", "fiber").area(box(5'000, 5'000, 8'000, 5'100));
  return p;
}

TEST(Gaps, ListWhatIsProvenUncoveredWithItsHomesAndTheNearestNetwork) {
  const auto list = found(hamlets(), {.kind = "hamlet", .technology = "fiber"});
  EXPECT_EQ(codes(list), "dark:white far:white partly:partly_dark ");
  EXPECT_EQ(list[0].households, 70);
  EXPECT_EQ(list[0].uncovered_households, 70);
  EXPECT_EQ(list[0].nearest_operator, "vnpt");
  EXPECT_NEAR(*list[0].metres, 11.13, 0.01);  // 1000 units of longitude at the equator
  EXPECT_EQ(list[0].territories, (std::vector<std::string>{"outside", "x", "c"}));
  EXPECT_EQ(list[1].territories, (std::vector<std::string>{"outside", "outside", "d"}));
  EXPECT_EQ(list[2].households, 3);
  EXPECT_EQ(list[2].uncovered_households, 1);
  EXPECT_EQ(list[2].metres, 0);
}

TEST(Gaps, AreFilteredByTerritoryOperatorSizeAndNumber) {
  const Province p = hamlets();
  EXPECT_EQ(codes(found(p, {.kind = "hamlet", .technology = "fiber", .within = "d"})), "far:white ");
  EXPECT_EQ(codes(found(p, {.kind = "hamlet", .technology = "fiber", .within = "x"})),
            "dark:white partly:partly_dark ");
  EXPECT_EQ(codes(found(p, {.kind = "hamlet", .technology = "fiber", .min_households = 30})),
            "dark:white far:white ");
  EXPECT_EQ(codes(found(p, {.kind = "hamlet", .technology = "fiber", .limit = 1})), "dark:white ");
  const auto of_viettel = found(p, {.kind = "hamlet", .technology = "fiber", .op = "viettel", .limit = 1});
  EXPECT_EQ(of_viettel[0].nearest_operator, "viettel");
}

TEST(Gaps, NameWhatHasNoDataOnRequestOnly) {
  const auto list =
      found(hamlets(), {.kind = "hamlet", .technology = "fiber", .include_no_data = true, .sort = "name"});
  EXPECT_EQ(codes(list), "dark:white far:white partly:partly_dark unknown:no_data ");
  EXPECT_FALSE(list[3].metres);
  EXPECT_FALSE(list[3].uncovered_households);
}

TEST(Gaps, SortByDistance) {
  EXPECT_EQ(codes(found(hamlets(), {.kind = "hamlet", .technology = "fiber", .sort = "distance"})),
            "partly:partly_dark dark:white far:white ");
}

TEST(Gaps, OfASetOfTechnologiesAreThoseThatNoneOfThemReaches) {
  Province p;
  p.at("school", "1", {500, 500});
  p.at("school", "2", {5'000, 500});
  p.submit("viettel", "4g").area(box(0, 0, 1'000, 1'000));
  p.submit("viettel", "5g").area(box(2'000, 0, 3'000, 1'000));
  const auto list = found(p, {.kind = "school", .technology = "4g+5g"});
  EXPECT_EQ(codes(list), "2:uncovered ");
  EXPECT_NEAR(*list[0].metres, 2'000 * 0.0111319, 0.01);
}

TEST(Gaps, RefuseWhatIsNotThere) {
  const Province p = hamlets();
  const Inputs inputs = p.inputs();
  const auto a = *assess::assess(inputs);
  EXPECT_EQ(gaps(a, inputs, {.kind = "school", .technology = "fiber"}).error().code, "assess.unknown_kind");
  EXPECT_EQ(gaps(a, inputs, {.kind = "hamlet", .technology = "fiber", .within = "z"}).error().code,
            "assess.unknown_territory");
  EXPECT_EQ(gaps(a, inputs, {.kind = "hamlet", .technology = "fiber", .op = "fpt"}).error().code,
            "assess.no_answers");
  EXPECT_EQ(gaps(a, inputs, {.kind = "hamlet", .technology = "fiber", .sort = "size"}).error().code,
            "usage.unknown_sort");
}

}  // namespace
}  // namespace vungphu::assess::testing
