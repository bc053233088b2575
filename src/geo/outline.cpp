// An outline by cancelling edges. Why it is exact: the edges of valid areas, each with its area on the left,
// sum up to the border of how often each spot is covered. If what is left after cancelling bounds a valid
// area, then every spot is covered once or not at all, and that area is the union.
#include "vungphu/geo/outline.hpp"

#include <algorithm>
#include <optional>

#include "vungphu/geo/measure.hpp"

#include "geos.hpp"

namespace vungphu::geo {
namespace {

/// An edge with the area on its left side.
struct Arc {
  GridPoint from, to;
  friend auto operator<=>(const Arc&, const Arc&) = default;
};

void add_arcs(const MultiPolygon& area, std::vector<Arc>& arcs) {
  for (const Polygon& polygon : area.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      const Path& ring = polygon.rings[r];
      const bool onward = turning(ring) == (r == 0 ? 1 : -1);
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
        arcs.push_back(onward ? Arc{a, b} : Arc{b, a});
      }
    }
  }
}

/// What is left of arcs when those that run both ways are gone, sorted; nothing where one runs twice.
std::optional<std::vector<Arc>> border_of(std::vector<Arc> arcs) {
  const auto ends = [](const Arc& arc) { return arc.from < arc.to ? arc : Arc{arc.to, arc.from}; };
  std::ranges::sort(arcs, {}, ends);
  std::vector<Arc> left;
  for (std::size_t i = 0; i < arcs.size();) {
    const Arc same = ends(arcs[i]);
    int balance = 0;
    for (; i < arcs.size() && ends(arcs[i]) == same; ++i) balance += arcs[i] == same ? 1 : -1;
    if (balance > 1 || balance < -1) return std::nullopt;
    if (balance != 0) left.push_back(balance > 0 ? same : Arc{same.to, same.from});
  }
  std::ranges::sort(left);
  return left;
}

/// Walks arcs into rings that meet no point twice.
class Rings {
 public:
  explicit Rings(std::vector<Arc> arcs) : arcs_(std::move(arcs)), used_(arcs_.size(), false) {}

  std::vector<Path> all() {
    for (std::size_t first = 0; first < arcs_.size(); ++first) {
      if (!used_[first]) walk(first);
    }
    return std::move(rings_);
  }

 private:
  void walk(std::size_t at) {
    Path path = {arcs_[at].from};
    while (!path.empty()) {
      used_[at] = true;
      const GridPoint here = arcs_[at].to;
      at = next_from(here);
      if (here == path.front() || fork_) close(path, here);
      if (path.empty() && at == arcs_.size()) return;
      path.push_back(here);
      if (at == arcs_.size()) return;  // not of valid rings; what comes of it will not be valid either
    }
  }

  /// The first unused arc from a point. Sets `fork_` where several begin there.
  std::size_t next_from(GridPoint point) {
    auto arc = std::ranges::lower_bound(arcs_, point, {}, &Arc::from);
    fork_ = arc != arcs_.end() && arc + 1 != arcs_.end() && (arc + 1)->from == point;
    for (; arc != arcs_.end() && arc->from == point; ++arc) {
      const auto at = static_cast<std::size_t>(arc - arcs_.begin());
      if (!used_[at]) return at;
    }
    return arcs_.size();
  }

  /// Where the path was here before, what it did since is a ring.
  void close(Path& path, GridPoint here) {
    const auto before = std::find(path.begin(), path.end(), here);
    if (before == path.end()) return;
    Path ring(before, path.end());
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
    rings_.push_back(std::move(ring));
    path.erase(before, path.end());
  }

  std::vector<Arc> arcs_;
  std::vector<bool> used_;
  std::vector<Path> rings_;
  bool fork_ = false;
};

/// Shells in the order of their first points, each with its holes; nothing where a hole lies in none.
std::optional<MultiPolygon> polygons_of(std::vector<Path> rings) {
  MultiPolygon made;
  std::ranges::sort(rings);
  const auto first_hole =
      std::stable_partition(rings.begin(), rings.end(), [](const Path& ring) { return turning(ring) > 0; });
  for (auto shell = rings.begin(); shell != first_hole; ++shell) made.polygons.push_back({{*shell}});
  std::vector<MultiPolygon> shells;
  std::vector<Box> boxes;
  for (const Polygon& polygon : made.polygons) {
    shells.push_back({{polygon}});
    boxes.push_back(bounds(shells.back()));
  }
  for (auto at = first_hole; at != rings.end(); ++at) {
    Path& hole = *at;
    std::size_t around =
        shells.size();  // of those that hold it the one that begins last, which is the nearest
    for (std::size_t i = 0; i < shells.size(); ++i) {
      if (boxes[i].holds(hole.front()) && covers(shells[i], hole.front())) around = i;
    }
    if (around == shells.size()) return std::nullopt;
    made.polygons[around].rings.push_back(std::move(hole));
  }
  return made;
}

bool is_valid(const MultiPolygon& area) {
  const Geos geos;
  const GeosGeometry geometry = to_geos(geos, area);
  return geometry && GEOSisValid_r(geos.handle(), geometry.get()) == 1;
}

}  // namespace

Result<MultiPolygon> outline_of(const std::vector<const MultiPolygon*>& areas) {
  std::vector<Arc> arcs;
  for (const MultiPolygon* area : areas) add_arcs(*area, arcs);
  if (auto border = border_of(std::move(arcs)); border && !border->empty()) {
    auto made = polygons_of(Rings(*std::move(border)).all());
    if (made && is_valid(*made)) return *std::move(made);
  }
  return union_of(areas);
}

}  // namespace vungphu::geo
