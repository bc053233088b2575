// The rows of figures: whole, units of every level, outside, groups; and the slots that each of them holds.
#pragma once

#include <string>
#include <vector>

#include "units.hpp"

namespace vungphu::assess {

struct Territories;

struct Sum {
  std::string level, territory, name;
  std::vector<std::size_t> slots;      ///< ascending
  std::vector<std::string> straddles;  ///< of a group: territories that lie in it in part
};

/// The whole first; then level by level from the upper, units in key order and `outside` last; then groups.
std::vector<Sum> make_sums(const Inputs& inputs, const Territories& territories, const Units& units);

/// The slots of a group, and codes of the territories that straddle it.
Sum sum_of_group(const UnitGroup& group, const Territories& territories, const Units& units);

}  // namespace vungphu::assess
