// An open file that closes itself, and reads and writes that go on after an interruption.
#pragma once

#include <cerrno>
#include <cstddef>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace vungphu {

class Fd {
 public:
  Fd(const std::string& path, int flags, mode_t mode = 0)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Fd() {
    if (fd_ >= 0) ::close(fd_);
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }

  /// Bytes read, 0 at the end, -1 with errno.
  ssize_t read(void* buffer, std::size_t size) const {
    ssize_t got = 0;
    do got = ::read(fd_, buffer, size);
    while (got < 0 && errno == EINTR);
    return got;
  }
  ssize_t write(const void* buffer, std::size_t size) const {
    ssize_t put = 0;
    do put = ::write(fd_, buffer, size);
    while (put < 0 && errno == EINTR);
    return put;
  }
  /// False with errno when close itself reports a late error, as network file systems do.
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

}  // namespace vungphu
