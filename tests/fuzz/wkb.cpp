// Foreign geometry to the grid, and the stored form read back.
#include "vungphu/geo/snap.hpp"

#include "fuzz.hpp"

using namespace vungphu;

void fuzz(std::string_view bytes) {
  if (const auto stored = geo::decode(bytes)) MUST(geo::encode(*stored) == bytes);
  static const auto wgs84 = geo::Transformer::create("EPSG:4326", {});
  const auto snapped = geo::snap(bytes, *wgs84);
  if (!snapped) {
    MUST(snapped.error().code.starts_with("geo."));
    return;
  }
  const std::string encoded = geo::encode(snapped->geometry);
  const auto again = geo::decode(encoded);
  MUST(again && geo::encode(*again) == encoded);
  // What is stored is valid and stays as it is.
  const std::string wkb = geo::to_wkb(snapped->geometry);
  if (wkb.empty()) return;
  const auto twice = geo::snap(wkb, *wgs84);
  MUST(twice && geo::encode(twice->geometry) == encoded);
}
