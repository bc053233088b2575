// Points put in the order of cells: by row, then column, then the order given.
//
// A page row is 64 rows of cells. Points are dealt out to page rows by pieces that know where each of them
// begins there; then every page row is sorted by itself, in what fits a cache. Both are done by any number of
// threads, and both are stable: the order is always the same.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "vungphu/geo/grid.hpp"

namespace vungphu::engine {

inline constexpr int kPageBits = 6;  ///< a page is 64 x 64 cells

/// Row and column of a cell from the lowest of all points.
struct CellGrid {
  std::int32_t row0 = 0, column0 = 0, rows = 0, columns = 0;
  std::size_t page_rows() const { return static_cast<std::size_t>(rows + 63) >> kPageBits; }
};

CellGrid grid_of(std::span<const geo::GridPoint> points, unsigned threads);

struct SortedPoints {
  // Arrays as long as there are points, written by threads: nothing is gained by clearing them in one before.
  std::unique_ptr<std::int32_t[]> x, y;
  std::unique_ptr<std::uint32_t[]> sorted;        ///< where each point given stands
  std::vector<std::vector<std::uint32_t>> first;  ///< of each page row: the first point of each of its cells
};

/// O(points). Needs beside its result 4 bytes a point, and 32 a point of the page row that each thread is at.
SortedPoints sort_points(std::span<const geo::GridPoint> points, const CellGrid& grid, unsigned threads);

}  // namespace vungphu::engine
