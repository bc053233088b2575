#include "workers.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

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

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/// Room for no thread's stack: the address space ends 4 MB from here.
void forbid_threads() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const rlim_t bytes = pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) + (rlim_t{4} << 20);
  const rlimit limit{bytes, bytes};
  if (setrlimit(RLIMIT_AS, &limit) != 0) std::abort();
}

TEST(RunJobsDeathTest, DoesAllWhereNoMoreThreadsAreToBeHad) {
  const auto run = [] {
    forbid_threads();
    std::atomic<int> done = 0;
    const Status status = run_jobs(50, 7, [&](std::size_t) -> Status { return ++done, Status{}; });
    std::_Exit(status && done == 50 ? 0 : 1);
  };
  EXPECT_EXIT(run(), ::testing::ExitedWithCode(0), "");
}
#endif

TEST(Progress, WhatAReportThrowsGoesOnFromAddAndNotFromTheEnd) {
  const Task task{[](auto, auto, auto) { throw std::runtime_error("told"); }, {}};
  { const Progress ended(task, "join", 1); }
  Progress progress(task, "join", 1);
  EXPECT_THROW(static_cast<void>(progress.add(1)), std::runtime_error);
}

TEST(RunJobs, HandsAnExceptionOnToItsCaller) {
  const auto throws = [](std::size_t) -> Status { throw std::runtime_error("out"); };
  EXPECT_THROW(static_cast<void>(run_jobs(8, 3, throws)), std::runtime_error);
}

}  // namespace
}  // namespace vungphu::engine
