// Counts of homes in the order in which homes are added up, one bitmap a binary digit: the sum over any of 64
// homes is a few population counts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "vungphu/assess/households.hpp"
#include "vungphu/engine/engine.hpp"

namespace vungphu::assess {

class CountPlanes {
 public:
  CountPlanes() = default;
  CountPlanes(const SmallCounts& counts, std::span<const std::uint32_t> members);

  /// The members of word `word` whose count is known.
  std::uint64_t known(std::size_t word) const { return known_.empty() ? 0 : known_[word]; }
  /// Of these, those whose count is above zero.
  std::uint64_t positive(std::size_t word) const { return known_.empty() ? 0 : positive_[word]; }
  /// The sum over the known ones among `bits` of a word.
  std::int64_t sum(std::size_t word, std::uint64_t bits) const;

 private:
  void put(std::size_t member, std::int64_t count);

  engine::Bitmap known_, positive_;     // empty where all are unknown
  std::vector<engine::Bitmap> digits_;  // lowest first
  engine::Bitmap others_;               // those with a count that takes more digits, or a negative one
  std::vector<std::pair<std::size_t, std::int64_t>> large_;  // theirs, by member
};

}  // namespace vungphu::assess
