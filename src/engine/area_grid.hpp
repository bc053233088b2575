// What claims share with one territory: each, and together.
//
// A grid of square cells is laid over the territory's box, about as wide as an edge is long in the mean.
// Every ring is walked once; a cell without edges is wholly in or out and costs a bit, and those with edges
// are measured by CellScan with the few edges they have. So the work grows with the vertices, not with their
// square.
//
// Lines between cells run at half units, where no vertex lies. Which cells an edge goes through is decided
// once for both sides of a line, so that what is in and out fits together whatever the rounding: an error in
// a crossing moves a line by the round-off of its ordinates (1e-10 units where edges are of some kilometres)
// and no more.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vungphu/base/sum.hpp"
#include "vungphu/base/task.hpp"
#include "vungphu/geo/geometry.hpp"

#include "cell_scan.hpp"

namespace vungphu::engine {

struct Shares {
  std::vector<double> each_m2;   ///< by the order of claims; 0 where it is the round-off of what touches
  std::vector<double> union_m2;  ///< by set
};

/// Areas are to be valid, as intake stores them, whichever way their rings run: what crosses itself is not
/// measured right. The order of claims changes no digit. Reads every vertex of the claims once; the rest of
/// the time, and some 200 bytes a vertex, go with those between the territory's northern and southern end and
/// not east of it. Error "base.cancelled".
/// `sets`: of each claim the sets it is of, a bit each, and `count` how many sets there are.
Result<Shares> shares_within(const geo::MultiPolygon& territory,
                             std::span<const geo::MultiPolygon* const> claims,
                             std::span<const std::uint64_t> sets, std::size_t count, const Task& task = {});
/// Of all claims together.
inline Result<Shares> shares_within(const geo::MultiPolygon& territory,
                                    std::span<const geo::MultiPolygon* const> claims, const Task& task = {}) {
  const std::vector<std::uint64_t> one(claims.size(), 1);
  return shares_within(territory, claims, one, 1, task);
}

}  // namespace vungphu::engine
