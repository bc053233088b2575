// Codes read at their dates, as sets of pieces: belonging, scopes, groups, rows of another vintage
// (DESIGN 3.4).
//
// The land of most tests: before July 2025 the communes a, b, x and y in the districts d1 (a, b) and d2 (x,
// y); from then on c = a + b + a part of x (x1), and d = the rest of x (x2) + y.
//
//     a  b | x1 x2  y        pieces 0 1 2 3 4
//     -----+---------
//     c  c   c | d  d
#include <algorithm>

#include <gtest/gtest.h>

#include "vungphu/assess/gaps.hpp"
#include "vungphu/assess/scorecard.hpp"
#include "vungphu/model/kinds.hpp"

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

const Date kOld = std::chrono::year{2025} / 3 / 31;

void read_at(Province& p, Date date, std::string_view level, std::string_view code,
             std::vector<std::int32_t> pieces) {
  p.pieces.of_unit[UnitCode{std::string(level), std::string(code), date}] = std::move(pieces);
}

/// The new communes with 100 and 60 homes, and what the old codes meant.
Province land() {
  Province p;
  p.add("province", "p");
  p.add("commune", "c", "p").weight = 100;
  p.add("commune", "d", "p").weight = 60;
  p.pieces.of_territory = {{0, 1, 2}, {3, 4}};
  read_at(p, kOld, "commune", "a", {0});
  read_at(p, kOld, "commune", "b", {1});
  read_at(p, kOld, "commune", "x", {2, 3});
  read_at(p, kOld, "commune", "y", {4});
  read_at(p, kOld, "district", "d1", {0, 1});
  read_at(p, kOld, "district", "d2", {2, 3, 4});
  return p;
}

/// Old codes: of an old list, of an old submission.
Feed submit_old(Province& p, std::string_view op, std::vector<std::string> scope) {
  Feed feed = p.submit(op, "fiber", std::move(scope));
  feed.submission().codes_as_of = kOld;
  return feed;
}

const Finding* finding(const Assessment& a, std::string_view code) {
  for (const auto& f : a.findings) {
    if (f.code == code) return &f;
  }
  return nullptr;
}

std::string arg(const Finding& f, std::string_view name) {
  for (const auto& [key, value] : f.args) {
    if (key == name) return value;
  }
  return {};
}

std::int64_t schools(const Assessment& a, std::string_view territory) {
  return *figure(a, "school", "fiber", "any", territory, territory == "outside" ? "commune" : "").total;
}

std::string said(const Figure& f) {
  return std::to_string(f.covered) + ".." + std::to_string(f.covered_upper) + " of " +
         (f.total ? std::to_string(*f.total) : "?") + ", " + std::to_string(f.no_data) + " open, " + f.status;
}

const Figure& homes(const Assessment& a, std::string_view territory, std::string_view level = "commune",
                    std::string_view op = "any") {
  return figure(a, "household", "fiber", op, territory, level);
}

TEST(Units, AParentIsReadAtTheDateOfItsList) {
  Province p = land();
  p.code_dates["school"] = kOld;
  p.add("school", "1", "a");   // wholly in c
  p.add("school", "2", "y");   // wholly in d
  p.add("school", "3", "x");   // in both: nowhere for sure
  p.add("school", "4", "d1");  // a district that lies in c
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "c"), 2);
  EXPECT_EQ(schools(a, "d"), 1);
  EXPECT_EQ(schools(a, "outside"), 1);
  const Finding* said = finding(a, "parent_not_carried");
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(arg(*said, "kind"), "school");
  EXPECT_EQ(arg(*said, "count"), "1");
}

/// The old vintage: each commune of old is a territory with 40 homes, and hamlets are listed by the new ones.
Province old_land() {
  Province p;
  for (const char* code : {"a", "b"}) p.add("commune", code).weight = 40;
  p.pieces.of_territory = {{0}, {1}};
  p.code_dates["hamlet"] = kOld;  // of today, that is: at another date than the vintage's
  read_at(p, kOld, "commune", "new", {0, 1});
  p.add("hamlet", "h", "new").weight = 25;
  return p;
}

TEST(Units, AHamletThatTheListOfThenPlacesLiesThere) {
  Province p = old_land();
  Inputs inputs = p.inputs();
  Entry then = inputs.entries["hamlet"].front();
  then.parent = "b";
  then.list = 0;  // a list that is read at the vintage
  inputs.at_vintage["hamlet"].push_back(then);
  const auto a = assess::assess(inputs).value();
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any", "b").total, 1);
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any", "outside", "commune").total, 0);
  EXPECT_EQ(finding(a, "parent_not_carried"), nullptr);
}

TEST(Units, HomesOfAHamletThatIsInOneOfSeveralTerritoriesCountOnce) {
  Province p = old_land();
  p.submit("viettel", "fiber").counts("commune", "a", passed(10));
  const auto a = p.assess();  // 40 + 40 homes; the 25 of the hamlet are among them
  EXPECT_EQ(figure(a, "household", "fiber", "any").total, 80);
  EXPECT_EQ(figure(a, "hamlet", "fiber", "any", "outside", "commune").total, 1);
  ASSERT_NE(finding(a, "parent_not_carried"), nullptr);
}

TEST(Units, OfAHamletThatIsInOneOfSeveralTerritoriesOnlyWhatNoTotalHoldsCountsOutside) {
  Province p = old_land();
  p.entries["commune"][0].weight = 10;  // of the 25 homes of h 10 are in a; b has hamlets of its own
  p.entries["commune"][1].weight.reset();
  read_at(p, kOld, "commune", "old b", {1});
  p.add("hamlet", "i", "old b").weight = 7;
  const auto a = p.assess();
  EXPECT_EQ(homes(a, "a").total, 10);
  EXPECT_EQ(homes(a, "b").total, 7);
  EXPECT_EQ(homes(a, "outside").total, 15);
  EXPECT_EQ(homes(a, "*", "*").total, 32);
}

TEST(Units, AnOldCodeThatNamesANewUnitMeansTheOldOne) {
  Province p = land();
  read_at(p, kOld, "commune", "c", {4});  // the old commune c is now a part of d
  p.code_dates["school"] = kOld;
  p.add("school", "1", "c");
  const auto a = p.assess();
  EXPECT_EQ(schools(a, "c"), 0);
  EXPECT_EQ(schools(a, "d"), 1);
}

TEST(Units, AScopeHoldsTheTerritoriesWhosePiecesItHasAll) {
  Province p = land();
  p.add("school", "1", "c");
  p.add("school", "2", "d");
  submit_old(p, "viettel", {"commune:x", "commune:y"}).names("school", "2");  // d wholly, c in part
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "viettel", "d").covered, 1);
  EXPECT_EQ(figure(a, "school", "fiber", "viettel", "c").no_data, 1);
}

TEST(Units, ALaterSubmissionTakesTheLandThatItSpeaksOfInWhateverCodes) {
  Province p = land();
  p.add("school", "1", "c");
  p.add("school", "2", "d");
  Feed old = submit_old(p, "viettel", {"commune:a", "commune:b", "commune:x", "commune:y"});
  old.names("school", "1").names("school", "2");
  old.submission().part = "p";
  old.submission().as_of = kOld;
  p.submit("viettel", "fiber", {"commune:c"}).names("school", "9").submission().part = "p";
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "viettel", "c").covered, 0);
  EXPECT_EQ(figure(a, "school", "fiber", "viettel", "d").covered, 1);
}

bool has_unplaced(const Assessment& a, std::string_view level) {
  return std::ranges::any_of(a.figures,
                             [&](const auto& f) { return f.territory == kUnplaced && f.level == level; });
}

TEST(Rows, OfOldUnitsThatMakeUpANewOneAddUpToItsCount) {
  Province p = land();
  submit_old(p, "viettel", {"commune:y"}).counts("commune", "y", passed(20));
  read_at(p, kOld, "commune", "x1", {2});  // had x been two communes
  submit_old(p, "viettel", {"commune:a", "commune:b", "commune:x1"})
      .counts("commune", "a", passed(10))
      .counts("commune", "b", passed(15))
      .counts("commune", "x1", passed(5));
  const auto a = p.assess();
  EXPECT_EQ(said(homes(a, "c")), "30..30 of 100, 0 open, complete");
}

TEST(Rows, OfOldUnitsThatAreAPartOfANewOneSpeakForThatPartAlone) {
  Province p = land();
  submit_old(p, "viettel", {"commune:a", "commune:b"})
      .counts("commune", "a", passed(10, 40))
      .counts("commune", "b", passed(15));
  // At least 25 of 100; 40 homes of a and 15 of b are spoken of, of the other 45 nothing is known.
  EXPECT_EQ(said(homes(p.assess(), "c")), "25..25 of 100, 45 open, partial");
}

TEST(Rows, OfAPartOverlapWithOtherOperatorsAsMuchOrAsLittleAsMayBe) {
  Province p = land();
  submit_old(p, "viettel", {"commune:a"}).counts("commune", "a", passed(25, 40));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("commune", "c", passed(60));
  const auto a = p.assess();
  EXPECT_EQ(said(homes(a, "c")), "60..85 of 100, 0 open, complete");
  EXPECT_EQ(said(homes(a, "c", "commune", "viettel")), "25..25 of 100, 60 open, partial");
}

TEST(Rows, OfAnOldUnitThatIsNowInTwoAreOfBothTogether) {
  Province p = land();
  submit_old(p, "viettel", {"commune:a", "commune:b", "commune:x", "commune:y"})
      .counts("commune", "a", passed(20))
      .counts("commune", "b", passed(10))
      .counts("commune", "x", passed(40))
      .counts("commune", "y", passed(15));
  const auto a = p.assess();
  // c has a and b for certain, d has y; the 40 of x are somewhere in the two: 85 of 160 in the province.
  EXPECT_EQ(said(homes(a, "c")), "30..30 of 100, 70 open, partial");
  EXPECT_EQ(said(homes(a, "d")), "15..15 of 60, 45 open, partial");
  EXPECT_EQ(said(homes(a, "unplaced")), "40..40 of ?, 0 open, complete");
  EXPECT_EQ(said(homes(a, "p", "province")), "85..85 of 160, 0 open, complete");
  EXPECT_FALSE(has_unplaced(a, "province"));
  EXPECT_EQ(said(homes(a, "*", "*")), "85..85 of 160, 0 open, complete");
}

TEST(Rows, OfADistrictAreNotOfItsCommunes) {
  Province p;
  p.add("province", "p");
  p.add("district", "d", "p");
  for (const char* code : {"c1", "c2"}) p.add("commune", code, "d").weight = 50;
  p.add("commune", "c3", "p").weight = 30;
  p.submit("viettel", "fiber", {"district:d"}).counts("district", "d", passed(60, 100));
  const auto a = p.assess();
  EXPECT_EQ(said(homes(a, "c1")), "0..0 of 50, 50 open, no_data");
  EXPECT_EQ(said(homes(a, "unplaced")), "60..60 of ?, 0 open, complete");
  EXPECT_EQ(said(homes(a, "d", "district")), "60..60 of 100, 0 open, complete");
  EXPECT_FALSE(has_unplaced(a, "district"));
  EXPECT_EQ(said(homes(a, "*", "*")), "60..60 of 130, 30 open, partial");
  EXPECT_EQ(figure(a, "commune", "fiber", "any").no_data, 3);
}

TEST(Rows, OfADistrictSpeakForWhatFinerOnesLeave) {
  Province p;
  p.add("district", "d");
  for (const char* code : {"c1", "c2"}) p.add("commune", code, "d").weight = 50;
  p.submit("viettel", "fiber", {"district:d"}).counts("district", "d", passed(60));
  p.submit("viettel", "fiber", {"commune:c1"}).counts("commune", "c1", passed(45));
  p.submit("vnpt", "fiber", {"commune:c2"}).counts("commune", "c2", passed(30));
  const auto a = p.assess();
  // Viettel: 45 in c1, so 15 in c2. VNPT: 30 in c2. Together 75 (the 15 within the 30) to 90.
  EXPECT_EQ(said(homes(a, "d", "district", "viettel")), "60..60 of 100, 0 open, complete");
  // Of c2 alone nobody has proven that the other 20 are dark: Viettel's 15 are in c2, since 45 are in c1.
  EXPECT_EQ(said(homes(a, "c2")), "30..45 of 50, 0 open, complete");
  EXPECT_EQ(homes(a, "c2").shared_upper, 15);
  EXPECT_EQ(said(homes(a, "d", "district")), "75..90 of 100, 0 open, complete");
  EXPECT_EQ(said(homes(a, "unplaced")), "0..15 of ?, 0 open, complete");
}

TEST(Rows, OfATableOfDistrictsLeaveOutTheOnesThatItDoesNotName) {
  Province p;
  p.add("district", "d");
  p.add("district", "e");
  for (const char* code : {"c1", "c2"}) p.add("commune", code, "d").weight = 50;
  p.add("commune", "c3", "e").weight = 30;
  p.submit("viettel", "fiber", {"district:d", "district:e"}).counts("district", "d", passed(60));
  EXPECT_EQ(said(homes(p.assess(), "*", "*")), "60..60 of 130, 0 open, complete");
}

TEST(Rows, WithAnOldMeaningDoNotCountForTheNewAreaOfTheirCode) {
  Province p = land();
  read_at(p, kOld, "commune", "c", {0});  // what is c today is larger than what it was
  submit_old(p, "viettel", {"commune:c"}).counts("commune", "c", passed(38, 40));
  const auto a = p.assess();
  EXPECT_EQ(said(homes(a, "c")), "38..38 of 100, 60 open, partial");
  EXPECT_EQ(homes(a, "c").over_total, 0);
}

TEST(Rows, ThatCannotBeCarriedAreCountedAndInNoFigure) {
  Province p = land();
  read_at(p, kOld, "commune", "gone", {7});  // of which no territory is made
  submit_old(p, "viettel", {"commune:gone", "commune:a"})
      .counts("commune", "gone", passed(12))
      .counts("commune", "nowhere", passed(5))
      .counts("commune", "a", passed(1));
  const auto a = p.assess();
  EXPECT_EQ(homes(a, "*", "*").covered, 1);
  const Finding* left = finding(a, "rows_not_carried");
  ASSERT_NE(left, nullptr);
  EXPECT_EQ(arg(*left, "rows"), "2");
  EXPECT_EQ(arg(*left, "passed"), "17");
}

TEST(Rows, ForOneUnitAreTheLargerOfTwoParts) {
  Province p = land();
  submit_old(p, "viettel", {"commune:a"}).counts("commune", "a", passed(10));
  submit_old(p, "viettel", {"commune:a"}).counts("commune", "a", passed(25));
  EXPECT_EQ(homes(p.assess(), "c").covered, 25);
}

TEST(Rows, OfAHamletThatMergedCountAtTheOneItMergedInto) {
  Province p;
  p.add("commune", "c").weight = 100;
  p.add("hamlet", "h", "c").weight = 50;
  p.add("hamlet", "k", "c").weight = 50;
  const Date then = std::chrono::year{2025} / 12 / 1;
  p.hamlet_changes.push_back({1, "hamlet", "merge", "old", "h", then, "QĐ 1"});
  Feed early = p.submit("viettel", "fiber", {"commune:c"});
  early.counts("hamlet", "old", passed(15)).counts("hamlet", "h", passed(20));
  early.submission().as_of = kOld;
  auto a = p.assess();
  EXPECT_EQ(said(homes(a, "c")), "35..35 of 100, 0 open, complete");
  // A later row for h speaks for both: it is no third one.
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h", passed(38));
  a = p.assess();
  EXPECT_EQ(said(homes(a, "c")), "38..38 of 100, 0 open, complete");
}

TEST(Rows, OfAHamletThatWasSplitAreOfNeither) {
  Province p;
  p.add("commune", "c").weight = 100;
  for (const char* code : {"h", "k", "m"}) p.add("hamlet", code, "c").weight = 30;
  const Date then = std::chrono::year{2025} / 12 / 1;
  p.hamlet_changes.push_back({1, "hamlet", "split", "h", "k", then, "QĐ 1"});
  Feed early = p.submit("viettel", "fiber", {"commune:c"});
  early.counts("hamlet", "h", passed(25)).counts("hamlet", "m", passed(10));
  early.submission().as_of = kOld;
  const auto a = p.assess();
  EXPECT_EQ(said(homes(a, "c")), "10..10 of 90, 60 open, partial");
  EXPECT_EQ(arg(*finding(a, "rows_not_carried"), "passed"), "25");
}

TEST(Groups, HoldTheTerritoriesThatLieInThemWhollyAndNameTheOthers) {
  Province p = land();
  p.groups.push_back({"d1", "Old district 1", {0, 1}});
  p.groups.push_back({"cd", "Both", {0, 1, 2, 3, 4}});
  p.add("school", "1", "c");
  p.add("school", "2", "d");
  submit_old(p, "viettel", {"commune:a", "commune:b", "commune:x", "commune:y"})
      .counts("district", "d1", passed(30, 70))
      .counts("district", "d2", passed(50, 90));
  const auto a = p.assess();
  const Figure cut = homes(a, "d1", "group"), both = homes(a, "cd", "group");
  EXPECT_EQ(cut.total.value_or(0), 0);
  EXPECT_EQ(cut.straddles, (std::vector<std::string>{"c"}));
  // d1 is a part of c, d2 is the rest of c and all of d: together they are both.
  EXPECT_EQ(said(both), "80..80 of 160, 0 open, complete");
  EXPECT_TRUE(both.straddles.empty());
  EXPECT_EQ(*figure(a, "school", "fiber", "any", "cd").total, 2);
}

TEST(Groups, AreScoredAndSearchedAsTerritoriesAre) {
  Province p = land();
  p.groups.push_back({"g", "Group", {3, 4}});
  p.at("school", "1", {0, 0}, "c");
  p.at("school", "2", {0, 0}, "d");
  p.submit("viettel", "fiber").area(box(9, 9, 10, 10));
  const Inputs inputs = p.inputs();
  const auto a = *assess::assess(inputs);
  const auto found = gaps(a, inputs, {.kind = "school", .technology = "fiber", .within = "g"});
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().code, "2");
  const auto rows = scorecard(a, p.profile, {}, {}, "g");
  ASSERT_EQ(rows.size(), p.profile.targets.size());
  EXPECT_EQ(rows.front().level, "group");
  EXPECT_EQ(rows.front().territory_name, "Group");
  EXPECT_EQ(scorecard(a, p.profile, {}, "group", {}).size(), rows.size());
}

TEST(Silence, NamesTheOperatorsOfTheRegistryThatHaveNotSpoken) {
  Province p = land();
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(1));
  p.submit("vnpt", "fiber", {"commune:c", "commune:d"}).counts("commune", "c", passed(1));
  p.submit("fpt", "5g").area(box(0, 0, 1, 1));
  const auto a = p.assess();
  const auto has = [](const std::vector<std::string>& ops, std::string_view op) {
    return std::ranges::find(ops, op) != ops.end();
  };
  const Figure whole = homes(a, "*", "*"), d = homes(a, "d");
  EXPECT_TRUE(has(whole.silent, "fpt"));
  EXPECT_TRUE(has(whole.partly_silent, "viettel"));
  EXPECT_FALSE(has(whole.silent, "vnpt") || has(whole.partly_silent, "vnpt"));
  EXPECT_TRUE(has(d.silent, "viettel"));
  EXPECT_TRUE(homes(a, "d", "commune", "vnpt").silent.empty());
}

TEST(Refused, RowsAreToldWithTheWhole) {
  Province p = land();
  p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(1)).submission().refused = 3;
  const auto a = p.assess();
  EXPECT_EQ(homes(a, "*", "*").refused, 3);
  EXPECT_EQ(homes(a, "*", "*", "viettel").refused, 3);
  EXPECT_FALSE(homes(a, "c").refused);
}

TEST(People, AreCountedWithTheThingsTheyLiveIn) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  for (const char* code : {"h1", "h2", "h3", "h4"}) {
    Entry& h = p.add("hamlet", code, "c");
    h.weight = 10;
    h.people = 40;
  }
  auto& hamlets = p.entries["hamlet"];
  hamlets[3].people.reset();
  hamlets[0].power = hamlets[1].power = true;
  hamlets[2].power = false;
  // h1 is covered, h2 partly dark, h3 white; of h4 nobody knows the people, nor whether it has power.
  p.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(10))
      .counts("hamlet", "h2", passed(4))
      .counts("hamlet", "h3", passed(0))
      .counts("hamlet", "h4", passed(10));
  const Figure f = figure(p.assess(), "hamlet", "fiber", "any");
  EXPECT_EQ(f.people_total, 120);
  EXPECT_EQ(f.people_covered, 40);
  EXPECT_EQ(f.people_covered_upper, 80);
  EXPECT_EQ(f.unpeopled, 1);
  EXPECT_EQ(f.powered_total, 2);
  EXPECT_EQ(f.powered_covered, 2);  // lit at the centre, or by a count
  EXPECT_EQ(f.unknown_power, 1);
}

TEST(Disagreement, OverFivePointsBetweenFinerAndCoarserEvidenceIsAFinding) {
  const auto found = [](std::int64_t commune) {
    Province p;
    p.commune("c", box(0, 0, 1000, 1000));
    p.add("hamlet", "h1", "c").weight = 40;
    p.add("hamlet", "h2", "c").weight = 60;
    p.submit("viettel", "fiber", {"commune:c"})
        .counts("hamlet", "h1", passed(20))
        .counts("hamlet", "h2", passed(30));
    p.submit("viettel", "fiber", {"commune:c"}).counts("commune", "c", passed(commune));
    return p.assess();
  };
  EXPECT_EQ(finding(found(55), "evidence_disagrees"), nullptr);  // 50 % and 55 %
  const auto a = found(56);
  const Finding* said_so = finding(a, "evidence_disagrees");
  ASSERT_NE(said_so, nullptr);
  EXPECT_EQ(arg(*said_so, "code"), "c");
  EXPECT_EQ(arg(*said_so, "finer"), "counts");
  EXPECT_EQ(arg(*said_so, "finer_percent"), "50");
  EXPECT_EQ(arg(*said_so, "coarser"), "row");
  EXPECT_EQ(arg(*said_so, "coarser_percent"), "56");
  EXPECT_EQ(homes(a, "c").covered, 50);  // the finer one counts
}

TEST(Disagreement, IsLookedForBetweenHomesOneByOneAndTheirHamletsRow) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h", {500, 500}, "c");
  p.households("h", 10, {100, 100});
  p.submit("viettel", "fiber").area(box(0, 0, 103, 1000));  // four of ten
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h", passed(9, 10));
  const auto a = p.assess();
  ASSERT_NE(finding(a, "evidence_disagrees"), nullptr);
  EXPECT_EQ(arg(*finding(a, "evidence_disagrees"), "kind"), "hamlet");
  EXPECT_EQ(arg(*finding(a, "evidence_disagrees"), "finer"), "points");
  p.stated.back().claims.back().counts.total = 12;  // of other homes than these: nothing to compare
  EXPECT_EQ(finding(p.assess(), "evidence_disagrees"), nullptr);
}

TEST(Digest, OfInputsCoversTheListsThatPiecesGroupsAndHamletsLivesAreMadeOf) {
  const Province p = land();
  Inputs inputs = p.inputs();
  const std::string before = input_digest(inputs);
  ListInfo mapping;
  mapping.kind = "mapping";
  mapping.content_digest = "1";
  inputs.background.push_back(mapping);
  const std::string with = input_digest(inputs);
  EXPECT_NE(with, before);
  inputs.background.back().content_digest = "2";
  EXPECT_NE(input_digest(inputs), with);
}

}  // namespace
}  // namespace vungphu::assess::testing
