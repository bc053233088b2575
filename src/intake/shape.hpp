// What is remarkable in the shape of one row.
#pragma once

#include <vector>

#include "vungphu/geo/snap.hpp"
#include "vungphu/model/finding.hpp"

namespace vungphu::intake {

/// ring_unclosed, vertices_repeated (notes: nothing is lost by them), geometry_repaired (a warning where the
/// area changed by over 1 % of the larger of before and after, else a note) and sliver (a warning: parts of
/// the area whose isoperimetric quotient 4 pi A / P^2, 1 for a circle, is under 0.05 and whose area A is
/// under 1,000 m2: what is left between two shapes that were meant to meet). O(vertices).
void check_shape(const geo::Snapped& snapped, std::int64_t row, std::vector<Finding>& findings);

}  // namespace vungphu::intake
