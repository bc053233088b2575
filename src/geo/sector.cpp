#include "vungphu/geo/sector.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "geodesic.hpp"

namespace vungphu::geo {
namespace {

constexpr double kFull = 360;
constexpr double kMillimetres = 1000;

}  // namespace

Result<MultiPolygon> sector(GridPoint at, double azimuth, double beam, std::int64_t reach_mm) {
  const bool circle = beam >= kFull;
  const auto steps = static_cast<int>(std::ceil(std::min(beam, kFull) / kSectorStep));
  Path ring;
  const auto add = [&](GridPoint p) {
    if (ring.empty() || (ring.back() != p && ring.front() != p)) ring.push_back(p);
  };
  if (!circle) add(at);
  // From left to right in azimuth is clockwise; shells are anticlockwise.
  for (int i = circle ? 1 : 0; i <= steps; ++i) {
    const double bearing = azimuth + beam / 2 - beam * i / steps;
    double latitude = 0, longitude = 0;
    geod_direct(&wgs84(), degrees(at.y), degrees(at.x), bearing, static_cast<double>(reach_mm) / kMillimetres,
                &latitude, &longitude, nullptr);
    if (std::abs(longitude - degrees(at.x)) > kFull / 4) return fail("geo.off_world");
    add({to_units(longitude), to_units(latitude)});
  }
  constexpr std::size_t kFewest = 3;
  if (ring.size() < kFewest || turning(ring) <= 0) return fail("geo.not_repairable");
  return MultiPolygon{{Polygon{{std::move(ring)}}}};
}

}  // namespace vungphu::geo
