// The one-unit rule of DESIGN 3.2.
#include <algorithm>
#include <limits>

#include "vungphu/engine/engine.hpp"

#include "box_tree.hpp"

namespace vungphu::engine {
namespace {

/// Whether a straight edge meets a closed box: their boxes meet, and the corners are not all on one side of
/// the edge.
bool meets(geo::GridPoint a, geo::GridPoint b, const geo::Box& box) {
  geo::Box edge;
  edge.add(a), edge.add(b);
  if (!edge.meets(box)) return false;
  const int side = geo::orientation(a, b, box.min);
  return side == 0 || side != geo::orientation(a, b, {box.min.x, box.max.y}) ||
         side != geo::orientation(a, b, {box.max.x, box.min.y}) || side != geo::orientation(a, b, box.max);
}

/// An area that does not cover the middle of `box` meets it only with its boundary.
bool boundary_meets(const geo::MultiPolygon& area, const geo::Box& box) {
  for (const geo::Polygon& polygon : area.polygons) {
    for (const geo::Path& ring : polygon.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (meets(ring[i], ring[i + 1 < ring.size() ? i + 1 : 0], box)) return true;
      }
    }
  }
  return false;
}

}  // namespace

std::int64_t snap_to_border(std::span<const geo::GridPoint> points,
                            std::span<const geo::MultiPolygon* const> areas,
                            std::vector<std::int32_t>& belongs) {
  std::vector<geo::Box> boxes;
  for (const geo::MultiPolygon* area : areas) boxes.push_back(geo::bounds(*area));
  const BoxTree tree(std::move(boxes));
  std::int64_t snapped = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (belongs[i] >= 0) continue;
    const geo::GridPoint p = points[i];
    const geo::Box near{{p.x - 1, p.y - 1}, {p.x + 1, p.y + 1}};
    auto first = std::numeric_limits<std::size_t>::max();
    tree.meeting(near, [&](std::size_t area) {
      if (area < first && boundary_meets(*areas[area], near)) first = area;
    });
    if (first >= areas.size()) continue;
    belongs[i] = static_cast<std::int32_t>(first);
    ++snapped;
  }
  return snapped;
}

}  // namespace vungphu::engine
