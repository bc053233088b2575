#include "province.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vungphu::bench {
namespace {

using geo::GridPoint;
using geo::MultiPolygon;
using geo::Path;
using geo::Polygon;

constexpr int kCommunesAcross = 10, kOperators = 4;
static_assert(kTile == kCommunesAcross * kCommune);
// Of one province (docs/performance.md): 545,000 vertices of fiber, 1,770,000 of 5G, 120,000 of communes.
constexpr int kFiberClaims = 2'000, kFiberVertices = 68, kMobileClaims = 300, kMobileVertices = 1'475;
constexpr int kBorderVertices = 300;  // of one side of a commune

/// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n));
  }
  /// About normal: the sum of four.
  double spread() { return unit() + unit() + unit() + unit() - 2; }

 private:
  std::uint64_t state_;
};

std::int32_t units(double value) { return static_cast<std::int32_t>(std::lround(value)); }

/// A border between two corners, bent to one side and the other; corners stay.
Path border(GridPoint from, GridPoint to, Random& random) {
  Path path;
  const double phase = random.between(0, 6.28), waves = random.between(1, 4);
  const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
  for (int i = 0; i < kBorderVertices; ++i) {
    const double t = static_cast<double>(i) / kBorderVertices;
    const double bend =
        i == 0 ? 0
               : std::sin(t * std::numbers::pi) *
                     (0.05 * length * std::sin(waves * t * 6.28 + phase) + 300 * random.spread());
    path.push_back(
        {units(from.x + t * dx - bend * dy / length), units(from.y + t * dy + bend * dx / length)});
  }
  return path;
}

void append(Path& ring, const Path& way, GridPoint end, bool forward) {
  if (forward) {
    ring.insert(ring.end(), way.begin(), way.end());
  } else {
    ring.push_back(end);
    ring.insert(ring.end(), way.rbegin(), way.rend() - 1);
  }
}

void add_communes(GridPoint origin, Random& random, Land& land) {
  constexpr int n = kCommunesAcross;
  const auto corner = [&](int x, int y) {
    return GridPoint{origin.x + x * kCommune, origin.y + y * kCommune};
  };
  std::vector<Path> across, up;  // [y * (n + 1) + x], from the corner to the east and to the north
  for (int y = 0; y <= n; ++y) {
    for (int x = 0; x <= n; ++x) {
      across.push_back(x < n ? border(corner(x, y), corner(x + 1, y), random) : Path{});
      up.push_back(y < n ? border(corner(x, y), corner(x, y + 1), random) : Path{});
    }
  }
  const auto at = [](int x, int y) { return static_cast<std::size_t>(y * (n + 1) + x); };
  for (int y = 0; y < n; ++y) {
    for (int x = 0; x < n; ++x) {
      Path ring;
      append(ring, across[at(x, y)], corner(x + 1, y), true);
      append(ring, up[at(x + 1, y)], corner(x + 1, y + 1), true);
      append(ring, across[at(x, y + 1)], corner(x + 1, y + 1), false);
      append(ring, up[at(x, y)], corner(x, y + 1), false);
      land.communes.push_back({{Polygon{{std::move(ring)}}}});
    }
  }
}

/// A ring around a centre, never crossing itself: radius by angle.
Path blob(double x, double y, double radius, int vertices, bool clockwise, Random& random) {
  Path ring;
  const double a = random.between(0, 6.28), b = random.between(0, 6.28);
  for (int i = 0; i < vertices; ++i) {
    const double angle = (clockwise ? -1 : 1) * 2 * std::numbers::pi * i / vertices;
    const double r = radius * (1 + 0.25 * std::sin(3 * angle + a) + 0.12 * std::sin(7 * angle + b) +
                               0.02 * random.spread());
    const GridPoint p{units(x + r * std::cos(angle)), units(y + r * std::sin(angle))};
    if (ring.empty() || p != ring.back()) ring.push_back(p);
  }
  return ring;
}

struct Town {
  double x, y, size;
};

std::vector<Town> towns_of(GridPoint origin, Random& random) {
  std::vector<Town> towns;
  for (int i = 0; i < 40; ++i) {
    towns.push_back({origin.x + random.between(0.05, 0.95) * kTile,
                     origin.y + random.between(0.05, 0.95) * kTile, random.between(20'000, 250'000)});
  }
  return towns;
}

void add_claims(GridPoint origin, const std::vector<Town>& towns, Random& random, Land& land) {
  for (int op = 0; op < kOperators; ++op) {
    Layer& fiber = land.layers[static_cast<std::size_t>(2 * op)];
    for (int i = 0; i < kFiberClaims; ++i) {
      const Town& town =
          towns[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(towns.size())))];
      const bool by_town = random.unit() < 0.6;
      const double x = by_town ? town.x + town.size * 2 * random.spread() : origin.x + random.unit() * kTile;
      const double y = by_town ? town.y + town.size * 2 * random.spread() : origin.y + random.unit() * kTile;
      fiber.claims.push_back(
          {{Polygon{{blob(x, y, random.between(5'000, 60'000), kFiberVertices, false, random)}}}});
    }
    Layer& mobile = land.layers[static_cast<std::size_t>(2 * op + 1)];
    for (int i = 0; i < kMobileClaims; ++i) {
      MultiPolygon claim;
      const int parts = 1 + static_cast<int>(random.below(4)), holes = static_cast<int>(random.below(6));
      // A few are twelve times as large as most.
      const int vertices = i % 40 == 0 ? 12 * kMobileVertices : kMobileVertices * 3 / 4;
      double x = origin.x + random.unit() * kTile;
      const double y = origin.y + random.unit() * kTile, radius = random.between(80'000, 400'000);
      for (int part = 0; part < parts; ++part, x += 3 * radius) {
        Polygon polygon{{blob(x, y, radius, vertices / parts * 4 / 5, false, random)}};
        for (int h = 0; h < holes; ++h) {  // side by side on a circle that no shell comes near
          const double angle = 6.28 * h / holes;
          polygon.rings.push_back(blob(x + 0.3 * radius * std::cos(angle), y + 0.3 * radius * std::sin(angle),
                                       0.08 * radius, std::max(8, vertices / parts / 5 / holes), true,
                                       random));
        }
        claim.polygons.push_back(std::move(polygon));
      }
      mobile.claims.push_back(std::move(claim));
    }
  }
}

void add_homes(GridPoint origin, const std::vector<Town>& towns, std::int64_t count, Random& random,
               Land& land) {
  struct Canal {
    double x, y, dx, dy;
  };
  std::vector<Canal> canals;
  for (int i = 0; i < 120; ++i) {
    const double angle = random.between(0, 6.28), length = random.between(0.1, 0.5) * kTile;
    canals.push_back({origin.x + random.unit() * kTile, origin.y + random.unit() * kTile,
                      std::cos(angle) * length, std::sin(angle) * length});
  }
  for (std::int64_t i = 0; i < count; ++i) {
    if (random.unit() < 0.4) {
      const Town& town =
          towns[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(towns.size())))];
      land.homes.push_back(
          {units(town.x + town.size * random.spread()), units(town.y + town.size * random.spread())});
    } else {
      const Canal& canal =
          canals[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(canals.size())))];
      const double t = random.unit();
      land.homes.push_back({units(canal.x + t * canal.dx + 2'000 * random.spread()),
                            units(canal.y + t * canal.dy + 2'000 * random.spread())});
    }
  }
}

/// Homes on corners and exact midpoints of claims' edges.
void add_hard_homes(std::int64_t count, Random& random, Land& land) {
  for (std::int64_t vertices = 0, midpoints = 0; vertices < count || midpoints < count;) {
    const Layer& layer =
        land.layers[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(land.layers.size())))];
    const MultiPolygon& claim =
        layer.claims[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(layer.claims.size())))];
    const Polygon& polygon = claim.polygons[static_cast<std::size_t>(
        random.below(static_cast<std::int64_t>(claim.polygons.size())))];
    const Path& ring =
        polygon
            .rings[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(polygon.rings.size())))];
    const auto i = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(ring.size())));
    const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    if (vertices < count) land.homes.push_back(a), ++vertices;
    const bool exact = (a.x + b.x) % 2 == 0 && (a.y + b.y) % 2 == 0;
    if (exact && midpoints < count) land.homes.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2}), ++midpoints;
  }
}

}  // namespace

Land make_land(const Shape& shape) {
  Land land;
  land.layers.resize(2 * kOperators);
  for (std::size_t i = 0; i < land.layers.size(); ++i) land.layers[i].fiber = i % 2 == 0;
  Random random(shape.seed);
  const std::int64_t soft = shape.homes - 2 * shape.on_vertices;
  for (int tile = 0; tile < shape.tiles; ++tile) {
    const GridPoint origin{kOrigin.x + tile % kTilesAcross * kTile, kOrigin.y + tile / kTilesAcross * kTile};
    const auto towns = towns_of(origin, random);
    add_communes(origin, random, land);
    add_claims(origin, towns, random, land);
    add_homes(origin, towns, soft * (tile + 1) / shape.tiles - soft * tile / shape.tiles, random, land);
  }
  add_hard_homes(shape.on_vertices, random, land);
  // Files are in no spatial order.
  for (std::size_t i = land.homes.size(); i > 1; --i) {
    std::swap(land.homes[i - 1],
              land.homes[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
  }
  return land;
}

std::int64_t vertices_of(const Land& land) {
  std::size_t count = 0;
  for (const auto& commune : land.communes) count += geo::vertex_count(commune);
  for (const Layer& layer : land.layers) {
    for (const auto& claim : layer.claims) count += geo::vertex_count(claim);
  }
  return static_cast<std::int64_t>(count);
}

}  // namespace vungphu::bench
