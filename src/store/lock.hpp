// The one writer of a workspace: an advisory lock on workspace.lock, held as long as the object lives. The
// system lets go of it when a program ends in whatever way, so a lock is never left behind.
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "vungphu/base/result.hpp"

namespace vungphu::store {

class WriterLock {
 public:
  /// Waits up to `wait` for another writer, then fails with store.busy and the id of its process.
  static Result<WriterLock> acquire(const std::string& folder, std::chrono::milliseconds wait);
  WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  WriterLock& operator=(WriterLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~WriterLock();

 private:
  explicit WriterLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace vungphu::store
