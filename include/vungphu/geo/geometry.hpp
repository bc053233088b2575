// Simple features on the grid: a variant of plain structs and free functions over it, no class tree.
//
// Rings are closed by meaning: the last point is not the first one again. A polygon's first ring is its
// shell, the others are holes. Stored polygons are valid in the sense of OGC simple features (geo/snap.hpp
// repairs them).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/geo/grid.hpp"

namespace vungphu::geo {

using Path = std::vector<GridPoint>;  ///< a line (at least 2 points) or a ring (at least 3)

struct Polygon {
  std::vector<Path> rings;
};
struct MultiPoint {
  std::vector<GridPoint> points;
};
struct MultiLine {
  std::vector<Path> lines;
};
struct MultiPolygon {
  std::vector<Polygon> polygons;
};

/// monostate: no geometry. A single feature is a multi of one.
using Geometry = std::variant<std::monostate, MultiPoint, MultiLine, MultiPolygon>;

inline bool has_geometry(const Geometry& g) { return !std::holds_alternative<std::monostate>(g); }
Box bounds(const Geometry& geometry);
Box bounds(const MultiPolygon& area);
std::size_t vertex_count(const Geometry& geometry);
std::size_t vertex_count(const MultiPolygon& area);

/// The stored form: a small header, counts, then 32-bit little-endian ordinates. Equal geometries give equal
/// bytes.
std::string encode(const Geometry& geometry);
/// Bounds-checked inverse of `encode`; Error "geo.bad_blob" for anything else, which includes rings of fewer
/// than 3 and lines of fewer than 2 points, points off the world and edges of 180 degrees or more.
Result<Geometry> decode(std::string_view bytes);

/// Well-known binary in degrees (WGS 84, x = longitude), little-endian, rings closed, shells anticlockwise. A
/// multi of one is written as the single type when `promote` is false, as a multi when true. Empty text for
/// no geometry.
std::string to_wkb(const Geometry& geometry, bool promote = false);

/// True if the exact, closed point set of `area` holds `p` (boundary counts), whatever the validity of the
/// rings (even-odd rule within a polygon, union over polygons). Exact in integers. O(vertices).
bool covers(const MultiPolygon& area, GridPoint p);
/// Sign of the turn a -> b -> c: 1 left, -1 right, 0 straight. Exact for any grid points.
int orientation(GridPoint a, GridPoint b, GridPoint c);
/// Sign of the area a ring encloses: 1 anticlockwise, -1 clockwise, 0 none. Exact. O(vertices).
int turning(const Path& ring);

}  // namespace vungphu::geo
