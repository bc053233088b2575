// Runs of cells as they are stored.
#include "vungphu/geo/raster.hpp"

#include <gtest/gtest.h>

namespace vungphu::geo {
namespace {

TEST(Runs, SurviveTheirStoredForm) {
  const std::vector<CellRun> runs{{0, 0, 0}, {7, 3, 900}, {2'000'000'000, 5, 2'147'483'647}};
  const auto back = decode_runs(encode(runs));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, runs);
  EXPECT_EQ(*decode_runs(""), std::vector<CellRun>());
}

TEST(Runs, AreNotReadFromAnythingElse) {
  const std::string good = encode(std::vector<CellRun>{{1, 2, 3}});
  EXPECT_FALSE(decode_runs(good.substr(1)));
  EXPECT_FALSE(decode_runs(encode(std::vector<CellRun>{{1, 3, 2}})));
  EXPECT_FALSE(decode_runs(encode(std::vector<CellRun>{{-1, 2, 3}})));
  EXPECT_FALSE(decode_runs(encode(std::vector<CellRun>{{1, -2, 3}})));
}

}  // namespace
}  // namespace vungphu::geo
