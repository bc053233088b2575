// Points sorted by cells of 2^13 units (90 m), and which cells hold any: what the joins walk on.
//
// Cells lie in pages of 64 x 64. A page exists only where it holds points, so neither a province with a far
// island nor points all over the world cost more than their directory (at most 94 MB). Within a page one
// 64-bit word is one row of 64 cells; "word" below is the index of such a word. Absent pages are page 0,
// whose words are empty.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "vungphu/engine/engine.hpp"

#include "cells_sort.hpp"

namespace vungphu::engine {

inline constexpr int kCellBits = 13;  ///< 2^12 and 2^14 were measured slower
inline constexpr std::int32_t kCellUnits = 1 << kCellBits;

/// Rows or columns of cells, first and last included; empty when last < first.
struct Range {
  std::int32_t first = 0;
  std::int32_t last = -1;
  bool empty() const { return last < first; }
  Range operator&(Range o) const { return {std::max(first, o.first), std::min(last, o.last)}; }
};

/// The bits of columns `columns` in the word that starts at column 64 * `word_column`. They must meet.
inline std::uint64_t word_mask(Range columns, std::int32_t word_column) {
  const std::int32_t base = word_column * 64;
  const int low = std::max(columns.first - base, 0), high = std::min(columns.last - base, 63);
  return (~std::uint64_t{0} >> (63 - high)) & (~std::uint64_t{0} << low);
}

/// Rows, and what of the sorted order they hold: points and cells are numbered by row.
struct Band {
  Range rows;
  std::size_t first_point = 0, end_point = 0;
  std::size_t first_cell = 0, end_cell = 0;
};

class Cells {
 public:
  /// O(points), the same for any number of threads.
  explicit Cells(std::span<const geo::GridPoint> points, unsigned threads = 1);

  std::size_t points() const { return points_; }
  std::size_t words() const { return occupied_.size(); }
  std::size_t cells() const { return first_.size() - 1; }
  Range rows() const { return {0, grid_.rows - 1}; }
  Range columns() const { return {0, grid_.columns - 1}; }

  /// Row and column of an ordinate; beyond rows() and columns() where there are no points.
  std::int32_t row(std::int32_t y) const { return (y >> kCellBits) - grid_.row0; }
  std::int32_t column(std::int32_t x) const { return (x >> kCellBits) - grid_.column0; }
  Range rows(const geo::Box& box) const { return Range{row(box.min.y), row(box.max.y)} & rows(); }
  Range columns(const geo::Box& box) const { return Range{column(box.min.x), column(box.max.x)} & columns(); }
  /// The words of a row between its first and its last point: none for a row without points.
  Range words_of(std::int32_t row) const { return row_words_[static_cast<std::size_t>(row)]; }
  /// The lowest y in a row.
  std::int64_t row_bottom(std::int32_t row) const { return (std::int64_t{row} + grid_.row0) * kCellUnits; }

  std::size_t word(std::int32_t row, std::int32_t word_column) const {
    const std::size_t page =
        page_[static_cast<std::size_t>(row >> 6) * pages_across_ + static_cast<std::size_t>(word_column)];
    return page * 64 + static_cast<std::size_t>(row & 63);
  }
  std::uint64_t occupied(std::size_t word) const { return occupied_[word]; }
  /// Number of the cell that is bit `bit` of `word`; cells are numbered by row, then column.
  std::size_t cell(std::size_t word, int bit) const {
    return rank_[word] +
           static_cast<std::size_t>(std::popcount(occupied_[word] & ((std::uint64_t{1} << bit) - 1)));
  }
  /// Its points are [first(cell), first(cell + 1)) in sorted order.
  std::size_t first(std::size_t cell) const { return first_[cell]; }
  geo::GridPoint point(std::size_t sorted) const { return {x_[sorted], y_[sorted]}; }
  /// Where a point given stands in sorted order.
  std::size_t sorted(std::size_t given) const { return sorted_[given]; }

  /// `rows` (some of rows()) cut into at most `parts` bands of about equally many points, none empty; none
  /// where there are no points.
  std::vector<Band> bands(std::size_t parts, Range rows) const;
  std::vector<Band> bands(std::size_t parts) const { return bands(parts, rows()); }
  /// For so many threads: four a thread, since fewer leave threads idle at the end, and more walk polygons
  /// that cross them more often. One for one thread.
  std::vector<Band> bands_for(unsigned threads, Range rows) const {
    return bands(threads == 1 ? 1 : std::size_t{threads} * 4, rows);
  }

  /// Points given lie in blocks of so many; a block may have points in the sorted order from `first` to
  /// before `end`, or has none there for certain. Lists come province by province, so most blocks are far
  /// from most claims.
  static constexpr std::size_t kBlock = 4096;
  bool block_meets(std::size_t block, std::size_t first, std::size_t end) const {
    return blocks_[block].first < end && first <= blocks_[block].second;
  }

 private:
  void number_cells(std::span<const std::uint32_t> first, std::uint32_t cell);
  std::uint32_t& page_of(std::size_t sorted);

  std::size_t points_ = 0;
  CellGrid grid_;
  std::size_t pages_across_ = 0;
  std::vector<Range> row_words_;
  std::vector<std::uint32_t> page_;
  std::vector<std::uint64_t> occupied_;
  std::vector<std::uint32_t> rank_, first_;
  std::unique_ptr<std::int32_t[]> x_, y_;
  std::unique_ptr<std::uint32_t[]> sorted_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> blocks_;  ///< least and greatest of sorted_ in each
};

}  // namespace vungphu::engine
