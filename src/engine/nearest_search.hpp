// The search behind nearest and nearest_covered: for every point of an index the nearest of many edges.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "cells.hpp"
#include "stretch.hpp"

namespace vungphu::engine {

/// The least distance, and of those equal to it the lowest claim.
struct Best {
  std::int64_t millimetres = std::numeric_limits<std::int64_t>::max();
  std::int32_t claim = std::numeric_limits<std::int32_t>::max();
  auto operator<=>(const Best&) const = default;
};

/// For every point, by the order given. `inside` (by the same order, or empty) is a claim that covers the
/// point, or negative: no search for nearer ones, but for lower claims as near. Error "base.cancelled".
Result<std::vector<Best>> search_nearest(const Cells& cells, std::vector<Stretch> stretches,
                                         std::span<const std::int32_t> inside, unsigned threads,
                                         const Task& task);

}  // namespace vungphu::engine
