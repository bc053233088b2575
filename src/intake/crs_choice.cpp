#include <algorithm>
#include <cctype>
#include <cmath>

#include "vungphu/intake/crs_guess.hpp"

#include "axes.hpp"
#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

constexpr const char* kLongitudeLatitude = "OGC:CRS84";
constexpr std::string_view kSwapped = "swapped";

Result<CrsChoice> choice(const std::string& crs, const geo::PinnedOperations& pinned, bool declared) {
  VP_TRY(geo::Transformer transformer, geo::Transformer::create(crs, pinned));
  return CrsChoice{std::move(transformer), declared};
}

/// A code, WKT or a PROJ string. A mere name is not: PROJ would search its database for what sounds like it.
bool is_definition(const std::string& crs) {
  if (crs.find('[') != std::string::npos || crs.starts_with('+') || crs.starts_with("proj=")) return true;
  const auto colon = crs.find(':');
  return colon != std::string::npos && colon > 0 && colon + 1 < crs.size() &&
         std::all_of(crs.begin(), crs.end(), [](unsigned char c) {
           return std::isalnum(c) || c == ':' || c == '_' || c == '-' || c == '.';
         });
}

/// Whether `b` is the grid of `a` on another datum: the same metres mean places some hundred metres apart and
/// no more. Longitudes are compared where another meridian would show, latitudes also far north, where
/// another scale would: 0.9996 for 0.9999 is 2.4 km there, any shift of a datum in use here under 300 m.
bool same_grid_other_datum(const geo::Transformer& a, const geo::Transformer& b) {
  constexpr double kSame = 0.0002, kShift = 0.004;  // degrees: about 20 and 440 m
  constexpr std::pair<double, double> kProbe{500'000, 1'000'000}, kFarNorth{500'000, 8'000'000};
  const auto apart = [&](std::pair<double, double> metres) {
    const auto p = a.to_wgs84(metres.first, metres.second), q = b.to_wgs84(metres.first, metres.second);
    return std::pair{std::abs(p.first - q.first), std::abs(p.second - q.second)};
  };
  const auto [longitude, latitude] = apart(kProbe);
  return longitude < kShift && latitude < kShift && apart(kFarNorth).second < kShift &&
         std::max(longitude, latitude) > kSame;
}

/// Software that does not know VN-2000 writes its zones with the datum WGS 84 (MapInfo) or an unnamed one:
/// taken at their word, everything lies some 220 m off. Said are the candidates that a file's system looks
/// like, "" when none.
std::string meant(const geo::Transformer& own, const geo::PinnedOperations& pinned,
                  const std::vector<std::string>& candidates) {
  const auto is_pinned = [&](const geo::Transformer& t) {
    return std::any_of(pinned.begin(), pinned.end(),
                       [&](const auto& pin) { return pin.second == t.operation(); });
  };
  std::vector<std::string> alike;
  // UTM of WGS 84 is in use beside that of VN-2000: it is meant as it says.
  const bool known_one = std::find(candidates.begin(), candidates.end(), own.crs()) != candidates.end();
  if (!own.projected() || is_pinned(own) || known_one) return {};
  for (const std::string& candidate : candidates) {
    const auto known = geo::Transformer::create(candidate, pinned);
    if (known && known->projected() && is_pinned(*known) && same_grid_other_datum(own, *known))
      alike.push_back(candidate);
  }
  return join(alike, ", ");
}

constexpr double kPlausible = 0.5;

double share_inside(const LayerInfo& layer, const Mapping& mapping, const geo::Transformer& transformer,
                    const Checker& outline) {
  const auto positions = sample_positions(layer, mapping, transformer);
  const auto inside = std::count_if(positions.begin(), positions.end(), [&](const auto& point) {
    return point && outline.territory_at(*point).has_value();
  });
  return positions.empty() ? 1 : static_cast<double>(inside) / static_cast<double>(positions.size());
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)); }

/// A layer and what its positions are held against.
struct Case {
  const LayerInfo& layer;
  const Mapping& mapping;
  const geo::PinnedOperations& pinned;
  const std::vector<std::string>& candidates;
  const CrsOptions& options;

  std::vector<CrsGuess> guesses() const {
    if (!options.outline) return {};
    return guess_crs(layer, mapping, pinned, candidates, *options.outline);
  }
  double share(const geo::Transformer& transformer) const {
    return options.outline ? share_inside(layer, mapping, transformer, *options.outline) : 1;
  }
  /// The first guess, where the person takes it and it is clear; else `otherwise`.
  Result<CrsChoice> take(const std::vector<CrsGuess>& guesses, const Error& otherwise) const {
    if (!options.accept_guess || !is_clear(guesses)) return tl::unexpected(otherwise);
    const CrsGuess& best = guesses.front();
    VP_TRY(CrsChoice made, choice(best.crs, pinned, false));
    if (best.swapped) made.transformer.swap_axes();
    made.told = Finding{"crs_guessed",
                        Severity::note,
                        0,
                        "",
                        options_of(best),
                        {{"crs", best.name}, {"share", percent(best.share())}}};
    return made;
  }
};

/// As the person said. That it puts most of the sample elsewhere, and another reading does not, is told.
Result<CrsChoice> as_asked(const Case& of, const std::string& asked) {
  if (!is_definition(asked)) return fail("geo.unknown_crs", {{"crs", asked.substr(0, 120)}});
  VP_TRY(CrsChoice made, choice(asked, of.pinned, true));
  if (of.options.axes == kSwapped) made.transformer.swap_axes();
  const double share = of.share(made.transformer);
  if (share >= kPlausible) return made;
  const std::vector<CrsGuess> guesses = of.guesses();
  if (guesses.empty() || guesses.front().share() < kPlausible) return made;
  const CrsGuess& best = guesses.front();
  made.told = Finding{"crs_elsewhere",
                      Severity::warning,
                      0,
                      "",
                      asked,
                      {{"share", percent(share)},
                       {"options", options_of(best)},
                       {"crs", best.name},
                       {"better", percent(best.share())}}};
  return made;
}

/// As the file says, unless its positions say that it cannot be.
Result<CrsChoice> as_the_file_says(const Case& of, CrsChoice own) {
  if (of.options.axes == kSwapped) {
    own.transformer.swap_axes();
    return own;
  }
  const double share = of.layer.raster ? 1 : of.share(own.transformer);  // rasters go beyond a province
  if (share >= kPlausible) return own;
  const std::vector<CrsGuess> guesses = of.guesses();
  if (guesses.empty() || guesses.front().share() < kPlausible) return own;
  return of.take(guesses, {"intake.crs_implausible",
                           {{"layer", of.layer.name},
                            {"crs", own.transformer.crs_name()},
                            {"share", percent(share)},
                            {"options", options_of(guesses.front())},
                            {"candidates", lines_of(guesses)}}});
}

}  // namespace

Result<CrsChoice> choose_crs(const LayerInfo& layer, const Mapping& mapping, const std::string& asked,
                             const geo::PinnedOperations& pinned, const std::vector<std::string>& candidates,
                             const CrsOptions& options) {
  const Case of{layer, mapping, pinned, candidates, options};
  if (!asked.empty()) return as_asked(of, asked);
  const bool features = layer.geometry != "none";
  if (features && !layer.crs.empty()) {
    VP_TRY(CrsChoice own, choice(layer.crs, pinned, false));
    const std::string doubtful = meant(own.transformer, pinned, candidates);
    if (doubtful.empty()) return as_the_file_says(of, std::move(own));
    return fail("intake.crs_doubtful",
                {{"layer", layer.name}, {"crs", own.transformer.crs_name()}, {"candidates", doubtful}});
  }
  if (!features && look_like_degrees(layer, mapping, axes_of(layer, mapping, false))) {
    VP_TRY(CrsChoice own, choice(kLongitudeLatitude, pinned, false));
    return as_the_file_says(of, std::move(own));
  }
  const std::vector<CrsGuess> guesses = of.guesses();
  if (guesses.empty())
    return fail("intake.crs_needed", {{"layer", layer.name}, {"candidates", join(candidates, ", ")}});
  return of.take(
      guesses,
      {"intake.crs_choose",
       {{"layer", layer.name}, {"options", options_of(guesses.front())}, {"candidates", lines_of(guesses)}}});
}

}  // namespace vungphu::intake
