// Land cut into cells whose ragged borders are shared point by point.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::demo {

/// Columns by rows of four-sided cells between jittered nodes. A border is drawn once and belongs to both its
/// cells, so neighbours share exactly the same vertices, and what is merged has exactly the outline of its
/// parts.
struct Tessellation {
  int columns = 0, rows = 0;
  std::vector<geo::GridPoint> nodes;  ///< (columns + 1) x (rows + 1), row by row, south to north
  std::vector<geo::Path> across;      ///< from node (i, j) to (i + 1, j), both ends included
  std::vector<geo::Path> along;       ///< from node (i, j) to (i, j + 1)

  int cell(int column, int row) const { return row * columns + column; }
  geo::GridPoint node(int i, int j) const { return nodes[static_cast<std::size_t>(j * (columns + 1) + i)]; }
  /// Outline of cells that hang together by borders, in one ring, anticlockwise. They must not touch at a
  /// corner only, nor ring a hole.
  geo::MultiPolygon outline(std::span<const int> cells) const;
  /// The point at u, v thousandths of the cell, straight between its four nodes.
  geo::GridPoint at(int cell, std::int64_t u, std::int64_t v) const;
};

/// A delta that narrows to the south, within 104.7 to 105.9 east and 8.6 to 9.7 north; sea on three sides. A
/// border has 2^levels edges, a coast twice as many.
Tessellation make_tessellation(int columns, int rows, int levels, std::uint64_t seed);

}  // namespace vungphu::demo
