// Budgets of one file as an administrator writes them down (docs/operations.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {

/// Reads {"memory_mb": 3000, "rows": 20000000}; what is not named keeps its default. Errors:
/// reader.limits_not_json, reader.limits_unknown (a name that is none), reader.limits_value (no whole number,
/// or outside of what makes sense; args name, least, most).
Result<Limits> parse_limits(std::string_view json);

/// Every budget by its name there, in the same units.
std::vector<std::pair<std::string, std::uint64_t>> limit_values(const Limits& limits);

}  // namespace vungphu::reader
