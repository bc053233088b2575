// Why a code is unknown: what it looks like instead.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vungphu/model/finding.hpp"
#include "vungphu/model/reference.hpp"

namespace vungphu::intake {

/// What is known of `code`, looked up in `kinds`; the first that has it.
const CodeFacts* find_in(const Reference& reference, const std::vector<std::string>& kinds,
                         std::string_view code);

/// Adds one note beside `unknown` (its row, field, value) when the code lost its leading zero
/// (code_lost_zero), is one of the tax system (code_tax_system) or differs in one digit, or two that changed
/// places, from known ones (code_near). A handful of look-ups, however long the lists are.
void explain_unknown(const Reference& reference, const std::vector<std::string>& kinds,
                     const Finding& unknown, std::vector<Finding>& findings);

}  // namespace vungphu::intake
