#include <algorithm>
#include <cmath>
#include <limits>

#include "vungphu/geo/measure.hpp"

#include "ellipsoid.hpp"
#include "geodesic.hpp"

namespace vungphu::geo {
namespace {

/// A point on an edge is found to this many metres along it.
constexpr double kAlongMetres = 1e-5;
/// Edges are cut into pieces of at most this many degrees: on each the distance has one lowest point, but
/// within a degree of a pole.
constexpr double kPieceDegrees = 1.0;

/// Radii of curvature times radians per degree: metres per degree along the meridian and the parallel.
MetresPerDegree scale_at(double latitude_degrees) {
  const double s = std::sin(latitude_degrees * kRadiansPerDegree);
  const double w = 1 - kEccentricitySquared * s * s;
  const double parallel = kEquatorialRadius / std::sqrt(w);
  return {parallel * (1 - kEccentricitySquared) / w * kRadiansPerDegree,
          parallel * std::cos(latitude_degrees * kRadiansPerDegree) * kRadiansPerDegree};
}

struct Degrees {
  double x, y;
};

Degrees in_degrees(GridPoint p) { return {degrees(p.x), degrees(p.y)}; }

/// One piece of an edge, straight in longitude and latitude, seen from a point.
class Piece {
 public:
  Piece(Degrees from, Degrees a, Degrees b) : from_(from), a_(a), dx_(b.x - a.x), dy_(b.y - a.y) {}

  struct Look {
    double metres;  ///< geodesic distance at t
    double slope;   ///< derivative by t of half its square; nearly linear in t
    double speed;   ///< metres of edge per t
  };
  Look at(double t) const {
    const double longitude = a_.x + t * dx_, latitude = a_.y + t * dy_;
    double metres = 0, azimuth = 0;
    geod_inverse(&wgs84(), from_.y, from_.x, latitude, longitude, &metres, nullptr, &azimuth);
    const MetresPerDegree scale = scale_at(latitude);
    const double east = dx_ * scale.longitude, north = dy_ * scale.latitude;
    const double angle = azimuth * kRadiansPerDegree;
    return {metres, metres * (std::sin(angle) * east + std::cos(angle) * north), std::hypot(east, north)};
  }

  /// The lowest distance between the looks at 0 and 1 (false position with the Illinois rule).
  double nearest(Look low, Look high) const {
    double t_low = 0, t_high = 1, best = std::min(low.metres, high.metres);
    if (low.slope >= 0 || high.slope <= 0) return best;
    int last_side = 0;
    for (int i = 0; i < 100 && (t_high - t_low) * std::max(low.speed, high.speed) > kAlongMetres; ++i) {
      const double t = t_low + (t_high - t_low) * (-low.slope / (high.slope - low.slope));
      const Look look = at(t);
      best = std::min(best, look.metres);
      // The slope is the way left to the foot, times speed.
      if (std::abs(look.slope) <= kAlongMetres * look.speed) break;
      const int side = look.slope < 0 ? -1 : 1;
      if (side < 0) {
        t_low = t, low = look;
        if (last_side == side) high.slope /= 2;
      } else {
        t_high = t, high = look;
        if (last_side == side) low.slope /= 2;
      }
      last_side = side;
    }
    return best;
  }

 private:
  Degrees from_, a_;
  double dx_, dy_;
};

/// Metres along a piece are never more than this.
double longest(Degrees a, Degrees b) {
  const double lowest_latitude = a.y * b.y <= 0 ? 0 : std::min(std::abs(a.y), std::abs(b.y));
  return std::hypot((b.x - a.x) * scale_at(lowest_latitude).longitude, (b.y - a.y) * scale_at(90).latitude);
}

double edge_distance(Degrees p, Degrees a, Degrees b) {
  const double span = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
  const int pieces = std::max(1, static_cast<int>(std::ceil(span / kPieceDegrees)));
  const auto cut = [&](int i) {
    const double t = static_cast<double>(i) / pieces;
    return i == pieces ? b : Degrees{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
  };
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < pieces; ++i) {
    const Degrees from = cut(i), to = cut(i + 1);
    const Piece piece(p, from, to);
    const Piece::Look low = piece.at(0), high = piece.at(1);
    best = std::min({best, low.metres, high.metres});
    // By the triangle inequality no point of the piece is nearer than this.
    const bool may_be_nearer = (low.metres + high.metres - longest(from, to)) / 2 < best;
    if (may_be_nearer) best = std::min(best, piece.nearest(low, high));
  }
  return best;
}

/// Plane metres from a point to an edge with fixed metres per degree.
double plane_metres(Degrees p, Degrees a, Degrees b, MetresPerDegree scale) {
  const double ax = (a.x - p.x) * scale.longitude, ay = (a.y - p.y) * scale.latitude;
  const double ux = (b.x - a.x) * scale.longitude, uy = (b.y - a.y) * scale.latitude;
  const double length = ux * ux + uy * uy;
  const double t = length > 0 ? std::clamp(-(ax * ux + ay * uy) / length, 0.0, 1.0) : 0;
  return std::hypot(ax + t * ux, ay + t * uy);
}

/// The same, the nearest way round the globe when `round` is set.
double plane_metres(Degrees p, Degrees a, Degrees b, MetresPerDegree scale, bool round) {
  const double here = plane_metres(p, a, b, scale);
  if (!round) return here;
  return std::min(
      {here, plane_metres({p.x - 360, p.y}, a, b, scale), plane_metres({p.x + 360, p.y}, a, b, scale)});
}

template <class Use>
void each_edge_of_path(const Path& path, bool closed, const Use& use) {
  if (path.size() == 1) return use(path.front(), path.front());
  for (std::size_t i = 1; i < path.size(); ++i) use(path[i - 1], path[i]);
  if (closed && path.size() > 2) use(path.back(), path.front());
}

/// Calls use(a, b) for each edge; a point is an edge from itself to itself.
template <class Use>
void each_edge(const Geometry& geometry, const Use& use) {
  if (const auto* points = std::get_if<MultiPoint>(&geometry)) {
    for (const GridPoint p : points->points) use(p, p);
  } else if (const auto* lines = std::get_if<MultiLine>(&geometry)) {
    for (const Path& line : lines->lines) each_edge_of_path(line, false, use);
  } else if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
    for (const Polygon& polygon : area->polygons) {
      for (const Path& ring : polygon.rings) each_edge_of_path(ring, true, use);
    }
  }
}

}  // namespace

double distance_m(GridPoint a, GridPoint b) {
  if (a == b) return 0;
  double metres = 0;
  geod_inverse(&wgs84(), degrees(a.y), degrees(a.x), degrees(b.y), degrees(b.x), &metres, nullptr, nullptr);
  return metres;
}

double distance_to_edge_m(GridPoint p, GridPoint a, GridPoint b) {
  if (a == b) return distance_m(p, a);
  const Box box{{std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}};
  if (box.holds(p) && orientation(a, b, p) == 0) return 0;
  return edge_distance(in_degrees(p), in_degrees(a), in_degrees(b));
}

double distance_m(GridPoint p, const Geometry& geometry) {
  if (const auto* area = std::get_if<MultiPolygon>(&geometry); area && covers(*area, p)) return 0;
  const Box box = bounds(geometry);
  if (box.empty()) return std::numeric_limits<double>::infinity();
  const Degrees from = in_degrees(p);
  const bool round = from.x - degrees(box.min.x) > 180 || degrees(box.max.x) - from.x > 180;

  // The edge that looks nearest in a plane gives a first distance; no geodesic is needed for an edge that is
  // farther than it by the lower bound, which holds for ways that stay within `span` degrees of p's latitude,
  // and every other way is longer than the first distance.
  const MetresPerDegree local = scale_at(from.y);
  double least = std::numeric_limits<double>::infinity();
  GridPoint first_a, first_b;
  each_edge(geometry, [&](GridPoint a, GridPoint b) {
    const double metres = plane_metres(from, in_degrees(a), in_degrees(b), local, round);
    if (metres < least) least = metres, first_a = a, first_b = b;
  });
  double best = distance_to_edge_m(p, first_a, first_b);
  const double span = best / scale_at(0).latitude * 1.001 + 1e-6;
  const MetresPerDegree bound = metres_per_degree(p.y, span);
  each_edge(geometry, [&](GridPoint a, GridPoint b) {
    if (plane_metres(from, in_degrees(a), in_degrees(b), bound, round) < best) {
      best = std::min(best, distance_to_edge_m(p, a, b));
    }
  });
  return best;
}

long long to_millimetres(double metres) {
  const double millimetres = std::floor(metres * 1000 + 0.5);
  constexpr double kMost = 9.2e18;
  return millimetres < kMost ? static_cast<long long>(millimetres) : std::numeric_limits<long long>::max();
}

MetresPerDegree metres_per_degree(std::int32_t y, double span_degrees) {
  const double latitude = std::abs(degrees(y));
  const double low = std::max(0.0, latitude - span_degrees), high = std::min(90.0, latitude + span_degrees);
  constexpr double kRoundOff = 1 - 1e-12;
  return {scale_at(low).latitude * kRoundOff, std::max(0.0, scale_at(high).longitude * kRoundOff)};
}

}  // namespace vungphu::geo
