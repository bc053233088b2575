#include "worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

#include "exit_codes.hpp"
#include "unique_fd.hpp"
#include "vungphu/base/file.hpp"

namespace vungphu::reader {
namespace {

using Clock = std::chrono::steady_clock;

std::string& worker_program() {
  static std::string path = "/proc/self/exe";
  return path;
}

Error start_error() { return {"reader.worker_start", {{"reason", std::strerror(errno)}}}; }

/// Moves a descriptor above those that a worker is given, so that one dup2 never closes the source of another.
bool lift(UniqueFd& fd) {
  constexpr int kAboveGiven = 10;
  fd = UniqueFd(fcntl(fd.get(), F_DUPFD_CLOEXEC, kAboveGiven));
  return fd.is_open();
}

struct Pipe {
  UniqueFd read, write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return tl::unexpected(start_error());
  Pipe pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
  if (!lift(pipe.read) || !lift(pipe.write)) return tl::unexpected(start_error());
  return pipe;
}

/// The request goes into the pipe before there is a worker: no write can then meet a dead reader and its SIGPIPE.
Result<UniqueFd> request_pipe(const Request& request) {
  constexpr std::size_t kPipeHolds = 60'000;  // Linux: 65,536 bytes
  VP_TRY(Pipe pipe, make_pipe());
  std::string frame;
  append_frame(frame, FrameType::request, to_json(request));
  if (frame.size() > kPipeHolds) return fail("reader.request_too_long");
  if (write(pipe.write.get(), frame.data(), frame.size()) != static_cast<ssize_t>(frame.size()))
    return tl::unexpected(start_error());
  return std::move(pipe.read);
}

/// Kills and reaps its process, whatever happened to it before.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  Child& operator=(Child&&) = delete;
  ~Child() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      wait();
    }
  }

  /// The status of waitpid, once it has ended.
  int wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

struct SpawnSetup {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  SpawnSetup() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
};

/// 0: the request, 1: frames, 2: nothing, 3: the file; all signals as a fresh program has them; a group of its own, so
/// that Ctrl-C reaches only the parent, which then ends the worker in order.
Result<Child> spawn(int request, int frames, int file) {
  SpawnSetup setup;
  posix_spawn_file_actions_adddup2(&setup.files, request, 0);
  posix_spawn_file_actions_adddup2(&setup.files, frames, 1);
  posix_spawn_file_actions_addopen(&setup.files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&setup.files, file, 3);
  posix_spawn_file_actions_addclosefrom_np(&setup.files, 4);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&setup.attributes, &none);
  posix_spawnattr_setsigdefault(&setup.attributes, &all);
  posix_spawnattr_setpgroup(&setup.attributes, 0);
  posix_spawnattr_setflags(&setup.attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  std::string name = "vungphu-reader", argument(kWorkerArgument), locale = "LC_ALL=C.UTF-8";
  const std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
  const std::array<char*, 2> environment{locale.data(), nullptr};
  pid_t pid = -1;
  errno = posix_spawn(&pid, worker_program().c_str(), &setup.files, &setup.attributes, arguments.data(),
                      environment.data());
  if (errno != 0) return tl::unexpected(start_error());
  return Child(pid);
}

/// Why a worker ended without saying so.
Error death(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitNoMemory) return {"reader.worker_memory", {}};
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
        case FrameState::whole: used_ += frame.size(); return frame;
        case FrameState::bad: return fail("reader.worker_died", {{"how", "frame"}});
        case FrameState::needs_more: break;
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

void set_worker_program(std::string path) { worker_program() = std::move(path); }

Result<Done> run_worker(const std::string& path, const Request& request,
                        const std::function<Status(const Frame&)>& on_frame, const Task& task) {
  VP_CHECK(task.check());
  UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return tl::unexpected(io_error(path, errno));
  if (!lift(file)) return tl::unexpected(start_error());
  VP_TRY(UniqueFd request_end, request_pipe(request));
  VP_TRY(Pipe frames, make_pipe());
  VP_TRY(Child child, spawn(request_end.get(), frames.write.get(), file.get()));
  frames.write = UniqueFd();  // so that the end of the worker is the end of the pipe
  Listener listener(std::move(frames.read), request.limits, task);
  return listen(listener, child, on_frame);
}

}  // namespace vungphu::reader
