#include "vungphu/base/result.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "vungphu/base/task.hpp"

namespace vungphu {
namespace {

Result<int> half(int value) {
  if (value % 2 != 0) return fail("base.odd", {{"value", std::to_string(value)}});
  return value / 2;
}

Result<int> quarter(int value) {
  VP_TRY(const int once, half(value));
  VP_TRY(const int twice, half(once));
  return twice;
}

Status halves_down(int value) {
  VP_CHECK(quarter(value).map([](int) {}));
  return {};
}

TEST(Result, TryDeclaresTheValue) { EXPECT_EQ(quarter(12).value(), 3); }

TEST(Result, TryHandsTheErrorOnWithItsArguments) {
  const auto result = quarter(6);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "base.odd");
  EXPECT_EQ(result.error().args, (Args{{"value", "3"}}));
}

TEST(Result, CheckHandsTheErrorOfAStatusOn) {
  EXPECT_TRUE(halves_down(8));
  EXPECT_EQ(halves_down(7).error().code, "base.odd");
}

TEST(Result, TryMovesWhatCannotBeCopied) {
  const auto make = [] { return Result<std::unique_ptr<int>>(std::make_unique<int>(5)); };
  const auto use = [&]() -> Result<int> {
    VP_TRY(const std::unique_ptr<int> owned, make());
    return *owned;
  };
  EXPECT_EQ(use().value(), 5);
}

TEST(Task, AnEmptyTaskReportsNowhereAndIsNeverCancelled) {
  const Task task;
  task.step("read", 1, 2);
  EXPECT_FALSE(task.cancelled());
  EXPECT_TRUE(task.check());
}

TEST(Task, ReportsItsStage) {
  std::string seen;
  Task task;
  task.report = [&](std::string_view stage, std::uint64_t done, std::uint64_t total) {
    seen = std::string(stage) + " " + std::to_string(done) + "/" + std::to_string(total);
  };
  task.step("join", 3, 10);
  EXPECT_EQ(seen, "join 3/10");
}

TEST(Task, AStopThatWasAskedForIsAnError) {
  std::stop_source source;
  Task task;
  task.stop = source.get_token();
  EXPECT_TRUE(task.check());
  source.request_stop();
  EXPECT_EQ(task.check().error().code, "base.cancelled");
}

}  // namespace
}  // namespace vungphu
