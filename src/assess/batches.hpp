// Unions whose areas are measured together: a claim that several of them have is then measured once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "voices.hpp"

namespace vungphu::assess {

struct Batch {
  std::vector<std::size_t> voices;               ///< of all its unions
  std::vector<std::vector<std::size_t>> unions;  ///< by their voices; at most 64, for each is a bit
};

/// Unions of the same voices once (a set with one voice, or one operator's word and everybody's, often are),
/// and together those that have voices in common.
std::vector<Batch> batches_of(std::span<const Union> unions);

/// The area claims of the speakers of a region.
struct Claimed {
  std::vector<const geo::MultiPolygon*> areas;
  std::vector<std::uint64_t> unions;  ///< of the batch, that each is of
  std::uint64_t judging = 0;          ///< unions with a speaker here who sent areas, in force or not
};
/// `region`: of the voices of the batch.
Claimed claimed_by(const Region& region, const Batch& batch, std::span<const Voice> voices);

}  // namespace vungphu::assess
