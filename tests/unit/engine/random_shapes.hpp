// Shapes and points for property tests, from a seed: rapidcheck draws the seed and says it when a property
// fails.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::testing {

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::int32_t in(std::int32_t low, std::int32_t high) {
    return static_cast<std::int32_t>(
        low + static_cast<std::int64_t>(
                  engine_() % (std::uint64_t{1} + static_cast<std::uint64_t>(std::int64_t{high} - low))));
  }
  geo::GridPoint point(const geo::Box& box) { return {in(box.min.x, box.max.x), in(box.min.y, box.max.y)}; }

 private:
  std::mt19937_64 engine_;
};

/// Any ring at all: it may cross itself, run back, touch and repeat itself.
inline geo::Path wild_ring(Random& random, const geo::Box& box) {
  geo::Path ring;
  const int corners = random.in(3, 12);
  for (int i = 0; i < corners; ++i) {
    geo::GridPoint p = random.point(box);
    if (!ring.empty() && random.in(0, 3) == 0) p.x = ring.back().x;  // upright and level edges, often
    if (!ring.empty() && random.in(0, 3) == 0) p.y = ring.back().y;
    ring.push_back(p);
  }
  return ring;
}

inline geo::MultiPolygon wild_area(Random& random, const geo::Box& box) {
  geo::MultiPolygon area;
  for (int polygons = random.in(1, 3); polygons > 0; --polygons) {
    geo::Polygon& polygon = area.polygons.emplace_back();
    for (int rings = random.in(1, 3); rings > 0; --rings) polygon.rings.push_back(wild_ring(random, box));
  }
  return area;
}

/// A star-shaped ring around `centre` with radii from `inner` to `outer`: simple, so valid.
inline geo::Path star(Random& random, geo::GridPoint centre, std::int32_t inner, std::int32_t outer) {
  geo::Path ring;
  const int corners = random.in(3, 40);
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, radius = random.in(inner, outer);
    ring.push_back({centre.x + static_cast<std::int32_t>(std::lround(radius * std::cos(angle))),
                    centre.y + static_cast<std::int32_t>(std::lround(radius * std::sin(angle)))});
  }
  return ring;
}

/// Valid: a star with, mostly, a hole, an island in it, and a hole that touches the shell in one of its
/// corners.
inline geo::MultiPolygon valid_area(Random& random, geo::GridPoint centre, std::int32_t radius) {
  geo::MultiPolygon area;
  geo::Polygon& outer = area.polygons.emplace_back();
  outer.rings.push_back(star(random, centre, radius / 2, radius));
  if (outer.rings[0].size() < 8 || random.in(0, 4) == 0) return area;
  outer.rings.push_back(star(random, centre, radius / 6, radius / 5));
  if (outer.rings[1].size() < 8)
    outer.rings.pop_back();
  else
    area.polygons.push_back({{star(random, centre, radius / 40, radius / 12)}});
  return area;
}

/// Points where answers are hardest: on corners, on exact midpoints, one unit beside, on the lines between
/// cells; and anywhere.
inline std::vector<geo::GridPoint> hard_points(Random& random, const std::vector<geo::MultiPolygon>& areas,
                                               const geo::Box& box, std::size_t anywhere) {
  std::vector<geo::GridPoint> points;
  for (const geo::MultiPolygon& area : areas) {
    for (const geo::Polygon& polygon : area.polygons) {
      for (const geo::Path& ring : polygon.rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
          const geo::GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
          const std::int64_t x = std::int64_t{a.x} + b.x, y = std::int64_t{a.y} + b.y;
          const geo::GridPoint middle{static_cast<std::int32_t>(x / 2), static_cast<std::int32_t>(y / 2)};
          points.insert(points.end(),
                        {a, middle, {a.x + 1, a.y}, {a.x - 1, a.y}, {a.x, a.y + 1}, {a.x, a.y - 1}});
        }
      }
    }
  }
  for (std::size_t i = 0; i < anywhere; ++i) {
    geo::GridPoint p = random.point(box);
    if (random.in(0, 3) == 0) p.x = (p.x & ~8191) - random.in(0, 1);
    if (random.in(0, 3) == 0) p.y = (p.y & ~8191) - random.in(0, 1);
    points.push_back(p);
  }
  return points;
}

inline std::vector<const geo::MultiPolygon*> addresses(const std::vector<geo::MultiPolygon>& areas) {
  std::vector<const geo::MultiPolygon*> result;
  for (const geo::MultiPolygon& area : areas) result.push_back(&area);
  return result;
}

}  // namespace vungphu::testing
