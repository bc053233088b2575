#include "wkb_read.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace vungphu::geo {
namespace {

constexpr int kDeepest = 32;
constexpr std::uint32_t kEwkbZ = 0x80000000, kEwkbM = 0x40000000, kEwkbSrid = 0x20000000;

enum Type : std::uint32_t {
  kPoint = 1,
  kLine = 2,
  kPolygon = 3,
  kMultiPoint = 4,
  kMultiLine = 5,
  kMultiPolygon = 6,
  kCollection = 7,
  kPolyhedralSurface = 15,
  kTin = 16,
  kTriangle = 17
};

class WkbReader {
 public:
  explicit WkbReader(std::string_view bytes) : rest_(bytes) {}

  bool read(ForeignGeometry& out) { return geometry(out, 0) && rest_.empty(); }

 private:
  struct Head {
    std::uint32_t type = 0;
    std::size_t ordinates = 2;
  };

  template <class T>
  bool raw(T& value) {
    if (rest_.size() < sizeof(T)) return false;
    char bytes[sizeof(T)];
    std::memcpy(bytes, rest_.data(), sizeof(T));
    if (swap_) std::reverse(bytes, bytes + sizeof(T));
    std::memcpy(&value, bytes, sizeof(T));
    rest_.remove_prefix(sizeof(T));
    return true;
  }

  bool head(Head& head, ForeignGeometry& out) {
    if (rest_.empty()) return false;
    const char order = rest_.front();
    rest_.remove_prefix(1);
    if (order != 0 && order != 1) return false;
    swap_ = (order == 1) != (std::endian::native == std::endian::little);
    std::uint32_t word = 0;
    if (!raw(word)) return false;
    const std::uint32_t code = word & ~(kEwkbZ | kEwkbM | kEwkbSrid), iso = code / 1000;
    if (iso > 3) return false;
    const bool z = (word & kEwkbZ) != 0 || iso == 1 || iso == 3;
    const bool m = (word & kEwkbM) != 0 || iso == 2 || iso == 3;
    head = {code % 1000, std::size_t{2} + (z ? 1 : 0) + (m ? 1 : 0)};
    out.has_z = out.has_z || z || m;
    std::uint32_t srid = 0;
    return (word & kEwkbSrid) == 0 || raw(srid);
  }

  /// A count of things of at least `least` bytes: refused before anything is allocated for what cannot be
  /// there.
  bool count(std::uint32_t& n, std::size_t least) { return raw(n) && n <= rest_.size() / least; }

  bool point(PlanePoint& p, std::size_t ordinates) {
    double dropped = 0;
    if (!raw(p.x) || !raw(p.y)) return false;
    for (std::size_t i = 2; i < ordinates; ++i) {
      if (!raw(dropped)) return false;
    }
    return true;
  }

  bool path(PlanePath& path, std::size_t ordinates) {
    std::uint32_t n = 0;
    if (!count(n, ordinates * sizeof(double))) return false;
    path.resize(n);
    for (PlanePoint& p : path) {
      if (!point(p, ordinates)) return false;
    }
    return true;
  }

  bool polygon(PlanePolygon& polygon, std::size_t ordinates) {
    std::uint32_t n = 0;
    if (!count(n, sizeof(std::uint32_t))) return false;
    for (; n > 0; --n) {
      if (!path(polygon.rings.emplace_back(), ordinates)) return false;
    }
    return true;
  }

  bool geometry(ForeignGeometry& out, int depth) {
    Head h;
    if (depth > kDeepest || !head(h, out)) return false;
    switch (h.type) {
      case kPoint:
        return point(out.points.emplace_back(), h.ordinates);
      case kLine:
        return path(out.lines.emplace_back(), h.ordinates);
      case kPolygon:
      case kTriangle:
        return polygon(out.polygons.emplace_back(), h.ordinates);
      case kMultiPoint:
      case kMultiLine:
      case kMultiPolygon:
      case kCollection:
      case kPolyhedralSurface:
      case kTin:
        return parts(out, depth);
      default:
        return false;
    }
  }

  bool parts(ForeignGeometry& out, int depth) {
    constexpr std::size_t kSmallestPart = 1 + 2 * sizeof(std::uint32_t);  // order, type, a count of 0
    std::uint32_t n = 0;
    if (!count(n, kSmallestPart)) return false;
    for (; n > 0; --n) {
      if (!geometry(out, depth + 1)) return false;
    }
    return true;
  }

  std::string_view rest_;
  bool swap_ = false;
};

}  // namespace

Result<ForeignGeometry> read_wkb(std::string_view wkb) {
  ForeignGeometry out;
  if (!WkbReader(wkb).read(out)) return fail("geo.bad_wkb");
  return out;
}

}  // namespace vungphu::geo
