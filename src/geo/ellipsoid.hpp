// WGS 84, as PROJ has it.
#pragma once

#include <numbers>

namespace vungphu::geo {

inline constexpr double kEquatorialRadius = 6378137.0;
inline constexpr double kFlattening = 1 / 298.257223563;
inline constexpr double kEccentricitySquared = kFlattening * (2 - kFlattening);
inline constexpr double kRadiansPerDegree = std::numbers::pi / 180;

}  // namespace vungphu::geo
