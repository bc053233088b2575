// The stored form of a geometry. Byte 0: version in the high half, kind in the low. Then counts as LEB128 in
// the shortest form (parts; per polygon its rings; per path its points), each path's points following its
// count as little-endian 32-bit x, y. One geometry has one form, so that equal bytes and equal geometries are
// the same thing.

#include <bit>
#include <cstring>

#include "vungphu/geo/geometry.hpp"

#include "ring.hpp"

namespace vungphu::geo {
namespace {

static_assert(std::endian::native == std::endian::little, "points are copied as they lie in memory");
static_assert(sizeof(GridPoint) == 8 && std::is_trivially_copyable_v<GridPoint>);

constexpr unsigned char kVersion = 0x10;
constexpr std::size_t kLinePoints = 2;
constexpr std::size_t kRingPoints = 3;

class Writer {
 public:
  explicit Writer(std::size_t kind) { out_.push_back(static_cast<char>(kVersion | kind)); }

  void count(std::size_t n) {
    for (; n >= 0x80; n >>= 7) out_.push_back(static_cast<char>(0x80 | (n & 0x7f)));
    out_.push_back(static_cast<char>(n));
  }
  void path(const Path& points) {
    count(points.size());
    const std::size_t at = out_.size(), size = points.size() * sizeof(GridPoint);
    out_.resize(at + size);
    if (size > 0) std::memcpy(out_.data() + at, points.data(), size);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// After the first wrong byte everything read is empty and ok() is false, so that callers check once.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }
  void refuse() { ok_ = false; }

  unsigned char byte() {
    if (rest_.empty()) return fail_with<unsigned char>(0);
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }

  /// A count of things that take at least `least` bytes each: never more than the rest can hold.
  std::size_t count(std::size_t least) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const unsigned char b = byte();
      value |= std::uint64_t{b & 0x7fU} << shift;
      if ((b & 0x80) != 0) continue;
      const bool shortest = b != 0 || shift == 0;
      return shortest && value <= rest_.size() / least ? value : fail_with<std::size_t>(0);
    }
    return fail_with<std::size_t>(0);
  }

  Path path(std::size_t fewest, bool closed) {
    const std::size_t n = count(sizeof(GridPoint));
    if (n < fewest) ok_ = false;
    if (!ok_) return {};
    Path points(n);
    if (n > 0) std::memcpy(points.data(), rest_.data(), n * sizeof(GridPoint));
    rest_.remove_prefix(n * sizeof(GridPoint));
    check(points, fewest >= kLinePoints, closed);
    return points;
  }

 private:
  template <class T>
  T fail_with(T value) {
    ok_ = false;
    return value;
  }

  /// What the predicates rely on (grid.hpp) holds for a damaged blob, too.
  void check(const Path& points, bool edges, bool closed) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const GridPoint p = points[i];
      if (std::abs(std::int64_t{p.x}) > 180LL * kUnitsPerDegree) ok_ = false;
      if (std::abs(std::int64_t{p.y}) > 90LL * kUnitsPerDegree) ok_ = false;
      if (edges && i > 0 && is_long_edge(points[i - 1], p)) ok_ = false;
    }
    if (closed && is_long_edge(points.back(), points.front())) ok_ = false;
  }

  std::string_view rest_;
  bool ok_ = true;
};

MultiLine read_lines(Reader& in) {
  MultiLine g;
  for (std::size_t lines = in.count(1 + kLinePoints * sizeof(GridPoint)); lines > 0 && in.ok(); --lines) {
    g.lines.push_back(in.path(kLinePoints, false));
  }
  return g;
}

MultiPolygon read_polygons(Reader& in) {
  constexpr std::size_t kRingBytes = 1 + kRingPoints * sizeof(GridPoint);
  MultiPolygon g;
  for (std::size_t polygons = in.count(1 + kRingBytes); polygons > 0 && in.ok(); --polygons) {
    const std::size_t rings = in.count(kRingBytes);
    if (rings == 0) in.refuse();  // a polygon has a shell
    Polygon& polygon = g.polygons.emplace_back();
    for (std::size_t i = 0; i < rings && in.ok(); ++i) polygon.rings.push_back(in.path(kRingPoints, true));
  }
  return g;
}

}  // namespace

std::string encode(const Geometry& geometry) {
  Writer out(geometry.index());
  if (const auto* points = std::get_if<MultiPoint>(&geometry)) {
    out.path(points->points);
  } else if (const auto* lines = std::get_if<MultiLine>(&geometry)) {
    out.count(lines->lines.size());
    for (const Path& line : lines->lines) out.path(line);
  } else if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
    out.count(area->polygons.size());
    for (const Polygon& polygon : area->polygons) {
      out.count(polygon.rings.size());
      for (const Path& ring : polygon.rings) out.path(ring);
    }
  }
  return out.take();
}

Result<Geometry> decode(std::string_view bytes) {
  Reader in(bytes);
  Geometry geometry;
  switch (in.byte()) {
    case kVersion | 0:
      break;
    case kVersion | 1:
      geometry = MultiPoint{in.path(0, false)};
      break;
    case kVersion | 2:
      geometry = read_lines(in);
      break;
    case kVersion | 3:
      geometry = read_polygons(in);
      break;
    default:
      return fail("geo.bad_blob");
  }
  if (!in.at_end()) return fail("geo.bad_blob");
  return geometry;
}

}  // namespace vungphu::geo
