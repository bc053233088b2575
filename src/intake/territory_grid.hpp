// Which territory covers a point, for points by the million.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::intake {

/// A grid over the territories. In a cell that no border crosses every point has the same answer: it is found
/// once, exactly, and kept. Exact in the others, too. Safe from any thread. The territories must outlive it.
/// O(vertices) to make; O(1) for most points, else as geo::covers.
class TerritoryGrid {
 public:
  explicit TerritoryGrid(const std::vector<geo::MultiPolygon>& territories);

  bool empty() const { return boxes_.empty(); }
  const std::vector<geo::Box>& boxes() const { return boxes_; }
  /// Index of the first territory that covers `p`.
  std::optional<std::size_t> at(geo::GridPoint p) const;

 private:
  struct Cell {
    std::int64_t column = 0, line = 0;
  };
  Cell cell_of(geo::GridPoint p) const;
  void mark_edge(geo::GridPoint a, geo::GridPoint b);
  std::optional<std::size_t> search(geo::GridPoint p) const;

  const std::vector<geo::MultiPolygon>* territories_;
  std::vector<geo::Box> boxes_;
  geo::Box all_;
  std::int64_t size_ = 1;  ///< of a cell's side, in units of the grid
  std::int64_t columns_ = 0, lines_ = 0;
  mutable std::vector<std::atomic<std::int32_t>> cells_;  ///< an index and 1, or a mark (the .cpp)
};

}  // namespace vungphu::intake
