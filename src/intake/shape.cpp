#include "shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/core.h>

#include "vungphu/geo/measure.hpp"

namespace vungphu::intake {
namespace {

constexpr double kMuch_percent = 1;
constexpr double kThin = 0.05, kSmall_m2 = 1000;

/// In the plane that touches the earth at the shell's first point: far better than 1 % for what is small.
struct Measures {
  double area = 0, perimeter = 0;
  double thinness() const {
    return perimeter > 0 ? 4 * std::numbers::pi * area / (perimeter * perimeter) : 1;
  }
};

Measures measures_of(const geo::Polygon& polygon) {
  const geo::GridPoint origin = polygon.rings.front().front();
  const geo::MetresPerDegree scale = geo::metres_per_degree(origin.y, 0);
  const double kx = scale.longitude / geo::kUnitsPerDegree, ky = scale.latitude / geo::kUnitsPerDegree;
  Measures made;
  for (const geo::Path& ring : polygon.rings) {
    double twice = 0;
    geo::GridPoint before = ring.back();
    double x = (std::int64_t{before.x} - origin.x) * kx, y = (std::int64_t{before.y} - origin.y) * ky;
    for (const geo::GridPoint p : ring) {
      const double u = (std::int64_t{p.x} - origin.x) * kx, v = (std::int64_t{p.y} - origin.y) * ky;
      twice += x * v - u * y;
      made.perimeter += std::hypot(u - x, v - y);
      x = u;
      y = v;
    }
    made.area += twice / 2;  // shells run anticlockwise, holes clockwise
  }
  return made;
}

void check_slivers(const geo::MultiPolygon& area, std::int64_t row, std::vector<Finding>& findings) {
  std::int64_t count = 0;
  double sum = 0, thinnest = 1;
  for (const geo::Polygon& polygon : area.polygons) {
    const Measures part = measures_of(polygon);
    if (part.area >= kSmall_m2 || part.thinness() >= kThin) continue;
    ++count;
    sum += part.area;
    thinnest = std::min(thinnest, part.thinness());
  }
  if (count > 0)
    findings.push_back({"sliver",
                        Severity::warning,
                        row,
                        "",
                        "",
                        {{"count", std::to_string(count)},
                         {"area", std::to_string(std::llround(sum))},
                         {"thinness", fmt::format("{:.4f}", thinnest)}}});
}

void tell_repair(const geo::Snapped& snapped, const geo::MultiPolygon* area, std::int64_t row,
                 std::vector<Finding>& findings) {
  const double after = area ? geo::area_m2(*area) : 0, change = snapped.area_change_m2;
  const double whole = std::max(std::abs(after), std::abs(after - change));
  const double percent = whole > 0 ? 100 * std::abs(change) / whole : 0;
  findings.push_back({"geometry_repaired",
                      percent > kMuch_percent ? Severity::warning : Severity::note,
                      row,
                      "",
                      "",
                      {{"area", std::to_string(std::llround(change))},
                       {"percent", fmt::format("{:.{}f}", percent, percent < 10 ? 2 : 0)}}});
}

}  // namespace

void check_shape(const geo::Snapped& snapped, std::int64_t row, std::vector<Finding>& findings) {
  if (snapped.unclosed) findings.push_back({"ring_unclosed", Severity::note, row, "", "", {}});
  if (snapped.repeated > 0)
    findings.push_back(
        {"vertices_repeated", Severity::note, row, "", "", {{"count", std::to_string(snapped.repeated)}}});
  const auto* area = std::get_if<geo::MultiPolygon>(&snapped.geometry);
  if (snapped.repaired) tell_repair(snapped, area, row, findings);
  if (area) check_slivers(*area, row, findings);
}

}  // namespace vungphu::intake
