// Cells of a raster as shapes, and places as positions among them.
//
// Typical use:
//   VP_TRY(const auto drawn, outline(runs, grid, transformer));          // once, at intake
//   VP_TRY(const auto locator, CellLocator::create(grid, crs, pinned));  // one a thread
//   const CellPosition at = locator.at(place);                           // cell at.x >> kCellBits
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/crs.hpp"
#include "vungphu/geo/grid.hpp"
#include "vungphu/geo/raster.hpp"
#include "vungphu/geo/snap.hpp"

namespace vungphu::geo {

/// A corner of cells: of cell (column, line) the one nearest to the raster's origin.
struct LatticePoint {
  std::int32_t column = 0, line = 0;
  friend auto operator<=>(const LatticePoint&, const LatticePoint&) = default;
};
using LatticeRing = std::vector<LatticePoint>;  ///< corners where it turns; the first is not repeated
/// The first ring is the shell, the others are holes; no ring touches itself.
struct LatticePolygon {
  std::vector<LatticeRing> rings;
};

/// The union of cells, by following their edges in integers. Cells that share only a corner are two polygons,
/// or meet in one point. Valid by construction; the area of all is the number of cells. Runs may overlap and
/// be in any order. O(cells of the box that holds all runs) in time and memory: meant for one block.
std::vector<LatticePolygon> dissolve(std::span<const CellRun> runs);

/// The same on the grid. Edges get points between their corners, so that no more than a metre lies between
/// the straight edge in longitude and latitude and the true one; where these points lie does not depend on
/// the block, so that neighbours share them. Errors: "geo.bad_lattice" (cells without extent), those of snap.
Result<Snapped> outline(std::span<const CellRun> runs, const RasterGrid& grid,
                        const Transformer& transformer);

/// In 1/1024 of a cell from the raster's origin: x along a line, y along lines. Negative: before its first
/// cell, or where the CRS is not defined.
struct CellPosition {
  std::int64_t x = -1, y = -1;
  friend bool operator==(const CellPosition&, const CellPosition&) = default;
};
inline constexpr int kCellBits = 10;

/// Finds where places lie on a raster: to the raster's CRS, through the lattice's inverse, rounded to 1/1024
/// of a cell (half up). Not for use from two threads at once.
class CellLocator {
 public:
  /// Errors: those of Transformer::create, "geo.bad_lattice".
  static Result<CellLocator> create(const RasterGrid& grid, const std::string& crs,
                                    const PinnedOperations& pinned);
  CellPosition at(GridPoint place) const;

 private:
  CellLocator(const RasterGrid& grid, Transformer transformer);
  Transformer transformer_;
  std::array<double, 6> inverse_{};
};

}  // namespace vungphu::geo
