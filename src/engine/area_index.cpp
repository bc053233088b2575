#include "area_index.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace vungphu::engine {
namespace {

constexpr std::size_t kFanout = 16;

const geo::GridPoint& vertex(const geo::Path& path, std::size_t i) {
  return i < path.size() ? path[i] : path[0];
}

/// Flips `odd` where the edge crosses the ray from p to the east; true when it goes through p.
inline bool pass_edge(geo::GridPoint a, geo::GridPoint b, geo::GridPoint p, bool& odd) {
  const auto [low, high] = a.y <= b.y ? std::pair(a, b) : std::pair(b, a);
  if (p.y < low.y || p.y > high.y || p.x > std::max(a.x, b.x)) return false;
  const bool crosses = p.y < high.y;
  if (p.x < std::min(a.x, b.x)) {
    odd ^= crosses;
    return false;
  }
  // In the edge's box, where 64 bits do: products are compared, never subtracted (polygon_join.hpp).
  const std::int64_t across = (std::int64_t{high.x} - low.x) * (std::int64_t{p.y} - low.y);
  const std::int64_t up = (std::int64_t{high.y} - low.y) * (std::int64_t{p.x} - low.x);
  if (across == up) return true;
  odd ^= crosses && up < across;  // west of the edge
  return false;
}

/// Whether a straight edge meets a closed box: their boxes meet, and the corners are not all on one side of
/// the edge.
bool edge_meets(geo::GridPoint a, geo::GridPoint b, const geo::Box& box) {
  geo::Box edge;
  edge.add(a), edge.add(b);
  if (!edge.meets(box)) return false;
  const int side = geo::orientation(a, b, box.min);
  return side == 0 || side != geo::orientation(a, b, {box.min.x, box.max.y}) ||
         side != geo::orientation(a, b, {box.max.x, box.min.y}) || side != geo::orientation(a, b, box.max);
}

}  // namespace

AreaIndex::AreaIndex(std::span<const geo::MultiPolygon* const> areas) {
  std::vector<geo::Box> boxes;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    for (const geo::Polygon& polygon : areas[i]->polygons) {
      const auto first_ring = static_cast<std::uint32_t>(rings_.size());
      geo::Box box;
      for (const geo::Path& ring : polygon.rings) {
        if (!ring.empty()) box.add(add(ring));
      }
      const auto end_ring = static_cast<std::uint32_t>(rings_.size());
      if (first_ring == end_ring) continue;
      polygons_.push_back({static_cast<std::uint32_t>(i), first_ring, end_ring});
      boxes.push_back(box);
    }
  }
  tree_ = BoxTree(std::move(boxes));
}

geo::Box AreaIndex::add(const geo::Path& path) {
  std::size_t below = boxes_.size(), edges = kFanout;
  for (std::size_t first = 0; first < path.size(); first += kFanout) {
    geo::Box box;
    const std::size_t end = std::min(path.size(), first + kFanout);
    for (std::size_t i = first; i < end; ++i) box.add(path[i]);
    box.add(vertex(path, end));
    boxes_.push_back(box);
  }
  while (boxes_.size() - below > kFanout) {
    const std::size_t end = boxes_.size();
    for (; below < end; below += kFanout) {
      geo::Box box;
      for (std::size_t i = below; i < std::min(end, below + kFanout); ++i) box.add(boxes_[i]);
      boxes_.push_back(box);
    }
    below = end, edges *= kFanout;
  }
  rings_.push_back({&path, below, edges});
  geo::Box all;
  for (std::size_t i = below; i < boxes_.size(); ++i) all.add(boxes_[i]);
  return all;
}

AreaIndex::Level AreaIndex::below(const Level& level) {
  const Level lower{level.path, nullptr, level.edges / kFanout};
  return {level.path, level.boxes - count(lower), lower.edges};
}

bool AreaIndex::covers(const Polygon& polygon, geo::GridPoint p) const {
  bool odd = false;
  for (std::uint32_t r = polygon.first_ring; r < polygon.end_ring; ++r) {
    const Level level = top(rings_[r]);
    if (pass(level, 0, count(level), p, odd)) return true;
  }
  return odd;
}

bool AreaIndex::pass(const Level& level, std::size_t first, std::size_t end, geo::GridPoint p, bool& odd) {
  for (std::size_t i = first; i < end; ++i) {
    const geo::Box& box = level.boxes[i];
    if (p.y < box.min.y || p.y > box.max.y || p.x > box.max.x) continue;
    const std::size_t first_edge = i * level.edges,
                      end_edge = std::min(level.path.size(), first_edge + level.edges);
    if (p.x < box.min.x) {
      odd ^= (level.path[first_edge].y > p.y) != (vertex(level.path, end_edge).y > p.y);
    } else if (level.edges > kFanout) {
      const Level lower = below(level);
      if (pass(lower, i * kFanout, std::min(count(lower), (i + 1) * kFanout), p, odd)) return true;
    } else {
      for (std::size_t k = first_edge; k < end_edge; ++k) {
        if (pass_edge(level.path[k], vertex(level.path, k + 1), p, odd)) return true;
      }
    }
  }
  return false;
}

bool AreaIndex::meets(const Level& level, std::size_t first, std::size_t end, const geo::Box& box) {
  for (std::size_t i = first; i < end; ++i) {
    if (!level.boxes[i].meets(box)) continue;
    if (level.edges > kFanout) {
      const Level lower = below(level);
      if (meets(lower, i * kFanout, std::min(count(lower), (i + 1) * kFanout), box)) return true;
      continue;
    }
    const std::size_t end_edge = std::min(level.path.size(), (i + 1) * level.edges);
    for (std::size_t k = i * level.edges; k < end_edge; ++k) {
      if (edge_meets(level.path[k], vertex(level.path, k + 1), box)) return true;
    }
  }
  return false;
}

bool AreaIndex::any(geo::GridPoint p) const {
  bool found = false;
  covering(p, [&](std::uint32_t) { return !(found = true); });
  return found;
}

std::int32_t AreaIndex::first(geo::GridPoint p) const {
  std::uint32_t found = std::numeric_limits<std::uint32_t>::max();
  covering(p, [&](std::uint32_t area) { return found = std::min(found, area), true; });
  return static_cast<std::int32_t>(found);
}

std::int32_t AreaIndex::first_near(geo::GridPoint p) const {
  const geo::Box near{{p.x - 1, p.y - 1}, {p.x + 1, p.y + 1}};
  std::uint32_t found = std::numeric_limits<std::uint32_t>::max();
  tree_.meeting(near, [&](std::size_t i) {
    const Polygon& polygon = polygons_[i];
    for (std::uint32_t r = polygon.first_ring; r < polygon.end_ring && polygon.area < found; ++r) {
      const Level level = top(rings_[r]);
      if (meets(level, 0, count(level), near)) found = polygon.area;
    }
  });
  return static_cast<std::int32_t>(found);
}

}  // namespace vungphu::engine
