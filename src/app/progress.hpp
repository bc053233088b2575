// A progress bar on a terminal (rate, time left); nothing where standard error is a pipe.
#pragma once

#include <functional>

#include "vungphu/base/catalogue.hpp"

namespace vungphu::app {

/// A Task::report that draws on standard error; empty when that is no terminal. `clear_progress` wipes the
/// line.
std::function<void(std::string_view, std::uint64_t, std::uint64_t)> progress_bar(Lang lang);
void clear_progress();

}  // namespace vungphu::app
