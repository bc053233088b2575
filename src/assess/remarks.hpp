// What an assessment has to say beside its figures: what could not be carried to its vintage, what disagrees.
#pragma once

#include <vector>

#include "scene.hpp"

namespace vungphu::assess {

std::vector<Finding> remarks(const Scene& scene);

}  // namespace vungphu::assess
