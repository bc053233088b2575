#include "vungphu/intake/crs_guess.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/geo/snap.hpp"
#include "vungphu/intake/columns.hpp"

#include "axes.hpp"

namespace vungphu::intake {
namespace {

using Positions = std::vector<std::optional<geo::GridPoint>>;

std::optional<geo::GridPoint> first_point(const geo::Geometry& geometry) {
  if (const auto* points = std::get_if<geo::MultiPoint>(&geometry)) return points->points.front();
  if (const auto* lines = std::get_if<geo::MultiLine>(&geometry)) return lines->lines.front().front();
  if (const auto* areas = std::get_if<geo::MultiPolygon>(&geometry))
    return areas->polygons.front().rings.front().front();
  return std::nullopt;
}

/// The cell of a row that carries `meaning`, columns joined; empty where it is blank.
std::string cell_of(const LayerInfo& layer, const Mapping& mapping, const RawFeature& row,
                    std::string_view meaning) {
  const ColumnUse* use = find(mapping, meaning);
  if (!use) return {};
  std::vector<std::string> texts;
  for (const std::string& name : use->columns)
    for (std::size_t i = 0; i < layer.fields.size() && i < row.fields.size(); ++i)
      if (layer.fields[i].name == name && row.fields[i] && !is_blank(*row.fields[i]))
        texts.push_back(nfc(trim(*row.fields[i])));
  return join(texts, " ");
}

Positions of_columns(const LayerInfo& layer, const Mapping& mapping, const geo::Transformer& transformer) {
  const bool projected = transformer.projected();
  const Axes axes = axes_of(layer, mapping, projected);
  Positions found;
  if (axes.easting.empty()) return found;
  for (const RawFeature& row : layer.sample) {
    const std::string east = cell_of(layer, mapping, row, axes.easting);
    const std::string north = cell_of(layer, mapping, row, axes.northing);
    if (east.empty() || north.empty()) continue;
    const bool one_cell = axes.easting == axes.northing;
    const Pair pair = one_cell ? split_pair(east) : Pair{north, east};
    const auto x = parse_coordinate(pair.second, projected), y = parse_coordinate(pair.first, projected);
    found.emplace_back();
    if (!x || !y) continue;
    if (const auto point = geo::snap_point(*x, *y, transformer)) found.back() = *point;
  }
  return found;
}

Positions of_raster(const geo::RasterGrid& raster, const geo::Transformer& transformer) {
  constexpr int kSteps = 10;
  Positions found;
  const auto& t = raster.transform;
  for (int i = 0; i <= kSteps; ++i)
    for (int j = 0; j <= kSteps; ++j) {
      const double c = static_cast<double>(raster.columns) * i / kSteps;
      const double l = static_cast<double>(raster.lines) * j / kSteps;
      const auto point = geo::snap_point(t[0] + t[1] * c + t[2] * l, t[3] + t[4] * c + t[5] * l, transformer);
      found.push_back(point ? std::optional(*point) : std::nullopt);
    }
  return found;
}

struct Tried {
  CrsGuess guess;
  Positions positions;
};

std::optional<double> median_metres(const Positions& a, const Positions& b) {
  std::vector<double> metres;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (a[i] && b[i]) metres.push_back(geo::distance_m(*a[i], *b[i]));
  if (metres.empty()) return std::nullopt;
  const auto middle = metres.begin() + static_cast<std::ptrdiff_t>(metres.size() / 2);
  std::nth_element(metres.begin(), middle, metres.end());
  return *middle;
}

}  // namespace

Positions sample_positions(const LayerInfo& layer, const Mapping& mapping,
                           const geo::Transformer& transformer) {
  if (layer.raster) return of_raster(*layer.raster, transformer);
  Positions found;
  for (const RawFeature& row : layer.sample) {
    if (row.wkb.empty()) continue;
    const auto snapped = geo::snap(row.wkb, transformer);
    found.push_back(snapped ? first_point(snapped->geometry) : std::nullopt);
  }
  return found.empty() ? of_columns(layer, mapping, transformer) : found;
}

std::vector<CrsGuess> guess_crs(const LayerInfo& layer, const Mapping& mapping,
                                const geo::PinnedOperations& pinned,
                                const std::vector<std::string>& candidates, const Checker& outline) {
  std::vector<Tried> tried;
  for (const bool swapped : {false, true})
    for (const std::string& candidate : candidates) {
      auto transformer = geo::Transformer::create(candidate, pinned);
      if (!transformer) continue;
      if (swapped) transformer->swap_axes();
      Tried one{{}, sample_positions(layer, mapping, *transformer)};
      one.guess.crs = candidate;
      one.guess.name = transformer->crs_name();
      one.guess.swapped = swapped;
      one.guess.tried = static_cast<std::int64_t>(one.positions.size());
      one.guess.inside = std::count_if(one.positions.begin(), one.positions.end(), [&](const auto& point) {
        return point && outline.territory_at(*point).has_value();
      });
      if (one.guess.inside > 0) tried.push_back(std::move(one));
    }
  std::stable_sort(tried.begin(), tried.end(),
                   [](const Tried& a, const Tried& b) { return a.guess.inside > b.guess.inside; });
  std::vector<CrsGuess> guesses;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    if (i > 0) tried[i].guess.first_m = median_metres(tried[0].positions, tried[i].positions);
    if (i + 1 < tried.size())
      tried[i].guess.next_m = median_metres(tried[i].positions, tried[i + 1].positions);
    guesses.push_back(tried[i].guess);
  }
  return guesses;
}

bool is_clear(const std::vector<CrsGuess>& guesses) {
  constexpr double kInside = 0.95, kElsewhere = 0.05, kSamePlace = 1;
  return !guesses.empty() && guesses.front().share() >= kInside &&
         std::all_of(guesses.begin() + 1, guesses.end(), [](const CrsGuess& other) {
           return other.share() < kElsewhere || other.first_m.value_or(2 * kSamePlace) <= kSamePlace;
         });
}

std::string options_of(const CrsGuess& guess) {
  return "--crs " + guess.crs + (guess.swapped ? " --axes swapped" : "");
}

namespace {
/// A sign before decimals would be of one language; all and none are said of all and none only.
long percent_of(const CrsGuess& guess) {
  const long rounded = std::lround(100 * guess.share());
  return guess.inside == guess.tried ? 100 : std::clamp(rounded, guess.inside > 0 ? 1L : 0L, 99L);
}
}  // namespace

std::string lines_of(const std::vector<CrsGuess>& guesses) {
  constexpr std::size_t kShown = 6;
  const std::size_t shown = std::min(guesses.size(), kShown);
  std::size_t options = 0, names = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    options = std::max(options, options_of(guesses[i]).size());
    names = std::max(names, display_width(guesses[i].name));
  }
  std::string lines;
  for (std::size_t i = 0; i < shown; ++i) {
    const CrsGuess& g = guesses[i];
    const std::string gap(names - std::min(names, display_width(g.name)), ' ');
    lines += fmt::format("\n  {:<{}}  {}{}  {:>3} %", options_of(g), options, g.name, gap, percent_of(g));
    if (g.next_m) lines += fmt::format("  {:>8.0f} m", *g.next_m);
  }
  return lines;
}

}  // namespace vungphu::intake
