// What an indicator counts in a figure: its numerator and denominator, by formula.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vungphu/model/assessment.hpp"

namespace vungphu::assess {

/// Numerator, the most that it may be, and denominator; things of `no_data` are in the most, since nobody has
/// denied them. `unknown`: things of which nobody knows whether, or with how much, they count: in neither
/// term. Only where the formula asks.
struct Terms {
  std::int64_t lower = 0, upper = 0, no_data = 0;
  std::optional<std::int64_t> total, unknown;
  std::string unit;     ///< what the terms count: "households", "people", "hamlets_with_power", …
  bool judged = false;  ///< somebody has spoken of some of it

  std::int64_t proven_uncovered() const { return *total - upper; }
};

Terms terms_of(const Figure& figure, std::string_view formula);

}  // namespace vungphu::assess
