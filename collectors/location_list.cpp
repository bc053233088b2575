// location-list: a table of served locations, by longitude and latitude or by a place's code.
//
// A row with coordinates becomes a point that serves what lies within a short reach (a field, --reach, or the
// profile's default of 30 m, for a geocoded address and the house beside it are the same house). A row
// without coordinates names a place by its code. The FCC's fixed-availability CSV reads as it is: location_id
// is a household's code, and rows of other technologies are filtered. The same holds for a column "Công nghệ"
// that names another one.
#include <array>
#include <cmath>

#include "vungphu/model/kinds.hpp"

#include "fields.hpp"
#include "keys.hpp"
#include "no_data.hpp"
#include "technology.hpp"

namespace vungphu::collectors {
namespace {

/// passed and connected are looked for so that a table of counts is not taken for a list of what is covered.
constexpr auto kWanted =
    std::to_array<std::string_view>({"lon", "lat", "x", "y", "latlon", "location_id", "code", "site", "kind",
                                     "technology", "status", "reach", "down", "up", "passed", "connected"});

bool has_coordinates(const Mapping& mapping) {
  return (has(mapping, "lon") && has(mapping, "lat")) || (has(mapping, "x") && has(mapping, "y")) ||
         has(mapping, "latlon");
}

int fits(const LayerInfo& layer, const Mapping& mapping) {
  if (layer.geometry != "none" || has(mapping, "passed") || has(mapping, "connected")) return 0;
  if (has(mapping, "location_id")) return 70;
  if (has_coordinates(mapping)) return 60;
  return has(mapping, "code") ? 30 : 0;
}

std::optional<std::int64_t> default_reach_mm(const Profile& profile) {
  return std::llround(profile.location_reach_m * 1000);
}

Outcome collect_point(const Row& row, const Context& context, std::vector<Finding>& findings) {
  const auto reach_mm = reach_of(row, context, findings);
  if (!reach_mm) return {};
  Claim claim = start_claim(row, ClaimKind::reach, findings);
  claim.geometry = row.geometry;
  claim.reach_mm = *reach_mm;
  return {.claims = {std::move(claim)}, .filtered = false};
}

Outcome collect_code(const Row& row, std::string_view meaning, const Context& context,
                     std::vector<Finding>& findings) {
  static const std::vector<std::string> kHouseholds{"household"};
  static const std::vector<std::string> kPlaces(kPlaceKinds.begin(), kPlaceKinds.end());
  Claim claim = start_claim(row, ClaimKind::row, findings);
  if (!set_key(row, meaning, meaning == "location_id" ? kHouseholds : kPlaces, context, claim, findings))
    return {};
  return {.claims = {std::move(claim)}, .filtered = false};
}

bool lists_positions(const Row& row) {
  return row.columns.contains("lon") || row.columns.contains("x") || row.columns.contains("latlon");
}

/// A blank row of a list of positions is an address that nobody located: an error, not nothing.
bool is_no_place(const Row& row, const Context& context, std::vector<Finding>& findings) {
  const bool by_id = !row.find("code") && row.columns.contains("location_id");
  return !geo::has_geometry(row.geometry) &&
         is_no_data(row, by_id ? "location_id" : "code", lists_positions(row) || !row.values.empty(), context,
                    findings);
}

Outcome collect(const Row& row, const Context& context, std::vector<Finding>& findings) {
  if (is_no_place(row, context, findings)) return {.claims = {}, .filtered = true};
  if (is_of_other_technology(row, context, findings)) return {.claims = {}, .filtered = true};
  if (std::holds_alternative<geo::MultiPoint>(row.geometry)) return collect_point(row, context, findings);
  if (geo::has_geometry(row.geometry)) {
    tell(row, "point_needed", Severity::error, {}, findings);
    return {};
  }
  for (const std::string_view meaning : {"code", "location_id"})
    if (row.find(meaning)) return collect_code(row, meaning, context, findings);
  tell(row, "location_missing", Severity::error, {}, findings);
  return {};
}

}  // namespace

Collector location_list() {
  return {"location-list", kWanted, fits, default_reach_mm, needs_nothing, collect};
}

}  // namespace vungphu::collectors
