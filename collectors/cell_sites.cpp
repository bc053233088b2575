// cell-sites: a list of a mobile network's cells, each with where it stands and how far it serves.
//
// A row becomes the sector that its azimuth, beam width and range describe, or a circle where the antenna has
// no direction. The range is a field or one figure for the file (--reach): none is invented, and of an
// azimuth without a beam width nothing is drawn. Such a sector is geometry and no radio model: it knows
// neither hills nor houses nor power. The station is kept with it, so that stations can be counted and the
// nearest one found: by the operator and its code, else its name, else its position.
#include <array>

#include "vungphu/base/text.hpp"
#include "vungphu/geo/sector.hpp"

#include "fields.hpp"
#include "technology.hpp"

namespace vungphu::collectors {
namespace {

constexpr auto kWanted =
    std::to_array<std::string_view>({"lon", "lat", "x", "y", "latlon", "station", "station_name", "azimuth",
                                     "beam", "reach", "technology", "status", "down", "up"});
constexpr double kAllRound = 360;

bool has_coordinates(const Mapping& mapping) {
  return (has(mapping, "lon") && has(mapping, "lat")) || (has(mapping, "x") && has(mapping, "y")) ||
         has(mapping, "latlon");
}

int fits(const LayerInfo& layer, const Mapping& mapping) {
  const bool placed = layer.geometry == "point" || (layer.geometry == "none" && has_coordinates(mapping));
  const bool told = has(mapping, "station") || has(mapping, "station_name") || has(mapping, "azimuth");
  return placed && told ? 90 : 0;
}

std::vector<Error> missing(const Mapping& mapping, const Context& context) {
  if (!context.technology || !context.technology->is_mobile())
    return {{"collectors.mobile_needed", {{"collector", "cell-sites"}}}};
  std::vector<Error> found;
  if (has(mapping, "azimuth") && !has(mapping, "beam")) found.push_back({"collectors.beam_needed", {}});
  if (!has(mapping, "reach") && !context.reach_mm) found.push_back({"collectors.reach_needed", {}});
  return found;
}

/// Degrees; nothing when blank. Error finding `code` sets `bad`.
std::optional<double> angle_of(const Row& row, std::string_view meaning, double low, double high,
                               std::string_view code, std::vector<Finding>& findings, bool& bad) {
  const std::string* value = row.find(meaning);
  if (!value) return std::nullopt;
  const auto degrees = parse_decimal(*value);
  if (degrees && *degrees >= low && *degrees <= high) return degrees;
  tell(row, code, Severity::error, meaning, findings);
  bad = true;
  return std::nullopt;
}

struct Beam {
  double azimuth = 0, width = kAllRound;
};

std::optional<Beam> beam_of(const Row& row, std::vector<Finding>& findings) {
  constexpr double kNarrowest = 1;
  bool bad = false;
  const auto azimuth = angle_of(row, "azimuth", -kAllRound, kAllRound, "azimuth_bad", findings, bad);
  const auto width = angle_of(row, "beam", kNarrowest, kAllRound, "beam_bad", findings, bad);
  if (bad) return std::nullopt;
  if (width == kAllRound || (!azimuth && !width)) return Beam{};
  if (azimuth && width) return Beam{*azimuth, *width};
  tell(row, azimuth ? "beam_missing" : "azimuth_missing", Severity::error, azimuth ? "beam" : "azimuth",
       findings);
  return std::nullopt;
}

std::string code_of(const Row& row) {
  for (const std::string_view meaning : {"station", "station_name"})
    if (const std::string* code = row.find(meaning)) return *code;
  return {};
}

Outcome collect(const Row& row, const Context& context, std::vector<Finding>& findings) {
  if (is_of_other_technology(row, context, findings)) return {.claims = {}, .filtered = true};
  const auto* points = std::get_if<geo::MultiPoint>(&row.geometry);
  if (!points || points->points.size() != 1) {
    tell(row, "station_position_needed", Severity::error, {}, findings);
    return {};
  }
  const geo::GridPoint at = points->points.front();
  const auto beam = beam_of(row, findings);
  const auto reach_mm = reach_of(row, context, findings);
  if (!beam || !reach_mm) return {};
  const auto drawn = geo::sector(at, beam->azimuth, beam->width, *reach_mm);
  if (!drawn) {
    tell(row, "geometry_collapsed", Severity::error, "reach", findings);
    return {};
  }
  Claim claim = start_claim(row, ClaimKind::area, findings);
  claim.geometry = *drawn;
  claim.station = Station{code_of(row), at};
  return {.claims = {std::move(claim)}, .filtered = false};
}

}  // namespace

Collector cell_sites() { return {"cell-sites", kWanted, fits, no_reach, missing, collect, true}; }

}  // namespace vungphu::collectors
