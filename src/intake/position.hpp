// How a position is shown in a finding.
#pragma once

#include <string>

#include "vungphu/geo/grid.hpp"

namespace vungphu::intake {

/// "105.0123000, 9.4178300": longitude, latitude.
std::string print_position(geo::GridPoint p);

}  // namespace vungphu::intake
