#include "spatial_order.hpp"

#include <limits>

namespace vungphu::engine {
namespace {

std::uint32_t middle(std::int32_t low, std::int32_t high) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
  return static_cast<std::uint32_t>((std::int64_t{low} + high) / 2 - kLeast);
}

}  // namespace

std::uint64_t along_curve(const geo::Box& box) {
  std::uint32_t x = middle(box.min.x, box.max.x), y = middle(box.min.y, box.max.y);
  std::uint64_t along = 0;
  for (int bit = 31; bit >= 0; --bit) {
    const std::uint32_t right = x >> bit & 1, up = y >> bit & 1;
    along = along << 2 | ((3 * right) ^ up);
    if (up != 0) continue;
    if (right != 0) x = ~x, y = ~y;
    std::swap(x, y);
  }
  return along;
}

}  // namespace vungphu::engine
