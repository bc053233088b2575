#include "mask_counts.hpp"

#include <algorithm>
#include <utility>

namespace vungphu::engine {
namespace {

std::size_t hash(std::int32_t territory, std::uint64_t mask) {
  std::uint64_t bits = mask + static_cast<std::uint64_t>(territory + 2) * 0x9e3779b97f4a7c15;
  bits = (bits ^ bits >> 32) * 0xd6e8feb86659fd93;
  return bits ^ bits >> 32;
}

/// A slot that is free, or whose points are all gone. A change of weight alone is something.
bool is_nothing(const MaskCount& count) { return count.points == 0 && count.weight == 0; }

}  // namespace

void MaskCounts::add(std::int32_t territory, std::uint64_t mask, std::int64_t points, std::int64_t weight) {
  MaskCount* slot = &slot_of(territory, mask);
  if (slot->territory == kNobody) {
    if (2 * (taken_ + 1) > slots_.size()) grow(1), slot = &slot_of(territory, mask);
    *slot = {territory, mask, 0, 0};
    ++taken_;
  }
  slot->points += points, slot->weight += weight;
}

MaskCount& MaskCounts::slot_of(std::int32_t territory, std::uint64_t mask) {
  const std::size_t last = slots_.size() - 1;
  std::size_t i = hash(territory, mask) & last;
  while (slots_[i].territory != kNobody && (slots_[i].territory != territory || slots_[i].mask != mask)) {
    i = (i + 1) & last;
  }
  return slots_[i];
}

void MaskCounts::add(const MaskCounts& changes) noexcept {
  for (const MaskCount& change : changes.slots_) {
    if (!is_nothing(change)) add(change.territory, change.mask, change.points, change.weight);
  }
}

/// To be a quarter full with `more`. Leaves out what has come to nothing, so that masks of long ago do not
/// stay.
void MaskCounts::grow(std::size_t more) {
  const auto needed = slots_.size() - static_cast<std::size_t>(std::ranges::count_if(slots_, is_nothing));
  std::size_t size = kFewest;
  while (size < 4 * (needed + more)) size *= 2;
  const std::vector<MaskCount> before = std::exchange(slots_, std::vector<MaskCount>(size, kFree));
  taken_ = needed;
  for (const MaskCount& count : before) {
    if (!is_nothing(count)) slot_of(count.territory, count.mask) = count;
  }
}

}  // namespace vungphu::engine
