#include "spatial_order.hpp"

#include <limits>

namespace vungphu::engine {
namespace {

/// The bits of `value` with a zero after each.
std::uint64_t spread(std::uint32_t value) {
  std::uint64_t bits = value;
  bits = (bits | bits << 16) & 0x0000FFFF0000FFFF;
  bits = (bits | bits << 8) & 0x00FF00FF00FF00FF;
  bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0F;
  bits = (bits | bits << 2) & 0x3333333333333333;
  return (bits | bits << 1) & 0x5555555555555555;
}

std::uint32_t middle(std::int32_t low, std::int32_t high) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
  return static_cast<std::uint32_t>((std::int64_t{low} + high) / 2 - kLeast);
}

}  // namespace

std::uint64_t along_curve(const geo::Box& box) {
  return spread(middle(box.min.x, box.max.x)) | spread(middle(box.min.y, box.max.y)) << 1;
}

}  // namespace vungphu::engine
