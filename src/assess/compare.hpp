// What the parts of compare share.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/assess/compare.hpp"

namespace vungphu::assess {

/// Where the territory asked for lies among the lowest-level territories of the stages; by slot.
struct Ends {
  std::vector<char> from, to;  ///< of the from-date's vintage, and of the to-date's
};

/// What submissions add to the numerator of an indicator, and what they take: gained - lost is the difference
/// of the two figures.
struct Split {
  std::int64_t gained = 0, lost = 0;
  void add(std::int64_t difference) {
    (difference > 0 ? gained : lost) += difference > 0 ? difference : -difference;
  }
  void add(const Split& o) {
    gained += o.gained;
    lost += o.lost;
  }
  std::int64_t net() const { return gained - lost; }
};

/// An indicator with its numerators for the territory.
struct Wanted {
  const Indicator* indicator = nullptr;
  std::int64_t before = 0, after = 0;
};
/// Of stages with the same places and territories. By the finest that explains both figures: places, hamlets'
/// counts, territories, the whole.
Result<std::vector<Split>> split(const Stage& before, const Stage& after, const std::vector<char>& slots,
                                 const std::vector<Wanted>& wanted, const Task& task);

/// Whether two entries of a level are one unit.
bool same_unit(const Entry& a, const Entry& b);

/// (kind, technology) that are compared place by place.
struct Compared {
  std::string kind, technology;
};
std::vector<PlaceChange> changed_places(const Stages& stages, const Ends& ends,
                                        const std::vector<Compared>& compared);

}  // namespace vungphu::assess
