#include "local_scale.hpp"

#include <algorithm>
#include <cmath>

#include "vungphu/geo/measure.hpp"

namespace vungphu::engine {
namespace {

constexpr double kMostRadius = 300'000;
constexpr double kMostLatitude = 85.0 * geo::kUnitsPerDegree;
constexpr double kHalfTurn = 180.0 * geo::kUnitsPerDegree;
/// Round-off of what is computed here, some 1e-15, and of the scales, 1e-12, with plenty to spare.
constexpr double kSlack = 1e-9;

/// Metres per unit of y nowhere are less (equator) or more (poles), nor of x more.
double least_per_unit() {
  return geo::metres_per_degree(0, 0).latitude / geo::kUnitsPerDegree * (1 - kSlack);
}
double most_per_unit() {
  return geo::metres_per_degree(90 * geo::kUnitsPerDegree, 0).latitude / geo::kUnitsPerDegree * (1 + kSlack);
}

geo::GridPoint middle(geo::GridPoint a, geo::GridPoint b) {
  return {static_cast<std::int32_t>((std::int64_t{a.x} + b.x) / 2),
          static_cast<std::int32_t>((std::int64_t{a.y} + b.y) / 2)};
}

/// Nothing on the straight line between two points is farther from their middle; a unit more because it is
/// rounded.
double half_length(geo::GridPoint a, geo::GridPoint b) {
  const double dx = static_cast<double>(b.x) - a.x, dy = static_cast<double>(b.y) - a.y;
  return (std::hypot(dx, dy) / 2 + 1) * most_per_unit();
}

}  // namespace

std::optional<LocalScale> LocalScale::around(std::int32_t y_min, std::int32_t y_max, double radius_m) {
  static const double kLeast = least_per_unit();
  if (!(radius_m <= kMostRadius)) return std::nullopt;
  LocalScale scale;
  scale.margin_y_ = radius_m / kLeast + 1;
  const double south = y_min - scale.margin_y_, north = y_max + scale.margin_y_;
  const double far = std::ceil(std::max(-south, north));
  if (far > kMostLatitude) return std::nullopt;
  const double near = std::floor(south <= 0 && north >= 0 ? 0 : std::min(std::abs(south), std::abs(north)));
  const auto nearest = geo::metres_per_degree(static_cast<std::int32_t>(near), 0);
  const auto farthest = geo::metres_per_degree(static_cast<std::int32_t>(far), 0);
  constexpr double kLow = (1 - kSlack) / geo::kUnitsPerDegree, kHigh = (1 + kSlack) / geo::kUnitsPerDegree;
  scale.low_ = {farthest.longitude * kLow, nearest.latitude * kLow};
  scale.high_ = {nearest.longitude * kHigh, farthest.latitude * kHigh};
  scale.margin_x_ = radius_m / scale.low_.x + 1;
  return scale;
}

bool LocalScale::holds(std::int32_t x_min, std::int32_t x_max) const {
  return x_min - margin_x_ >= -kHalfTurn && x_max + margin_x_ <= kHalfTurn;
}

double LocalScale::plane(geo::GridPoint p, geo::GridPoint a, geo::GridPoint b, PerUnit scale) {
  const double ax = (static_cast<double>(a.x) - p.x) * scale.x,
               ay = (static_cast<double>(a.y) - p.y) * scale.y;
  const double ux = (static_cast<double>(b.x) - a.x) * scale.x,
               uy = (static_cast<double>(b.y) - a.y) * scale.y;
  const double square = ux * ux + uy * uy;
  const double t = square > 0 ? std::clamp(-(ax * ux + ay * uy) / square, 0.0, 1.0) : 0.0;
  const double x = ax + t * ux, y = ay + t * uy;
  return std::sqrt(x * x + y * y);
}

Bounds LocalScale::to_edge(geo::GridPoint p, geo::GridPoint a, geo::GridPoint b) const {
  return {plane(p, a, b, low_), plane(p, a, b, high_)};
}

double LocalScale::low_to_box(geo::GridPoint p, const geo::Box& box) const {
  const auto gap = [](std::int32_t at, std::int32_t low, std::int32_t high) {
    return at < low ? static_cast<double>(low) - at : at > high ? static_cast<double>(at) - high : 0.0;
  };
  const double x = gap(p.x, box.min.x, box.max.x) * low_.x, y = gap(p.y, box.min.y, box.max.y) * low_.y;
  return std::sqrt(x * x + y * y);
}

Bounds far_bounds(geo::GridPoint p, geo::GridPoint a, geo::GridPoint b) {
  return {geo::distance_m(p, middle(a, b)) - half_length(a, b),
          std::min(geo::distance_m(p, a), geo::distance_m(p, b))};
}

double far_low_to_box(geo::GridPoint p, const geo::Box& box) {
  return geo::distance_m(p, middle(box.min, box.max)) - half_length(box.min, box.max);
}

}  // namespace vungphu::engine
