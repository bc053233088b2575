// Which technology a row speaks of, where it says so.
#pragma once

#include <vector>

#include "vungphu/collectors/collector.hpp"

namespace vungphu::collectors {

/// True when the row names technologies and the submission's is not among them: such a row is filtered. A
/// cell may name several ("4G/5G"). FCC codes, ids and labels of the profile's technologies and their common
/// names are known; another word is filtered too, with a warning, for nothing may be counted as what it does
/// not say it is.
bool is_of_other_technology(const Row& row, const Context& context, std::vector<Finding>& findings);

}  // namespace vungphu::collectors
