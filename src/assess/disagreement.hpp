#pragma once

#include <vector>

#include "scene.hpp"

namespace vungphu::assess {

/// Where finer evidence of a voice judges all homes of a hamlet or a territory, a coarser count of the same
/// homes is a check: over 5 points apart is a finding, `evidence_disagrees`.
void add_disagreements(const Scene& scene, std::vector<Finding>& findings);

}  // namespace vungphu::assess
