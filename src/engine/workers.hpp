// Work shared out among threads, with progress and a clean stop.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string_view>

#include "vungphu/base/task.hpp"

namespace vungphu::engine {

/// Tells a Task how far many threads are together, from one thread at a time and at most ten times a second,
/// and once more at its end. What `report` throws goes on from add(); at the end it is lost, for the work is
/// done.
class Progress {
 public:
  Progress(const Task& task, std::string_view stage, std::uint64_t total)
      : task_(task), stage_(stage), total_(total) {}
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Adds to what is done; Error "base.cancelled" once a stop was asked for.
  Status add(std::uint64_t more);

 private:
  const Task& task_;
  std::string_view stage_;
  std::uint64_t total_;
  std::atomic<std::uint64_t> done_ = 0;
  std::mutex mutex_;  // of reporting, and of last_
  std::chrono::steady_clock::time_point last_{};
};

/// `threads`, or as many as the machine has when it is 0; at least 1.
unsigned thread_count(unsigned threads);

/// Calls job(0) … job(jobs - 1), each once, from `threads` threads, and returns when all have ended. After
/// the first Error no job is begun any more; of several Errors the one of the lowest job is returned. An
/// exception of a job (out of memory, or out of what a Task or Claims bring along) goes on in the caller.
/// Where no more threads are to be had, those there are do all.
Status run_jobs(std::size_t jobs, unsigned threads, const std::function<Status(std::size_t)>& job);

/// The same for jobs that cannot fail.
void run_all(std::size_t jobs, unsigned threads, const std::function<void(std::size_t)>& job);

/// 0 … count - 1 in pieces: which piece is a matter of `count` alone, never of threads.
struct Pieces {
  static constexpr std::size_t kEach = 1 << 16;  ///< a multiple of 64, so that no two share a Bitmap's word
  std::size_t count;
  std::size_t jobs() const { return (count + kEach - 1) / kEach; }
  std::size_t begin(std::size_t job) const { return job * kEach; }
  std::size_t end(std::size_t job) const { return std::min(count, (job + 1) * kEach); }
};

}  // namespace vungphu::engine
