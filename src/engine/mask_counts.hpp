// Counts by territory and mask, in a table of open addressing: a change is one look-up, some nanoseconds.
#pragma once

#include <vector>

#include "vungphu/engine/layers.hpp"

namespace vungphu::engine {

class MaskCounts {
 public:
  MaskCounts() : slots_(kFewest, kFree) {}

  void add(std::int32_t territory, std::uint64_t mask, std::int64_t points, std::int64_t weight);

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
  void grow();

  std::vector<MaskCount> slots_;  ///< at most half of them taken
  std::size_t taken_ = 0;
};

}  // namespace vungphu::engine
