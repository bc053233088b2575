#include "vungphu/base/memory.hpp"

#include <atomic>
#include <new>

#include <sys/resource.h>

namespace vungphu {
namespace {

std::atomic<std::int64_t> limit = 0;  // of the process, as the system's own is
std::atomic<bool> ran_out = false;

void note_and_fail() {
  ran_out = true;
  throw std::bad_alloc();
}

}  // namespace

bool limit_memory(std::int64_t bytes) {
  // Data, not address space: libraries and files that are mapped take no memory of their own.
  const rlimit wanted{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
  if (setrlimit(RLIMIT_DATA, &wanted) != 0) return false;
  limit = bytes;
  std::set_new_handler(note_and_fail);
  return true;
}

std::optional<std::int64_t> memory_limit() { return limit == 0 ? std::nullopt : std::optional(limit.load()); }

bool memory_ran_out() { return ran_out; }

}  // namespace vungphu
