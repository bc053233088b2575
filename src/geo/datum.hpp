// The step from a geographic CRS to WGS 84.
#pragma once

#include <optional>
#include <string>

#include "vungphu/geo/crs.hpp"

#include "proj.hpp"

namespace vungphu::geo {

/// An operation in x, y (longitude, latitude) order. Null: none is needed when `name` is "none", else none
/// was found.
struct DatumStep {
  Proj operation;
  std::string name;  ///< "EPSG:6960", a PROJ pipeline, "none"; empty when there is no operation
};

/// From a geographic CRS whose datum is pinned, or is WGS 84 already; else nullopt. A pinned operation that
/// the database does not have is no operation: nothing else takes its place.
std::optional<DatumStep> pinned_step(PJ_CONTEXT* context, const PJ* base, const PinnedOperations& pinned);

/// From any CRS, bound ones too: the best operation of PROJ's database that needs no grid, so that two
/// machines never differ. A "ballpark" operation, which takes one datum for another, is none: for VN-2000 it
/// is 224 m off.
DatumStep step_without_grid(PJ_CONTEXT* context, const PJ* source);

}  // namespace vungphu::geo
