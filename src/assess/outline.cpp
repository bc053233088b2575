#include "outline.hpp"

#include <algorithm>

namespace vungphu::assess {
namespace {

engine::Claims areas_of(const Territories& territories) {
  engine::Claims claims;
  for (std::size_t i = 0; i < territories.size(); ++i) {
    const auto& area = territories.lowest()->units[i]->area;
    if (area) claims.areas.push_back(&*area);
  }
  return claims;
}

/// An edge with the territory on its left side (+1) or on its right (-1), seen from its lesser end.
struct Side {
  geo::GridPoint from, to;
  int left;
  auto ends() const { return std::pair(from, to); }
};

void add_sides(const geo::MultiPolygon& area, std::vector<Side>& sides) {
  for (const geo::Polygon& polygon : area.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      const geo::Path& ring = polygon.rings[r];
      const int left = r == 0 ? geo::turning(ring) : -geo::turning(ring);
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
        if (a < b) sides.push_back({a, b, left});
        if (b < a) sides.push_back({b, a, -left});
      }
    }
  }
}

}  // namespace

/// The border is every edge that does not have as many territories on one side as on the other. Where
/// neighbours do not share their vertices more of it is left than there is, and more claims are measured than
/// need be.
Outline::Outline(const Territories& territories) : areas_(areas_of(territories)) {
  std::vector<Side> sides;
  for (const geo::MultiPolygon* area : areas_of(territories).areas) add_sides(*area, sides);
  std::ranges::sort(sides, {}, &Side::ends);
  for (std::size_t i = 0; i < sides.size();) {
    const auto ends = sides[i].ends();
    int balance = 0;
    for (; i < sides.size() && sides[i].ends() == ends; ++i) balance += sides[i].left;
    if (balance == 0) continue;
    geo::Box edge;
    edge.add(ends.first), edge.add(ends.second);
    widest_ = std::max(widest_, std::int64_t{edge.max.x} - edge.min.x);
    edges_.push_back(edge);
  }
  std::ranges::sort(edges_, {}, [](const geo::Box& edge) { return edge.min.x; });
}

bool Outline::holds(const geo::Box& box) const {
  if (box.empty()) return false;
  const auto left = [](const geo::Box& edge) { return std::int64_t{edge.min.x}; };
  auto edge = std::ranges::lower_bound(edges_, box.min.x - widest_, {}, left);
  for (; edge != edges_.end() && edge->min.x <= box.max.x; ++edge) {
    if (edge->meets(box)) return false;
  }
  return areas_.covers(box.min);
}

}  // namespace vungphu::assess
