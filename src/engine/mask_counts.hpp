// Counts by territory and mask, in a table of open addressing: a change is one look-up, some nanoseconds.
//
// A change of many points is added up in a table of its own, which may fail, and then added to the counts,
// which after reserve() cannot.
#pragma once

#include <vector>

#include "vungphu/engine/layers.hpp"

namespace vungphu::engine {

class MaskCounts {
 public:
  MaskCounts() : slots_(kFewest, kFree) {}

  void add(std::int32_t territory, std::uint64_t mask, std::int64_t points, std::int64_t weight);

  /// Makes room for what `changes` may bring along. The counts stay as they are, also when it throws.
  void reserve(const MaskCounts& changes) {
    if (2 * (taken_ + changes.taken_) > slots_.size()) grow(changes.taken_);
  }
  /// After reserve(changes).
  void add(const MaskCounts& changes) noexcept;

  /// Calls use(MaskCount) for those that are not of 0 points, in no special order.
  template <class Use>
  void for_each(const Use& use) const {
    for (const MaskCount& slot : slots_) {
      if (slot.points != 0) use(slot);
    }
  }

 private:
  static constexpr std::size_t kFewest = 1024;  ///< a power of two
  static constexpr std::int32_t kNobody = -2;
  static constexpr MaskCount kFree{kNobody, 0, 0, 0};

  MaskCount& slot_of(std::int32_t territory, std::uint64_t mask);
  void grow(std::size_t more);

  std::vector<MaskCount> slots_;  ///< at most half of them taken
  std::size_t taken_ = 0;
};

}  // namespace vungphu::engine
