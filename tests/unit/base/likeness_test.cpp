#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/text.hpp"

#include "unit/base/unicode.hpp"

namespace vungphu {
namespace {

TEST(EditDistance, CountsLettersOfFoldedText) {
  EXPECT_EQ(edit_distance("viettel", "vietel"), 1u);
  EXPECT_EQ(edit_distance("Viettel", "VIETTEL"), 0u);
  EXPECT_EQ(edit_distance("Xã Đất Mũi", "xa dat mui"), 0u);
  EXPECT_EQ(edit_distance("", "vnpt"), 4u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(NearestNames, AreNearestFirstThenInTheOrderGiven) {
  const std::vector<std::string> operators{"viettel", "vnpt", "mobifone", "vietnamobile",
                                           "fpt",     "sctv", "cmc"};
  EXPECT_EQ(nearest_names("vietel", operators, 1), (std::vector<std::string>{"viettel"}));
  EXPECT_EQ(nearest_names("vpt", operators, 2), (std::vector<std::string>{"vnpt", "fpt"}));
  EXPECT_EQ(nearest_names("viettel", operators).size(), 3u);
  EXPECT_EQ(nearest_names("x", {"a", "b"}).size(), 2u);
  EXPECT_TRUE(nearest_names("x", {}).empty());
}

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("Ấp Cái Rắn"), 10u);
  EXPECT_EQ(display_width("Tie\u0302\u0301ng"), 5u);  // accents of their own take none
  EXPECT_EQ(display_width("漢字"), 4u);
  EXPECT_EQ(display_width("a\xFF"), 2u);
}

RC_GTEST_PROP(LikenessProperty, DistanceIsAMetric, ()) {
  const std::string a = *test::unicode_text();
  const std::string b = *test::unicode_text();
  const std::string c = *test::unicode_text();
  RC_ASSERT(edit_distance(a, a) == 0u);
  RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
  RC_ASSERT(edit_distance(a, c) <= edit_distance(a, b) + edit_distance(b, c));
}

}  // namespace
}  // namespace vungphu
