// Checks of rows against what is known: codes, position, counts, duplicates (pure, with a Reference by value).
#pragma once

#include <vector>

#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/reference.hpp"

namespace vungphu::intake {

/// Findings on one claim; true when it may stay, false when one of them is an error. Row claims: the code must exist
/// (code_unknown names the nearest; a lost leading zero is found and said); a count over its total is kept and flagged
/// (count_over_total); connected above passed is a warning. Geometry: outside of the outline is a warning for areas, an
/// error for points far from it with the hint that axes look swapped where they do (axes_swapped).
bool check_claim(const Claim& claim, const Reference& reference, std::vector<Finding>& findings);

/// Checks over a submission as a whole, after its rows: the same key twice (the later row is refused: duplicate_row),
/// identical geometry twice (warning). Returns the indexes of claims to drop.
std::vector<std::size_t> check_submission(const std::vector<Claim>& claims, std::vector<Finding>& findings);

/// Checks of a list of entries: duplicate keys within the file (every later one refused), a code missing (refused, but
/// for hamlets, which get an id), parent unknown (warning), position outside of the outline (warning), swapped axes (warning).
/// `rows[i]` is the file's row of entries[i]. Returns the indexes to refuse.
std::vector<std::size_t> check_entries(const std::vector<Entry>& entries, const std::vector<std::int64_t>& rows,
                                       const Reference& reference, std::vector<Finding>& findings);

/// Overlaps and slivers between territories of one level, measured: pairs whose shared area is over `noise_m2` are
/// findings territory_overlap with the area.
void check_overlaps(const std::vector<Entry>& territories, std::vector<Finding>& findings, double noise_m2 = 1.0);

}  // namespace vungphu::intake
