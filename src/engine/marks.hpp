// The answer of a join while it is being made: a value for every point, where the first one given stays.
//
// A cell that is wholly in gets one bit and one value, not one for each of its points, and is passed over
// from then on. Threads that keep to rows of their own meet nowhere: a word, a cell and a point belong to one
// row each.
#pragma once

#include "cells.hpp"

namespace vungphu::engine {

class Marks {
 public:
  static constexpr std::int32_t kNone = -1;

  explicit Marks(const Cells& cells)
      : cells_(cells),
        full_(cells.words(), 0),
        of_cell_(cells.cells(), kNone),
        of_point_(cells.points(), kNone) {}

  /// The cells of a word that hold points which may still be marked.
  std::uint64_t open(std::size_t word) const { return cells_.occupied(word) & ~full_[word]; }

  /// All points of the cells `bits` (open ones of `word`) that have no value yet.
  void mark_cells(std::size_t word, std::uint64_t bits, std::int32_t value) {
    full_[word] |= bits;
    for (; bits != 0; bits &= bits - 1) of_cell_[cells_.cell(word, std::countr_zero(bits))] = value;
  }

  /// Those points of an open cell that `covers(point)` and have no value yet.
  template <class Covers>
  void mark_points(std::size_t word, int bit, std::int32_t value, const Covers& covers) {
    const std::size_t cell = cells_.cell(word, bit), end = cells_.first(cell + 1);
    bool all = true;
    for (std::size_t i = cells_.first(cell); i < end; ++i) {
      if (of_point_[i] != kNone) continue;
      if (covers(cells_.point(i)))
        of_point_[i] = value;
      else
        all = false;
    }
    if (all) full_[word] |= std::uint64_t{1} << bit;
  }

  /// Calls use(given index, value) for every marked point, by sorted order.
  template <class Use>
  void for_each(const Use& use) const {
    for (std::size_t cell = 0; cell < cells_.cells(); ++cell) {
      for (std::size_t i = cells_.first(cell); i < cells_.first(cell + 1); ++i) {
        const std::int32_t value = of_point_[i] != kNone ? of_point_[i] : of_cell_[cell];
        if (value != kNone) use(cells_.given(i), value);
      }
    }
  }

 private:
  const Cells& cells_;
  std::vector<std::uint64_t> full_;
  std::vector<std::int32_t> of_cell_, of_point_;
};

}  // namespace vungphu::engine
