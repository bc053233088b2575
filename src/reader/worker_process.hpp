// The parent's side of a worker: start, listen, and never leave one behind.
#pragma once

#include <functional>
#include <string>

#include "vungphu/base/task.hpp"

#include "frames.hpp"
#include "messages.hpp"

namespace vungphu::reader {

/// Starts a worker on the file at `path`, hands each frame but the last to `on_frame` and returns what the
/// worker said at its end. An Error of `on_frame`, a stop or a limit ends the worker. It is reaped in every
/// case. Errors: those of the worker, reader.worker_start, reader.worker_time, reader.worker_memory,
/// reader.worker_died.
Result<Done> run_worker(const std::string& path, const Request& request,
                        const std::function<Status(const Frame&)>& on_frame, const Task& task);

}  // namespace vungphu::reader
