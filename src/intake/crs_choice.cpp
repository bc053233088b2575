#include "axes.hpp"
#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

constexpr const char* kLongitudeLatitude = "OGC:CRS84";

Result<CrsChoice> choice(const std::string& crs, const geo::PinnedOperations& pinned, bool declared) {
  VP_TRY(geo::Transformer transformer, geo::Transformer::create(crs, pinned));
  return CrsChoice{std::move(transformer), declared};
}

}  // namespace

Result<CrsChoice> choose_crs(const LayerInfo& layer, const Mapping& mapping, const std::string& asked,
                             const geo::PinnedOperations& pinned,
                             const std::vector<std::string>& candidates) {
  if (!asked.empty()) return choice(asked, pinned, true);
  const bool features = layer.geometry != "none";
  if (features && !layer.crs.empty()) return choice(layer.crs, pinned, false);
  if (!features && look_like_degrees(layer, mapping, axes_of(layer, mapping, false)))
    return choice(kLongitudeLatitude, pinned, false);
  return fail("intake.crs_needed", {{"layer", layer.name}, {"candidates", join(candidates, ", ")}});
}

}  // namespace vungphu::intake
