// Targets held against figures (DESIGN 3.7, 3.12; WORDS 1): nothing is rounded into a pass.
#include "vungphu/assess/scorecard.hpp"

#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

ScoreRow row(const std::vector<ScoreRow>& rows, std::string_view indicator) {
  for (const auto& r : rows) {
    if (r.indicator == indicator) return r;
  }
  throw std::runtime_error("no such row");
}

ScoreRow row(const Assessment& a, const Profile& profile, std::string_view indicator) {
  return row(scorecard(a, profile, {}, {}, {}), indicator);
}

TEST(Meets, ComparesExactlyAsThePlanWordsIt) {
  EXPECT_TRUE(meets(80, 100, ">=", 80));
  EXPECT_FALSE(meets(80, 100, ">", 80));
  EXPECT_TRUE(meets(801, 1000, ">", 80));
  EXPECT_TRUE(meets(199, 200, ">=", 99.5));
  EXPECT_FALSE(meets(1989999999, 2000000000, ">=", 99.5));
  EXPECT_TRUE(meets(1, 3, ">=", 33.3));
  EXPECT_FALSE(meets(1, 3, ">=", 33.4));
  EXPECT_TRUE(meets(801, 1000, ">=", 80.1));  // 80.1 is not a binary fraction
  EXPECT_FALSE(meets(0, 0, ">=", 0));
  EXPECT_TRUE(meets(9'000'000'000'000'000'000, 9'000'000'000'000'000'000, ">=", 100));
}

TEST(MissingToTarget, IsTheSmallestNumberThatReachesIt) {
  EXPECT_EQ(missing_to_target(60, 100, ">=", 80), 20);
  EXPECT_EQ(missing_to_target(60, 100, ">", 80), 21);
  EXPECT_EQ(missing_to_target(0, 3, ">=", 50), 2);
  EXPECT_EQ(missing_to_target(90, 100, ">=", 80), 0);
  EXPECT_EQ(missing_to_target(7, 10, ">", 100), 3);  // more than there is cannot be asked for
  for (std::int64_t total = 1; total < 40; ++total) {
    for (std::int64_t covered = 0; covered <= total; ++covered) {
      const auto missing = missing_to_target(covered, total, ">=", 79.5);
      EXPECT_TRUE(meets(covered + missing, total, ">=", 79.5));
      EXPECT_TRUE(missing == 0 || !meets(covered + missing - 1, total, ">=", 79.5));
    }
  }
}

/// One commune of `total` households of which rows pass `viettel` and `vnpt`.
Assessment counted(Province& p, std::int64_t total, std::int64_t viettel, std::int64_t vnpt = 0) {
  p.commune("c", box(0, 0, 1000, 1000)).weight = total;
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(viettel));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(vnpt));
  return p.assess();
}

TEST(Scorecard, IsUndecidedWhereTheThresholdLiesBetweenLowAndHigh) {
  Province p;
  const auto r = row(counted(p, 100, 60, 50), p.profile, "household_fiber");  // 60..100, >= 80
  EXPECT_EQ(r.status, "undecided");
  EXPECT_EQ(r.numerator, 60);
  EXPECT_EQ(r.numerator_upper, 100);
  EXPECT_EQ(r.denominator, 100);
  EXPECT_EQ(r.missing_to_target, 20);
  EXPECT_EQ(r.uncovered, 0);
  EXPECT_DOUBLE_EQ(*r.value, 60);
  EXPECT_DOUBLE_EQ(*r.value_upper, 100);
}

TEST(Scorecard, IsMetOnTheLowerFigureAndNotMetOnTheUpper) {
  Province p, q;
  EXPECT_EQ(row(counted(p, 100, 80, 50), p.profile, "household_fiber").status, "met");
  const auto r = row(counted(q, 100, 40, 39), q.profile, "household_fiber");  // 40..79
  EXPECT_EQ(r.status, "not_met");
  EXPECT_EQ(r.missing_to_target, 40);
  EXPECT_EQ(r.uncovered, 21);
}

TEST(Scorecard, PrintsAsManyDecimalsAsItTakesNotToContradictItsStatus) {
  Province p;
  const auto r = row(counted(p, 10'000, 7'996), p.profile, "household_fiber");  // 79.96 % would print as 80.0
  EXPECT_EQ(r.status, "not_met");
  EXPECT_EQ(r.decimals, 2);
  Province q;
  EXPECT_EQ(row(counted(q, 1000, 801), q.profile, "household_fiber").decimals, 1);
}

TEST(Scorecard, CountsThingsThatNobodySpokeOfAsPossible) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("school", "1", {500, 500});
  p.add("school", "2", "c");  // not located
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000));
  const auto a = p.assess();
  const auto r = row(a, p.profile, "school_fiber");  // >= 100 %
  EXPECT_EQ(r.status, "undecided");
  EXPECT_EQ(r.no_data, 1);
  EXPECT_EQ(r.uncovered, 0);
  EXPECT_EQ(r.missing_to_target, 1);
  EXPECT_EQ(row(a, p.profile, "school_5g").status, "no_data");  // tracked, if there were anything to track
  EXPECT_FALSE(row(a, p.profile, "school_5g").value);
  EXPECT_EQ(row(a, p.profile, "hospital_fiber").status, "no_data");
  EXPECT_EQ(row(a, p.profile, "household_demand_fiber").status, "no_data");
}

TEST(Scorecard, TracksWhatThePlanGivesNoFigureFor) {
  Province p;
  p.at("school", "1", {500, 500});
  p.submit("viettel", "5g").area(box(0, 0, 1000, 1000));
  const auto r = row(p.assess(), p.profile, "school_5g");
  EXPECT_EQ(r.status, "tracked");
  EXPECT_DOUBLE_EQ(*r.value, 100);
  EXPECT_FALSE(r.threshold);
  EXPECT_FALSE(r.missing_to_target);
}

TEST(Scorecard, CountsHamletsThatAreNotWhite) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  for (const char* code : {"h1", "h2", "h3", "h4"}) p.add("hamlet", code, "c").weight = 10;
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(0))
      .counts("hamlet", "h2", passed(4))
      .counts("hamlet", "h3", passed(10))
      .counts("hamlet", "h4", passed(10));
  const auto r = row(p.assess(), p.profile, "hamlet_fiber");
  EXPECT_EQ(r.numerator, 3);
  EXPECT_EQ(r.denominator, 4);
  EXPECT_EQ(r.uncovered, 1);
  EXPECT_EQ(r.status, "not_met");
}

TEST(Scorecard, IsHeldForEachTerritoryOfALevelOrForOne) {
  Province p;
  p.add("province", "96");
  p.commune("c", box(0, 0, 1000, 1000), "96").weight = 100;
  p.commune("d", box(2000, 0, 3000, 1000), "96").weight = 100;
  p.submit("viettel", "fiber", {"commune:c", "commune:d"})
      .counts("commune", "c", passed(90))
      .counts("commune", "d", passed(10));
  const auto a = p.assess();
  const auto one = row(scorecard(a, p.profile, {}, {}, "c"), "household_fiber");
  EXPECT_EQ(one.level, "commune");
  EXPECT_EQ(one.territory_name, "name of c");
  EXPECT_EQ(one.status, "met");
  const auto all = scorecard(a, p.profile, {}, "commune", {});
  EXPECT_EQ(all.size(), 3 * p.profile.targets.size());  // c, d, outside
  EXPECT_EQ(row(scorecard(a, p.profile, {}, {}, "96"), "household_fiber").numerator, 100);
}

/// A profile whose only target is one indicator of hamlets with 5G.
Profile of_hamlets(const Profile& base, std::string_view formula) {
  Profile profile = base;
  profile.indicators = {{"i", "hamlet", "5g", std::string(formula), "percent"}};
  profile.targets = {{"i", ">=", 90, Date{}, "d"}};
  return profile;
}

/// Ten hamlets with 5G: 1,000 people known in eight of them, six known to have power, one known not to.
Assessment ten_hamlets() {
  Figure f;
  f.level = f.territory = "*";
  f.kind = "hamlet";
  f.technology = "5g";
  f.op = "any";
  f.status = "partial";
  f.unit = "places";
  f.total = 10;
  f.covered = f.covered_upper = 8;
  f.no_data = 1;
  f.people_total = 1000;
  f.people_covered = 700;
  f.people_covered_upper = 850;
  f.people_no_data = 60;
  f.unpeopled = 2;
  f.powered_total = 6;
  f.powered_covered = 5;
  f.powered_no_data = 1;
  f.unknown_power = 3;
  f.silent = {"fpt"};
  f.unlocated = 1;
  f.borrowed = 1;
  f.list_date = "2026-01-15";
  Assessment a;
  a.figures = {f};
  return a;
}

TEST(Scorecard, CountsPeopleWhereTheyAreKnown) {
  const auto r = row(ten_hamlets(), of_hamlets(Province().profile, "people"), "i");
  EXPECT_EQ(r.unit, "people");
  EXPECT_EQ(r.measure, "percent");
  EXPECT_EQ(r.numerator, 700);
  EXPECT_EQ(r.numerator_upper, 910);  // 850 that may be lit, 60 of whom nobody speaks
  EXPECT_EQ(r.denominator, 1000);
  EXPECT_EQ(r.unknown, 2);
  EXPECT_EQ(r.status, "undecided");  // 70.0 to 91.0, >= 90
}

TEST(Scorecard, CountsHamletsWithPower) {
  const auto r = row(ten_hamlets(), of_hamlets(Province().profile, "powered"), "i");
  EXPECT_EQ(r.unit, "hamlets_with_power");
  EXPECT_EQ(r.numerator, 5);
  EXPECT_EQ(r.numerator_upper, 6);
  EXPECT_EQ(r.denominator, 6);
  EXPECT_EQ(r.unknown, 3);
  EXPECT_EQ(r.uncovered, 0);
}

TEST(Scorecard, HasNoValueWhereNobodyIsKnownOrOnlyThoseOfWhomNobodySpeaks) {
  auto a = ten_hamlets();
  a.figures[0].people_total.reset();
  a.figures[0].powered_no_data = 6;
  EXPECT_EQ(row(a, of_hamlets(Province().profile, "people"), "i").status, "no_data");
  const auto powered = row(a, of_hamlets(Province().profile, "powered"), "i");
  EXPECT_EQ(powered.status, "no_data");
  EXPECT_FALSE(powered.value);
}

TEST(Scorecard, SaysWhoHasNotSpokenAndWhichListItStandsOn) {
  ListInfo old, ours, other;
  old.kind = ours.kind = "hamlet";
  other.kind = "school";
  ours.source = "Sở Nội vụ";
  old.source = other.source = "somebody else";
  ours.list_date = other.list_date =
      Date{std::chrono::year{2026}, std::chrono::January, std::chrono::day{15}};
  const auto rows =
      scorecard(ten_hamlets(), of_hamlets(Province().profile, "not_white"), {}, {}, {}, {old, ours, other});
  const auto r = row(rows, "i");
  EXPECT_EQ(r.unit, "places");
  EXPECT_FALSE(r.unknown);
  EXPECT_EQ(r.silent, std::vector<std::string>{"fpt"});
  EXPECT_EQ(r.not_located, 1);
  EXPECT_EQ(r.borrowed, 1);
  EXPECT_EQ(r.list_source, "Sở Nội vụ");
}

TEST(Scorecard, PrintsHowManyAreNotKnownToAsk) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.households("h", 4, {100, 100});
  p.entries["household"][0].demand = 1;
  p.entries["household"][1].demand = 0;
  p.submit("viettel", "fiber").area(box(0, 0, 1000, 1000));
  const auto r = row(p.assess(), p.profile, "household_demand_fiber");
  EXPECT_EQ(r.denominator, 1);
  EXPECT_EQ(r.unknown, 2);
  EXPECT_EQ(r.unit, "households");
}

Date day(int year, unsigned month, unsigned d) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{d}};
}

TEST(Timing, TellsInTimeFromLateMissedAndOpen) {
  const Date deadline = day(2025, 12, 31), before = day(2025, 6, 30), after = day(2026, 6, 30);
  const auto timing = [&](const std::vector<StatusAt>& found) { return timing_of(found, deadline); };
  EXPECT_EQ(timing({{before, "met"}}), "in_time");
  EXPECT_EQ(timing({{deadline, "met"}, {after, "not_met"}}), "in_time");
  EXPECT_EQ(timing({{before, "not_met"}, {after, "met"}}), "late");
  EXPECT_EQ(timing({{before, "not_met"}, {after, "not_met"}}), "missed");
  EXPECT_EQ(timing({{deadline, "not_met"}}), "missed");
  EXPECT_EQ(timing({{before, "undecided"}}), "open");
  EXPECT_EQ(timing({{before, "not_met"}, {after, "undecided"}}), "undecided");
  EXPECT_EQ(timing({{after, "no_data"}}), "undecided");
  EXPECT_EQ(timing({{after, "tracked"}}), "");
  EXPECT_EQ(timing({}), "");
  EXPECT_EQ(timing_of({{before, "met"}}, kBeginning), "");
}

TEST(Timing, SaysSinceWhenATargetHasBeenMetWithoutABreak) {
  const Date a = day(2024, 1, 1), b = day(2025, 1, 1), c = day(2026, 1, 1);
  EXPECT_EQ(met_since({{a, "not_met"}, {b, "met"}, {c, "met"}}), b);
  EXPECT_EQ(met_since({{a, "met"}, {b, "not_met"}, {c, "met"}}), c);
  EXPECT_FALSE(met_since({{a, "met"}, {b, "undecided"}}));
}

TEST(Timing, ComesFromAssessmentsOfOtherDatesAndForATerritoryOfTheSameVintageAlone) {
  Province p, q;
  Assessment now = counted(p, 100, 90), then = counted(q, 100, 85);  // >= 80 by the end of 2025
  now.as_of = day(2026, 6, 30);
  then.as_of = day(2025, 6, 30);
  then.vintage = day(2024, 1, 1);
  const auto timed = [&](const std::string& territory) {
    auto rows = scorecard(now, p.profile, {}, {}, territory);
    add_timing(rows, now, {then}, p.profile, {}, {}, territory);
    return row(rows, "household_fiber");
  };
  EXPECT_EQ(timed("").timing, "in_time");
  EXPECT_EQ(timed("").met_since, then.as_of);
  EXPECT_EQ(timed("c").timing, "late");  // c of then may be another commune
  EXPECT_EQ(timed("c").met_since, now.as_of);
  then.vintage = now.vintage;
  EXPECT_EQ(timed("c").timing, "in_time");
  then.as_of = day(2027, 1, 1);
  EXPECT_EQ(timed("").timing, "late");  // what comes later is not looked at
}

TEST(Timing, HasOneRowForEachMilestone) {
  Province p;
  p.profile.targets = {{"household_fiber", ">=", 50, day(2025, 12, 31), "d"},
                       {"household_fiber", ">=", 95, day(2030, 12, 31), "d"}};
  Assessment now = counted(p, 100, 90);
  now.as_of = day(2026, 6, 30);
  auto rows = scorecard(now, p.profile, {}, {}, {});
  add_timing(rows, now, {}, p.profile, {}, {}, {});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].timing, "late");
  EXPECT_EQ(rows[1].timing, "open");
}

TEST(Timing, OfAReportIsThatOfThePeriodItSpeaksOf) {
  Province p;
  Assessment now = counted(p, 100, 90);
  now.as_of = day(2026, 6, 30);
  const auto timing = [&](const std::vector<Reported>& reported) {
    auto rows = scorecard(now, p.profile, reported, {}, {});
    add_timing(rows, now, {}, p.profile, reported, {}, {});
    return row(rows, "einvoice_firms").timing;  // >= 100 by the end of 2025
  };
  const auto report = [](const char* period, double value) {
    return Reported{"einvoice_firms", "", period, "Sở", value, {}, {}};
  };
  EXPECT_EQ(timing({report("2025", 100)}), "in_time");
  EXPECT_EQ(timing({report("2025-Q3", 98), report("2026-03", 100)}), "late");
  EXPECT_EQ(timing({report("2025", 98)}), "missed");
  EXPECT_EQ(timing({report("2024", 98)}), "undecided");  // how it was at the deadline nobody has reported
  EXPECT_EQ(timing({report("last year", 98)}), "");
  EXPECT_EQ(timing({}), "");
}

TEST(Scorecard, HoldsReportedFiguresWithTheNewestPeriod) {
  Province p;
  p.add("province", "96");
  p.commune("c", box(0, 0, 1000, 1000), "96");
  std::vector<Reported> reported;
  reported.push_back({"econtract_firms", "96", "2025", "Sở Công Thương", 80, 80, 100});
  reported.push_back({"econtract_firms", "96", "2024", "Sở Công Thương", 99, {}, {}});
  reported.push_back({"digital_technology_firms", "", "2025", "Sở", 12, {}, {}});
  const auto rows = scorecard(p.assess(), p.profile, reported, {}, {});
  const auto r = row(rows, "econtract_firms");  // > 80, and 80 is not over 80
  EXPECT_TRUE(r.reported);
  EXPECT_EQ(r.unit, "percent");
  EXPECT_EQ(r.status, "not_met");
  EXPECT_EQ(r.period, "2025");
  EXPECT_EQ(r.numerator, 80);
  EXPECT_EQ(row(rows, "digital_technology_firms").status, "met");
  EXPECT_EQ(row(rows, "einvoice_firms").status, "no_data");
}

}  // namespace
}  // namespace vungphu::assess::testing
