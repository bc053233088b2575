// All that one layer claims, and the question "what covers this point" put to it.
//
// Typical use:
//   const ClaimIndex index(claims);               // once
//   const Covering covering = index.at(p, key);   // some microseconds, from any thread
//
// Exact as the joins of engine.hpp: the same predicates, a boundary counts.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/raster.hpp"

namespace vungphu::engine {

/// Cells first … last of a line of a raster. No point is in a negative line or cell.
using RasterRun = geo::CellRun;
/// In 1/1024 of a cell from the raster's origin: x along a row, y along rows. Cell c holds 1024 c and all up
/// to, but not, 1024 (c + 1).
struct RasterPosition {
  std::int64_t x, y;
};
/// Cells at or over a threshold, on the raster's own grid. Cells without data are in no run.
struct Raster {
  std::span<const RasterRun> runs;  ///< in any order, may overlap
  /// Where points lie, as many positions as points. A position that is negative in x or y is off the raster
  /// and never covered: what a point gets that has none. Always the same for the same point, and callable
  /// from several threads at once. What it throws goes on to the caller of the function that asked.
  std::function<void(std::span<const geo::GridPoint>, std::span<RasterPosition>)> locate;
};

using Key = std::int64_t;
inline constexpr Key kNoKey = std::numeric_limits<Key>::min();

/// What it points to must stay as it is while it is in use.
struct Claims {
  std::vector<const geo::MultiPolygon*> areas{};
  std::vector<Reach> reaches{};
  std::vector<Raster> rasters{};
  std::vector<Key> keys{};  ///< points of these keys are claimed by rows
  bool empty() const { return areas.empty() && reaches.empty() && rasters.empty() && keys.empty(); }
};

/// Indices of the claims that cover a point, each ascending.
struct Covering {
  std::vector<std::uint32_t> areas, reaches, rasters;
  bool by_key = false;
  bool empty() const { return areas.empty() && reaches.empty() && rasters.empty() && !by_key; }
  friend bool operator==(const Covering&, const Covering&) = default;
};

/// Claims kept for questions of one point. Building is O(n log n) in vertices and takes about 1 to 4 bytes a
/// vertex of areas, 80 an edge of what has a reach. All functions may be called from several threads at once.
class ClaimIndex {
 public:
  explicit ClaimIndex(const Claims& claims);
  ~ClaimIndex();
  ClaimIndex(ClaimIndex&&) noexcept;
  ClaimIndex& operator=(ClaimIndex&&) noexcept;

  Covering at(geo::GridPoint p, Key key = kNoKey) const;
  /// Whether any claim covers it.
  bool covers(geo::GridPoint p, Key key = kNoKey) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Which points any of `claims` covers: the joins of engine.hpp, rasters and keys. `points` are those of the
/// index, `keys` as many, or none. Error "base.cancelled".
Result<Bitmap> covered_by(const PointIndex& index, std::span<const geo::GridPoint> points,
                          std::span<const Key> keys, const Claims& claims, unsigned threads,
                          const Task& task = {});

}  // namespace vungphu::engine
