// The answer of a join while it is being made: a value for every point, where the first one given stays.
//
// A cell that is full, all of its points having a value, is passed over from then on. Threads that keep to
// bands of their own meet nowhere: a word, a cell and a point belong to one row each.
#pragma once

#include <limits>
#include <memory>
#include <span>

#include "cells.hpp"
#include "workers.hpp"

namespace vungphu::engine {

/// `Value` is an integer: std::uint8_t where all that is asked is whether there is one.
template <class Value>
class Marks {
 public:
  static constexpr Value kNone = std::numeric_limits<Value>::max();

  /// `bands`: all that will be cleared and marked; elsewhere there are no marks.
  Marks(const Cells& cells, std::span<const Band> bands)
      : cells_(cells),
        first_(bands.empty() ? 0 : bands.front().first_point),
        end_(bands.empty() ? 0 : bands.back().end_point),
        full_(cells.words(), 0),
        values_(std::make_unique_for_overwrite<Value[]>(cells.points())) {}

  /// Before the first mark in a band, by the thread that makes them.
  void clear(const Band& band) {
    std::fill(values_.get() + band.first_point, values_.get() + band.end_point, kNone);
  }

  /// The cells of a word that hold points which may still be marked.
  std::uint64_t open(std::size_t word) const { return cells_.occupied(word) & ~full_[word]; }

  /// All points of the cells `bits` (open ones of `word`) that have no value yet.
  void mark_cells(std::size_t word, std::uint64_t bits, Value value) {
    full_[word] |= bits;
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t cell = cells_.cell(word, std::countr_zero(bits));
      for (std::size_t i = cells_.first(cell); i < cells_.first(cell + 1); ++i) {
        if (values_[i] == kNone) values_[i] = value;
      }
    }
  }

  /// Those points of an open cell that `covers(point)` and have no value yet.
  template <class Covers>
  void mark_points(std::size_t word, int bit, Value value, const Covers& covers) {
    const std::size_t cell = cells_.cell(word, bit), end = cells_.first(cell + 1);
    bool all = true;
    for (std::size_t i = cells_.first(cell); i < end; ++i) {
      if (values_[i] != kNone) continue;
      if (covers(cells_.point(i)))
        values_[i] = value;
      else
        all = false;
    }
    if (all) full_[word] |= std::uint64_t{1} << bit;
  }

  Value of_given(std::size_t point) const {
    const std::size_t sorted = cells_.sorted(point);
    return first_ <= sorted && sorted < end_ ? values_[sorted] : kNone;
  }

  /// Sets the bits of the marked points, by the order given; leaves others as they are.
  void add_to(Bitmap& bits, unsigned threads) const {
    const Pieces pieces{cells_.points()};
    run_all(pieces.jobs(), threads, [&](std::size_t job) {
      for (std::size_t i = pieces.begin(job); i < pieces.end(job); i += 64) {
        if (!cells_.block_meets(i / Cells::kBlock, first_, end_)) {
          i += Cells::kBlock - 64;  // blocks begin where pieces do
          continue;
        }
        std::uint64_t word = 0;
        for (std::size_t bit = 0; bit < std::min<std::size_t>(64, pieces.end(job) - i); ++bit) {
          word |= std::uint64_t{of_given(i + bit) != kNone} << bit;
        }
        bits[i / 64] |= word;
      }
    });
  }

 private:
  const Cells& cells_;
  std::size_t first_, end_;  ///< of the sorted order
  std::vector<std::uint64_t> full_;
  std::unique_ptr<Value[]> values_;  ///< by sorted order
};

}  // namespace vungphu::engine
