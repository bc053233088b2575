// reach: points or lines that serve what lies within a reach in metres.
//
// Splice boxes, cabinets, fiber routes: what matters is how far a customer may be. The reach is a field of
// the feature or one figure for the file (--reach); without either the file cannot be read this way, and that
// is said before its rows are. Status and technology fields as for coverage-polygons. Lengths, capacities and
// other distances are never a reach.
#include <array>

#include "fields.hpp"
#include "technology.hpp"

namespace vungphu::collectors {
namespace {

constexpr auto kWanted = std::to_array<std::string_view>({"reach", "status", "technology", "down", "up"});

int fits(const LayerInfo& layer, const Mapping&) {
  if (layer.geometry == "point" || layer.geometry == "line") return 80;
  return layer.geometry == "mixed" ? 20 : 0;
}

std::vector<Error> missing(const Mapping& mapping, const Context& context) {
  if (has(mapping, "reach") || context.reach_mm) return {};
  return {{"collectors.reach_needed", {}}};
}

Outcome collect(const Row& row, const Context& context, std::vector<Finding>& findings) {
  if (is_of_other_technology(row, context, findings)) return {.claims = {}, .filtered = true};
  const bool served_around = std::holds_alternative<geo::MultiPoint>(row.geometry) ||
                             std::holds_alternative<geo::MultiLine>(row.geometry);
  if (!served_around) {
    tell(row, "point_or_line_needed", Severity::error, {}, findings);
    return {};
  }
  const auto reach_mm = reach_of(row, context, findings);
  if (!reach_mm) return {};
  Claim claim = start_claim(row, ClaimKind::reach, findings);
  claim.geometry = row.geometry;
  claim.reach_mm = *reach_mm;
  return {.claims = {std::move(claim)}, .filtered = false};
}

}  // namespace

Collector reach() { return {"reach", kWanted, fits, no_reach, missing, collect}; }

}  // namespace vungphu::collectors
