#include <algorithm>
#include <cctype>
#include <cmath>

#include "axes.hpp"
#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

constexpr const char* kLongitudeLatitude = "OGC:CRS84";

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
  if (!own.projected() || is_pinned(own)) return {};
  for (const std::string& candidate : candidates) {
    const auto known = geo::Transformer::create(candidate, pinned);
    if (known && known->projected() && is_pinned(*known) && same_grid_other_datum(own, *known))
      alike.push_back(candidate);
  }
  return join(alike, ", ");
}

}  // namespace

Result<CrsChoice> choose_crs(const LayerInfo& layer, const Mapping& mapping, const std::string& asked,
                             const geo::PinnedOperations& pinned,
                             const std::vector<std::string>& candidates) {
  if (!asked.empty() && !is_definition(asked))
    return fail("geo.unknown_crs", {{"crs", asked.substr(0, 120)}});
  if (!asked.empty()) return choice(asked, pinned, true);
  const bool features = layer.geometry != "none";
  if (features && !layer.crs.empty()) {
    VP_TRY(CrsChoice own, choice(layer.crs, pinned, false));
    const std::string doubtful = meant(own.transformer, pinned, candidates);
    if (doubtful.empty()) return own;
    return fail("intake.crs_doubtful",
                {{"layer", layer.name}, {"crs", own.transformer.crs_name()}, {"candidates", doubtful}});
  }
  if (!features && look_like_degrees(layer, mapping, axes_of(layer, mapping, false)))
    return choice(kLongitudeLatitude, pinned, false);
  return fail("intake.crs_needed", {{"layer", layer.name}, {"candidates", join(candidates, ", ")}});
}

}  // namespace vungphu::intake
