#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/text.hpp"

namespace vungphu {
namespace {

struct Count {
  const char* written;
  std::optional<std::int64_t> value;
};

TEST(ParseCount, ReadsWholeNumbersAsOfficesWriteThem) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  for (const auto& [written, value] : std::initializer_list<Count>{{"81    ", 81},
                                                                   {" 1.234 ", 1234},
                                                                   {"1,234", 1234},
                                                                   {"1 234", 1234},
                                                                   {"1\u00A0234", 1234},
                                                                   {"1\u202F234\u202F567", 1234567},
                                                                   {"1.234.567", 1234567},
                                                                   {"12.0", 12},
                                                                   {"12,0", 12},
                                                                   {"12,00", 12},
                                                                   {"1.234,0", 1234},
                                                                   {"1,234.00", 1234},
                                                                   {"0", 0},
                                                                   {"007", 7},
                                                                   {"12.000", 12000},
                                                                   {"1234.000", 1234},
                                                                   {"+5", 5},
                                                                   {"-5", -5},
                                                                   {"\u22125", -5},
                                                                   {"-1.234", -1234},
                                                                   {"9223372036854775807", kMost},
                                                                   {"-9223372036854775808", kLeast}}) {
    EXPECT_EQ(parse_count(written), value) << written;
  }
}

TEST(ParseCount, RefusesWhatIsNoWholeNumber) {
  for (const char* wrong : {"",       "-",         "–",         "<NA>",      "12.5",
                            "12,5",   "1.234,5",   "12.",       ".0",        "1.23.456",
                            "1.2345", "12345.678", "1,234.567", "1.234 567", "1 23",
                            "1  234", "12 hộ",     "x",         "1e3",       "--5",
                            "- 5",    "5-",        "0x10",      "1.234.",    "9223372036854775808"}) {
    EXPECT_EQ(parse_count(wrong), std::nullopt) << wrong;
  }
}

struct Decimal {
  const char* written;
  double value;
};

TEST(ParseDecimal, ReadsEitherSeparator) {
  for (const auto& [written, value] : std::initializer_list<Decimal>{{"1.234,5", 1234.5},
                                                                     {"1,234.5", 1234.5},
                                                                     {"105,75", 105.75},
                                                                     {"9.4178", 9.4178},
                                                                     {"1e3", 1000},
                                                                     {"1,5E-3", 0.0015},
                                                                     {"1.5e+3", 1500},
                                                                     {"2.413.383", 2413383},
                                                                     {"1,234,567", 1234567},
                                                                     {"1.234.567,25", 1234567.25},
                                                                     {"1,234,567.25", 1234567.25},
                                                                     {"1.234", 1.234},
                                                                     {"1,234", 1.234},
                                                                     {"1 234,5", 1234.5},
                                                                     {"1\u00A0234\u202F567.5", 1234567.5},
                                                                     {".5", 0.5},
                                                                     {",5", 0.5},
                                                                     {"-9,5", -9.5},
                                                                     {"\u22129.5", -9.5},
                                                                     {"+7", 7},
                                                                     {" 105.0 ", 105},
                                                                     {"0", 0},
                                                                     {"12", 12}}) {
    const auto read = parse_decimal(written);
    ASSERT_TRUE(read) << written;
    EXPECT_EQ(*read, value) << written;
  }
}

TEST(ParseDecimal, RefusesWhatItWouldHaveToGuess) {
  for (const char* wrong :
       {"",         "-",           ".",          ",",          "5.",          "5,",
        "1.23.456", "1,23,456",    "1.234.56",   "1234.567,8", "1,234.567.8", "1.234,567,8",
        "1,5.5",    "1 234.567,8", "9.1, 105.2", "9 5",        "nan",         "NaN",
        "inf",      "-Infinity",   "1e",         "e5",         "1e999",       "1e1.5",
        "9°25'",    "12m",         "0x1p3",      "1..5",       "+-5"}) {
    EXPECT_EQ(parse_decimal(wrong), std::nullopt) << wrong;
  }
}

struct Printed {
  double value;
  int decimals;
  const char* vi;
  const char* en;
};

TEST(PrintNumber, GroupsAndRoundsHalfAwayFromZero) {
  for (const auto& [value, decimals, vi, en] : std::initializer_list<Printed>{
           {1234567.5, 1, "1.234.567,5", "1,234,567.5"},
           {0, 0, "0", "0"},
           {0.5, 0, "1", "1"},
           {1.5, 0, "2", "2"},
           {2.5, 0, "3", "3"},
           {-2.5, 0, "-3", "-3"},
           {1.005, 2, "1,01", "1.01"},
           {0.125, 2, "0,13", "0.13"},
           {79.949, 1, "79,9", "79.9"},
           {99.95, 1, "100,0", "100.0"},
           {999.999, 2, "1.000,00", "1,000.00"},
           {999, 2, "999,00", "999.00"},
           {1000, 0, "1.000", "1,000"},
           {-1234.5, 1, "-1.234,5", "-1,234.5"},
           {-0.0, 1, "0,0", "0.0"},
           {-0.04, 1, "0,0", "0.0"},
           {1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"}}) {
    EXPECT_EQ(print_number(value, decimals, Lang::vi), vi);
    EXPECT_EQ(print_number(value, decimals, Lang::en), en);
  }
}

TEST(PrintNumber, ShowsADashForWhatIsNoNumber) {
  EXPECT_EQ(print_number(std::nan(""), 1, Lang::vi), "–");
  EXPECT_EQ(print_number(INFINITY, 1, Lang::en), "–");
}

TEST(PrintNumber, HoldsTheSmallestAndTheLargest) {
  EXPECT_EQ(print_number(std::numeric_limits<double>::denorm_min(), 2, Lang::en), "0.00");
  EXPECT_EQ(print_number(std::numeric_limits<double>::max(), 0, Lang::en).size(), 309u + 102u);
}

TEST(PrintCount, GroupsThousands) {
  EXPECT_EQ(print_count(0, Lang::vi), "0");
  EXPECT_EQ(print_count(999, Lang::vi), "999");
  EXPECT_EQ(print_count(1000, Lang::vi), "1.000");
  EXPECT_EQ(print_count(-28312345, Lang::en), "-28,312,345");
  EXPECT_EQ(print_count(std::numeric_limits<std::int64_t>::min(), Lang::vi), "-9.223.372.036.854.775.808");
}

RC_GTEST_PROP(NumberProperty, APrintedCountReadsBack, (std::int64_t value)) {
  RC_ASSERT(parse_count(print_count(value, Lang::vi)) == value);
  RC_ASSERT(parse_count(print_count(value, Lang::en)) == value);
}

RC_GTEST_PROP(NumberProperty, APrintedNumberReadsBackToItsLastDigit, ()) {
  const double value = static_cast<double>(*rc::gen::inRange(-2'000'000'000, 2'000'000'000)) / 997;
  const int decimals = *rc::gen::inRange(1, 5);
  for (const Lang lang : {Lang::vi, Lang::en}) {
    const auto read = parse_decimal(print_number(value, decimals, lang));
    RC_ASSERT(read.has_value());
    RC_ASSERT(std::abs(*read - value) <= 0.5 * std::pow(10, -decimals) + 1e-9);
  }
}

RC_GTEST_PROP(NumberProperty, AnyTextIsSafe, (const std::string& text)) {
  parse_count(text);
  const auto value = parse_decimal(text);
  RC_ASSERT(!value || std::isfinite(*value));
}

}  // namespace
}  // namespace vungphu
