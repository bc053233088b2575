// Geodesic distances held between two plane ones, so that PROJ is asked only where it matters.
//
// On the ellipsoid ds^2 = M(phi)^2 dphi^2 + (N cos phi)^2 dlambda^2; with growing |phi| M grows and N cos phi
// shrinks. Over a band of latitudes each has a least and a greatest value, at its edges. A way that stays in
// the band is therefore never shorter than the straight line in the plane of the least values, and the
// straight lon/lat line within the band is never longer than its length in the plane of the greatest. A way
// of at most `radius` from a point leaves its latitude by at most radius / M(0), which makes the band. At 1
// km and 10 degrees north the two differ by 6e-5, so one candidate in some ten thousand needs the geodesic.
#pragma once

#include <optional>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::engine {

/// Metres between which a distance lies, round-off included.
struct Bounds {
  double low = 0;
  double high = 0;
};

class LocalScale {
 public:
  /// For points of latitude y_min … y_max and what is within `radius_m` of them. Nothing near the poles (over
  /// 85 degrees) and for more than 300 km: there the planes say too little.
  static std::optional<LocalScale> around(std::int32_t y_min, std::int32_t y_max, double radius_m);

  /// Units of x beyond which nothing is within the radius.
  double margin_x() const { return margin_x_; }
  double margin_y() const { return margin_y_; }
  /// True where the radius does not reach over the antimeridian, so that a difference in x is the way round
  /// as well.
  bool holds(std::int32_t x_min, std::int32_t x_max) const;

  /// Distance from p to the edge a-b. `low` holds when the distance is within the radius, else it is more
  /// than that or the distance is; `high`, when at most the radius, always holds.
  Bounds to_edge(geo::GridPoint p, geo::GridPoint a, geo::GridPoint b) const;
  /// Least distance from p to anything in a box, as `low` above.
  double low_to_box(geo::GridPoint p, const geo::Box& box) const;

 private:
  struct PerUnit {
    double x, y;
  };
  static double plane(geo::GridPoint p, geo::GridPoint a, geo::GridPoint b, PerUnit scale);

  PerUnit low_{}, high_{};
  double margin_x_ = 0, margin_y_ = 0;
};

/// Bounds that hold anywhere, by the triangle inequality: for far distances, the poles and the antimeridian.
Bounds far_bounds(geo::GridPoint p, geo::GridPoint a, geo::GridPoint b);
double far_low_to_box(geo::GridPoint p, const geo::Box& box);

}  // namespace vungphu::engine
