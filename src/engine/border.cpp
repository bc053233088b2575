// The one-unit rule of DESIGN 3.2: an area that does not cover a point is near it only with its boundary.
#include <algorithm>

#include "vungphu/engine/engine.hpp"

#include "area_index.hpp"

namespace vungphu::engine {

std::int64_t snap_to_border(std::span<const geo::GridPoint> points,
                            std::span<const geo::MultiPolygon* const> areas,
                            std::vector<std::int32_t>& belongs) {
  if (std::ranges::none_of(belongs, [](std::int32_t area) { return area < 0; })) return 0;
  const AreaIndex index(areas);
  std::int64_t snapped = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (belongs[i] >= 0) continue;
    belongs[i] = index.first_near(points[i]);
    snapped += belongs[i] >= 0;
  }
  return snapped;
}

}  // namespace vungphu::engine
