// What the code of a row names.
#pragma once

#include <string>
#include <vector>

#include "vungphu/collectors/collector.hpp"

namespace vungphu::collectors {

/// Sets key_kind, code and site of `claim` from the column `meaning`. The kind is the one of `kinds` that
/// knows the code; a column `kind` narrows them. Known in none, key_kind is left empty (or the one that was
/// named): the check of codes then says so. False, with error finding code_ambiguous, where several know it:
/// the wrong one would be a wrong figure.
bool set_key(const Row& row, std::string_view meaning, const std::vector<std::string>& kinds,
             const Context& context, Claim& claim, std::vector<Finding>& findings);

}  // namespace vungphu::collectors
