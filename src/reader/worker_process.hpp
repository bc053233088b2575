// The parent's side of a worker: start, listen, and never leave one behind.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "vungphu/base/task.hpp"

#include "frames.hpp"
#include "messages.hpp"
#include "start_worker.hpp"

namespace vungphu::reader {

using OnFrame = std::function<Status(const Frame&)>;

/// A worker on one file, for one request after another. It is ended and reaped with its owner.
class Worker {
 public:
  static Result<Worker> start(const std::string& path, const Limits& limits);

  /// Hands each frame but the last to `on_frame` and returns what the worker said at the end of its answer.
  /// After an Error the worker is of no more use. Errors: those of the worker and of `on_frame`,
  /// reader.request_too_long, reader.worker_time, reader.worker_memory, reader.worker_died, base.cancelled.
  Result<Done> ask(const Request& request, const OnFrame& on_frame, const Task& task);

 private:
  using Clock = std::chrono::steady_clock;

  Worker(StartedWorker started, const Limits& limits)
      : started_(std::move(started)), patience_(std::chrono::seconds(limits.wall_seconds)) {}
  Result<std::optional<Frame>> next(const Task& task);
  Result<bool> fill(const Task& task);

  StartedWorker started_;
  std::string buffer_;
  std::size_t used_ = 0;
  Clock::duration patience_;
};

/// The answer to one request by a worker of its own.
Result<Done> run_worker(const std::string& path, const Request& request, const OnFrame& on_frame,
                        const Task& task);

}  // namespace vungphu::reader
