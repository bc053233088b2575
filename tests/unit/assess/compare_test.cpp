// Two dates held against each other, each step worked out by hand.
#include "vungphu/assess/compare.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "vungphu/model/kinds.hpp"

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

Date day(int year, unsigned month) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{30}};
}

/// Two provinces, one at each date, and the stages between them. Entries keep their ids by key, as a ledger
/// does where a list has not changed.
class Two {
 public:
  Province from, to;
  std::optional<Assessment> stored;

  Comparison compare(const std::string& territory = {}) {
    if (!staged_) {  // once: nothing is drawn after the first comparison
      to.profile = from.profile;
      first_ = stage(from, from, from);
      second_ = stage(to, from, from);
      third_ = stage(to, to, from);
      fourth_ = stage(to, to, to);
      staged_ = true;
    }
    Stages stages{stored ? &*stored : nullptr, &first_, &second_, &third_, &fourth_};
    auto found = assess::compare(stages, {territory, {}, {}});
    if (!found) throw std::runtime_error(found.error().code);
    return *std::move(found);
  }
  const Stage& last() const { return fourth_; }

 private:
  Stage stage(const Province& territories, const Province& places, const Province& claims) {
    Stage made{places.inputs(), {}};
    made.inputs.profile = &from.profile;
    made.inputs.with_areas = false;
    made.inputs.stated = claims.inputs().stated;
    for (const std::string& level : from.profile.levels) {
      made.inputs.entries.erase(level);
      const Inputs drawn = territories.inputs();
      const auto found = drawn.entries.find(level);
      if (found != drawn.entries.end()) made.inputs.entries[level] = found->second;
    }
    made.inputs.vintage = &territories == &from ? day(2025, 1) : day(2025, 7);
    for (auto& [kind, entries] : made.inputs.entries)
      for (Entry& entry : entries) entry.id = 0;
    auto assessed = assess(made.inputs);
    if (!assessed) throw std::runtime_error(assessed.error().code);
    made.assessment = *std::move(assessed);
    return made;
  }
  bool staged_ = false;
  Stage first_, second_, third_, fourth_;
};

const Waterfall& step_of(const Comparison& found, std::string_view indicator) {
  for (const Waterfall& one : found.waterfall)
    if (one.indicator == indicator) return one;
  throw std::runtime_error("no such indicator");
}

std::vector<std::string> told(const Comparison& found, std::string_view kind, std::string_view technology) {
  std::vector<std::string> lines;
  for (const PlaceChange& p : found.places) {
    if (p.kind != kind || p.technology != technology) continue;
    std::string line = p.code + " " + p.change + " " + (p.from.empty() ? "-" : p.from) + ">" +
                       (p.to.empty() ? "-" : p.to) + " " + p.step;
    for (const std::string& op : p.operators) line += " " + op;
    lines.push_back(line);
  }
  std::ranges::sort(lines);
  return lines;
}

void expect_sum(const Waterfall& w, const std::string& what) {
  std::int64_t numerator = 0, denominator = 0;
  bool known = w.from.denominator && w.to.denominator;
  for (const Term* step :
       {&w.from, &w.rules, &w.boundaries, &w.lists, &w.totals, &w.newly_covered, &w.lost}) {
    numerator += step->numerator;
    known = known && step->denominator;
    denominator += step->denominator.value_or(0);
  }
  EXPECT_EQ(numerator, w.to.numerator) << what << " " << w.indicator;
  if (known) {
    EXPECT_EQ(denominator, *w.to.denominator) << what << " " << w.indicator;
  }
  EXPECT_GE(w.newly_covered.numerator, 0) << what;
  EXPECT_LE(w.lost.numerator, 0) << what;
}

/// Two communes side by side, c from 0 to 1000, d from 1000 to 2000.
void draw(Province& p) {
  p.commune("c", box(0, 0, 1000, 1000));
  p.commune("d", box(1000, 0, 2000, 1000));
}

TEST(Compare, TellsNewlyCoveredFromLostPlaceByPlace) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->at("school", "1", {100, 500});
    p->at("school", "2", {500, 500});
    p->at("school", "3", {1500, 500});
  }
  two.from.submit("viettel", "fiber").area(box(0, 0, 600, 1000));   // schools 1 and 2
  two.to.submit("viettel", "fiber").area(box(400, 0, 2000, 1000));  // schools 2 and 3
  two.to.submit("vnpt", "fiber").area(box(1400, 0, 2000, 1000));    // school 3 as well
  const auto found = two.compare();
  const auto& w = step_of(found, "school_fiber");
  EXPECT_EQ(w.from.numerator, 2);
  EXPECT_EQ(w.newly_covered.numerator, 1);
  EXPECT_EQ(w.lost.numerator, -1);
  EXPECT_EQ(w.to.numerator, 2);
  EXPECT_EQ(w.to.denominator, 3);
  EXPECT_EQ(w.unit, "places");
  expect_sum(w, "");
  EXPECT_EQ(told(found, "school", "fiber"),
            (std::vector<std::string>{"1 lost covered>uncovered submissions viettel",
                                      "3 gained uncovered>covered submissions viettel vnpt"}));
  const Waterfall in_d = step_of(two.compare("d"), "school_fiber");
  EXPECT_EQ(in_d.newly_covered.numerator, 1);
  EXPECT_EQ(in_d.lost.numerator, 0);
  EXPECT_EQ(in_d.to.denominator, 1);
}

TEST(Compare, GivesTheListWhatTheListMade) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->at("school", "1", {100, 500});
    p->submit("viettel", "fiber").area(box(0, 0, 600, 1000));
  }
  two.from.at("school", "2", {700, 500});  // dark, and no more
  two.to.at("school", "3", {200, 500});    // new, and lit
  two.to.at("school", "4", {800, 500});    // new, and dark
  const auto found = two.compare();
  const auto& w = step_of(found, "school_fiber");
  EXPECT_EQ(w.lists.numerator, 1);
  EXPECT_EQ(w.lists.denominator, 1);
  EXPECT_EQ(w.newly_covered.numerator, 0);
  EXPECT_EQ(w.lost.numerator, 0);
  expect_sum(w, "");
  EXPECT_EQ(told(found, "school", "fiber"),
            (std::vector<std::string>{"2 delisted uncovered>- lists", "3 listed ->covered lists viettel",
                                      "4 listed ->uncovered lists"}));
}

TEST(Compare, GivesBoundariesWhatAMergedCommuneMade) {
  Two two;
  draw(two.from);
  two.to.commune("c", box(0, 0, 2000, 1000));  // c took in d, under its old code
  for (Province* p : {&two.from, &two.to}) {
    p->at("school", "1", {100, 500});
    p->at("school", "2", {1500, 500});
    p->submit("viettel", "fiber").area(box(1000, 0, 2000, 1000));  // school 2, in what was d
  }
  const auto whole = two.compare();
  EXPECT_EQ(step_of(whole, "school_fiber").boundaries.numerator, 0);
  EXPECT_EQ(step_of(whole, "commune_fiber").boundaries.denominator, -1);
  EXPECT_FALSE(whole.redrawn);
  const auto found = two.compare("c");
  EXPECT_TRUE(found.redrawn);
  const auto& w = step_of(found, "school_fiber");
  EXPECT_EQ(w.from.numerator, 0);
  EXPECT_EQ(w.from.denominator, 1);
  EXPECT_EQ(w.boundaries.numerator, 1);
  EXPECT_EQ(w.boundaries.denominator, 1);
  EXPECT_EQ(w.to.numerator, 1);
  expect_sum(w, "");
  EXPECT_EQ(told(whole, "commune", "fiber").size(), 3U);  // c and d are no more, and there is another c
}

TEST(Compare, GivesRulesWhatTheStoredAssessmentCountedOtherwise) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->at("school", "1", {100, 500});
    p->submit("viettel", "fiber").area(box(0, 0, 600, 1000));
  }
  two.stored = two.from.assess();
  for (Figure& f : two.stored->figures)
    if (f.kind == "school") f.covered = f.covered_upper = 0;  // as another rule had it
  const Waterfall w = step_of(two.compare(), "school_fiber");
  EXPECT_EQ(w.from.numerator, 0);
  EXPECT_EQ(w.rules.numerator, 1);
  EXPECT_EQ(w.rules.denominator, 0);
  EXPECT_EQ(w.to.numerator, 1);
  expect_sum(w, "");
}

TEST(Compare, TellsHamletsApartWhereOnlyCountsAreKnown) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->add("hamlet", "h1", "c").weight = 100;
    p->add("hamlet", "h2", "c").weight = 100;
  }
  two.from.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(40))
      .counts("hamlet", "h2", passed(0));
  two.to.submit("viettel", "fiber", {"commune:c"})
      .counts("hamlet", "h1", passed(10))
      .counts("hamlet", "h2", passed(50));
  const auto found = two.compare();
  const auto& w = step_of(found, "household_fiber");
  EXPECT_EQ(w.newly_covered.numerator, 50);
  EXPECT_EQ(w.lost.numerator, -30);
  EXPECT_EQ(w.to.numerator, 60);
  expect_sum(w, "");
  EXPECT_EQ(told(found, "hamlet", "fiber"),
            std::vector<std::string>{"h2 gained white>partly_dark submissions viettel"});
}

TEST(Compare, TakesACommunesRowAsAWhole) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->entries["commune"][0].weight = p->entries["commune"][1].weight = 100;
  }
  two.from.submit("viettel", "fiber", {"commune:c", "commune:d"})
      .counts("commune", "c", passed(40))
      .counts("commune", "d", passed(80));
  two.to.submit("viettel", "fiber", {"commune:c", "commune:d"})
      .counts("commune", "c", passed(70))
      .counts("commune", "d", passed(75));
  const Waterfall w = step_of(two.compare(), "household_fiber");
  EXPECT_EQ(w.newly_covered.numerator, 30);
  EXPECT_EQ(w.lost.numerator, -5);
  expect_sum(w, "");
}

TEST(Compare, DoesNotCallCountsLostWherePolygonsTakeTheirPlace) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->add("hamlet", "h", "c");
    p->households("h", 10, {100, 100});
  }
  two.from.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h", passed(6));
  two.to.submit("viettel", "fiber").area(box(100, 100, 106, 101));  // seven of the ten
  const Waterfall w = step_of(two.compare(), "household_fiber");
  EXPECT_EQ(w.from.numerator, 6);
  EXPECT_EQ(w.newly_covered.numerator, 1);
  EXPECT_EQ(w.lost.numerator, 0);
  expect_sum(w, "");
}

TEST(Compare, LeavesAHomeBeyondItsHamletsCommuneToWhereItLies) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->add("hamlet", "h", "c");
    p->households("h", 2, {100, 100});
    p->at("household", "beyond", {1500, 100}, "h");  // of a hamlet of c, and lies in d
  }
  two.from.submit("viettel", "fiber").area(box(0, 0, 500, 1000));    // the two
  two.to.submit("viettel", "fiber").area(box(1400, 0, 2000, 1000));  // the one beyond
  const Waterfall w = step_of(two.compare(), "household_fiber");
  EXPECT_EQ(w.newly_covered.numerator, 1);
  EXPECT_EQ(w.lost.numerator, -2);
  const Waterfall in_d = step_of(two.compare("d"), "household_fiber");
  EXPECT_EQ(in_d.newly_covered.numerator, 1);
  EXPECT_EQ(in_d.lost.numerator, 0);
}

TEST(Compare, KnowsWhatThereIsToCompare) {
  Two two;
  for (Province* p : {&two.from, &two.to}) {
    draw(*p);
    p->at("school", "1", {100, 500});
    p->submit("viettel", "fiber").area(box(0, 0, 600, 1000));
  }
  EXPECT_TRUE(two.compare().places.empty());
  EXPECT_THROW(two.compare("nowhere"), std::runtime_error);
  Stages same{nullptr, &two.last(), &two.last(), &two.last(), &two.last()};
  EXPECT_EQ(assess::compare(same, {"", "castle", ""}).error().code, "assess.nothing_to_compare");
  const auto one = assess::compare(same, {"", "school", "fiber"});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->waterfall.size(), 1U);
}

// ---- a property of any two provinces

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::int32_t below(std::int32_t n) {
    return static_cast<std::int32_t>(engine_() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int32_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

void fill(Province& p, Dice& dice) {
  p.threads = 1;
  const std::int32_t communes = 2 + dice.below(3), width = 400 / communes;
  const auto commune = [&] { return "c" + std::to_string(dice.below(communes)); };
  for (std::int32_t i = 0; i < communes; ++i) {
    Entry& c = p.commune("c" + std::to_string(i), box(i * width, 0, (i + 1) * width, 100));
    if (dice.one_in(2)) c.weight = dice.below(50);
  }
  const bool points = dice.one_in(2);
  for (int i = 0; i < 8; ++i) {
    if (dice.one_in(5)) continue;
    Entry& h = p.add("hamlet", "h" + std::to_string(i), commune());
    if (!dice.one_in(3)) h.point = geo::GridPoint{dice.below(400), dice.below(100)};
    if (!dice.one_in(4)) h.weight = dice.below(20);
    if (dice.one_in(3)) h.people = dice.below(80);
    if (dice.one_in(2)) h.power = dice.one_in(2);
  }
  for (int i = 0; points && i < 30; ++i) {
    Entry& e = p.add("household", std::to_string(100 + i), "h" + std::to_string(dice.below(9)));
    if (!dice.one_in(6)) e.point = geo::GridPoint{dice.below(400), dice.below(100)};
    if (dice.one_in(3)) e.demand = dice.below(2);
    if (dice.one_in(3)) e.people = dice.below(5);
  }
  for (int i = 0; i < 6; ++i)
    if (!dice.one_in(4)) p.at("school", std::to_string(i), {dice.below(400), dice.below(100)}, commune());
  for (int i = 0; i < 5; ++i) {
    const char* operators[] = {"fpt", "viettel", "vnpt"};
    Feed feed = p.submit(operators[dice.below(3)], dice.one_in(3) ? "5g" : "fiber");
    const std::int32_t x = dice.below(400);
    if (dice.one_in(2)) {
      feed.area(box(x, 0, x + 1 + dice.below(200), 100));
    } else if (dice.one_in(2)) {
      for (int h = 0; h < 8; h += 1 + dice.below(3))
        feed.counts("hamlet", "h" + std::to_string(h), passed(dice.below(30)));
    } else {
      feed.counts("commune", commune(), passed(dice.below(60), dice.below(60)));
    }
  }
}

TEST(Compare, SumsExactlyForAnyTwoProvinces) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Dice dice(seed);
    Two two;
    two.from.profile.indicators.push_back({"people_5g", "household", "5g", "people", "percent"});
    two.from.profile.indicators.push_back({"powered_fiber", "hamlet", "fiber", "powered", "percent"});
    two.from.profile.indicators.push_back({"school_weight", "school", "fiber", "weight", "percent"});
    fill(two.from, dice);
    fill(two.to, dice);
    for (const char* territory : {"", "c1", "outside"}) {
      const auto found = two.compare(territory);
      for (const Waterfall& w : found.waterfall) {
        expect_sum(w, std::to_string(seed) + territory);
        if (*territory != '\0') continue;
        for (const Figure& f : two.last().assessment.figures) {
          if (f.kind != w.kind || f.technology != w.technology || f.op != kAny || f.level != kWhole) continue;
          if (w.indicator == "school_fiber") {
            EXPECT_EQ(w.to.numerator, f.covered);
          }
        }
      }
    }
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace vungphu::assess::testing
