// coverage-polygons: polygons of served area, one claim a feature.
//
// What planning tools draw and regulators publish: each feature is an area in which service is offered. A
// status field says whether it works today (none: it does), a technology field leaves out what the submission
// does not speak of, and the advertised speeds are kept where they are given. A layer of communes with counts
// fits the count-table as well: such areas are not served areas, so the person is asked which is meant.
#include <array>

#include "fields.hpp"
#include "technology.hpp"

namespace vungphu::collectors {
namespace {

constexpr auto kWanted = std::to_array<std::string_view>({"status", "technology", "down", "up"});

int fits(const LayerInfo& layer, const Mapping&) {
  return layer.geometry == "area" ? 80 : layer.geometry == "mixed" ? 20 : 0;
}

Outcome collect(const Row& row, const Context& context, std::vector<Finding>& findings) {
  if (is_of_other_technology(row, context, findings)) return {.claims = {}, .filtered = true};
  if (!std::holds_alternative<geo::MultiPolygon>(row.geometry)) {
    tell(row, "area_needed", Severity::error, {}, findings);
    return {};
  }
  Claim claim = start_claim(row, ClaimKind::area, findings);
  claim.geometry = row.geometry;
  return {.claims = {std::move(claim)}, .filtered = false};
}

}  // namespace

Collector coverage_polygons() {
  return {"coverage-polygons", kWanted, fits, no_reach, needs_nothing, collect};
}

}  // namespace vungphu::collectors
