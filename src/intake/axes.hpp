// Which coordinate columns say where a row is, and what is written in them.
#pragma once

#include <optional>
#include <string_view>

#include "vungphu/intake/prepare.hpp"

namespace vungphu::intake {

/// lon and lat that a person named; else x and y in a projected CRS; else lon and lat, x and y, latlon,
/// whichever there is.
Axes axes_of(const LayerInfo& layer, const Mapping& mapping, bool projected);

/// True where the samples of the coordinate columns could be degrees, or there is no sample that is a number.
bool look_like_degrees(const LayerInfo& layer, const Mapping& mapping, const Axes& axes);

/// One coordinate as written. In metres, "541.944" is a printed 541,944: nobody stands half a kilometre from
/// the origin. Degrees may be written "10°01'26,5\" N" or "10 01 26.5", south and west with S and W.
std::optional<double> parse_coordinate(std::string_view text, bool projected);

/// "10,0239; 105,0123" or "10.0239, 105.0123": the two texts of a cell that holds both; empty ones where it
/// does not.
struct Pair {
  std::string_view first, second;
};
Pair split_pair(std::string_view cell);

}  // namespace vungphu::intake
