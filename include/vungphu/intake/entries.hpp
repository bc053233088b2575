// Lists of places and territories: from rows to entries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::intake {

/// Meanings that an import looks for.
std::vector<std::string_view> entry_meanings();

/// One entry; nothing with an error finding when the row is refused (no code, a weight that is no number …).
/// A hamlet without code gets "h-" and 10 hex digits of BLAKE2b over (parent, type, name, position), which
/// settle_hamlet_ids (hamlets.hpp) makes a permanent id. What has a point or an area is surveyed, unless the
/// list says otherwise. A household's weight defaults to 1. Lines are refused, an area of a point
/// kind is placed at its centre.
std::optional<Entry> make_entry(const Row& row, std::string_view kind, bool is_territory,
                                std::vector<Finding>& findings);

}  // namespace vungphu::intake
