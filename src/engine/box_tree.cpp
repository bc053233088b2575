#include "box_tree.hpp"

#include "spatial_order.hpp"

namespace vungphu::engine {

BoxTree::BoxTree(std::vector<geo::Box> boxes) {
  struct Leaf {
    geo::Box box;
    std::size_t index;
  };
  std::vector<Leaf> leaves(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) leaves[i] = {boxes[i], i};
  sort_along_curve(leaves);
  for (std::size_t i = 0; i < leaves.size(); ++i) boxes[i] = leaves[i].box, order_.push_back(leaves[i].index);
  if (!boxes.empty()) levels_.push_back(std::move(boxes));
  while (!levels_.empty() && levels_.back().size() > kFanout) {
    const std::vector<geo::Box>& below = levels_.back();
    std::vector<geo::Box> above((below.size() + kFanout - 1) / kFanout);
    for (std::size_t i = 0; i < below.size(); ++i) above[i / kFanout].add(below[i]);
    levels_.push_back(std::move(above));
  }
}

}  // namespace vungphu::engine
