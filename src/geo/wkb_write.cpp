#include <bit>
#include <cstdint>
#include <cstring>

#include "vungphu/geo/geometry.hpp"

#include "ring.hpp"

namespace vungphu::geo {
namespace {

static_assert(std::endian::native == std::endian::little);

enum Type : std::uint32_t { kPoint = 1, kLine, kPolygon, kMultiPoint, kMultiLine, kMultiPolygon };

class WkbWriter {
 public:
  void head(std::uint32_t type) {
    out_.push_back(1);  // little-endian
    raw(type);
  }
  void count(std::size_t n) { raw(static_cast<std::uint32_t>(n)); }
  void point(GridPoint p) {
    raw(degrees(p.x));
    raw(degrees(p.y));
  }
  void line(const Path& path) {
    count(path.size());
    for (const GridPoint p : path) point(p);
  }
  /// Closed; `turn` 1 for anticlockwise, -1 for clockwise.
  void ring(const Path& path, int turn) {
    count(path.size() + 1);
    point(path.front());
    const bool backwards = turning(path) == -turn;
    for (std::size_t i = 1; i < path.size(); ++i) point(path[backwards ? path.size() - i : i]);
    point(path.front());
  }
  void polygon(const Polygon& polygon) {
    head(kPolygon);
    count(polygon.rings.size());
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) ring(polygon.rings[i], i == 0 ? 1 : -1);
  }
  std::string take() { return std::move(out_); }

 private:
  template <class T>
  void raw(T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out_.append(bytes, sizeof(T));
  }
  std::string out_;
};

}  // namespace

std::string to_wkb(const Geometry& geometry, bool promote) {
  WkbWriter out;
  const auto multi = [&](Type type, const auto& parts, const auto& write_part) {
    if (promote || parts.size() != 1) {
      out.head(type);
      out.count(parts.size());
    }
    for (const auto& part : parts) write_part(part);
  };
  if (const auto* points = std::get_if<MultiPoint>(&geometry)) {
    multi(kMultiPoint, points->points, [&](GridPoint p) {
      out.head(kPoint);
      out.point(p);
    });
  } else if (const auto* lines = std::get_if<MultiLine>(&geometry)) {
    multi(kMultiLine, lines->lines, [&](const Path& line) {
      out.head(kLine);
      out.line(line);
    });
  } else if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
    multi(kMultiPolygon, area->polygons, [&](const Polygon& polygon) { out.polygon(polygon); });
  }
  return out.take();
}

}  // namespace vungphu::geo
