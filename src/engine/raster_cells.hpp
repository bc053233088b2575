// Runs of a raster's cells, sorted for questions of one cell.
#pragma once

#include <span>
#include <vector>

#include "vungphu/engine/claims.hpp"

namespace vungphu::engine {

class RasterCells {
 public:
  explicit RasterCells(std::span<const RasterRun> runs);
  /// O(log runs). None holds a negative position.
  bool hold(RasterPosition position) const;

 private:
  std::vector<RasterRun> runs_;  ///< by row, then first; none overlap
};

}  // namespace vungphu::engine
