#include "lock.hpp"

#include <array>
#include <cerrno>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"

namespace vungphu::store {
namespace {

constexpr std::chrono::milliseconds kPoll{50};

std::string holder(int fd) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "?";
}

/// For the next one who has to wait. If it cannot be written, that one reads "?" and nothing else is lost.
void sign(int fd) {
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(fd, 0) != 0) return;
  [[maybe_unused]] const ssize_t written = ::pwrite(fd, pid.data(), pid.size(), 0);
}

}  // namespace

Result<WriterLock> WriterLock::acquire(const std::string& folder, std::chrono::milliseconds wait) {
  const std::string path = folder + "/workspace.lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return tl::unexpected<Error>(io_error(path, errno));
  WriterLock lock(fd);
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return tl::unexpected<Error>(io_error(path, errno));
    if (std::chrono::steady_clock::now() >= deadline) {
      return fail("store.busy", {{"path", folder}, {"pid", holder(fd)}});
    }
    std::this_thread::sleep_for(kPoll);
  }
  sign(fd);
  return lock;
}

WriterLock::~WriterLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace vungphu::store
