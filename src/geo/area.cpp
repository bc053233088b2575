#include <array>
#include <cmath>

#include "vungphu/base/sum.hpp"
#include "vungphu/geo/measure.hpp"

#include "ellipsoid.hpp"
#include "plane.hpp"

namespace vungphu::geo {
namespace {

constexpr double kRadiansPerUnit = kRadiansPerDegree / kUnitsPerDegree;
/// Edges are cut into pieces of at most this much latitude: there the rule's own error is below 1e-18 of the
/// integral.
constexpr double kPieceUnits = 0.5 * kUnitsPerDegree;

/// Gauss-Legendre, 3 points on [0, 1].
struct Node {
  double at, weight;
};
constexpr std::array<Node, 3> kGauss{
    {{0.11270166537925831148, 5.0 / 18}, {0.5, 8.0 / 18}, {0.88729833462074168852, 5.0 / 18}}};

/// Area between the equator and a latitude, per radian of longitude (Snyder 1987, eq. 3-12, times a^2/2).
double zone(double latitude_units) {
  const double s = std::sin(latitude_units * kRadiansPerUnit), x = kEccentricitySquared * s * s;
  // artanh(e s) / e by its series, of which the next term is below 1e-18.
  const double artanh =
      s *
      (1 + x * (1.0 / 3 +
                x * (1.0 / 5 + x * (1.0 / 7 + x * (1.0 / 9 + x * (1.0 / 11 + x * (1.0 / 13 + x / 15)))))));
  return kEquatorialRadius * kEquatorialRadius * (1 - kEccentricitySquared) / 2 * (s / (1 - x) + artanh);
}

/// Mean of `zone` along an edge, over which longitude and latitude grow evenly.
double mean_zone(double from, double to) {
  const double span = to - from;
  if (span == 0) return zone(from);
  const int pieces = static_cast<int>(std::ceil(std::abs(span) / kPieceUnits));
  double sum = 0;
  for (int i = 0; i < pieces; ++i) {
    for (const Node node : kGauss) sum += node.weight * zone(from + span * ((i + node.at) / pieces));
  }
  return sum / pieces;
}

template <class Ring>
double ring_area(const Ring& ring) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[i + 1 < ring.size() ? i + 1 : 0];
    const double width = static_cast<double>(b.x) - static_cast<double>(a.x);
    if (width != 0) sum.add(width * kRadiansPerUnit * mean_zone(a.y, b.y));
  }
  return std::abs(sum.value());
}

template <class Polygons>
double polygons_area(const Polygons& polygons) {
  CompensatedSum sum;
  for (const auto& polygon : polygons) {
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
      const double area = ring_area(polygon.rings[i]);
      sum.add(i == 0 ? area : -area);
    }
  }
  return sum.value();
}

}  // namespace

double unit_area_m2(double y) {
  const double s = std::sin(y * kRadiansPerUnit), w = 1 - kEccentricitySquared * s * s;
  return kEquatorialRadius * kEquatorialRadius * (1 - kEccentricitySquared) * kRadiansPerUnit *
         kRadiansPerUnit * std::cos(y * kRadiansPerUnit) / (w * w);
}

double area_m2(const MultiPolygon& area) { return polygons_area(area.polygons); }
double area_m2(const std::vector<PlanePolygon>& area) { return polygons_area(area); }

}  // namespace vungphu::geo
