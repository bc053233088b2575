// The form of a hamlet's permanent id.
#pragma once

#include <string>

#include "vungphu/base/hash.hpp"

namespace vungphu::intake {

/// "h-" and ten digits of what went into `hash`.
std::string hamlet_id(Blake2b& hash);

}  // namespace vungphu::intake
