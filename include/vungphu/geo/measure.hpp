// Areas and distances on the WGS 84 ellipsoid (DESIGN 3.10).
#pragma once

#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::geo {

/// Square metres under straight lon/lat edges: the closed integral of the authalic latitude function
/// F(phi) = a^2 (1-e^2)/2 [ sin phi / (1 - e^2 sin^2 phi) + artanh(e sin phi)/e ]  (Snyder 1987, eq. 3-12)
/// over longitude, Gauss-Legendre along each edge, compensated sum in ring order. Within 1e-6 of PROJ's
/// geodesic area of the same ring densified to 10 m. Holes are taken off, overlapping parts are counted twice
/// (union them first).
double area_m2(const MultiPolygon& area);
/// Square metres of a square of one grid unit at latitude `y` (grid units): what area_m2 integrates, M N cos
/// phi.
double unit_area_m2(double y);

/// Square metres of the union of `areas`, clipped to `within` when not null (GEOS overlay in grid units).
/// The order of `areas` does not change the result: they are united in a canonical one. Error
/// "geo.overlay_failed".
Result<double> union_area_m2(const std::vector<const MultiPolygon*>& areas,
                             const MultiPolygon* within = nullptr);
/// The union itself, snapped to the grid and valid. Errors "geo.overlay_failed", "geo.not_repairable".
Result<MultiPolygon> union_of(const std::vector<const MultiPolygon*>& areas);
/// Area shared by two: overlaps between communes, a zone's covered part.
Result<double> intersection_area_m2(const MultiPolygon& a, const MultiPolygon& b);

/// Geodesic metres between two points (Karney, PROJ's geodesic.h).
double distance_m(GridPoint a, GridPoint b);
/// Geodesic metres from `p` to the nearest point of the edge a-b, straight in the lon/lat plane, to 0.1 mm.
double distance_to_edge_m(GridPoint p, GridPoint a, GridPoint b);
/// Geodesic metres from `p` to the nearest point of a geometry: 0 inside an area. Infinity for no geometry.
double distance_m(GridPoint p, const Geometry& geometry);
/// Whole millimetres, half up: distances are compared with a reach in this form only.
long long to_millimetres(double metres);

/// Metres per degree of latitude and of longitude at `y`, each a lower bound over +-`span` degrees: for safe
/// candidate boxes.
struct MetresPerDegree {
  double latitude;
  double longitude;
};
MetresPerDegree metres_per_degree(std::int32_t y, double span_degrees = 0.5);

/// A point inside the area for certain (GEOS point on surface, moved to a grid point that the area covers).
GridPoint centre(const MultiPolygon& area);

}  // namespace vungphu::geo
