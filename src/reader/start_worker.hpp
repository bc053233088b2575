// Starting a worker: what it is given, and that it always ends.
#pragma once

#include <chrono>
#include <utility>

#include <sys/types.h>

#include "messages.hpp"
#include "unique_fd.hpp"

namespace vungphu::reader {

/// Kills and reaps its process, whatever happened to it before.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  Child& operator=(Child&&) = delete;
  ~Child();

  /// The status of waitpid, once it has ended.
  int wait();
  /// The same, but it is killed where it has not ended by then.
  int wait_for(std::chrono::milliseconds grace);

 private:
  pid_t pid_;
};

struct StartedWorker {
  Child child;
  UniqueFd requests;  ///< the end of a socket to write to; closed, it tells the worker that there is no more
  UniqueFd frames;    ///< the end of the pipe to read from; the worker's end is the pipe's end
};

/// Starts a worker on an open file. Errors: reader.worker_start.
Result<StartedWorker> start_worker(UniqueFd file);

/// A worker that has died gets no request and no error: its frames end, and its status says why.
/// Errors: reader.request_too_long, reader.worker_start.
Status send_request(const UniqueFd& requests, const Request& request);

}  // namespace vungphu::reader
