#include "worker_process.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"

#include "exit_codes.hpp"
#include "start_worker.hpp"

namespace vungphu::reader {
namespace {

using Clock = std::chrono::steady_clock;

/// Why a worker ended without saying so.
Error death(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitNoMemory) return {"reader.worker_memory", {}};
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitNoSandbox) return {"reader.no_sandbox", {}};
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) return {"reader.worker_forbidden", {}};
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return {"reader.worker_time", {}};
  std::string how = WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                        : "exit " + std::to_string(WEXITSTATUS(status));
  return {"reader.worker_died", {{"how", std::move(how)}}};
}

/// Reads the pipe and cuts it into frames.
class Listener {
 public:
  Listener(UniqueFd pipe, const Limits& limits, const Task& task)
      : pipe_(std::move(pipe)), patience_(std::chrono::seconds(limits.wall_seconds)), task_(task) {}

  /// The next frame, valid until the next call; nothing at the end of the pipe.
  Result<std::optional<Frame>> next() {
    for (;;) {
      Frame frame;
      switch (next_frame(std::string_view(buffer_).substr(used_), frame)) {
        case FrameState::whole:
          used_ += frame.size();
          return frame;
        case FrameState::bad:
          return fail("reader.worker_died", {{"how", "frame"}});
        case FrameState::needs_more:
          break;
      }
      VP_TRY(bool more, fill());
      if (!more) return std::nullopt;
    }
  }

 private:
  /// Time counts only while the worker is waited for: a slow consumer is not the worker's fault.
  Result<bool> fill() {
    buffer_.erase(0, std::exchange(used_, 0));
    for (;;) {
      VP_CHECK(task_.check());
      const auto begin = Clock::now();
      pollfd ready{pipe_.get(), POLLIN, 0};
      const int count = poll(&ready, 1, kPollMilliseconds);
      patience_ -= Clock::now() - begin;
      if (patience_ <= Clock::duration::zero()) return fail("reader.worker_time");
      if (count > 0) break;
    }
    const std::size_t old = buffer_.size();
    buffer_.resize(old + kReadSize);
    ssize_t count = -1;
    do {
      count = ::read(pipe_.get(), buffer_.data() + old, kReadSize);
    } while (count < 0 && errno == EINTR);
    buffer_.resize(old + static_cast<std::size_t>(count > 0 ? count : 0));
    return count > 0;
  }

  static constexpr int kPollMilliseconds = 100;
  static constexpr std::size_t kReadSize = 256u << 10;

  UniqueFd pipe_;
  std::string buffer_;
  std::size_t used_ = 0;
  Clock::duration patience_;
  const Task& task_;
};

Result<Done> listen(Listener& listener, Child& child, const std::function<Status(const Frame&)>& on_frame) {
  for (;;) {
    VP_TRY(std::optional<Frame> frame, listener.next());
    if (!frame) return tl::unexpected(death(child.wait()));
    if (frame->type == FrameType::done) {
      if (auto done = parse_done(frame->payload)) return *std::move(done);
      return fail("reader.worker_died", {{"how", "done"}});
    }
    if (frame->type == FrameType::failure) {
      if (auto error = parse_error(frame->payload)) return tl::unexpected(*std::move(error));
      return fail("reader.worker_died", {{"how", "failure"}});
    }
    VP_CHECK(on_frame(*frame));
  }
}

}  // namespace

Result<Done> run_worker(const std::string& path, const Request& request,
                        const std::function<Status(const Frame&)>& on_frame, const Task& task) {
  VP_CHECK(task.check());
  UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return tl::unexpected(io_error(path, errno));
  VP_TRY(StartedWorker worker, start_worker(std::move(file), request));
  Listener listener(std::move(worker.frames), request.limits, task);
  return listen(listener, worker.child, on_frame);
}

}  // namespace vungphu::reader
