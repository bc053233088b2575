// A packed tree of boxes that does not change: sorted along the curve, sixteen to a node.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "vungphu/geo/grid.hpp"

namespace vungphu::engine {

class BoxTree {
 public:
  explicit BoxTree(std::vector<geo::Box> boxes);

  /// Calls use(index of a box) for those boxes that, like all nodes above them, `enter(box)`. In no special
  /// order, but always the same.
  template <class Enter, class Use>
  void descend(const Enter& enter, const Use& use) const {
    if (!levels_.empty()) descend(levels_.size() - 1, 0, levels_.back().size(), enter, use);
  }
  template <class Use>
  void meeting(const geo::Box& box, const Use& use) const {
    descend([&](const geo::Box& node) { return node.meets(box); }, use);
  }

 private:
  static constexpr std::size_t kFanout = 16;

  template <class Enter, class Use>
  void descend(std::size_t level, std::size_t begin, std::size_t end, const Enter& enter,
               const Use& use) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!enter(levels_[level][i])) continue;
      if (level == 0)
        use(order_[i]);
      else
        descend(level - 1, i * kFanout, std::min((i + 1) * kFanout, levels_[level - 1].size()), enter, use);
    }
  }

  std::vector<std::vector<geo::Box>>
      levels_;  ///< the boxes, then ever fewer that hold sixteen of those before
  std::vector<std::size_t> order_;
};

}  // namespace vungphu::engine
