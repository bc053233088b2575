#include "vungphu/geo/geometry.hpp"

#include <cmath>
#include <cstdlib>

#include "ring.hpp"

namespace vungphu::geo {
namespace {

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overload(Fs...) -> Overload<Fs...>;

void add_path(Box& box, const Path& path) {
  for (const GridPoint p : path) box.add(p);
}

bool fits_32(std::int64_t v) { return v > -(std::int64_t{1} << 31) && v < (std::int64_t{1} << 31); }

enum class Side { out, in, boundary };

bool between(std::int32_t v, std::int32_t a, std::int32_t b) {
  return a < b ? v >= a && v <= b : v >= b && v <= a;
}

/// What one edge says to a ray from `p` towards larger x: whether it crosses the ray, or holds p itself.
Side ray_against_edge(GridPoint p, GridPoint a, GridPoint b) {
  if (a == p) return Side::boundary;
  if (a.y == p.y && b.y == p.y) return between(p.x, a.x, b.x) ? Side::boundary : Side::out;
  if ((a.y > p.y) == (b.y > p.y)) return Side::out;
  if (p.x > a.x && p.x > b.x) return Side::out;
  if (p.x < a.x && p.x < b.x) return Side::in;
  // p is in the box of the edge: no difference is longer than the edge, so orientation stays in 64 bits.
  const int turn = orientation(a, b, p);
  if (turn == 0) return Side::boundary;
  return (turn > 0) == (b.y > a.y) ? Side::in : Side::out;
}

Side side_of(const Polygon& polygon, GridPoint p) {
  bool inside = false;
  for (const Path& ring : polygon.rings) {
    if (ring.empty()) continue;
    GridPoint a = ring.back();
    for (const GridPoint b : ring) {
      const Side side = ray_against_edge(p, a, b);
      if (side == Side::boundary) return side;
      if (side == Side::in) inside = !inside;
      a = b;
    }
  }
  return inside ? Side::in : Side::out;
}

}  // namespace

std::int32_t to_units(double degrees_value) {
  return static_cast<std::int32_t>(std::llround(degrees_value * kUnitsPerDegree));
}

Box bounds(const MultiPolygon& area) {
  Box box;
  for (const Polygon& polygon : area.polygons) {
    for (const Path& ring : polygon.rings) add_path(box, ring);  // all rings: an invalid hole may stick out
  }
  return box;
}

Box bounds(const Geometry& geometry) {
  Box box;
  std::visit(Overload{[](std::monostate) {}, [&](const MultiPoint& g) { add_path(box, g.points); },
                      [&](const MultiLine& g) {
                        for (const Path& line : g.lines) add_path(box, line);
                      },
                      [&](const MultiPolygon& g) { box = bounds(g); }},
             geometry);
  return box;
}

std::size_t vertex_count(const MultiPolygon& area) {
  std::size_t count = 0;
  for (const Polygon& polygon : area.polygons) {
    for (const Path& ring : polygon.rings) count += ring.size();
  }
  return count;
}

std::size_t vertex_count(const Geometry& geometry) {
  return std::visit(Overload{[](std::monostate) { return std::size_t{0}; },
                             [](const MultiPoint& g) { return g.points.size(); },
                             [](const MultiLine& g) {
                               std::size_t count = 0;
                               for (const Path& line : g.lines) count += line.size();
                               return count;
                             },
                             [](const MultiPolygon& g) { return vertex_count(g); }},
                    geometry);
}

int orientation(GridPoint a, GridPoint b, GridPoint c) {
  const std::int64_t ux = std::int64_t{b.x} - a.x, uy = std::int64_t{b.y} - a.y;
  const std::int64_t vx = std::int64_t{c.x} - a.x, vy = std::int64_t{c.y} - a.y;
  if (fits_32(ux) && fits_32(uy) && fits_32(vx) && fits_32(vy)) {
    const std::int64_t left = ux * vy, right = uy * vx;  // each below 2^62
    return left > right ? 1 : left < right ? -1 : 0;
  }
  const Wide left = Wide{ux} * vy, right = Wide{uy} * vx;
  return left > right ? 1 : left < right ? -1 : 0;
}

bool covers(const MultiPolygon& area, GridPoint p) {
  for (const Polygon& polygon : area.polygons) {
    if (side_of(polygon, p) != Side::out) return true;
  }
  return false;
}

int turning(const Path& ring) {
  Wide twice_area = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const GridPoint o = ring.front(), a = ring[i], b = ring[i + 1];
    twice_area += Wide{std::int64_t{a.x} - o.x} * (std::int64_t{b.y} - o.y) -
                  Wide{std::int64_t{b.x} - o.x} * (std::int64_t{a.y} - o.y);
  }
  return twice_area > 0 ? 1 : twice_area < 0 ? -1 : 0;
}

}  // namespace vungphu::geo
