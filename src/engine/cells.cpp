#include "cells.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace vungphu::engine {
namespace {

struct Keyed {
  std::uint64_t key;
  std::uint32_t index;
};

/// Stable radix sort of keys below `limit`, 11 bits a pass: two passes do for a province.
void radix_sort(std::vector<Keyed>& items, std::uint64_t limit) {
  constexpr int kDigitBits = 11;
  constexpr std::uint64_t kDigits = 1 << kDigitBits;
  std::vector<Keyed> other(items.size());
  for (int shift = 0; shift < 64 && (limit - 1) >> shift != 0; shift += kDigitBits) {
    std::array<std::size_t, kDigits> start{};
    for (const Keyed& item : items) ++start[(item.key >> shift) % kDigits];
    std::size_t sum = 0;
    for (std::size_t& s : start) sum += std::exchange(s, sum);
    for (const Keyed& item : items) other[start[(item.key >> shift) % kDigits]++] = item;
    items.swap(other);
  }
}

}  // namespace

Cells::Cells(std::span<const geo::GridPoint> points) {
  geo::Box box;
  for (const geo::GridPoint p : points) box.add(p);
  if (!points.empty()) {
    row0_ = box.min.y >> kCellBits, column0_ = box.min.x >> kCellBits;
    rows_ = row(box.max.y) + 1, columns_ = column(box.max.x) + 1;
  }
  pages_across_ = static_cast<std::size_t>(columns_ + 63) / 64;
  sort(points);
  number_cells();
}

void Cells::sort(std::span<const geo::GridPoint> points) {
  const auto width = static_cast<std::uint64_t>(columns_);
  std::vector<Keyed> items(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto r = static_cast<std::uint64_t>(row(points[i].y)),
               c = static_cast<std::uint64_t>(column(points[i].x));
    items[i] = {r * width + c, static_cast<std::uint32_t>(i)};
  }
  if (!items.empty()) radix_sort(items, static_cast<std::uint64_t>(rows_) * width);
  given_.resize(items.size()), x_.resize(items.size()), y_.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    given_[i] = items[i].index;
    x_[i] = points[items[i].index].x, y_[i] = points[items[i].index].y;
  }
}

void Cells::number_cells() {
  page_.assign(pages_across_ * (static_cast<std::size_t>(rows_ + 63) / 64), 0);
  row_words_.assign(static_cast<std::size_t>(rows_), Range{});
  occupied_.assign(64, 0), rank_.assign(64, 0);
  std::int32_t last_row = -1, last_column = -1;
  for (std::size_t i = 0; i < x_.size(); ++i) {
    const std::int32_t r = row(y_[i]), c = column(x_[i]);
    if (r == last_row && c == last_column) continue;
    last_row = r, last_column = c;
    Range& words = row_words_[static_cast<std::size_t>(r)];
    words = {words.empty() ? c >> 6 : words.first, c >> 6};
    std::uint32_t& page =
        page_[static_cast<std::size_t>(r >> 6) * pages_across_ + static_cast<std::size_t>(c >> 6)];
    if (page == 0) {
      page = static_cast<std::uint32_t>(occupied_.size() / 64);
      occupied_.resize(occupied_.size() + 64, 0), rank_.resize(rank_.size() + 64, 0);
    }
    const std::size_t w = word(r, c >> 6);
    if (occupied_[w] == 0) rank_[w] = static_cast<std::uint32_t>(first_.size());
    occupied_[w] |= std::uint64_t{1} << (c & 63);
    first_.push_back(static_cast<std::uint32_t>(i));
  }
  first_.push_back(static_cast<std::uint32_t>(x_.size()));
}

std::vector<Range> Cells::bands(std::size_t parts) const {
  std::vector<Range> bands;
  for (std::size_t part = 1; part <= parts; ++part) {
    const std::size_t end = points() * part / parts;
    if (end == 0) continue;
    const std::int32_t first = bands.empty() ? 0 : bands.back().last + 1, last = row(y_[end - 1]);
    if (first <= last) bands.push_back({first, last});
  }
  return bands;
}

}  // namespace vungphu::engine
