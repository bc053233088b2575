// The other rules beside the official one, each worked out by hand.
#include "vungphu/assess/sensitivity.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

std::string told(const Province& p, const SensitivityQuery& query) {
  const Inputs inputs = p.inputs();
  auto found = sensitivity(inputs, query);
  if (!found) throw std::runtime_error(found.error().code);
  std::string text;
  for (const auto& [f, official] : *found) {
    if (!text.empty()) text += ", ";
    text += (official ? "*" : "") + f.rule + " " + std::to_string(f.covered);
    if (f.covered_upper != f.covered) text += ".." + std::to_string(f.covered_upper);
    text += "/" + std::to_string(f.total.value_or(-1));
    if (f.no_data > 0) text += " (" + std::to_string(f.no_data) + " no data)";
  }
  return text;
}

TEST(Sensitivity, OfHamletsAsksTheirHomes) {
  Province p;
  p.commune("c", box(0, 0, 10000, 1000));
  // h1: centre dark, 1 of 10 homes lit; h2: centre lit, 5 of 10; h3: centre lit, 8 of 10; h4: all.
  for (int h = 1; h <= 4; ++h) {
    p.at("hamlet", "h" + std::to_string(h), {1000 * h, 500}, "c");
    p.households("h" + std::to_string(h), 10, {1000 * h, 100});
  }
  p.submit("vnpt", "fiber")
      .area(box(999, 99, 1000, 101))
      .area(box(2000, 0, 2004, 1000))
      .area(box(3000, 0, 3007, 1000))
      .area(box(4000, 0, 4009, 1000));
  EXPECT_EQ(told(p, {.kind = "hamlet", .technology = "fiber", .op = "any"}),
            "*centre 3/4, any_home 4/4, half_homes 3/4, 80_homes 2/4, all_homes 1/4");
}

TEST(Sensitivity, CountsLeaveItOpen) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.add("hamlet", "h", "c").weight = 100;
  p.add("hamlet", "nobody", "c").weight = 10;
  p.submit("viettel", "fiber", {"commune:c"}).counts("hamlet", "h", passed(60));
  p.submit("vnpt", "fiber", {"commune:c"}).counts("hamlet", "h", passed(50));
  // 60 to 100 of 100; of the other hamlet both tables are silent: none. The commune has 60 to 100 of 110.
  EXPECT_EQ(told(p, {.kind = "hamlet", .technology = "fiber", .op = "any"}),
            "*row 1/2, any_home 1/2, half_homes 1/2, 80_homes 0..1/2, all_homes 0..1/2");
  EXPECT_EQ(told(p, {.kind = "commune", .technology = "fiber", .op = "any"}),
            "*row 1/1, any_home 1/1, half_homes 1/1, 80_homes 0..1/1, all_homes 0/1");
}

TEST(Sensitivity, OfZonesAsksTheirArea) {
  Province p;
  p.commune("c", box(0, 0, 10000, 1000));
  for (int z = 0; z < 4; ++z)
    p.add("industrial_zone", "z" + std::to_string(z)).area = box(1000 * z, 0, 1000 * z + 100, 100);
  p.submit("vnpt", "5g")
      .area(box(0, 0, 10, 100))        // 10 %, not its centre
      .area(box(1000, 0, 1060, 100))   // 60 %, its centre too
      .area(box(2000, 0, 2080, 100));  // 80 %
  p.submit("viettel", "5g").area(box(3000, 0, 3100, 100));
  EXPECT_EQ(told(p, {.kind = "industrial_zone", .technology = "5g", .op = "any"}),
            "*half 3/4, any 4/4, centre_of_area 3/4, 80 2/4, all 1/4");
  EXPECT_EQ(told(p, {.kind = "industrial_zone", .technology = "5g", .op = "viettel"}),
            "*half 1/4, any 1/4, centre_of_area 1/4, 80 1/4, all 1/4");
}

TEST(Sensitivity, OfPointsThereIsOneRule) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("school", "s", {10, 10});
  p.submit("vnpt", "fiber").area(box(0, 0, 100, 100));
  EXPECT_EQ(told(p, {.kind = "school", .technology = "fiber", .op = "any"}), "*covers 1/1");
}

TEST(Sensitivity, TellsWhichRuleWouldChangeTheStatus) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.at("hamlet", "h", {500, 500}, "c");
  p.households("h", 10, {100, 100});
  p.submit("vnpt", "fiber").area(box(500, 500, 501, 501));  // the centre, and no home
  const Inputs inputs = p.inputs();
  const auto scores = rule_scores(*sensitivity(inputs, {}), p.profile, {}, {});
  int seen = 0;
  for (const auto& score : scores) {
    if (score.row.indicator != "hamlet_fiber") continue;
    ++seen;
    EXPECT_EQ(score.row.status, score.official ? "met" : "not_met") << score.row.rule;
    EXPECT_EQ(score.differs, !score.official);
  }
  EXPECT_EQ(seen, 5);
}

}  // namespace
}  // namespace vungphu::assess::testing
