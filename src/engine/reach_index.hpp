// Claims with a reach kept for questions of one point: a tree of what their edges reach.
#pragma once

#include <vector>

#include "box_tree.hpp"
#include "local_scale.hpp"
#include "stretch.hpp"

namespace vungphu::engine {

class ReachIndex {
 public:
  explicit ReachIndex(std::vector<Stretch> stretches);

  /// Calls use(claim) for every edge within whose reach p lies while it returns true.
  template <class Use>
  void reaching(geo::GridPoint p, const Use& use) const {
    Near near{p, -1, {}};
    bool more = true;
    tree_.descend([&](const geo::Box& box) { return more && box.holds(p); },
                  [&](std::size_t i) { more = !within(near, stretches_[i]) || use(stretches_[i].claim); });
  }

 private:
  /// The scale at a point, kept while reaches are the same.
  struct Near {
    geo::GridPoint p;
    std::int64_t reach_mm;
    std::optional<LocalScale> scale;
  };
  static bool within(Near& near, const Stretch& stretch);

  std::vector<Stretch> stretches_;
  BoxTree tree_;
};

}  // namespace vungphu::engine
