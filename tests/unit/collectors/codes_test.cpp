// location-list and count-table: rows that name places and territories.
#include <gmock/gmock.h>

#include "unit/collectors/rows.hpp"

namespace vungphu::collectors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace test;

TEST(LocationList, MakesAPointWithTheReachOfTheContext) {
  const World world;
  const auto made =
      collect("location-list", row_of({{"code", "S1"}}, a_point()), world.context("fiber", 30'000));
  EXPECT_EQ(made.claim().kind, ClaimKind::reach);
  EXPECT_EQ(made.claim().reach_mm, 30'000);
  EXPECT_EQ(made.claim().code, "") << "where a row has a position, the position is what it says";
}

/// A row of the fixed-availability CSV: only what the collector looks for has a meaning.
Row fcc(const std::string& location, const std::string& technology) {
  return row_of({{"location_id", location}, {"technology", technology}, {"down", "1000"}, {"up", "20"}});
}

TEST(LocationList, ReadsTheFccFileAsItIs) {
  const World world;
  const auto made = collect("location-list", fcc("1000000001", "50"), world.context("fiber", 30'000));
  EXPECT_EQ(made.claim().kind, ClaimKind::row);
  EXPECT_EQ(made.claim().key_kind, "household");
  EXPECT_EQ(made.claim().code, "1000000001");
  EXPECT_EQ(made.claim().down_mbps, 1000);
  EXPECT_TRUE(collect("location-list", fcc("1000000001", "10"), world.context()).outcome.filtered);
  EXPECT_EQ(collect("location-list", fcc("99", "50"), world.context()).claim().key_kind, "household")
      << "whether it exists is the check's to say";
}

TEST(LocationList, LooksACodeUpAmongPlaces) {
  const World world;
  EXPECT_EQ(collect("location-list", row_of({{"code", "h1"}}), world.context()).claim().key_kind, "hamlet");
  const auto site = collect("location-list", row_of({{"code", "S1"}, {"site", "2"}}), world.context());
  EXPECT_EQ(site.claim().key_kind, "school");
  EXPECT_EQ(site.claim().site, "2");
  EXPECT_EQ(collect("location-list", row_of({{"code", "31825"}}), world.context()).claim().key_kind, "")
      << "a commune is no place";
}

TEST(LocationList, RefusesACodeOfTwoKindsUnlessTheKindIsSaid) {
  const World world;
  const auto made = collect("location-list", row_of({{"code", "77"}}), world.context());
  EXPECT_THAT(made.outcome.claims, IsEmpty());
  ASSERT_THAT(made.codes(), ElementsAre("code_ambiguous"));
  EXPECT_EQ(made.findings[0].args, (Args{{"kinds", "school, agency"}}));
  for (const char* word : {"agency", "Cơ quan nhà nước"})
    EXPECT_EQ(
        collect("location-list", row_of({{"code", "77"}, {"kind", word}}), world.context()).claim().key_kind,
        "agency");
}

TEST(LocationList, SaysThatAKindIsNotKnown) {
  const World world;
  const auto made = collect("location-list", row_of({{"code", "S1"}, {"kind", "chợ"}}), world.context());
  EXPECT_EQ(made.claim().key_kind, "school");
  EXPECT_THAT(made.codes(), ElementsAre("kind_unknown"));
}

TEST(LocationList, RefusesRowsThatSayNoPlace) {
  const World world;
  for (const Values& row : {Values{{"code", ""}, {"site", "2"}}, Values{{"lon", ""}, {"lat", ""}}})
    EXPECT_THAT(collect("location-list", row_of(row), world.context()).codes(),
                ElementsAre("location_missing"));
  EXPECT_THAT(collect("location-list", row_of({}, an_area()), world.context()).codes(),
              ElementsAre("point_needed"));
}

TEST(CountTable, KeepsCountsAsSent) {
  const World world;
  const auto made = collect("count-table",
                            row_of({{"code", "31825"},
                                    {"passed", " 1.234 "},
                                    {"total", "1200"},
                                    {"connected", "12.0"},
                                    {"requested", "900"},
                                    {"requested_met", "850"}}),
                            world.context());
  EXPECT_EQ(made.claim().kind, ClaimKind::row);
  EXPECT_EQ(made.claim().key_kind, "commune");
  EXPECT_EQ(made.claim().counts.passed, 1234);
  EXPECT_EQ(made.claim().counts.total, 1200);
  EXPECT_EQ(made.claim().counts.connected, 12);
  EXPECT_EQ(made.claim().counts.requested, 900);
  EXPECT_EQ(made.claim().counts.requested_met, 850);
}

TEST(CountTable, KnowsHamletsAndTerritoriesOfEveryLevel) {
  const World world;
  for (const auto& [code, kind] :
       {std::pair{"h1", "hamlet"}, {"31825", "commune"}, {"96", "province"}, {"0", ""}})
    EXPECT_EQ(
        collect("count-table", row_of({{"code", code}, {"passed", "0"}}), world.context()).claim().key_kind,
        kind);
  EXPECT_EQ(collect("count-table", row_of({{"code", "1"}, {"passed", "0"}, {"kind", "xã"}}), world.context())
                .claim()
                .key_kind,
            "commune");
}

TEST(CountTable, DoesNotTakeABlankForZero) {
  const World world;
  const auto made = collect("count-table", row_of({{"code", "31825"}, {"passed", ""}}), world.context());
  EXPECT_TRUE(made.outcome.filtered);
  EXPECT_THAT(made.codes(), ElementsAre("count_blank"));
  EXPECT_EQ(made.findings[0].severity, Severity::warning);
}

TEST(CountTable, RefusesWhatIsNoCountAndRowsWithoutCode) {
  const World world;
  const auto bad = collect("count-table", row_of({{"code", "31825"}, {"passed", "1"}, {"total", "khoảng 5"}}),
                           world.context());
  EXPECT_THAT(bad.outcome.claims, IsEmpty());
  ASSERT_THAT(bad.codes(), ElementsAre("count_bad"));
  EXPECT_EQ(bad.findings[0].field, "total");
  EXPECT_THAT(collect("count-table", row_of({{"code", "31825"}, {"passed", "-4"}}), world.context()).codes(),
              ElementsAre("count_bad"));
  EXPECT_THAT(collect("count-table", row_of({{"code", ""}, {"passed", "4"}}), world.context()).codes(),
              ElementsAre("code_missing"));
}

/// Filtered with one note, and nothing else said.
void expect_no_data(std::string_view collector, const Values& row) {
  const World world;
  const auto made = collect(collector, row_of(row), world.context());
  EXPECT_TRUE(made.outcome.filtered) << testing::PrintToString(row);
  EXPECT_THAT(made.codes(), ElementsAre("not_a_row")) << testing::PrintToString(row);
}

TEST(TotalsHeadingsAndSignatures, AreNoRowsOfACountTable) {
  expect_no_data("count-table", {{"code", ""}, {"passed", "900"}, {"total_row", "Toàn tỉnh"}});
  expect_no_data("count-table", {{"code", "Tổng cộng"}, {"passed", "900"}, {"total_row", "Tổng cộng"}});
  expect_no_data("count-table", {{"code", ""}, {"passed", ""}});
  expect_no_data("count-table", {{"code", ""}, {"passed", "Thủ trưởng đơn vị"}});
  for (const char* mark : {"I", "II", "A", "b)", "XIV."})
    expect_no_data("count-table", {{"code", mark}, {"passed", "120"}});
}

TEST(TotalsHeadingsAndSignatures, AreNoRowsOfALocationList) {
  expect_no_data("location-list", {{"code", ""}, {"technology", ""}});
  expect_no_data("location-list", {{"location_id", ""}});
  expect_no_data("location-list", {{"code", "III"}});
  expect_no_data("location-list", {{"code", "Người lập biểu"}});
  expect_no_data("location-list", {{"lon", ""}, {"lat", ""}, {"total_row", "Cộng"}});
}

TEST(TotalsHeadingsAndSignatures, AreNeverWhatHasADigitOrIsInAList) {
  World world;
  world.reference.codes["hamlet"]["A"] = {};
  for (const char* code : {"A", "I1", "1", "31825"})
    EXPECT_FALSE(
        collect("count-table", row_of({{"code", code}, {"passed", "3"}}), world.context()).outcome.filtered)
        << code;
  EXPECT_THAT(
      collect("count-table", row_of({{"code", "Cộng Hòa"}, {"passed", "3"}}), world.context()).outcome.claims,
      testing::SizeIs(1))
      << "the check of codes says that it is unknown";
}

}  // namespace
}  // namespace vungphu::collectors
