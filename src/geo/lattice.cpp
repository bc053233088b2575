#include "vungphu/geo/lattice.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>

#include "vungphu/geo/measure.hpp"

namespace vungphu::geo {
namespace {

/// Cells of a box with a border of empty ones, each with the number of the polygon that it is part of (cells
/// that share a side are of one); 0 for none.
class Cells {
 public:
  explicit Cells(std::span<const CellRun> runs) {
    if (runs.empty()) return;
    std::int32_t last_line = runs.front().line, last = runs.front().last;
    line_ = runs.front().line;
    column_ = runs.front().first;
    for (const CellRun& run : runs) {
      line_ = std::min(line_, run.line), last_line = std::max(last_line, run.line);
      column_ = std::min(column_, run.first), last = std::max(last, run.last);
    }
    width_ = std::int64_t{last} - column_ + 3;
    height_ = std::int64_t{last_line} - line_ + 3;
    parts_.assign(static_cast<std::size_t>(width_ * height_), 0);
    for (const CellRun& run : runs)
      std::fill_n(parts_.begin() + index(run.first, run.line), run.last - run.first + 1, kUnnumbered);
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (parts_[i] == kUnnumbered) flood(i, ++count_);
  }
  std::int32_t part(std::int64_t column, std::int64_t line) const {
    return parts_[static_cast<std::size_t>(index(column, line))];
  }
  std::int32_t count() const { return count_; }
  std::int32_t first_column() const { return column_; }
  std::int32_t first_line() const { return line_; }
  std::int64_t columns() const { return width_ - 2; }
  std::int64_t lines() const { return height_ - 2; }

 private:
  static constexpr std::int32_t kUnnumbered = -1;

  std::ptrdiff_t index(std::int64_t column, std::int64_t line) const {
    return (line - line_ + 1) * width_ + (column - column_ + 1);
  }
  void flood(std::size_t seed, std::int32_t number) {
    std::vector<std::size_t> open{seed};
    parts_[seed] = number;
    const auto width = static_cast<std::size_t>(width_);
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (const std::size_t next : {at - 1, at + 1, at - width, at + width}) {
        if (parts_[next] != kUnnumbered) continue;
        parts_[next] = number;
        open.push_back(next);
      }
    }
  }

  std::int32_t line_ = 0, column_ = 0, count_ = 0;
  std::int64_t width_ = 0, height_ = 0;
  std::vector<std::int32_t> parts_;
};

/// Directions as one sees a raster, lines downwards; the next one is a turn to the right.
enum Direction { kEast, kSouth, kWest, kNorth };
constexpr std::array<std::array<int, 2>, 4> kStep{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
/// From a corner to the cell ahead on the right hand.
constexpr std::array<std::array<int, 2>, 4> kRight{{{0, 0}, {-1, 0}, {-1, -1}, {0, -1}}};

bool is_full(const Cells& cells, LatticePoint at, const std::array<int, 2>& offset) {
  return cells.part(std::int64_t{at.column} + offset[0], std::int64_t{at.line} + offset[1]) != 0;
}

/// Follows edges with the polygon on the right hand, and takes out of the way every edge along the upper side
/// of a cell. Where two cells meet in a corner it stays with its own.
LatticeRing follow(const Cells& cells, LatticePoint start, std::vector<char>& seen) {
  LatticeRing ring;
  LatticePoint at = start;
  int direction = kEast;
  do {
    if (direction == kEast)
      seen[static_cast<std::size_t>((at.line - cells.first_line()) * cells.columns() + at.column -
                                    cells.first_column())] = 1;
    at.column += kStep[static_cast<std::size_t>(direction)][0];
    at.line += kStep[static_cast<std::size_t>(direction)][1];
    const int left = (direction + 3) % 4;
    // The cell ahead on the left is that on the right of who has turned left.
    const bool right_full = is_full(cells, at, kRight[static_cast<std::size_t>(direction)]);
    const bool left_full = is_full(cells, at, kRight[static_cast<std::size_t>(left)]);
    if (right_full && !left_full) continue;
    ring.push_back(at);
    direction = right_full ? left : (direction + 1) % 4;
  } while (at != start || direction != kEast);
  return ring;
}

/// A ring that comes by one corner twice is two rings that touch there.
std::vector<LatticeRing> part_at_touches(const LatticeRing& ring) {
  std::vector<LatticeRing> parts;
  LatticeRing way;
  std::map<LatticePoint, std::size_t> place;
  for (const LatticePoint corner : ring) {
    const auto [known, is_new] = place.emplace(corner, way.size());
    if (is_new) {
      way.push_back(corner);
      continue;
    }
    const auto from = static_cast<std::ptrdiff_t>(known->second);
    parts.emplace_back(way.begin() + from, way.end());
    for (auto gone = way.begin() + from + 1; gone != way.end(); ++gone) place.erase(*gone);
    way.resize(known->second + 1);
  }
  parts.push_back(std::move(way));
  return parts;
}

/// Twice the area; above 0 for a shell (clockwise as one sees a raster).
std::int64_t twice_area(const LatticeRing& ring) {
  std::int64_t twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LatticePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    twice += std::int64_t{a.column} * b.line - std::int64_t{b.column} * a.line;
  }
  return twice;
}

/// A lattice in the plane of its CRS.
struct Plane {
  const RasterGrid& grid;
  const Transformer& transformer;

  std::pair<double, double> at(double column, double line) const {
    const auto& t = grid.transform;
    return {t[0] + t[1] * column + t[2] * line, t[3] + t[4] * column + t[5] * line};
  }
  std::pair<double, double> degrees(double column, double line) const {
    const auto [x, y] = at(column, line);
    return transformer.to_wgs84(x, y);
  }
  /// Metres between the middle of an edge and the middle of the straight line in longitude and latitude.
  double bend(double column, double line, double columns, double lines) const {
    const auto a = degrees(column, line), b = degrees(column + columns, line + lines),
               m = degrees(column + columns / 2, line + lines / 2);
    constexpr double kMetresPerDegree = 111'700;  // no degree is longer
    return std::hypot(m.first - (a.first + b.first) / 2, m.second - (a.second + b.second) / 2) *
           kMetresPerDegree;
  }
};

/// Every how many cells edges get a point: a power of two, so that neighbouring blocks agree.
std::int32_t spacing(const Plane& plane, const Cells& cells) {
  constexpr double kMost_m = 0.5;  // what two blocks may differ by along the side they share is twice that
  std::int32_t every = 1;
  while (every < std::max(cells.columns(), cells.lines())) every *= 2;
  const double left = cells.first_column(), top = cells.first_line();
  const double right = left + static_cast<double>(cells.columns()),
               bottom = top + static_cast<double>(cells.lines());
  for (; every > 1; every /= 2) {
    double most = 0;
    for (const double line : {top, bottom})
      for (double column = left; column < right; column += every)
        most = std::max(most, plane.bend(column, line, every, 0));
    for (const double column : {left, right})
      for (double line = top; line < bottom; line += every)
        most = std::max(most, plane.bend(column, line, 0, every));
    if (!(most > kMost_m)) break;  // where the CRS is not defined snap says so
  }
  return every;
}

/// Corners and the points between them.
std::vector<std::pair<double, double>> densify(const LatticeRing& ring, std::int32_t every,
                                               const Plane& plane) {
  std::vector<std::pair<double, double>> points;
  const auto multiple_below = [&](std::int32_t value) { return value - value % every; };  // value >= 0
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LatticePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    points.push_back(plane.at(a.column, a.line));
    const bool along = a.line == b.line;
    const std::int32_t from = along ? a.column : a.line, to = along ? b.column : b.line;
    const auto add = [&](std::int32_t at) {
      points.push_back(along ? plane.at(at, a.line) : plane.at(a.column, at));
    };
    if (from < to)
      for (std::int64_t at = std::int64_t{multiple_below(from)} + every; at < to; at += every)
        add(static_cast<std::int32_t>(at));
    else
      for (std::int32_t at = multiple_below(from - 1); at > to; at -= every) add(at);
  }
  return points;
}

static_assert(std::endian::native == std::endian::little);
template <class T>
void put(std::string& wkb, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  wkb.append(bytes, sizeof value);
}

constexpr char kLittleEndian = 1;
constexpr std::uint32_t kPolygon = 3, kMultiPolygon = 6;

bool usable(const RasterGrid& grid) {
  const auto& t = grid.transform;
  const double determinant = t[1] * t[5] - t[2] * t[4];
  return std::isfinite(determinant) && determinant != 0 && std::isfinite(t[0]) && std::isfinite(t[3]);
}

}  // namespace

std::vector<LatticePolygon> dissolve(std::span<const CellRun> runs) {
  const Cells cells(runs);
  std::vector<LatticePolygon> polygons(static_cast<std::size_t>(cells.count()));
  std::vector<char> seen(static_cast<std::size_t>(cells.columns() * cells.lines()), 0);
  if (runs.empty()) return polygons;
  for (std::int64_t l = 0; l < cells.lines(); ++l)
    for (std::int64_t c = 0; c < cells.columns(); ++c) {
      const std::int64_t column = cells.first_column() + c, line = cells.first_line() + l;
      const std::int32_t part = cells.part(column, line);
      const bool upper_side = part != 0 && cells.part(column, line - 1) == 0;
      if (!upper_side || seen[static_cast<std::size_t>(l * cells.columns() + c)]) continue;
      // Met from the left, so that it begins in a corner: an edge before it would have been followed.
      const LatticeRing ring =
          follow(cells, {static_cast<std::int32_t>(column), static_cast<std::int32_t>(line)}, seen);
      auto& rings = polygons[static_cast<std::size_t>(part - 1)].rings;
      for (LatticeRing& one : part_at_touches(ring)) {
        const bool shell = twice_area(one) > 0;
        rings.insert(shell ? rings.begin() : rings.end(), std::move(one));
      }
    }
  return polygons;
}

Result<Snapped> outline(std::span<const CellRun> runs, const RasterGrid& grid,
                        const Transformer& transformer) {
  if (!usable(grid)) return fail("geo.bad_lattice");
  const std::vector<LatticePolygon> polygons = dissolve(runs);
  const Plane plane{grid, transformer};
  const std::int32_t every = spacing(plane, Cells(runs));
  std::string wkb(1, kLittleEndian);
  put(wkb, kMultiPolygon);
  put(wkb, static_cast<std::uint32_t>(polygons.size()));
  for (const LatticePolygon& polygon : polygons) {
    wkb.push_back(kLittleEndian);
    put(wkb, kPolygon);
    put(wkb, static_cast<std::uint32_t>(polygon.rings.size()));
    for (const LatticeRing& ring : polygon.rings) {
      auto points = densify(ring, every, plane);
      points.push_back(points.front());
      put(wkb, static_cast<std::uint32_t>(points.size()));
      for (const auto& [x, y] : points) put(wkb, x), put(wkb, y);
    }
  }
  return snap(wkb, transformer);
}

CellLocator::CellLocator(const RasterGrid& grid, Transformer transformer)
    : transformer_(std::move(transformer)) {
  const auto& t = grid.transform;
  const double determinant = t[1] * t[5] - t[2] * t[4];
  inverse_ = {t[0], t[5] / determinant, -t[2] / determinant, t[3], -t[4] / determinant, t[1] / determinant};
}

Result<CellLocator> CellLocator::create(const RasterGrid& grid, const std::string& crs,
                                        const PinnedOperations& pinned) {
  if (!usable(grid)) return fail("geo.bad_lattice");
  VP_TRY(Transformer transformer, Transformer::create(crs, pinned));
  return CellLocator(grid, std::move(transformer));
}

CellPosition CellLocator::at(GridPoint place) const {
  const auto [x, y] = transformer_.from_wgs84(degrees(place.x), degrees(place.y));
  const double dx = x - inverse_[0], dy = y - inverse_[3];
  constexpr double kParts = 1 << kCellBits, kFarthest = 1e15;  // beyond all rasters, within 64 bits
  const double along = std::floor((inverse_[1] * dx + inverse_[2] * dy) * kParts + 0.5),
               across = std::floor((inverse_[4] * dx + inverse_[5] * dy) * kParts + 0.5);
  if (!(along >= 0 && across >= 0 && along < kFarthest && across < kFarthest)) return {};
  return {static_cast<std::int64_t>(along), static_cast<std::int64_t>(across)};
}

}  // namespace vungphu::geo
