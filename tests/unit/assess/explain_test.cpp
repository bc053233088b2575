// Why a figure is what it is: its parts are worked out by hand, and on random provinces they sum to it.
#include "vungphu/assess/explain.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

#include "random_province.hpp"

namespace vungphu::assess::testing {
namespace {

FigureExplanation explain(const Province& p, const FigureQuery& query) {
  const Inputs inputs = p.inputs();
  auto assessment = assess(inputs);
  if (!assessment) throw std::runtime_error(assessment.error().code);
  auto found = explain_figure(inputs, *assessment, {}, query);
  if (!found) throw std::runtime_error(found.error().code);
  return *std::move(found);
}

std::string told(const FigureExplanation& found) {
  std::string text;
  for (const auto& s : found.submissions)
    text += s.submission.op + " " + std::to_string(s.covered) + ", alone " + std::to_string(s.only) + "; ";
  return text + "several " + std::to_string(found.several);
}

std::string bases(const FigureExplanation& found) {
  std::string text;
  for (const auto& share : found.by_basis) {
    if (!text.empty()) text += ", ";
    text += share.basis + " " + std::to_string(share.numerator) + " of " +
            (share.denominator ? std::to_string(*share.denominator) : "?");
  }
  return text;
}

TEST(ExplainFigure, OfCountsOfSixtyAndFiftyOfAHundredTenAreOnlyThroughTheLarger) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000)).weight = 100;
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(60));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(50));
  const auto found = explain(p, {.indicator = "household_fiber"});
  EXPECT_EQ(told(found), "viettel 60, alone 10; vnpt 50, alone 0; several 50");
  EXPECT_EQ(bases(found), "row 60 of 100");
  EXPECT_EQ(found.open, 40);  // 60 to 100
}

TEST(ExplainFigure, HomesOneByOneAreTheirsWhoAloneReachThem) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("c", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(100, 0, 105, 1000));  // 100 to 105
  p.submit("vnpt", "fiber").area(box(104, 0, 107, 1000));     // 104 to 107
  const auto found = explain(p, {.indicator = "household_fiber"});
  EXPECT_EQ(told(found), "viettel 6, alone 4; vnpt 4, alone 2; several 2");
  EXPECT_EQ(bases(found), "points 8 of 10");
}

TEST(ExplainFigure, AZoneThatTwoOperatorsCoverOnlyTogetherIsNobodysAlone) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("industrial_zone", "z").area = box(0, 0, 100, 100);
  p.submit("viettel", "5g").area(box(0, 0, 30, 100));
  p.submit("vnpt", "5g").area(box(70, 0, 100, 100));
  const auto found = explain(p, {.indicator = "industrial_zone_5g"});
  EXPECT_EQ(found.score.numerator, 1);
  EXPECT_EQ(told(found), "viettel 0, alone 0; vnpt 0, alone 0; several 1");
}

TEST(ExplainFigure, WhatACentreLightsIsAnEstimateAndWhatNobodyJudgesIsNoData) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h1", {10, 10}, "c").weight = 40;
  p.add("hamlet", "h2", "c").weight = 60;  // nobody can lay a polygon over it
  p.at("hamlet", "h3", {20, 20}, "c").weight = 50;
  p.submit("viettel", "fiber").area(box(0, 0, 15, 15));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("hamlet", "h3", passed(30));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(35));
  const auto found = explain(p, {.indicator = "household_fiber"});
  // h3 by vnpt's row; h1 at its centre; the commune's row passes 35: less 30 leaves 5, which may all be in
  // h1.
  EXPECT_EQ(bases(found), "counts 30 of 50, centres 40 of 40, row 0 of 60");
  const auto alone = explain(p, {.indicator = "household_fiber", .op = "viettel"});
  EXPECT_EQ(bases(alone), "centres 40 of 90, no_data 0 of 60");
}

TEST(ExplainFigure, NamesListsSilentOperatorsAndStaleSubmissions) {
  Province p;
  p.add("province", "p");
  p.commune("c1", box(0, 0, 1000, 1000), "p");
  p.commune("c2", box(1000, 0, 2000, 1000), "p");
  p.at("school", "s1", {10, 10});
  p.at("school", "s2", {1010, 10});
  p.submit("viettel", "fiber", {"commune:c1"}).area(box(0, 0, 100, 100));
  p.stated.back().submission.as_of = Date{std::chrono::year{2025}, std::chrono::June, std::chrono::day{30}};
  const auto found = explain(p, {.indicator = "school_fiber"});
  ASSERT_EQ(found.submissions.size(), 1u);
  EXPECT_TRUE(found.submissions.front().stale);
  EXPECT_EQ(found.submissions.front().age_days, 366);
  EXPECT_EQ(found.partly_silent, std::vector<std::string>{"viettel"});
  EXPECT_NE(std::ranges::find(found.silent, "vnpt"), found.silent.end());
  ASSERT_EQ(found.parts.size(), 2u);
  EXPECT_EQ(found.parts[0].numerator, 1);
  EXPECT_FALSE(found.parts[1].numerator);  // nobody speaks there: unknown is not zero
  EXPECT_EQ(
      explain(p, {.indicator = "school_fiber", .level = "commune", .territory = "c2"}).submissions.size(),
      0u);
}

PlaceExplanation explain(const Province& p, const Inputs& inputs, std::string_view kind,
                         std::string_view code) {
  const Assessment assessment = p.assess();
  auto found = explain_place(inputs, assessment, std::string(kind), std::string(code), {});
  if (!found) throw std::runtime_error(found.error().code);
  return *std::move(found);
}

const PlaceAnswer& answer(const PlaceExplanation& found, std::string_view op) {
  for (const auto& a : found.answers)
    if (a.technology == "fiber" && a.op == op) return a;
  throw std::runtime_error("no such answer");
}

TEST(ExplainPlace, TellsClaimsThatCoverPlannedOnesAndWhoDoesNotSpeak) {
  Province p;
  p.add("province", "p");
  p.commune("c1", box(0, 0, 1000, 1000), "p");
  p.commune("c2", box(1000, 0, 2000, 1000), "p");
  p.at("school", "s", {10, 10});
  p.submit("mobifone", "fiber", {"commune:c2"}).area(box(0, 0, 100, 100));
  p.submit("viettel", "fiber")
      .area(box(0, 0, 5, 5))
      .area(box(5, 5, 10, 10))
      .reach(geo::MultiPoint{{{11, 10}}}, 30);
  p.submit("vnpt", "fiber").area(box(0, 0, 100, 100), "planned");
  const Inputs inputs = p.inputs();
  const auto found = explain(p, inputs, "school", "s");
  EXPECT_EQ(found.belongs_by, "position");
  ASSERT_EQ(found.territories.size(), 2u);
  EXPECT_EQ(found.territories[1]->code, "c1");

  EXPECT_EQ(answer(found, "mobifone").answer, "no_data");
  EXPECT_EQ(answer(found, "mobifone").why, "no_scope");
  const auto& viettel = answer(found, "viettel");
  EXPECT_EQ(viettel.answer, "covered");
  ASSERT_EQ(viettel.claims.size(), 2u);  // the first area ends before it; the boundary of the second counts
  EXPECT_EQ(viettel.claims[0].claim->row, 2);
  EXPECT_TRUE(viettel.claims[0].covers);
  EXPECT_NEAR(*viettel.claims[1].distance_m, 0.011, 0.001);
  EXPECT_EQ(viettel.submissions.front().judges, "geometry");
  const auto& vnpt = answer(found, "vnpt");
  EXPECT_EQ(vnpt.answer, "uncovered");
  EXPECT_EQ(vnpt.why, "planned");
  ASSERT_EQ(vnpt.claims.size(), 1u);
  EXPECT_FALSE(vnpt.claims[0].covers);
}

TEST(ExplainPlace, OfAHamletWithoutPositionTellsRowsAndBounds) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("hamlet", "h", "c").weight = 100;
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h", passed(60));
  p.submit("vnpt", "fiber", {"commune:c"})
      .counts("hamlet", "h", passed(50))
      .counts("commune", "c", passed(70));
  p.submit("mobifone", "fiber").area(box(0, 0, 100, 100));
  const Inputs inputs = p.inputs();
  const auto found = explain(p, inputs, "hamlet", "h");
  EXPECT_EQ(found.belongs_by, "parent");
  const auto& any = answer(found, "any");
  ASSERT_TRUE(any.homes);
  EXPECT_EQ(any.homes->lower, 60);
  EXPECT_EQ(any.homes->upper, 100);
  EXPECT_EQ(any.answer, "partly_dark");
  EXPECT_EQ(answer(found, "mobifone").why, "no_position");
  const auto& vnpt = answer(found, "vnpt");
  ASSERT_EQ(vnpt.claims.size(), 2u);
  EXPECT_FALSE(vnpt.claims[0].of_territory);
  EXPECT_TRUE(vnpt.claims[1].of_territory);
  EXPECT_EQ(vnpt.submissions.front().judges, "rows");
}

TEST(ExplainPlace, OfAZoneTellsTheShareOfEachClaim) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("industrial_zone", "z").area = box(0, 0, 100, 100);
  p.submit("vnpt", "fiber").area(box(0, 0, 30, 100)).area(box(70, 0, 100, 100)).area(box(200, 0, 300, 100));
  const Inputs inputs = p.inputs();
  const auto found = explain(p, inputs, "industrial_zone", "z");
  const auto& vnpt = answer(found, "vnpt");
  EXPECT_EQ(vnpt.answer, "covered");
  ASSERT_EQ(vnpt.claims.size(), 2u);
  EXPECT_NEAR(*vnpt.claims[0].share, 0.3, 1e-6);
}

/// Sums hold for every indicator, operator and territory.
void expect_sums(const Inputs& inputs, const Assessment& a, const FigureQuery& query) {
  const auto found = explain_figure(inputs, a, {}, query);
  ASSERT_TRUE(found) << found.error().code;
  const std::string what = query.indicator + " " + query.op + " " + query.territory;
  const std::int64_t numerator = found->score.numerator.value_or(0);
  std::int64_t only = 0;
  for (const auto& s : found->submissions) {
    only += s.only;
    EXPECT_GE(s.only, 0) << what;
    EXPECT_LE(s.only, s.covered) << what;
    EXPECT_LE(s.covered, numerator) << what;
  }
  EXPECT_EQ(only + found->several, numerator) << what;
  EXPECT_GE(found->several, 0) << what;
  std::int64_t by_basis = 0, of = 0;
  for (const auto& share : found->by_basis) {
    by_basis += share.numerator;
    of += share.denominator.value_or(0);
    EXPECT_GE(share.numerator, 0) << what << " " << share.basis;
    if (found->score.denominator) {
      EXPECT_LE(share.numerator, *share.denominator) << what << " " << share.basis;
    }
  }
  EXPECT_EQ(by_basis, numerator) << what;
  if (found->score.denominator) {
    EXPECT_EQ(of, *found->score.denominator) << what;
  }
  if (found->parts.empty()) return;
  std::int64_t parts = 0, whole = 0;
  for (const auto& part : found->parts) {
    parts += part.numerator.value_or(0);
    whole += part.denominator.value_or(0);
  }
  EXPECT_EQ(parts, numerator) << what;
  if (found->score.denominator) {
    EXPECT_EQ(whole, *found->score.denominator) << what;
  }
}

TEST(ExplainFigure, SumsToTheFigureOnRandomProvinces) {
  for (std::uint64_t seed = 0; seed < 20 && !HasFailure(); ++seed) {
    const Province p = random_province(seed);
    const Inputs inputs = p.inputs();
    const auto a = assess(inputs);
    ASSERT_TRUE(a);
    for (const auto& f : a->figures) {
      for (const auto& indicator : p.profile.indicators) {
        if (indicator.kind != f.kind || indicator.technology != f.technology) continue;
        if (f.level != "*" && f.level != "district") continue;
        const bool whole = f.level == "*";
        expect_sums(inputs, *a, {indicator.id, whole ? "" : f.level, whole ? "" : f.territory, f.op});
      }
    }
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

}  // namespace
}  // namespace vungphu::assess::testing
