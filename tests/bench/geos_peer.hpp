// GEOS as the peer of the join: prepared polygons in an STRtree, asked point by point, in integer grid units
// (in degrees it rounds points off edges).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "province.hpp"

namespace vungphu::bench {

class GeosPeer {
 public:
  /// Makes GEOS geometries of the land: reading, which is not timed.
  explicit GeosPeer(const Land& land);
  ~GeosPeer();
  GeosPeer(const GeosPeer&) = delete;
  GeosPeer& operator=(const GeosPeer&) = delete;

  /// Prepares and indexes the communes and every layer, and answers for all homes: the commune (the first by
  /// index, -1 none), then a byte a layer.
  struct Answers {
    std::vector<std::int32_t> commune;
    std::vector<std::vector<char>> layers;
  };
  Answers join() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vungphu::bench
