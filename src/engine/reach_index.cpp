#include "reach_index.hpp"

#include <algorithm>

namespace vungphu::engine {

ReachIndex::ReachIndex(std::vector<Stretch> stretches)
    : stretches_(std::move(stretches)), tree_(boxes_of(stretches_)) {}

bool ReachIndex::within(Near& near, const Stretch& stretch) {
  const double possible = stretch.reach_m() + kUnsureMetres;
  if (!stretch.wraps) {
    if (near.reach_mm != stretch.reach_mm) {
      near.scale = LocalScale::around(near.p.y, near.p.y, possible);
      near.reach_mm = stretch.reach_mm;
    }
    if (near.scale) {
      const Bounds distance = near.scale->to_edge(near.p, stretch.a, stretch.b);
      if (distance.high <= stretch.reach_m() - kUnsureMetres) return true;
      return distance.low <= possible && reaches(stretch, near.p);
    }
  }
  return far_bounds(near.p, stretch.a, stretch.b).low <= possible && reaches(stretch, near.p);
}

}  // namespace vungphu::engine
