// GEOS as the peer of areas: clip each claim by the commune, unite what is left.
#pragma once

#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::bench {

/// What each of `areas` has within one area, and what they have together. Prepared: an area wholly within is
/// not clipped, one wholly outside not touched.
struct Shares {
  std::vector<double> each_m2;  ///< by the order of `areas`
  double union_m2 = 0;
};
Result<Shares> shares_by_geos(const geo::MultiPolygon& within,
                              const std::vector<const geo::MultiPolygon*>& areas);

}  // namespace vungphu::bench
