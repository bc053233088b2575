// The engine: arrays of grid coordinates in; membership, masks, areas, nearest out. It knows no school and no
// operator.
//
// Typical use: one PointIndex of a kind of place, then one covered_by_areas or covered_by_reach a layer:
//   const PointIndex index(points);
//   VP_TRY(const Bitmap covered, covered_by_areas(index, areas, threads, task));
//
// Exact in integers (DESIGN 3.2): a boundary counts, there is no epsilon. Results do not depend on the number
// of threads, nor on the order of areas but where the first one is asked for (belonging, snap_to_border,
// nearest). `threads` 0 means as many as the machine has; where the system gives fewer, those do all.
//
// Whatever takes a Task has one Error, "base.cancelled". std::bad_alloc, and what a Task's report throws,
// goes on to the caller.
//
// At most 2^31 - 1 points, areas or claims. The joins take linear time for points that are spread over cells
// of 90 m. Where very many lie in one cell, each of them is held against all edges that go through it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::engine {

using Bitmap = std::vector<std::uint64_t>;  ///< bit i is point i, 64 a word, as many words as points need

inline Bitmap make_bitmap(std::size_t points) { return Bitmap((points + 63) / 64, 0); }
inline void set_bit(Bitmap& b, std::size_t i) { b[i >> 6] |= std::uint64_t{1} << (i & 63); }
inline bool get_bit(const Bitmap& b, std::size_t i) { return b[i >> 6] >> (i & 63) & 1; }

/// Points sorted once into cells of 2^13 units (90 m), kept for every later layer. Results are in the order
/// given.
class PointIndex {
 public:
  explicit PointIndex(std::span<const geo::GridPoint> points, unsigned threads = 0);
  ~PointIndex();
  PointIndex(PointIndex&&) noexcept;
  PointIndex& operator=(PointIndex&&) noexcept;
  std::size_t size() const;
  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

struct Reach {
  const geo::Geometry*
      geometry;           ///< points or lines; an area reaches what it covers, and what is near its edges
  std::int64_t reach_mm;  ///< below 0 reaches nothing
};

/// Which points the union of `areas` covers: even-odd within a polygon, for any rings. An edge is walked
/// once, a cell without edges is one step for all of its points, and only points in cells with edges are
/// tested.
Result<Bitmap> covered_by_areas(const PointIndex& points, std::span<const geo::MultiPolygon* const> areas,
                                unsigned threads, const Task& task = {});
/// Which points lie within reach: geodesic distance in whole millimetres <= reach_mm (DESIGN 3.10).
/// Candidates by a safe bound; of an edge whose reach is over 300 km or comes near a pole all points are, of
/// one that reaches over the antimeridian all of its latitudes.
Result<Bitmap> covered_by_reach(const PointIndex& points, std::span<const Reach> claims, unsigned threads,
                                const Task& task = {});
/// For every point the first of `areas` that covers it (hand them over in the byte order of their codes), -1
/// where none.
Result<std::vector<std::int32_t>> belonging(const PointIndex& points,
                                            std::span<const geo::MultiPolygon* const> areas, unsigned threads,
                                            const Task& task = {});
/// The one-unit rule, for belonging only: a point of -1 that lies within one unit in x and y of one or more
/// areas goes to the first of those. Returns how many did. Only ever changes -1.
std::int64_t snap_to_border(std::span<const geo::GridPoint> points,
                            std::span<const geo::MultiPolygon* const> areas,
                            std::vector<std::int32_t>& belongs);

struct Nearest {
  double metres;       ///< geodesic, whole millimetres; 0 inside; infinity when there are no claims
  std::int32_t claim;  ///< index into `claims`, the lowest of equals; -1 when there are none
};
/// For every point the nearest of `claims`, for all points at once. `reach_mm` is taken off (never below 0),
/// one a claim. Some microseconds a point, of which most is PROJ's for the two or three edges that bounds
/// leave; more where the nearest is over 300 km away, or many different edges are as near as round-off.
Result<std::vector<Nearest>> nearest(std::span<const geo::GridPoint> from,
                                     std::span<const geo::Geometry* const> claims,
                                     std::span<const std::int64_t> reach_mm, unsigned threads,
                                     const Task& task = {});

struct NearestPoint {
  std::int32_t point = -1;        ///< a covered point, the lowest of equals; -1 when none is covered
  std::int64_t millimetres = -1;  ///< geodesic; -1 when none is covered
};
/// For every point the nearest covered one (bit i of `covered` is points[i]), for all at once; a covered one
/// is its own nearest.
Result<std::vector<NearestPoint>> nearest_covered(std::span<const geo::GridPoint> points,
                                                  const Bitmap& covered, unsigned threads,
                                                  const Task& task = {});

struct AreaSums {
  std::int64_t claims = 0;  ///< claims that share area with the territory
  double sum_m2 = 0;        ///< their areas within it, overlaps counted again
  double union_m2 = 0;      ///< overlaps counted once
};
/// For every territory. Sums are compensated and in a fixed order; union <= sum within 1e-9.
Result<std::vector<AreaSums>> areas_within(std::span<const geo::MultiPolygon* const> territories,
                                           std::span<const geo::MultiPolygon* const> claims, unsigned threads,
                                           const Task& task = {});
/// The same for several sets of the claims at once, which measures a claim once however many sets it is in:
/// bit s of sets[c] says that claim c is of set s. By territory, then by set; `count` sets, at most 64.
Result<std::vector<std::vector<AreaSums>>> areas_within_sets(
    std::span<const geo::MultiPolygon* const> territories, std::span<const geo::MultiPolygon* const> claims,
    std::span<const std::uint64_t> sets, std::size_t count, unsigned threads, const Task& task = {});
}  // namespace vungphu::engine
