// Claims of every kind for property tests, with what they point to.
#pragma once

#include <deque>

#include "vungphu/engine/claims.hpp"

#include "random_shapes.hpp"

namespace vungphu::testing {

/// Keeps what claims point to.
struct ClaimsStore {
  std::deque<geo::MultiPolygon> areas;
  std::deque<geo::Geometry> geometries;
  std::deque<std::vector<engine::RasterRun>> runs;
};

/// A raster of 64 x 64 cells of 1024 units each from the lower left corner of `box`.
inline engine::Raster raster_of(std::span<const engine::RasterRun> runs, const geo::Box& box) {
  const auto locate = [box](std::span<const geo::GridPoint> points,
                            std::span<engine::RasterPosition> positions) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      positions[i] = {std::int64_t{points[i].x} - box.min.x, std::int64_t{points[i].y} - box.min.y};
    }
  };
  return {runs, locate};
}

/// Some claims of some kinds, and often none of a kind; keys from 0 to 20.
inline engine::Claims random_claims(Random& random, const geo::Box& box, ClaimsStore& store) {
  engine::Claims claims;
  const auto some = [&](int most) { return random.in(0, 1) == 0 ? 0 : random.in(1, most); };
  const auto area = [&] {
    const std::int32_t half = (box.max.x - box.min.x) / 3;
    return random.in(0, 1) == 0 ? wild_area(random, box)
                                : valid_area(random, random.point(box), std::max(half, 50));
  };
  for (int i = some(3); i > 0; --i) claims.areas.push_back(&store.areas.emplace_back(area()));
  for (int i = some(3); i > 0; --i) {
    geo::Geometry& geometry = store.geometries.emplace_back();
    const int kind = random.in(0, 3);
    if (kind == 0) geometry = geo::MultiPoint{{random.point(box), random.point(box)}};
    if (kind == 1) geometry = geo::MultiLine{{{random.point(box), random.point(box), random.point(box)}}};
    if (kind == 2) geometry = geo::MultiPolygon{{{{wild_ring(random, box)}}}};
    claims.reaches.push_back({&geometry, random.in(0, 3) == 0 ? -1 : random.in(0, 300'000)});
  }
  for (int i = some(2); i > 0; --i) {
    auto& runs = store.runs.emplace_back();
    for (int n = random.in(0, 20); n > 0; --n) {
      const int first = random.in(0, 63);
      runs.push_back({random.in(0, 63), first, random.in(first - 1, 63)});
    }
    claims.rasters.push_back(raster_of(runs, box));
  }
  for (int i = some(4); i > 0; --i) claims.keys.push_back(random.in(0, 20));
  return claims;
}

/// Corners, midpoints and points one unit beside of some areas, and anywhere.
inline geo::GridPoint hard_point(Random& random, const ClaimsStore& store, const geo::Box& box) {
  if (store.areas.empty() || random.in(0, 2) == 0) return random.point(box);
  const geo::MultiPolygon& area =
      store.areas[static_cast<std::size_t>(random.in(0, static_cast<int>(store.areas.size()) - 1))];
  const geo::Polygon& polygon =
      area.polygons[static_cast<std::size_t>(random.in(0, static_cast<int>(area.polygons.size()) - 1))];
  const geo::Path& ring = polygon.rings[0];
  const auto i = static_cast<std::size_t>(random.in(0, static_cast<int>(ring.size()) - 1));
  const geo::GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
  switch (random.in(0, 2)) {
    case 0:
      return a;
    case 1:
      return {static_cast<std::int32_t>((std::int64_t{a.x} + b.x) / 2),
              static_cast<std::int32_t>((std::int64_t{a.y} + b.y) / 2)};
    default:
      return {a.x + random.in(-2, 2), a.y + random.in(-2, 2)};
  }
}

/// From some units to some kilometres wide, in Viet Nam.
inline geo::Box random_box(Random& random) {
  const geo::GridPoint at = random.point({{1'020'000'000, 85'000'000}, {1'090'000'000, 230'000'000}});
  const std::int32_t size = std::vector{8, 300, 9'000, 70'000, 900'000}[random.in(0, 4)];
  return {at, {at.x + size, at.y + size}};
}

}  // namespace vungphu::testing
