// Areas kept for questions of one point: a tree of polygons' boxes, and in each polygon its edges by rows of
// y.
//
// The edges of a ring that touch a row are mostly next to each other, so a row keeps stretches of a ring, not
// edges: about 4 bytes a vertex in all. A question looks at the edges of one row only, some tens even where a
// polygon has a hundred thousand. Exact, by the rule of geo::covers.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "vungphu/geo/geometry.hpp"

#include "box_tree.hpp"

namespace vungphu::engine {

class AreaIndex {
 public:
  /// Of areas that stay where they are. O(vertices) for edges much shorter than their polygon is high.
  explicit AreaIndex(std::span<const geo::MultiPolygon* const> areas);

  /// Calls use(area) for every polygon that covers p while it returns true: an area twice where two of its
  /// polygons do.
  template <class Use>
  void covering(geo::GridPoint p, const Use& use) const {
    bool more = true;
    tree_.descend([&](const geo::Box& box) { return more && box.holds(p); },
                  [&](std::size_t i) { more = !covers(polygons_[i], p) || use(polygons_[i].area); });
  }
  bool any(geo::GridPoint p) const;
  /// The lowest area that covers p, -1 none.
  std::int32_t first(geo::GridPoint p) const;
  /// The lowest area whose boundary is within one unit in x and y of p, -1 none: of a point that no area
  /// covers, the one-unit rule.
  std::int32_t first_near(geo::GridPoint p) const;

 private:
  /// Edges first … last of a ring; edge i begins at its vertex i.
  struct Run {
    const geo::Path* ring;
    std::uint32_t first, last;
  };
  struct Polygon {
    std::uint32_t area;
    std::int32_t bottom;  ///< the lowest y
    int shift;            ///< a row is 2^shift units high
    std::uint32_t rows;
    std::size_t starts;  ///< in starts_: where each row's runs begin, and the end
  };
  void add(const geo::Polygon& polygon, const geo::Box& box, std::uint32_t area);
  bool covers(const Polygon& polygon, geo::GridPoint p) const;
  bool boundary_meets(const Polygon& polygon, const geo::Box& box) const;
  static std::uint32_t row(const Polygon& polygon, std::int64_t y) {
    return static_cast<std::uint32_t>((y - polygon.bottom) >> polygon.shift);
  }

  std::vector<Polygon> polygons_;
  std::vector<std::size_t> starts_;
  std::vector<Run> runs_;
  BoxTree tree_{{}};
};

}  // namespace vungphu::engine
