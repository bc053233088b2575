#include "sites.hpp"

#include <algorithm>

#include "vungphu/assess/assess.hpp"
#include "vungphu/geo/measure.hpp"

#include "vintage.hpp"

namespace vungphu::service {
namespace {

/// Collectors whose points are things that serve; those of location-list are homes that are served.
bool lists_sites(const Submission& submission) {
  return submission.collector == "reach" || submission.collector == "cell-sites";
}

void add(const Claim& claim, intake::Sites& sites) {
  if (!claim.operational()) return;
  if (claim.station) {
    sites.points.push_back(claim.station->point);
    const geo::Box box = geo::bounds(claim.geometry);
    if (box.empty()) return;
    for (const geo::GridPoint corner :
         {box.min, box.max, geo::GridPoint{box.min.x, box.max.y}, geo::GridPoint{box.max.x, box.min.y}})
      sites.reach_mm = std::max<std::int64_t>(
          sites.reach_mm, geo::to_millimetres(geo::distance_m(claim.station->point, corner)));
  } else if (const auto* at = std::get_if<geo::MultiPoint>(&claim.geometry);
             at && claim.kind == ClaimKind::reach) {
    sites.points.insert(sites.points.end(), at->points.begin(), at->points.end());
    sites.reach_mm = std::max(sites.reach_mm, claim.reach_mm);
  }
}

}  // namespace

Result<intake::Sites> sites_of(const store::Store& store, const Profile& profile, const Submission& info,
                               const std::vector<Claim>& claims) {
  intake::Sites sites;
  const auto is_area = [](const Claim& claim) { return claim.kind == ClaimKind::area && !claim.station; };
  if (std::none_of(claims.begin(), claims.end(), is_area)) return sites;
  VP_TRY(const std::vector<Submission> all, store.submissions());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  for (const Submission& other : assess::availability(all, info.as_of, code_changes(lists, profile))) {
    if (other.op != info.op || other.technology != info.technology || !lists_sites(other)) continue;
    VP_CHECK(store.visit_claims(other.id, [&](Claim&& claim) -> Status {
      add(claim, sites);
      return {};
    }));
  }
  return sites;
}

}  // namespace vungphu::service
