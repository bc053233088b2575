#include <fmt/core.h>

#include "vungphu/intake/check.hpp"

#include "codes.hpp"
#include "position.hpp"
#include "territory_grid.hpp"

namespace vungphu::intake {
namespace {

constexpr std::int64_t kNear =
    geo::kUnitsPerDegree / 10;  ///< about 11 km: a station beyond the border is no accident

/// Whether `box` comes within kNear of `outline`.
bool is_near(const geo::Box& outline, const geo::Box& box) {
  return box.max.x >= outline.min.x - kNear && box.min.x <= outline.max.x + kNear &&
         box.max.y >= outline.min.y - kNear && box.min.y <= outline.max.y + kNear;
}

geo::GridPoint swap(geo::GridPoint p) { return {p.y, p.x}; }

/// The kinds a row claim's code may name: its own, else all.
std::vector<std::string> kinds_of(const Claim& claim, const Reference& reference) {
  if (!claim.key_kind.empty()) return {claim.key_kind};
  std::vector<std::string> kinds;
  for (const auto& [kind, codes] : reference.codes) kinds.push_back(kind);
  return kinds;
}

bool check_code(const Claim& claim, const Reference& reference, std::vector<Finding>& findings) {
  const std::vector<std::string> kinds = kinds_of(claim, reference);
  for (const std::string& kind : kinds)
    if (reference.find(kind, claim.code, claim.site)) return true;
  const Finding unknown{"code_unknown", Severity::error, claim.row, "", claim.code, {{"site", claim.site}}};
  findings.push_back(unknown);
  explain_unknown(reference, kinds, unknown, findings);
  return false;
}

using Count = std::optional<std::int64_t>;

/// A part that is more than its whole is kept as sent, and said.
void compare(const Claim& claim, std::string_view code, Count part, Count whole,
             std::vector<Finding>& findings) {
  if (!part || !whole || *part <= *whole) return;
  findings.push_back(
      {std::string(code),
       Severity::warning,
       claim.row,
       "",
       std::to_string(*part),
       {{"code", claim.code}, {"count", std::to_string(*part)}, {"whole", std::to_string(*whole)}}});
}

void check_counts(const Claim& claim, const Reference& reference, std::vector<Finding>& findings) {
  const Counts& counts = claim.counts;
  const CodeFacts* facts = reference.find(claim.key_kind, claim.code, claim.site);
  compare(claim, "count_over_total", counts.passed, counts.total || !facts ? counts.total : facts->weight,
          findings);
  compare(claim, "connected_over_passed", counts.connected, counts.passed, findings);
  compare(claim, "requested_met_over_requested", counts.requested_met, counts.requested, findings);
}

}  // namespace

std::string print_position(geo::GridPoint p) {
  return fmt::format("{:.7f}, {:.7f}", geo::degrees(p.x), geo::degrees(p.y));
}

Checker::Checker(const Reference& reference, const Zones* zones)
    : reference_(&reference),
      zones_(zones),
      territories_(std::make_shared<const TerritoryGrid>(reference.outline)) {}

Checker::Place Checker::place(geo::GridPoint p) const {
  if (territories_->empty() || territory_at(p)) return Place::inside;
  if (is_near(reference_->outline_box, {p, p})) return Place::near;
  return reference_->outline_box.holds(swap(p)) ? Place::swapped : Place::far;
}

Checker::Place Checker::place(const geo::Box& box) const {
  if (territories_->empty() || box.empty()) return Place::inside;
  for (const geo::Box& territory : territories_->boxes())
    if (territory.meets(box)) return Place::inside;
  if (is_near(reference_->outline_box, box)) return Place::near;
  const geo::GridPoint middle{box.min.x + (box.max.x - box.min.x) / 2,
                              box.min.y + (box.max.y - box.min.y) / 2};
  return reference_->outline_box.holds(swap(middle)) ? Place::swapped : Place::far;
}

std::optional<std::size_t> Checker::territory_at(geo::GridPoint p) const { return territories_->at(p); }

void Checker::explain_outside(geo::GridPoint p, std::int64_t row, std::vector<Finding>& findings) const {
  if (!zones_) return;
  const auto inside = [&](geo::GridPoint there) { return territory_at(there).has_value(); };
  if (const geo::Transformer* zone = zones_->meant(p, inside))
    findings.push_back({"other_zone",
                        Severity::note,
                        row,
                        "",
                        print_position(p),
                        {{"zone", zone->crs()}, {"name", zone->crs_name()}}});
}

bool Checker::check(const Claim& claim, std::vector<Finding>& findings) const {
  check_ranges(claim, findings);
  if (claim.kind == ClaimKind::row) {
    if (!check_code(claim, *reference_, findings)) return false;
    check_counts(claim, *reference_, findings);
    return true;
  }
  if (claim.kind == ClaimKind::cells) return true;
  const auto* points = std::get_if<geo::MultiPoint>(&claim.geometry);
  const bool is_point = points && points->points.size() == 1;
  const geo::Box box = geo::bounds(claim.geometry);
  const Place where = is_point ? place(points->points.front()) : place(box);
  if (where == Place::inside) return true;
  const bool refused = where != Place::near;
  const std::string value = print_position(box.min);
  findings.push_back({refused ? "position_far" : "outside_outline",
                      refused ? Severity::error : Severity::warning,
                      claim.row,
                      "",
                      value,
                      {}});
  if (where == Place::swapped) findings.push_back({"axes_swapped", Severity::note, claim.row, "", value, {}});
  if (where != Place::swapped)
    explain_outside({box.min.x + (box.max.x - box.min.x) / 2, box.min.y + (box.max.y - box.min.y) / 2},
                    claim.row, findings);
  return !refused;
}

bool Checker::check_raster(const std::vector<geo::Box>& claims, std::vector<Finding>& findings) const {
  if (claims.empty()) return true;
  std::size_t outside = 0;
  for (const geo::Box& box : claims) outside += place(box) != Place::inside;
  const bool none_inside = outside == claims.size();
  if (outside > 0)
    findings.push_back({none_inside ? "raster_far" : "raster_outside",
                        none_inside ? Severity::error : Severity::note,
                        0,
                        "",
                        print_position(claims.front().min),
                        {{"count", std::to_string(outside)}}});
  return !none_inside;
}

bool check_claim(const Claim& claim, const Reference& reference, std::vector<Finding>& findings) {
  return Checker(reference).check(claim, findings);
}

}  // namespace vungphu::intake
