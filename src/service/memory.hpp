// What an assessment takes of memory, told before anything is loaded.
#pragma once

#include "vungphu/service/use_cases.hpp"

namespace vungphu::service {

/// Error service.memory_needed when what is to be loaded, and made of it, will not fit into --memory. Cheap:
/// made of numbers of rows and sizes of geometries.
Status check_memory(const store::Store& store, const assess::Inputs& inputs, Loaded loaded);

}  // namespace vungphu::service
