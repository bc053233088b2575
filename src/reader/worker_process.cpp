#include "worker_process.hpp"

#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"

#include "exit_codes.hpp"

namespace vungphu::reader {
namespace {

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

}  // namespace

Result<Worker> Worker::start(const std::string& path, const Limits& limits) {
  UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return tl::unexpected(io_error(path, errno));
  VP_TRY(StartedWorker started, start_worker(std::move(file)));
  return Worker(std::move(started), limits);
}

/// The next frame, valid until the next call; nothing at the end of the pipe.
Result<std::optional<Frame>> Worker::next(const Task& task) {
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
    VP_TRY(bool more, fill(task));
    if (!more) return std::nullopt;
  }
}

/// Reads on; false at the end of the pipe. Time counts only while the worker is waited for: a slow consumer
/// is not the worker's fault.
Result<bool> Worker::fill(const Task& task) {
  constexpr int kPollMilliseconds = 100;
  constexpr std::size_t kReadSize = 256u << 10;
  buffer_.erase(0, std::exchange(used_, 0));
  for (;;) {
    VP_CHECK(task.check());
    const auto begin = Clock::now();
    pollfd ready{started_.frames.get(), POLLIN, 0};
    const int count = poll(&ready, 1, kPollMilliseconds);
    patience_ -= Clock::now() - begin;
    if (patience_ <= Clock::duration::zero()) return fail("reader.worker_time");
    if (count > 0) break;
  }
  const std::size_t old = buffer_.size();
  buffer_.resize(old + kReadSize);
  ssize_t count = -1;
  do {
    count = ::read(started_.frames.get(), buffer_.data() + old, kReadSize);
  } while (count < 0 && errno == EINTR);
  buffer_.resize(old + static_cast<std::size_t>(count > 0 ? count : 0));
  return count > 0;
}

Result<Done> Worker::ask(const Request& request, const OnFrame& on_frame, const Task& task) {
  VP_CHECK(send_request(started_.requests, request));
  for (;;) {
    VP_TRY(std::optional<Frame> frame, next(task));
    // One that ends its frames and lives on has nothing to say.
    if (!frame) return tl::unexpected(death(started_.child.wait_for(std::chrono::seconds(1))));
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

Result<Done> run_worker(const std::string& path, const Request& request, const OnFrame& on_frame,
                        const Task& task) {
  VP_CHECK(task.check());
  VP_TRY(Worker worker, Worker::start(path, request.limits));
  return worker.ask(request, on_frame, task);
}

}  // namespace vungphu::reader
