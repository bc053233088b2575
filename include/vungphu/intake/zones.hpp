// In which other zone a position would lie where it should.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "vungphu/geo/crs.hpp"
#include "vungphu/geo/snap.hpp"

namespace vungphu::intake {

/// The zones of a profile beside the one that a file was read in. Nothing is made before it is asked for.
/// `own` must outlive it. Not for use from two threads at once.
class Zones {
 public:
  Zones(const geo::Transformer& own, geo::PinnedOperations pinned, std::vector<std::string> candidates)
      : own_(&own), pinned_(std::move(pinned)), candidates_(std::move(candidates)) {}
  /// The candidate under which the ordinates of `p`, as the file has them, lie inside; the one that explained
  /// the row before first, else in the profile's order. Null where none does, and for a file in degrees.
  const geo::Transformer* meant(geo::GridPoint p, const std::function<bool(geo::GridPoint)>& inside) const;

 private:
  void make_others() const;

  const geo::Transformer* own_;
  geo::PinnedOperations pinned_;
  std::vector<std::string> candidates_;
  mutable bool made_ = false;
  mutable std::vector<geo::Transformer> others_;
  mutable const geo::Transformer* last_ = nullptr;
  mutable int misses_ = 0;
};

}  // namespace vungphu::intake
