#include "stretch.hpp"

#include <algorithm>
#include <cmath>

#include "vungphu/geo/measure.hpp"

#include "local_scale.hpp"

namespace vungphu::engine {
namespace {

constexpr std::int32_t kPole = 90 * geo::kUnitsPerDegree, kHalfTurn = 180 * geo::kUnitsPerDegree;

Stretch make_stretch(geo::GridPoint a, geo::GridPoint b, std::int64_t reach_mm, std::int32_t claim) {
  Stretch stretch{a, b, reach_mm, claim, true, {}};
  geo::Box box;
  box.add(a), box.add(b);
  const double radius = stretch.reach_m() + kUnsureMetres;
  if (const auto scale = LocalScale::around(box.min.y, box.max.y, radius)) {
    const auto x = static_cast<std::int32_t>(std::ceil(std::min(scale->margin_x(), double{kHalfTurn})));
    const auto y = static_cast<std::int32_t>(std::ceil(scale->margin_y()));
    if (scale->holds(box.min.x - 1, box.max.x + 1)) {
      stretch.wraps = false;
      stretch.box = {{box.min.x - x, box.min.y - y}, {box.max.x + x, box.max.y + y}};
      return stretch;
    }
    stretch.box = {{-kHalfTurn, box.min.y - y}, {kHalfTurn, box.max.y + y}};
    return stretch;
  }
  stretch.box = {{-kHalfTurn, -kPole}, {kHalfTurn, kPole}};
  return stretch;
}

}  // namespace

void add_stretches(const geo::Geometry& geometry, std::int64_t reach_mm, std::int32_t claim,
                   std::vector<Stretch>& stretches) {
  if (reach_mm < 0) return;
  const auto add = [&](geo::GridPoint a, geo::GridPoint b) {
    stretches.push_back(make_stretch(a, b, reach_mm, claim));
  };
  const auto add_path = [&](const geo::Path& path) {
    if (path.size() == 1) add(path[0], path[0]);
    for (std::size_t i = 1; i < path.size(); ++i) add(path[i - 1], path[i]);
  };
  if (const auto* points = std::get_if<geo::MultiPoint>(&geometry)) {
    for (const geo::GridPoint p : points->points) add(p, p);
  } else if (const auto* lines = std::get_if<geo::MultiLine>(&geometry)) {
    for (const geo::Path& line : lines->lines) add_path(line);
  } else if (const auto* area = std::get_if<geo::MultiPolygon>(&geometry)) {
    for (const geo::Polygon& polygon : area->polygons) {
      for (const geo::Path& ring : polygon.rings) {
        add_path(ring);
        if (ring.size() > 2) add(ring.back(), ring.front());
      }
    }
  }
}

std::vector<geo::Box> boxes_of(const std::vector<Stretch>& stretches) {
  std::vector<geo::Box> boxes;
  boxes.reserve(stretches.size());
  for (const Stretch& stretch : stretches) boxes.push_back(stretch.box);
  return boxes;
}

bool reaches(const Stretch& stretch, geo::GridPoint p) { return millimetres_beyond(stretch, p) == 0; }

std::int64_t millimetres_beyond(const Stretch& stretch, geo::GridPoint p) {
  const double metres = geo::distance_to_edge_m(p, stretch.a, stretch.b);
  return std::max<std::int64_t>(0, geo::to_millimetres(metres) - stretch.reach_mm);
}

}  // namespace vungphu::engine
