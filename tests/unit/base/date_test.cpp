#include "vungphu/base/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vungphu {
namespace {

using namespace std::chrono_literals;
constexpr Date kMidYear = 2026y / 6 / 30;

TEST(IsoDate, ReadsTheOneForm) {
  EXPECT_EQ(parse_iso_date("2026-06-30"), kMidYear);
  EXPECT_EQ(parse_iso_date("2024-02-29"), Date(2024y / 2 / 29));
  EXPECT_EQ(parse_iso_date("0001-01-01"), kBeginning);
}

TEST(IsoDate, RefusesOtherFormsAndDaysThatDoNotExist) {
  for (const char* wrong : {"", "2026-6-30", "2026/06/30", "30-06-2026", " 2026-06-30", "2026-06-30T00:00:00",
                            "2026-06", "2026-02-29", "2026-06-31", "2026-13-01", "2026-00-10", "2026-01-00",
                            "20260630", "02026-06-30", "-026-06-30", "2026-06-3a"}) {
    EXPECT_FALSE(parse_iso_date(wrong)) << wrong;
  }
}

TEST(AnyDate, ReadsWhatOfficeTablesHoldWithTheDayFirst) {
  for (const char* written :
       {"2026-06-30", "30/06/2026", "30-6-2026", "30.06.2026", " 30/6/2026\n", "2026/06/30"}) {
    EXPECT_EQ(parse_any_date(written), kMidYear) << written;
  }
  EXPECT_EQ(parse_any_date("5/6/2026"), Date(2026y / 6 / 5));
}

TEST(AnyDate, RefusesWhatIsNotOneDay) {
  for (const char* wrong : {"", "06/2026", "06/30/2026", "30/06/26", "30/06-2026", "30 06 2026", "31/06/2026",
                            "45658", "30/06/2026 08:00", "//2026", "30//2026"}) {
    EXPECT_FALSE(parse_any_date(wrong)) << wrong;
  }
}

TEST(Print, IsDayFirstInVietnameseAndIsoInEnglish) {
  EXPECT_EQ(print_date(2026y / 6 / 5, Lang::vi), "05/06/2026");
  EXPECT_EQ(print_date(2026y / 6 / 5, Lang::en), "2026-06-05");
  EXPECT_EQ(print_date(kBeginning, Lang::vi), "");
  EXPECT_EQ(print_date(kBeginning, Lang::en), "");
}

TEST(Now, IsUtcToTheSecond) {
  const std::string now = now_utc();
  ASSERT_EQ(now.size(), 20u);
  EXPECT_TRUE(parse_iso_date(now.substr(0, 10)));
  EXPECT_EQ(now[10], 'T');
  EXPECT_EQ(now[13], ':');
  EXPECT_EQ(now[16], ':');
  EXPECT_EQ(now[19], 'Z');
}

TEST(Now, TodayIsWithinADayOfUtc) {
  const std::chrono::sys_days utc = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  EXPECT_LE(std::chrono::abs(std::chrono::sys_days(today()) - utc), std::chrono::days(1));
}

RC_GTEST_PROP(DateProperty, EveryDayComesBackFromEachOfItsForms, ()) {
  const auto days = *rc::gen::inRange(-719162, 2932897);  // 0001-01-01 to 9999-12-31
  const Date date{std::chrono::sys_days{std::chrono::days{days}}};
  RC_ASSERT(parse_iso_date(iso(date)) == date);
  RC_ASSERT(parse_any_date(iso(date)) == date);
  RC_ASSERT(date == kBeginning || parse_any_date(print_date(date, Lang::vi)) == date);
}

}  // namespace
}  // namespace vungphu
