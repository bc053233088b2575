// signal-raster: where a signal (RSRP, RSRQ, SINR) is at or over a threshold.
//
// From a raster: of every block the cells at or over the threshold, as runs on the raster's own lattice, and
// their outline for maps and areas. A cell without data claims nothing. From polygons of classes ("-95 đến
// -85"): a class counts when all of it is at or over the threshold; one that is below is left out, and so is
// one that the threshold cuts in two, with a warning, for a part of it is not proven. What a planning tool
// predicts is no measurement, and what holds outdoors does not hold indoors: `basis` and `environment` of
// the submission say which it is.
#include <array>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "vungphu/geo/lattice.hpp"
#include "vungphu/model/kinds.hpp"

#include "fields.hpp"
#include "technology.hpp"

namespace vungphu::collectors {
namespace {

constexpr auto kWanted = std::to_array<std::string_view>({"rsrp", "rsrq", "sinr", "status", "technology"});

int fits(const LayerInfo& layer, const Mapping& mapping) {
  if (layer.geometry == "raster") return 100;
  const bool says_signal = has(mapping, "rsrp") || has(mapping, "rsrq") || has(mapping, "sinr");
  return layer.geometry == "area" && says_signal ? 90 : 0;
}

bool fits_lattice(const RawCells& block) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  return block.first_column >= 0 && block.first_line >= 0 && block.first_column + block.columns <= kMost &&
         block.first_line + block.lines <= kMost && std::ssize(block.values) == block.columns * block.lines;
}

/// Runs of cells at or over the threshold, line by line.
std::vector<geo::CellRun> runs_of(const RawCells& block, double threshold, CellCounts& counts) {
  std::vector<geo::CellRun> runs;
  const auto at_least = static_cast<float>(threshold);  // as the values are: -109.9 is at -109.9
  counts.cells += block.columns * block.lines;
  for (std::int64_t l = 0; l < block.lines; ++l) {
    bool open = false;
    for (std::int64_t c = 0; c < block.columns; ++c) {
      const float value = block.values[static_cast<std::size_t>(l * block.columns + c)];
      counts.with_data += !std::isnan(value);
      const bool over = value >= at_least;
      counts.over += over;
      const auto column = static_cast<std::int32_t>(block.first_column + c);
      if (over && !open) runs.push_back({static_cast<std::int32_t>(block.first_line + l), column, column});
      if (over) runs.back().last = column;
      open = over;
    }
  }
  return runs;
}

Outcome collect_block(const Row& row, const Context& context, std::vector<Finding>& findings) {
  Outcome outcome;
  if (!fits_lattice(row.cells) || !context.raster || !context.transformer) {
    tell(row, "raster_block_bad", Severity::error, {}, findings);
    return outcome;
  }
  std::vector<geo::CellRun> runs = runs_of(row.cells, context.signal->threshold, outcome.cells);
  outcome.filtered = runs.empty();
  if (runs.empty()) return outcome;
  Result<geo::Snapped> drawn = geo::outline(runs, *context.raster, *context.transformer);
  if (!drawn || !geo::has_geometry(drawn->geometry)) {
    tell(row, "raster_block_off_world", Severity::error, {}, findings);
    return outcome;
  }
  Claim claim = start_claim(row, ClaimKind::cells, findings);
  claim.cells = std::move(runs);
  claim.geometry = std::move(drawn->geometry);
  outcome.claims.push_back(std::move(claim));
  return outcome;
}

Outcome collect_class(const Row& row, const Context& context, std::vector<Finding>& findings) {
  if (is_of_other_technology(row, context, findings)) return {.claims = {}, .filtered = true};
  if (!std::holds_alternative<geo::MultiPolygon>(row.geometry)) {
    tell(row, "area_needed", Severity::error, {}, findings);
    return {};
  }
  const std::string& quantity = context.signal->quantity;
  const std::string* text = row.find(quantity);
  const auto said = text ? parse_signal_class(*text) : std::nullopt;
  if (!said) {
    tell(row, "signal_class_bad", Severity::error, quantity, findings);
    return {};
  }
  const double threshold = context.signal->threshold;
  if (said->low < threshold) {
    // A class that ends at the threshold holds at most that one value of it.
    if (said->high > threshold)
      tell(row, "signal_class_straddles", Severity::warning, quantity, findings,
           {{"threshold", fmt::format("{}", threshold)}});
    return {.claims = {}, .filtered = true};
  }
  Claim claim = start_claim(row, ClaimKind::area, findings);
  claim.geometry = row.geometry;
  return {.claims = {std::move(claim)}, .filtered = false};
}

Outcome collect(const Row& row, const Context& context, std::vector<Finding>& findings) {
  return row.cells.values.empty() ? collect_class(row, context, findings)
                                  : collect_block(row, context, findings);
}

std::vector<Error> missing(const Mapping&, const Context& context) {
  if (context.technology && context.technology->is_mobile()) return {};
  return {{"collectors.mobile_needed", {{"collector", "signal-raster"}}}};
}

}  // namespace

Collector signal_raster() { return {"signal-raster", kWanted, fits, no_reach, missing, collect, true, true}; }

}  // namespace vungphu::collectors
