#include "outline.hpp"

#include <algorithm>

#include "vungphu/geo/measure.hpp"

namespace vungphu::assess {

Result<Outline> Outline::create(const Territories& territories) {
  std::vector<const geo::MultiPolygon*> areas;
  for (std::size_t i = 0; i < territories.size(); ++i) {
    const auto& area = territories.lowest()->units[i]->area;
    if (area) areas.push_back(&*area);
  }
  Outline outline;
  if (areas.empty()) return outline;
  VP_TRY(outline.area_, geo::union_of(areas));
  for (const auto& polygon : outline.area_.polygons) {
    for (const auto& ring : polygon.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        geo::Box edge;
        edge.add(ring[i]);
        edge.add(ring[(i + 1) % ring.size()]);
        outline.widest_ = std::max(outline.widest_, std::int64_t{edge.max.x} - edge.min.x);
        outline.edges_.push_back(edge);
      }
    }
  }
  std::ranges::sort(outline.edges_, {}, [](const geo::Box& edge) { return edge.min.x; });
  return outline;
}

bool Outline::holds(const geo::Box& box) const {
  if (box.empty()) return false;
  const auto left = [](const geo::Box& edge) { return std::int64_t{edge.min.x}; };
  auto edge = std::ranges::lower_bound(edges_, box.min.x - widest_, {}, left);
  for (; edge != edges_.end() && edge->min.x <= box.max.x; ++edge) {
    if (edge->meets(box)) return false;
  }
  return geo::covers(area_, box.min);
}

}  // namespace vungphu::assess
