// Where places lie on the raster of a submission.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "vungphu/engine/claims.hpp"
#include "vungphu/geo/lattice.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/profile.hpp"

namespace vungphu::assess {

/// What engine::Raster::locate asks for; it may be called from several threads at once. Errors: those of
/// geo::CellLocator::create.
Result<std::function<void(std::span<const geo::GridPoint>, std::span<engine::RasterPosition>)>> locate_on(
    const Submission& submission, const Profile& profile);

Result<geo::CellLocator> locator_of(const Submission& submission, const Profile& profile);
bool holds(std::span<const geo::CellRun> cells, geo::CellPosition position);

}  // namespace vungphu::assess
