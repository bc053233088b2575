#pragma once

#include <string>

#include "vungphu/model/assessment.hpp"

namespace vungphu::assess {

/// BLAKE2b-256 over every count and every answer, in their order; areas are doubles and do not enter.
std::string result_digest(const Assessment& assessment);

}  // namespace vungphu::assess
