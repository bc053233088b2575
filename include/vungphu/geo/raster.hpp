// Rasters: where their cells lie, and runs of cells.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::geo {

/// The lattice of a raster, in the raster's own CRS. The corner of cell (column c, line l) nearest to the
/// origin lies at x = t[0] + t[1] c + t[2] l and y = t[3] + t[4] c + t[5] l (GDAL's geotransform). A cell is
/// half-open: it holds its edges on the side of the origin and not the others, so that no place is in two.
struct RasterGrid {
  std::int64_t columns = 0, lines = 0;
  std::array<double, 6> transform{};
  friend bool operator==(const RasterGrid&, const RasterGrid&) = default;
};

/// Cells first … last of a line.
struct CellRun {
  std::int32_t line = 0, first = 0, last = 0;
  friend bool operator==(const CellRun&, const CellRun&) = default;
};

/// The stored form of runs: 32-bit little-endian triples. Equal runs give equal bytes.
std::string encode(const std::vector<CellRun>& runs);
/// Bounds-checked inverse; Error "geo.bad_blob" for anything else, which includes negative and empty runs.
Result<std::vector<CellRun>> decode_runs(std::string_view bytes);

}  // namespace vungphu::geo
