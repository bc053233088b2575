// The exact join of polygons and points, cell by cell.
//
// Even-odd, boundary included, for any rings. Every cell has a corner just past grid units, at
//   x = (first x of the cell) - 1 + e,  y = (first y of the cell) - 1 + d
// with d positive and smaller than any grid quantity and e smaller still. No vertex has such an ordinate and
// no edge passes through a corner, so ties do not occur and every crossing below is counted once. Whether a
// point is in is the parity of
//   the crossings of a ray from far west to the cell's corner, of all cells of a row by one prefix-xor, and
//   the crossings of the way corner -> along the cell's bottom to the point's x (+ e) -> up to the point,
// of which the second needs only the edges that touch the cell. A cell without edges is wholly in or wholly
// out.
//
// 64 bits do for every edge on the globe: differences are below 3.6e9 in x and 1.8e9 in y, so each product is
// below 6.5e18; two products are compared only for a point in the edge's box, and are never subtracted.
#pragma once

#include "cells.hpp"
#include "marks.hpp"

namespace vungphu::engine {

/// One edge as one cell sees it.
struct EdgePiece {
  geo::GridPoint left, right;  ///< left.x <= right.x
  std::int32_t first, last;    ///< for x in [first, last) it runs above the cell's bottom
  std::int32_t crossing;       ///< the way along the bottom crosses it for x >= crossing
  std::uint32_t next;          ///< in the cell's list
};

inline constexpr std::uint32_t kNoPiece = ~std::uint32_t{0};

/// Joins polygons with the points of one band of rows. One thread each; several may share `marks` and
/// `heads`. Value: std::uint8_t or std::int32_t.
template <class Value>
class PolygonJoin {
 public:
  /// `heads` has an entry kNoPiece for every cell of the band.
  PolygonJoin(const Cells& cells, Range band, Marks<Value>& marks, std::uint32_t* heads)
      : cells_(cells), band_(band), marks_(marks), heads_(heads) {}

  /// Gives `value` to every point that `polygon` (with bounds `box`) covers and that has none yet.
  void add(const geo::Polygon& polygon, const geo::Box& box, Value value);

 private:
  void walk(const geo::Path& ring);
  void walk(geo::GridPoint a, geo::GridPoint b);
  void go_to(std::int32_t row, std::int32_t column);
  void flip(std::int32_t row, std::int32_t crossing);
  void enter(std::int32_t row, std::int32_t x_from, std::int32_t x_to, EdgePiece piece);
  void settle(Value value);
  void settle_cell(std::size_t word, int bit, bool corner, Value value);
  /// The words at hand of a row that lie between its first and its last point.
  Range words_of(std::int32_t row) const {
    return cells_.words_of(row) & Range{word0_, word0_ + static_cast<std::int32_t>(width_) - 1};
  }
  std::size_t local(std::int32_t row, std::int32_t word_column) const {
    return static_cast<std::size_t>(row - rows_.first) * width_ +
           static_cast<std::size_t>(word_column - word0_);
  }

  const Cells& cells_;
  Range band_;
  Marks<Value>& marks_;
  std::uint32_t* heads_;
  // Of the rows and columns at hand: which corners the ray first finds crossed, and which cells have edges.
  Range rows_, columns_;
  std::int32_t word0_ = 0;
  std::size_t width_ = 0;
  std::vector<std::uint64_t> flips_, edged_;  ///< all zero between polygons
  std::vector<EdgePiece> pieces_;
  /// The cell of the last edge that was within one; no head where it has no points left.
  struct {
    std::int32_t row = -1, column = -1;
    std::uint32_t* head = nullptr;
  } at_;
};

}  // namespace vungphu::engine
