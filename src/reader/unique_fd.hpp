// A file descriptor that closes itself.
#pragma once

#include <utility>

#include <unistd.h>

namespace vungphu::reader {

class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    std::swap(fd_, other.fd_);
    other.reset();
    return *this;
  }
  ~UniqueFd() { reset(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }

 private:
  void reset() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }
  int fd_ = -1;
};

}  // namespace vungphu::reader
