// Areas kept for questions of one point: a tree of polygons' boxes, and in each ring boxes of 16 edges that
// follow each other, of 16 such boxes, and so on: a byte a vertex in all.
//
// Along a ray to the east, a stretch of a ring whose box is east of the point is crossed an odd number of
// times if its ends are on both sides of the ray: it need not be looked into. What is looked into are the
// boxes that hold the point: some tens of edges even where a polygon has a hundred thousand. Exact, by the
// rule of geo::covers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vungphu/geo/geometry.hpp"

#include "box_tree.hpp"

namespace vungphu::engine {

class AreaIndex {
 public:
  /// Of areas that stay where they are. O(vertices + n log n) for n polygons.
  explicit AreaIndex(std::span<const geo::MultiPolygon* const> areas);

  /// Calls use(area) for every polygon that covers p while it returns true: an area twice where two of its
  /// polygons do.
  template <class Use>
  void covering(geo::GridPoint p, const Use& use) const {
    bool more = true;
    // Not box.holds(p): four tests in one jump instead of four that no processor foresees.
    const auto holds = [p](const geo::Box& box) {
      return (p.x >= box.min.x) & (p.x <= box.max.x) & (p.y >= box.min.y) & (p.y <= box.max.y);
    };
    tree_.descend([&](const geo::Box& box) { return holds(box) && more; },
                  [&](std::size_t i) { more = !covers(polygons_[i], p) || use(polygons_[i].area); });
  }
  bool any(geo::GridPoint p) const;
  /// The lowest area that covers p, -1 none.
  std::int32_t first(geo::GridPoint p) const;
  /// The lowest area whose boundary is within one unit in x and y of p, -1 none: of a point that no area
  /// covers, the one-unit rule.
  std::int32_t first_near(geo::GridPoint p) const;

 private:
  struct Ring {
    const geo::Path* path;
    std::size_t boxes, edges;  ///< its top level: where in boxes_, and edges of each
  };
  struct Polygon {
    std::uint32_t area;
    std::uint32_t first_ring, end_ring;  ///< in rings_
  };
  /// Boxes of one level of a ring, each of `edges` edges but the last: 16, 256 and so on. Those of the level
  /// below stand before them. The top level has at most 16.
  struct Level {
    const geo::Path& path;
    const geo::Box* boxes;
    std::size_t edges;
  };
  geo::Box add(const geo::Path& path);
  static std::size_t count(const Level& level) { return (level.path.size() + level.edges - 1) / level.edges; }
  Level top(const Ring& ring) const { return {*ring.path, &boxes_[ring.boxes], ring.edges}; }
  static Level below(const Level& level);
  bool covers(const Polygon& polygon, geo::GridPoint p) const;
  /// Of boxes first … end - 1 of a level and all below: flips `odd` for every crossing of the ray from p to
  /// the east; true when p is on the ring.
  static bool pass(const Level& level, std::size_t first, std::size_t end, geo::GridPoint p, bool& odd);
  static bool meets(const Level& level, std::size_t first, std::size_t end, const geo::Box& box);

  std::vector<Polygon> polygons_;
  std::vector<Ring> rings_;
  std::vector<geo::Box> boxes_;
  BoxTree tree_{{}};
};

}  // namespace vungphu::engine
