#include "area_index.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace vungphu::engine {
namespace {

constexpr std::size_t kVerticesPerRow = 8;
/// Where edges cross many rows, rows are made higher until there are at most so many entries a vertex.
constexpr std::size_t kMostPerVertex = 3;

const geo::GridPoint& end_of(const geo::Path& ring, std::uint32_t edge) {
  return edge + 1 < ring.size() ? ring[edge + 1] : ring[0];
}

/// Flips `odd` where the edge crosses the ray from p to the east; true when it goes through p.
inline bool pass(geo::GridPoint a, geo::GridPoint b, geo::GridPoint p, bool& odd) {
  const auto [low, high] = a.y <= b.y ? std::pair(a, b) : std::pair(b, a);
  if (p.y < low.y || p.y > high.y || p.x > std::max(a.x, b.x)) return false;
  const bool crosses = low.y <= p.y && p.y < high.y;
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
bool meets(geo::GridPoint a, geo::GridPoint b, const geo::Box& box) {
  geo::Box edge;
  edge.add(a), edge.add(b);
  if (!edge.meets(box)) return false;
  const int side = geo::orientation(a, b, box.min);
  return side == 0 || side != geo::orientation(a, b, {box.min.x, box.max.y}) ||
         side != geo::orientation(a, b, {box.max.x, box.min.y}) || side != geo::orientation(a, b, box.max);
}

/// Calls use(ring, edge, its first row, its last row) for every edge.
template <class Use>
void for_each_edge(const geo::Polygon& polygon, std::int64_t bottom, int shift, const Use& use) {
  for (const geo::Path& ring : polygon.rings) {
    for (std::uint32_t i = 0; i < ring.size(); ++i) {
      const auto [low, high] = std::minmax(ring[i].y, end_of(ring, i).y);
      use(ring, i, static_cast<std::uint32_t>((low - bottom) >> shift),
          static_cast<std::uint32_t>((high - bottom) >> shift));
    }
  }
}

int shift_of(const geo::Polygon& polygon, const geo::Box& box) {
  std::size_t vertices = 0;
  for (const geo::Path& ring : polygon.rings) vertices += ring.size();
  const auto height = static_cast<std::uint64_t>(std::int64_t{box.max.y} - box.min.y + 1);
  int shift = std::bit_width(height / std::max<std::size_t>(1, vertices / kVerticesPerRow));
  for (;; ++shift) {
    std::size_t entries = 0;
    for_each_edge(polygon, box.min.y, shift,
                  [&](const geo::Path&, std::uint32_t, std::uint32_t from, std::uint32_t to) {
                    entries += to - from + 1;
                  });
    if (entries <= kMostPerVertex * vertices) return shift;
  }
}

}  // namespace

AreaIndex::AreaIndex(std::span<const geo::MultiPolygon* const> areas) {
  std::vector<geo::Box> boxes;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    for (const geo::Polygon& polygon : areas[i]->polygons) {
      geo::Box box;
      for (const geo::Path& ring : polygon.rings) {
        for (const geo::GridPoint p : ring) box.add(p);
      }
      if (box.empty()) continue;
      add(polygon, box, static_cast<std::uint32_t>(i));
      boxes.push_back(box);
    }
  }
  tree_ = BoxTree(std::move(boxes));
}

void AreaIndex::add(const geo::Polygon& polygon, const geo::Box& box, std::uint32_t area) {
  struct Entry {
    Run run;
    std::uint32_t row;
  };
  Polygon made{area, box.min.y, shift_of(polygon, box), 0, starts_.size()};
  made.rows = row(made, box.max.y) + 1;
  std::vector<Entry> entries;
  std::vector<std::uint32_t> newest(made.rows, std::numeric_limits<std::uint32_t>::max());
  std::vector<std::size_t> starts(made.rows + std::size_t{1}, 0);
  for_each_edge(polygon, box.min.y, made.shift,
                [&](const geo::Path& ring, std::uint32_t i, std::uint32_t from, std::uint32_t to) {
                  for (std::uint32_t r = from; r <= to; ++r) {
                    if (newest[r] < entries.size()) {
                      Run& run = entries[newest[r]].run;
                      if (run.ring == &ring && run.last + 1 == i) {
                        run.last = i;
                        continue;
                      }
                    }
                    newest[r] = static_cast<std::uint32_t>(entries.size());
                    entries.push_back({{&ring, i, i}, r});
                    ++starts[r];
                  }
                });
  std::size_t sum = runs_.size();
  for (std::size_t& s : starts) sum += std::exchange(s, sum);
  starts_.insert(starts_.end(), starts.begin(), starts.end());
  runs_.resize(sum);
  for (const Entry& entry : entries) runs_[starts[entry.row]++] = entry.run;
  polygons_.push_back(made);
}

bool AreaIndex::covers(const Polygon& polygon, geo::GridPoint p) const {
  const std::size_t* const starts = &starts_[polygon.starts + row(polygon, p.y)];
  bool odd = false;
  for (std::size_t r = starts[0]; r < starts[1]; ++r) {
    const Run& run = runs_[r];
    const geo::Path& ring = *run.ring;
    geo::GridPoint a = ring[run.first];
    for (std::uint32_t i = run.first; i <= run.last; ++i) {
      const geo::GridPoint b = end_of(ring, i);
      if (pass(a, b, p, odd)) return true;
      a = b;
    }
  }
  return odd;
}

bool AreaIndex::boundary_meets(const Polygon& polygon, const geo::Box& box) const {
  const std::int64_t low = std::max(box.min.y, polygon.bottom);
  const std::uint32_t last = std::min(polygon.rows - 1, row(polygon, box.max.y));
  for (std::uint32_t r = row(polygon, low); r <= last; ++r) {
    for (std::size_t k = starts_[polygon.starts + r]; k < starts_[polygon.starts + r + 1]; ++k) {
      const Run& run = runs_[k];
      for (std::uint32_t i = run.first; i <= run.last; ++i) {
        if (meets((*run.ring)[i], end_of(*run.ring, i), box)) return true;
      }
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
    if (polygons_[i].area < found && boundary_meets(polygons_[i], near)) found = polygons_[i].area;
  });
  return static_cast<std::int32_t>(found);
}

}  // namespace vungphu::engine
