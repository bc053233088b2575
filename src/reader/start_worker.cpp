#include "start_worker.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "frames.hpp"

namespace vungphu::reader {
namespace {

std::string& worker_program() {
  static std::string path = "/proc/self/exe";
  return path;
}

constexpr std::size_t kMostRequest = 60'000;

Error start_error() { return {"reader.worker_start", {{"reason", std::strerror(errno)}}}; }

/// Moves a descriptor above those that a worker is given, so that one dup2 never closes the source of
/// another.
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

/// Not a pipe: a pipe's dead reader would end the writer by SIGPIPE.
Result<Pipe> make_request_socket() {
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return tl::unexpected(start_error());
  Pipe socket{UniqueFd(ends[0]), UniqueFd(ends[1])};
  constexpr int kRoom = 4 * static_cast<int>(kMostRequest);
  if (setsockopt(socket.write.get(), SOL_SOCKET, SO_SNDBUF, &kRoom, sizeof kRoom) != 0)
    return tl::unexpected(start_error());
  if (!lift(socket.read) || !lift(socket.write)) return tl::unexpected(start_error());
  return socket;
}

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

/// 0: the request, 1: frames, 2: nothing, 3: the file; all signals as a fresh program has them; a group of
/// its own, so that Ctrl-C reaches only the parent, which then ends the worker in order.
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
  // Else PROJ would look into /tmp/proj, where anybody may put a database.
  std::string no_home = "PROJ_USER_WRITABLE_DIRECTORY=/nonexistent";
  const std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
  const std::array<char*, 3> environment{locale.data(), no_home.data(), nullptr};
  pid_t pid = -1;
  errno = posix_spawn(&pid, worker_program().c_str(), &setup.files, &setup.attributes, arguments.data(),
                      environment.data());
  if (errno != 0) return tl::unexpected(start_error());
  return Child(pid);
}

}  // namespace

Child::~Child() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  wait();
}

int Child::wait() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

int Child::wait_for(std::chrono::milliseconds grace) {
  // waitpid takes no time limit. A worker that says no more has ended, or does so within the first steps.
  constexpr std::chrono::milliseconds kStep{5};
  for (auto waited = kStep; waited <= grace; waited += kStep) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return status;
    }
    std::this_thread::sleep_for(kStep);
  }
  kill(pid_, SIGKILL);
  return wait();
}

void set_worker_program(std::string path) { worker_program() = std::move(path); }

Result<StartedWorker> start_worker(UniqueFd file) {
  if (!lift(file)) return tl::unexpected(start_error());
  VP_TRY(Pipe requests, make_request_socket());
  VP_TRY(Pipe frames, make_pipe());
  VP_TRY(Child child, spawn(requests.read.get(), frames.write.get(), file.get()));
  return StartedWorker{std::move(child), std::move(requests.write), std::move(frames.read)};
}

Status send_request(const UniqueFd& requests, const Request& request) {
  std::string frame;
  append_frame(frame, FrameType::request, to_json(request));
  if (frame.size() > kMostRequest) return fail("reader.request_too_long");
  // Nobody waits for a worker that does not read: the socket's buffer has room for all of it.
  const ssize_t sent = send(requests.get(), frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  const bool gone = sent < 0 && (errno == EPIPE || errno == ECONNRESET);
  if (gone || sent == static_cast<ssize_t>(frame.size())) return {};
  return tl::unexpected(start_error());
}

}  // namespace vungphu::reader
