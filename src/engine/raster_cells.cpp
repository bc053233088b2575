#include "raster_cells.hpp"

#include <algorithm>
#include <tuple>

namespace vungphu::engine {
namespace {

constexpr int kPositionBits = 10;

}  // namespace

RasterCells::RasterCells(std::span<const RasterRun> runs) {
  std::vector<RasterRun> sorted(runs.begin(), runs.end());
  std::erase_if(sorted, [](const RasterRun& run) { return run.last < run.first; });
  std::ranges::sort(sorted, {},
                    [](const RasterRun& run) { return std::tuple(run.line, run.first, run.last); });
  for (const RasterRun& run : sorted) {
    if (!runs_.empty() && runs_.back().line == run.line && run.first <= runs_.back().last)
      runs_.back().last = std::max(runs_.back().last, run.last);
    else
      runs_.push_back(run);
  }
}

bool RasterCells::hold(RasterPosition position) const {
  if (position.x < 0 || position.y < 0) return false;
  const std::int64_t column = position.x >> kPositionBits, row = position.y >> kPositionBits;
  const auto before = [](const std::pair<std::int64_t, std::int64_t>& cell, const RasterRun& run) {
    return cell < std::pair<std::int64_t, std::int64_t>(run.line, run.first);
  };
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), std::pair(row, column), before);
  if (after == runs_.begin()) return false;
  const RasterRun& run = *(after - 1);
  return run.line == row && column <= run.last;
}

}  // namespace vungphu::engine
