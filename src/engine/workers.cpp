#include "workers.hpp"

#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace vungphu::engine {

Progress::~Progress() {
  try {
    task_.step(stage_, done_, total_);
  } catch (...) {  // nobody to hand it to
  }
}

Status Progress::add(std::uint64_t more) {
  const std::uint64_t done = done_.fetch_add(more) + more;
  if (task_.report && mutex_.try_lock()) {  // whoever finds another at it goes on with the work
    const std::lock_guard lock(mutex_, std::adopt_lock);
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ >= std::chrono::milliseconds(100)) last_ = now, task_.step(stage_, done, total_);
  }
  return task_.check();
}

unsigned thread_count(unsigned threads) {
  return threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

Status run_jobs(std::size_t jobs, unsigned threads, const std::function<Status(std::size_t)>& job) {
  std::vector<Status> results(jobs);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto work = [&] {
    for (std::size_t i; !failed && (i = next++) < jobs;) {
      try {
        results[i] = job(i);
        if (!results[i]) failed = true;
      } catch (...) {
        const std::lock_guard lock(mutex);
        thrown = std::current_exception();
        failed = true;
      }
    }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t most = std::min<std::size_t>(threads, jobs);
    others.reserve(most);
    try {
      for (std::size_t t = 1; t < most; ++t) others.emplace_back(work);
    } catch (const std::system_error&) {  // the system gives no more threads
    }
    work();
  }
  if (thrown) std::rethrow_exception(thrown);
  for (Status& result : results) VP_CHECK(result);
  return {};
}

void run_all(std::size_t jobs, unsigned threads, const std::function<void(std::size_t)>& job) {
  static_cast<void>(run_jobs(jobs, threads, [&](std::size_t i) -> Status { return job(i), Status{}; }));
}

}  // namespace vungphu::engine
