// Rows of a table that are no data: totals, headings of sections, signatures.
#pragma once

#include <string_view>
#include <vector>

#include "vungphu/collectors/collector.hpp"

namespace vungphu::collectors {

/// True, with the note not_a_row, for a row keyed by the column `meaning` that says nothing of a place: it is
/// a total (intake's value total_row), its code is a section's mark (I, A) or a signature, or it has neither
/// a code nor anything usable. A code with a digit, or one that a list knows, is always data.
bool is_no_data(const Row& row, std::string_view meaning, bool usable, const Context& context,
                std::vector<Finding>& findings);

}  // namespace vungphu::collectors
