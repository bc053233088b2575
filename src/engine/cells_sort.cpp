#include "cells_sort.hpp"

#include <array>
#include <bit>
#include <utility>

#include "cells.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

struct Entry {
  std::uint32_t key;
  std::uint32_t given;
  geo::GridPoint point;
};

/// Stable, of keys below `limit`, in even digits of at most 11 bits: two passes do for a province.
void radix_sort(std::vector<Entry>& entries, std::uint32_t limit) {
  constexpr int kMostBits = 11;
  const int bits = std::bit_width(limit - 1), passes = (bits + kMostBits - 1) / kMostBits;
  std::vector<Entry> other(passes == 0 ? 0 : entries.size());
  for (int pass = 0; pass < passes; ++pass) {
    const int digit_bits = (bits + passes - 1) / passes, shift = pass * digit_bits;
    const std::uint32_t mask = (std::uint32_t{1} << digit_bits) - 1;
    std::array<std::uint32_t, 1 << kMostBits> start{};
    for (const Entry& entry : entries) ++start[entry.key >> shift & mask];
    std::uint32_t sum = 0;
    for (std::uint32_t& s : start) sum += std::exchange(s, sum);
    for (const Entry& entry : entries) other[start[entry.key >> shift & mask]++] = entry;
    entries.swap(other);
  }
}

class Sorter {
 public:
  Sorter(std::span<const geo::GridPoint> points, const CellGrid& grid, unsigned threads)
      : points_(points), grid_(grid), threads_(threads), begin_(grid.page_rows() + 1, 0) {
    made_.x = std::make_unique_for_overwrite<std::int32_t[]>(points.size());
    made_.y = std::make_unique_for_overwrite<std::int32_t[]>(points.size());
    made_.sorted = std::make_unique_for_overwrite<std::uint32_t[]>(points.size());
    made_.first.resize(grid.page_rows());
    given_ = std::make_unique_for_overwrite<std::uint32_t[]>(points.size());
  }

  SortedPoints sort() && {
    deal_out();
    run_all(grid_.page_rows(), threads_, [&](std::size_t page_row) { sort_page_row(page_row); });
    return std::move(made_);
  }

 private:
  std::int32_t row(geo::GridPoint p) const { return (p.y >> kCellBits) - grid_.row0; }
  std::int32_t column(geo::GridPoint p) const { return (p.x >> kCellBits) - grid_.column0; }
  std::size_t page_row(geo::GridPoint p) const { return static_cast<std::size_t>(row(p) >> kPageBits); }

  void deal_out() {
    const Pieces pieces{points_.size()};
    std::vector<std::vector<std::uint32_t>> at(pieces.jobs());  // of each piece: counts, then places
    run_all(pieces.jobs(), threads_, [&](std::size_t job) {
      at[job].assign(grid_.page_rows(), 0);
      for (std::size_t i = pieces.begin(job); i < pieces.end(job); ++i) ++at[job][page_row(points_[i])];
    });
    std::uint32_t sum = 0;
    for (std::size_t r = 0; r < grid_.page_rows(); ++r) {
      for (auto& of_piece : at) sum += std::exchange(of_piece[r], sum);
      begin_[r + 1] = sum;
    }
    run_all(pieces.jobs(), threads_, [&](std::size_t job) {
      for (std::size_t i = pieces.begin(job); i < pieces.end(job); ++i) {
        const std::uint32_t place = at[job][page_row(points_[i])]++;
        made_.x[place] = points_[i].x, made_.y[place] = points_[i].y;
        given_[place] = static_cast<std::uint32_t>(i);
      }
    });
  }

  void sort_page_row(std::size_t page_row) {
    const std::uint32_t begin = begin_[page_row], end = begin_[page_row + 1];
    const auto width = static_cast<std::uint32_t>(grid_.columns);
    std::vector<Entry> entries;
    entries.reserve(end - begin);
    for (std::uint32_t i = begin; i < end; ++i) {
      const geo::GridPoint p{made_.x[i], made_.y[i]};
      const auto low_row = static_cast<std::uint32_t>(row(p) & ((1 << kPageBits) - 1));
      entries.push_back({low_row * width + static_cast<std::uint32_t>(column(p)), given_[i], p});
    }
    radix_sort(entries, width << kPageBits);
    for (std::uint32_t i = begin; i < end; ++i) {
      const Entry& entry = entries[i - begin];
      made_.x[i] = entry.point.x, made_.y[i] = entry.point.y;
      made_.sorted[entry.given] = i;
      if (i == begin || entry.key != entries[i - begin - 1].key) made_.first[page_row].push_back(i);
    }
  }

  std::span<const geo::GridPoint> points_;
  CellGrid grid_;
  unsigned threads_;
  std::vector<std::uint32_t> begin_;        ///< of each page row, and the end
  std::unique_ptr<std::uint32_t[]> given_;  ///< of the points dealt out
  SortedPoints made_;
};

}  // namespace

CellGrid grid_of(std::span<const geo::GridPoint> points, unsigned threads) {
  const Pieces pieces{points.size()};
  std::vector<geo::Box> boxes(pieces.jobs());
  run_all(pieces.jobs(), threads, [&](std::size_t job) {
    geo::Box box;
    for (std::size_t i = pieces.begin(job); i < pieces.end(job); ++i) box.add(points[i]);
    boxes[job] = box;
  });
  geo::Box all;
  for (const geo::Box& box : boxes) all.add(box);
  if (all.empty()) return {};
  const std::int32_t row0 = all.min.y >> kCellBits, column0 = all.min.x >> kCellBits;
  return {row0, column0, (all.max.y >> kCellBits) - row0 + 1, (all.max.x >> kCellBits) - column0 + 1};
}

SortedPoints sort_points(std::span<const geo::GridPoint> points, const CellGrid& grid, unsigned threads) {
  return Sorter(points, grid, threads).sort();
}

}  // namespace vungphu::engine
