#include "vungphu/geo/snap.hpp"

#include <cmath>

#include <fmt/core.h>

#include "vungphu/geo/measure.hpp"

#include "repair.hpp"
#include "ring.hpp"
#include "wkb_read.hpp"

namespace vungphu::geo {
namespace {

bool same(PlanePoint a, PlanePoint b) { return a.x == b.x && a.y == b.y; }

Result<Path> snap_path(const PlanePath& foreign, const Transformer& transformer, Snapped& out) {
  Path path;
  path.reserve(foreign.size());
  const PlanePoint* before = nullptr;
  for (const PlanePoint& p : foreign) {
    if (before && same(*before, p)) ++out.repeated;
    before = &p;
    VP_TRY(const GridPoint on_grid, snap_point(p.x, p.y, transformer));
    if (!path.empty() && is_long_edge(path.back(), on_grid)) {
      return fail("geo.long_edge", {{"x", fmt::format("{}", p.x)}, {"y", fmt::format("{}", p.y)}});
    }
    append(path, on_grid);
  }
  return path;
}

Result<Path> snap_ring(const PlanePath& foreign, const Transformer& transformer, Snapped& out) {
  VP_TRY(Path ring, snap_path(foreign, transformer, out));
  if (!foreign.empty() && !same(foreign.front(), foreign.back())) out.unclosed = true;
  unclose(ring);
  if (!ring.empty() && is_long_edge(ring.back(), ring.front())) {
    const PlanePoint p = foreign.front();
    return fail("geo.long_edge", {{"x", fmt::format("{}", p.x)}, {"y", fmt::format("{}", p.y)}});
  }
  return ring;
}

Status snap_polygons(const ForeignGeometry& foreign, const Transformer& transformer, Snapped& out) {
  MultiPolygon area;
  for (const PlanePolygon& from : foreign.polygons) {
    Polygon polygon;
    for (const PlanePath& path : from.rings) {
      VP_TRY(Path ring, snap_ring(path, transformer, out));
      if (path.empty() && !polygon.rings.empty())
        continue;  // an empty hole is nothing that could fall together
      polygon.rings.push_back(std::move(ring));
    }
    const bool empty = polygon.rings.empty() || polygon.rings.front().empty();
    if (!empty && !add_polygon(area, std::move(polygon))) out.collapsed = true;
  }
  const double before = area_m2(area);
  VP_TRY(Repaired result, make_valid(std::move(area)));
  out.repaired = result.repaired;
  out.collapsed = out.collapsed || result.collapsed;
  if (result.repaired) out.area_change_m2 = area_m2(result.area) - before;
  if (!result.area.polygons.empty()) out.geometry = std::move(result.area);
  return {};
}

Status snap_lines(const ForeignGeometry& foreign, const Transformer& transformer, Snapped& out) {
  MultiLine lines;
  for (const PlanePath& from : foreign.lines) {
    VP_TRY(Path line, snap_path(from, transformer, out));
    if (line.size() >= 2) {
      lines.lines.push_back(std::move(line));
    } else if (!line.empty()) {
      out.collapsed = true;
    }
  }
  if (!lines.lines.empty()) out.geometry = std::move(lines);
  return {};
}

Status snap_points(const ForeignGeometry& foreign, const Transformer& transformer, Snapped& out) {
  MultiPoint points;
  for (const PlanePoint p : foreign.points) {
    VP_TRY(const GridPoint on_grid, snap_point(p.x, p.y, transformer));
    points.points.push_back(on_grid);
  }
  if (!points.points.empty()) out.geometry = std::move(points);
  return {};
}

}  // namespace

Result<GridPoint> snap_point(double x, double y, const Transformer& transformer) {
  if (!std::isfinite(x) || !std::isfinite(y)) return fail("geo.not_finite");
  const auto [longitude, latitude] = transformer.to_wgs84(x, y);
  // Written so that NaN, which is what a transformation gives where it is not defined, is off the world as
  // well.
  if (!(std::abs(longitude) <= 180 && std::abs(latitude) <= 90)) {
    return fail("geo.off_world", {{"x", fmt::format("{}", x)}, {"y", fmt::format("{}", y)}});
  }
  return GridPoint{to_units(longitude), to_units(latitude)};
}

Result<Snapped> snap(std::string_view wkb, const Transformer& transformer) {
  VP_TRY(const ForeignGeometry foreign, read_wkb(wkb));
  Snapped out;
  out.dropped_z = foreign.has_z;
  if (!foreign.polygons.empty()) {
    VP_CHECK(snap_polygons(foreign, transformer, out));
  } else if (!foreign.lines.empty()) {
    VP_CHECK(snap_lines(foreign, transformer, out));
  } else {
    VP_CHECK(snap_points(foreign, transformer, out));
  }
  return out;
}

}  // namespace vungphu::geo
