#include "polygon_join.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace vungphu::engine {
namespace {

/// Words of the two local bitmaps at a time (1 MB): a polygon over half the world is taken some rows at a
/// time.
constexpr std::size_t kMostWords = 1 << 16;
constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();

/// Bit i of the result is the parity of bits 0 … i.
std::uint64_t prefix_xor(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// The lowest x + e that lies east of where the edge low -> high crosses the height bottom - 1 + d.
std::int32_t crossing_at(std::int64_t bottom, geo::GridPoint low, geo::GridPoint high) {
  const std::int64_t up = bottom - 1 - low.y, dy = std::int64_t{high.y} - low.y,
                     dx = std::int64_t{high.x} - low.x;
  // Where dx > 0, d moves the crossing east of the quotient: floor + 1. Else it moves west or not at all: the
  // ceiling, which is what a quotient that is not positive is cut to.
  return static_cast<std::int32_t>(low.x + up * dx / dy + (dx > 0 ? 1 : 0));
}

/// Flips `odd` for each of the way's crossings of a piece; true when the piece goes through p.
inline bool pass(const EdgePiece& piece, geo::GridPoint p, bool& odd) {
  odd ^= p.x >= piece.crossing;
  const auto [bottom, top] = std::minmax(piece.left.y, piece.right.y);
  if (p.y < bottom || p.x < piece.left.x || p.x > piece.right.x) return false;
  bool above = true;
  if (p.y <= top) {
    const std::int64_t height =
        (std::int64_t{piece.right.x} - piece.left.x) * (std::int64_t{p.y} - piece.left.y);
    const std::int64_t slope =
        (std::int64_t{piece.right.y} - piece.left.y) * (std::int64_t{p.x} - piece.left.x);
    if (height == slope) return true;
    above = height > slope;
  }
  odd ^= above && piece.first <= p.x && p.x < piece.last;
  return false;
}

}  // namespace

template <class Value>
void PolygonJoin<Value>::add(const geo::Polygon& polygon, const geo::Box& box, Value value) {
  const Range rows = cells_.rows(box) & band_;
  columns_ = cells_.columns(box);
  if (rows.empty() || columns_.empty()) return;
  word0_ = columns_.first >> 6;
  width_ = static_cast<std::size_t>((columns_.last >> 6) - word0_ + 1);
  const auto most_rows = static_cast<std::int32_t>(kMostWords / width_);
  for (std::int32_t row = rows.first; row <= rows.last; row = rows_.last + 1) {
    rows_ = Range{row, row + most_rows - 1} & rows;
    while (!rows_.empty() && words_of(rows_.first).empty()) ++rows_.first;
    if (rows_.empty()) continue;
    const std::size_t words = local(rows_.last + 1, word0_);
    if (flips_.size() < words) flips_.resize(words, 0), edged_.resize(words, 0);
    pieces_.clear();
    at_ = {};
    for (const geo::Path& ring : polygon.rings) {
      if (!ring.empty()) walk(ring);
    }
    settle(value);
  }
}

/// Most edges are within one cell, and most of them within that of the edge before.
template <class Value>
void PolygonJoin<Value>::walk(const geo::Path& ring) {
  geo::GridPoint from = ring.back();
  std::int32_t row = cells_.row(from.y), column = cells_.column(from.x);
  for (const geo::GridPoint to : ring) {
    const std::int32_t to_row = cells_.row(to.y), to_column = cells_.column(to.x);
    if (to_row != row || to_column != column) {
      walk(from, to);
      row = to_row, column = to_column;
    } else {
      if (row != at_.row || column != at_.column) go_to(row, column);
      if (at_.head != nullptr) {
        const auto [left, right] = from.x <= to.x ? std::pair(from, to) : std::pair(to, from);
        const auto here = static_cast<std::uint32_t>(pieces_.size());
        pieces_.push_back({left, right, left.x, right.x, kNever, std::exchange(*at_.head, here)});
      }
    }
    from = to;
  }
}

template <class Value>
void PolygonJoin<Value>::go_to(std::int32_t row, std::int32_t column) {
  at_ = {row, column, nullptr};
  if (row < rows_.first || row > rows_.last || column < columns_.first || column > columns_.last) return;
  const std::size_t word = cells_.word(row, column >> 6);
  const int bit = column & 63;
  if ((marks_.open(word) >> bit & 1) == 0) return;
  edged_[local(row, column >> 6)] |= std::uint64_t{1} << bit;
  at_.head = &heads_[cells_.cell(word, bit)];
}

template <class Value>
void PolygonJoin<Value>::walk(geo::GridPoint a, geo::GridPoint b) {
  const auto [low, high] = a.y <= b.y ? std::pair(a, b) : std::pair(b, a);
  const Range own{cells_.row(low.y), cells_.row(high.y)}, rows = own & rows_;
  if (rows.empty()) return;
  const auto [left, right] = a.x <= b.x ? std::pair(a, b) : std::pair(b, a);
  if (cells_.column(left.x) > columns_.last) return;  // no way or ray to any point comes by
  const bool rising = left.y < right.y;
  std::int32_t x_known = low.x, known = own.first;  // where the edge comes into row `known`
  const auto x_into = [&, lower = low, upper = high](std::int32_t row) {
    if (row != known) x_known = crossing_at(cells_.row_bottom(row), lower, upper), known = row;
    return x_known;
  };
  for (std::int32_t row = rows.first; row <= rows.last; ++row) {
    if (words_of(row).empty()) continue;
    const std::int32_t x_from = x_into(row), x_to = row < own.last ? x_into(row + 1) : high.x;
    EdgePiece piece{left, right, left.x, right.x, kNever, kNoPiece};
    if (row > own.first) {
      flip(row, x_from);
      piece.crossing = x_from;
      (rising ? piece.first : piece.last) = x_from;
    }
    enter(row, std::min(x_from, x_to), std::max(x_from, x_to), piece);
  }
}

template <class Value>
void PolygonJoin<Value>::flip(std::int32_t row, std::int32_t crossing) {
  // The first corner that is not west of the crossing: the corner of column c is at its first x, less 1, + e.
  const Range words = words_of(row);
  const std::int32_t column = std::max(cells_.column(crossing) + 1, words.first * 64);
  if (column >> 6 <= words.last) flips_[local(row, column >> 6)] ^= std::uint64_t{1} << (column & 63);
}

template <class Value>
void PolygonJoin<Value>::enter(std::int32_t row, std::int32_t x_from, std::int32_t x_to, EdgePiece piece) {
  const Range columns = Range{cells_.column(x_from), cells_.column(x_to)} & columns_;
  if (columns.empty()) return;
  const std::int32_t crossing = piece.crossing, crossed = cells_.column(crossing);
  for (std::int32_t w = columns.first >> 6; w <= columns.last >> 6; ++w) {
    const std::size_t word = cells_.word(row, w);
    std::uint64_t bits = marks_.open(word) & word_mask(columns, w);
    if (bits == 0) continue;
    edged_[local(row, w)] |= bits;
    for (; bits != 0; bits &= bits - 1) {
      const int bit = std::countr_zero(bits);
      std::uint32_t& head = heads_[cells_.cell(word, bit)];
      piece.crossing =
          w * 64 + bit == crossed ? crossing : kNever;  // one farther west is in the corner's parity
      piece.next = std::exchange(head, static_cast<std::uint32_t>(pieces_.size()));
      pieces_.push_back(piece);
    }
  }
}

template <class Value>
void PolygonJoin<Value>::settle(Value value) {
  for (std::int32_t row = rows_.first; row <= rows_.last; ++row) {
    const Range words = words_of(row);
    std::uint64_t carry = 0;  // all ones when the last corner of the word before was in
    for (std::int32_t w = words.first; w <= words.last; ++w) {
      const std::size_t here = local(row, w), word = cells_.word(row, w);
      const std::uint64_t corners = prefix_xor(std::exchange(flips_[here], 0)) ^ carry;
      const std::uint64_t edged = std::exchange(edged_[here], 0);
      carry = ~((corners >> 63) - 1);
      const std::uint64_t whole = corners & ~edged & marks_.open(word) & word_mask(columns_, w);
      if (whole != 0) marks_.mark_cells(word, whole, value);
      for (std::uint64_t bits = edged; bits != 0; bits &= bits - 1) {
        const int bit = std::countr_zero(bits);
        settle_cell(word, bit, corners >> bit & 1, value);
      }
    }
  }
}

template <class Value>
void PolygonJoin<Value>::settle_cell(std::size_t word, int bit, bool corner, Value value) {
  const std::uint32_t head = std::exchange(heads_[cells_.cell(word, bit)], kNoPiece);
  marks_.mark_points(word, bit, value, [&](geo::GridPoint p) {
    bool odd = corner;
    for (std::uint32_t i = head; i != kNoPiece; i = pieces_[i].next) {
      if (pass(pieces_[i], p, odd)) return true;
    }
    return odd;
  });
}

template class PolygonJoin<std::uint8_t>;
template class PolygonJoin<std::int32_t>;

}  // namespace vungphu::engine
