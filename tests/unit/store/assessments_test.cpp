#include <chrono>

#include <gmock/gmock.h>

#include "workspace.hpp"

namespace vungphu::store {
namespace {

using namespace std::chrono_literals;

Figure figure(std::size_t i) {
  Figure f;
  f.level = "commune";
  f.territory = std::to_string(32000 + i % 100);
  f.name = "xã Lương Thế Trân";
  f.kind = "household";
  f.technology = "fiber";
  f.op = i % 5 == 0 ? "any" : "viettel";
  f.status = "partial";
  f.unit = "households";
  f.rule = "covers";
  f.basis = "points";
  f.total = 3000;
  f.covered = static_cast<std::int64_t>(i);
  if (f.op == "any") f.by_operators = {1, 2, 3, 4};
  f.list_date = "2025-07-01";
  return f;
}

Assessment sample(std::size_t figures) {
  Assessment a;
  a.as_of = 2026y / 6 / 30;
  a.vintage = 2025y / 7 / 1;
  a.profile = "vn-province";
  a.method = "1";
  a.input_digest = "in";
  a.result_digest = "out";
  a.lists = {1, 3};
  a.submissions = {2};
  a.territories = {"32001", "32002"};
  for (std::size_t i = 0; i < figures; ++i) a.figures.push_back(figure(i));
  a.areas.push_back({"*", "*", "", "fiber", "any", 770, 2.5e6, 1.25e6, 9e9});
  a.places.push_back({"school", {5, 6, 7}, {0, -1, 1}});
  a.answers.push_back({"hamlet", "fiber", "any", {0x8000000000000005}, {7}, {1}, {80, -1, 9}, {2, 0, 0}});
  return a;
}

TEST(Assessments, ComeBackWithEveryFigureAndAnswer) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::int64_t id = must(store.add_assessment(sample(10)));
  const Assessment back = must(store.assessment(id, true)).value();
  EXPECT_EQ(back.as_of, Date(2026y / 6 / 30));
  EXPECT_EQ(back.lists, (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(back.territories, (std::vector<std::string>{"32001", "32002"}));
  ASSERT_EQ(back.figures.size(), 10U);
  EXPECT_EQ(back.figures[5].by_operators, (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(back.figures[7].covered, 7);
  EXPECT_EQ(back.figures[7].total, 3000);
  EXPECT_FALSE(back.figures[7].connected);
  EXPECT_EQ(back.areas.at(0).area_m2, 1.25e6);
  EXPECT_EQ(back.places.at(0).territory, (std::vector<std::int32_t>{0, -1, 1}));
  EXPECT_EQ(back.answers.at(0).covered, std::vector<std::uint64_t>{0x8000000000000005});
  EXPECT_EQ(back.answers.at(0).homes, (std::vector<std::int64_t>{80, -1, 9}));
  EXPECT_EQ(back.answers.at(0).homes_dark, (std::vector<std::int64_t>{2, 0, 0}));
  EXPECT_FALSE(back.made_at.empty());
}

TEST(Assessments, AreFoundByTheDigestOfTheirInputs_AndTheNewestByZero) {
  const Workspace workspace;
  Store store = workspace.create();
  EXPECT_FALSE(must(store.assessment(0, false)));
  EXPECT_FALSE(must(store.find_assessment("in")));
  must(store.add_assessment(sample(1)));
  const std::int64_t newest = must(store.add_assessment(sample(2)));
  EXPECT_EQ(must(store.find_assessment("in")), newest);
  EXPECT_EQ(must(store.assessment(0, false))->id, newest);
  EXPECT_EQ(must(store.assessment(0, false))->places.size(), 0U);
  EXPECT_FALSE(must(store.assessment(9, false)));
}

TEST(Assessments, OfAProvinceAreReadInAMoment) {
  const Workspace workspace;
  Store store = workspace.create();
  must(store.add_assessment(sample(15'000)));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(must(store.assessment(0, false))->figures.size(), 15'000U);
  const auto took = std::chrono::steady_clock::now() - start;
  RecordProperty("milliseconds", static_cast<int>(took / 1ms));
  EXPECT_LT(took, 1s);  // 50 ms on a quiet machine; wide, so that a busy one does not fail
}

TEST(Reported, TheLaterValueOfAPeriodIsUsedAndTheEarlierKept) {
  const Workspace workspace;
  Store store = workspace.create();
  const auto value = [](double v, const std::string& period = "2025") {
    return Reported{"digital_workers", "*", period, "Sở", v, 2.0, std::nullopt};
  };
  must(store.add_reported(list_of("", 2026y / 1 / 1), std::vector{value(1.5), value(1.0, "2024")}));
  must(store.add_reported(list_of("", 2026y / 2 / 1), std::vector{value(2.5)}));
  const std::vector<Reported> all = must(store.reported());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].period, "2024");
  EXPECT_EQ(all[1].value, 2.5);
  EXPECT_EQ(all[1].numerator, 2.0);
  EXPECT_FALSE(all[1].denominator);
  EXPECT_EQ(must(store.lists()).at(1).kind, kReportedKind);
  EXPECT_THAT(must(store.kinds_in_force(2026y / 3 / 1)), testing::IsEmpty());
}

}  // namespace
}  // namespace vungphu::store
