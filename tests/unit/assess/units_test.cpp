// Codes read at their dates, as sets of pieces: belonging, scopes, groups, rows of another vintage
// (DESIGN 3.4).
//
// The land of most tests: before July 2025 the communes a, b, x and y in the districts d1 (a, b) and d2 (x,
// y); from then on c = a + b + a part of x (x1), and d = the rest of x (x2) + y.
//
//     a  b | x1 x2  y        pieces 0 1 2 3 4
//     -----+---------
//     c  c   c | d  d
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace vungphu::assess::testing
