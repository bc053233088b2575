#include "cells.hpp"

#include <algorithm>

#include "workers.hpp"

namespace vungphu::engine {

Cells::Cells(std::span<const geo::GridPoint> points, unsigned threads)
    : points_(points.size()),
      grid_(grid_of(points, thread_count(threads))),
      pages_across_(static_cast<std::size_t>(grid_.columns + 63) / 64) {
  threads = thread_count(threads);
  SortedPoints sorted = sort_points(points, grid_, threads);
  x_ = std::move(sorted.x), y_ = std::move(sorted.y), sorted_ = std::move(sorted.sorted);
  row_words_.assign(static_cast<std::size_t>(grid_.rows), Range{});
  page_.assign(pages_across_ * grid_.page_rows(), 0);
  std::vector<std::uint32_t> cells_before{0};  // each page row
  for (const auto& first : sorted.first) {
    cells_before.push_back(cells_before.back() + static_cast<std::uint32_t>(first.size()));
  }
  first_.resize(cells_before.back() + std::size_t{1});
  first_.back() = static_cast<std::uint32_t>(points.size());
  run_all(grid_.page_rows(), threads, [&](std::size_t page_row) {
    for (const std::uint32_t i : sorted.first[page_row]) ++page_of(i);
  });
  std::uint32_t pages = 0;
  for (std::uint32_t& page : page_) page = page == 0 ? 0 : ++pages;
  occupied_.assign((pages + std::size_t{1}) * 64, 0), rank_.assign(occupied_.size(), 0);
  run_all(grid_.page_rows(), threads, [&](std::size_t page_row) {
    number_cells(sorted.first[page_row], cells_before[page_row]);
    std::vector<std::uint32_t>().swap(sorted.first[page_row]);
  });
  blocks_.resize((points_ + kBlock - 1) / kBlock);
  run_all(blocks_.size(), threads, [&](std::size_t block) {
    const std::uint32_t* const begin = sorted_.get() + block * kBlock;
    const auto [least, greatest] =
        std::minmax_element(begin, begin + std::min(kBlock, points_ - block * kBlock));
    blocks_[block] = {*least, *greatest};
  });
}

void Cells::number_cells(std::span<const std::uint32_t> first, std::uint32_t cell) {
  for (const std::uint32_t i : first) {
    const std::int32_t r = row(y_[i]), c = column(x_[i]);
    Range& words = row_words_[static_cast<std::size_t>(r)];
    words = {words.empty() ? c >> 6 : words.first, c >> 6};
    const std::size_t w = word(r, c >> 6);
    if (occupied_[w] == 0) rank_[w] = cell;
    occupied_[w] |= std::uint64_t{1} << (c & 63);
    first_[cell++] = i;
  }
}

std::uint32_t& Cells::page_of(std::size_t sorted) {
  const std::int32_t r = row(y_[sorted]), c = column(x_[sorted]);
  return page_[static_cast<std::size_t>(r >> 6) * pages_across_ + static_cast<std::size_t>(c >> 6)];
}

std::vector<Band> Cells::bands(std::size_t parts, Range rows) const {
  const auto points_up_to = [&](std::int32_t last) {
    const auto in_rows = [&](std::int32_t y) { return row(y) <= last; };
    return static_cast<std::size_t>(std::partition_point(y_.get(), y_.get() + points(), in_rows) - y_.get());
  };
  const auto cell_at = [&](std::size_t point) {
    return static_cast<std::size_t>(std::lower_bound(first_.begin(), first_.end(), point) - first_.begin());
  };
  std::vector<Band> bands;
  if (rows.empty()) return bands;
  const std::size_t begin = points_up_to(rows.first - 1), count = points_up_to(rows.last) - begin;
  Band next{{rows.first, -1}, begin, 0, cell_at(begin), 0};
  for (std::size_t part = 1; part <= parts; ++part) {
    const std::size_t end = begin + count * part / parts;
    if (end == begin) continue;
    next.rows.last = row(y_[end - 1]);
    if (next.rows.empty()) continue;
    next.end_point = points_up_to(next.rows.last);
    next.end_cell = cell_at(next.end_point);
    bands.push_back(next);
    next = {{next.rows.last + 1, -1}, next.end_point, 0, next.end_cell, 0};
  }
  return bands;
}

}  // namespace vungphu::engine
