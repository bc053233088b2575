// Served areas far from every site or box that the operator has.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"

namespace vungphu::intake {
namespace {

std::int32_t clamped(double units) {
  constexpr double kMost = 180.0 * geo::kUnitsPerDegree;
  return static_cast<std::int32_t>(std::clamp(units, -kMost, kMost));
}

/// `box` widened by `metres` on every side, rather more than less.
geo::Box widened(const geo::Box& box, double metres) {
  const std::int32_t farthest = std::abs(box.min.y) > std::abs(box.max.y) ? box.min.y : box.max.y;
  const geo::MetresPerDegree scale = geo::metres_per_degree(farthest);
  const double dy = metres / scale.latitude * geo::kUnitsPerDegree + 1;
  const double dx = metres / std::max(scale.longitude, 1.0) * geo::kUnitsPerDegree + 1;
  return {{clamped(box.min.x - dx), clamped(box.min.y - dy)},
          {clamped(box.max.x + dx), clamped(box.max.y + dy)}};
}

}  // namespace

void check_sites(const std::vector<Claim>& claims, Sites sites, std::vector<Finding>& findings) {
  if (sites.points.empty()) return;
  std::sort(sites.points.begin(), sites.points.end());
  const double reach_m = static_cast<double>(sites.reach_mm) / 1000;
  const auto is_near = [&](const geo::Geometry& area) {
    const geo::Box box = geo::bounds(area), wide = widened(box, reach_m);
    const auto from = std::lower_bound(sites.points.begin(), sites.points.end(), wide.min.x,
                                       [](geo::GridPoint p, std::int32_t x) { return p.x < x; });
    for (auto site = from; site != sites.points.end() && site->x <= wide.max.x; ++site)
      if (wide.holds(*site) && geo::to_millimetres(geo::distance_m(*site, area)) <= sites.reach_mm)
        return true;
    return false;
  };
  for (const Claim& claim : claims) {
    if (claim.kind != ClaimKind::area || !claim.operational() || claim.station || is_near(claim.geometry))
      continue;
    findings.push_back(
        {"no_site_within_reach",
         Severity::warning,
         claim.row,
         "",
         "",
         {{"metres", fmt::format("{:.0f}", reach_m)}, {"sites", std::to_string(sites.points.size())}}});
  }
}

}  // namespace vungphu::intake
