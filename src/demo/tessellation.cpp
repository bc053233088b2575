#include "tessellation.hpp"

#include <map>

#include "prng.hpp"

namespace vungphu::demo {
namespace {

using geo::GridPoint;
using geo::Path;

constexpr std::int64_t kSouth = 88'000'000, kNorth = 96'400'000;  // 8.8 and 9.64 degrees, before the bend
constexpr std::int64_t kMiddle = 1'053'000'000,
                       kLean = -700'000;  // 105.3 degrees; the south leans to the west
constexpr std::int64_t kHalfWidthSouth = 3'300'000, kHalfWidthNorth = 4'700'000;
constexpr std::int64_t kBulge = 600'000, kCape = 900'000;  // how far coasts bend out, west and east; south
constexpr std::int64_t kJitter = 150;                      ///< thousandths of a cell

GridPoint grid_point(std::int64_t x, std::int64_t y) {
  return {static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
}

/// 0 at both ends, 1000 in the middle, for i of 0 to n.
std::int64_t bow(std::int64_t i, std::int64_t n) { return 4000 * i * (n - i) / (n * n); }

GridPoint jittered_node(int i, int j, int columns, int rows, Prng& prng) {
  const std::int64_t half =
      kHalfWidthSouth + (kHalfWidthNorth - kHalfWidthSouth) * j / rows + kBulge * bow(j, rows) / 1000;
  const std::int64_t cape = kCape * bow(i, columns) / 1000;
  const std::int64_t wide = 2 * half / columns, high = (kNorth - kSouth + cape) / rows;
  const std::int64_t x = kMiddle + kLean * (rows - j) / rows - half + 2 * half * i / columns;
  const std::int64_t y = kNorth - (kNorth - kSouth + cape) * (rows - j) / rows;
  const std::int64_t dx = prng.between(-kJitter, kJitter), dy = prng.between(-kJitter, kJitter);
  return grid_point(x + wide * dx / 1000, y + high * dy / 1000);
}

/// Midpoint displacement: half of the way is moved sideways by up to `swing` millionths of the way, and its
/// halves by seven tenths of that. The turns of all levels add up to less than 45 degrees, so that a border
/// never turns back on itself.
void draw(GridPoint a, GridPoint b, int levels, std::int64_t swing, Prng& prng, Path& path) {
  if (levels == 0) {
    path.push_back(b);
    return;
  }
  const std::int64_t dx = std::int64_t{b.x} - a.x, dy = std::int64_t{b.y} - a.y;
  const std::int64_t sideways = prng.between(-swing, swing);
  const GridPoint middle =
      grid_point(a.x + dx / 2 - dy * sideways / 1'000'000, a.y + dy / 2 + dx * sideways / 1'000'000);
  draw(a, middle, levels - 1, swing * 7 / 10, prng, path);
  draw(middle, b, levels - 1, swing * 7 / 10, prng, path);
}

Path border(GridPoint a, GridPoint b, int levels, bool coast, Prng& prng) {
  Path path{a};
  draw(a, b, levels + (coast ? 1 : 0), coast ? 115'000 : 95'000, prng, path);
  return path;
}

/// One border as a cell sees it: with the cell on its left.
struct Side {
  const Path* path;
  bool forward;
  GridPoint from() const { return forward ? path->front() : path->back(); }
  GridPoint to() const { return forward ? path->back() : path->front(); }
};

}  // namespace

Tessellation make_tessellation(int columns, int rows, int levels, std::uint64_t seed) {
  Prng prng(seed, kLandStream);
  Tessellation land{.columns = columns, .rows = rows, .nodes = {}, .across = {}, .along = {}};
  for (int j = 0; j <= rows; ++j)
    for (int i = 0; i <= columns; ++i) land.nodes.push_back(jittered_node(i, j, columns, rows, prng));
  for (int j = 0; j <= rows; ++j)
    for (int i = 0; i < columns; ++i)
      land.across.push_back(border(land.node(i, j), land.node(i + 1, j), levels, j == 0, prng));
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i <= columns; ++i)
      land.along.push_back(
          border(land.node(i, j), land.node(i, j + 1), levels, i == 0 || i == columns, prng));
  return land;
}

geo::MultiPolygon Tessellation::outline(std::span<const int> cells) const {
  // A border between two of the cells is seen from both sides and drops out; what is left is a ring, node to
  // node.
  std::map<const Path*, Side> open;
  for (const int c : cells) {
    const auto i = static_cast<std::size_t>(c % columns), j = static_cast<std::size_t>(c / columns);
    const auto w = static_cast<std::size_t>(columns);
    for (const Side side : {Side{&across[j * w + i], true}, Side{&along[j * (w + 1) + i + 1], true},
                            Side{&across[(j + 1) * w + i], false}, Side{&along[j * (w + 1) + i], false}}) {
      if (const auto [other, fresh] = open.emplace(side.path, side); !fresh) open.erase(other);
    }
  }
  std::map<GridPoint, Side> by_start;
  for (const auto& [path, side] : open) by_start.emplace(side.from(), side);

  Path ring;
  const GridPoint start = by_start.begin()->first;
  GridPoint at = start;
  do {
    const Side side = by_start.at(at);
    if (side.forward)
      ring.insert(ring.end(), side.path->begin(), side.path->end() - 1);
    else
      ring.insert(ring.end(), side.path->rbegin(), side.path->rend() - 1);
    at = side.to();
  } while (at != start);
  return {{geo::Polygon{{std::move(ring)}}}};
}

GridPoint Tessellation::at(int cell, std::int64_t u, std::int64_t v) const {
  const int i = cell % columns, j = cell / columns;
  const GridPoint sw = node(i, j), se = node(i + 1, j), nw = node(i, j + 1), ne = node(i + 1, j + 1);
  const auto mix = [&](std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    return ((a * (1000 - u) + b * u) * (1000 - v) + (c * (1000 - u) + d * u) * v) / 1'000'000;
  };
  return grid_point(mix(sw.x, se.x, nw.x, ne.x), mix(sw.y, se.y, nw.y, ne.y));
}

}  // namespace vungphu::demo
