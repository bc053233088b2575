#include "workers.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace vungphu::engine {
namespace {

TEST(RunJobs, DoesEachJobOnce) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::vector<std::atomic<int>> done(50);
    ASSERT_TRUE(run_jobs(done.size(), threads, [&](std::size_t i) -> Status { return ++done[i], Status{}; }));
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(RunJobs, ReturnsTheErrorOfAJobAndBeginsNoMore) {
  std::atomic<int> begun = 0;
  const Status status = run_jobs(1000, 1, [&](std::size_t i) -> Status {
    ++begun;
    if (i == 3) return fail("base.cancelled");
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "base.cancelled");
  EXPECT_EQ(begun, 4);
}

TEST(RunJobs, HandsAnExceptionOnToItsCaller) {
  const auto throws = [](std::size_t) -> Status { throw std::runtime_error("out"); };
  EXPECT_THROW(static_cast<void>(run_jobs(8, 3, throws)), std::runtime_error);
}

}  // namespace
}  // namespace vungphu::engine
