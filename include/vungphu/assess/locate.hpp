// Places whose position is not known, or borrowed, and what it would be worth to know it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/positions.hpp"

namespace vungphu::assess {

struct LocateQuery {
  std::string kind = {}, technology = {};  ///< empty: all that the targets of the profile ask for
  std::size_t limit = 0;                   ///< 0: all
};

/// A place that a target counts and that nobody can judge before somebody says where it stands.
struct Unlocated {
  std::string kind, code, site, name;
  std::string territory, territory_name;  ///< of the lowest level; "outside" where it lies in none
  Standing standing;                      ///< none, or borrowed
  std::optional<std::int64_t> households;
  std::vector<std::string> indicators;  ///< targets in whose numerator it is not proven, in their order
  bool undecided = false;               ///< one of these is
  double points = 0;                    ///< the most, in percentage points, that it weighs in one of these
};

/// From an assessment with its places and the inputs it was made of; the operator is any, the territory the
/// whole. A hamlet that nobody judges counts for its homes as well where no home is listed. Sorted: undecided
/// targets first, then by points, households, kind and code. Errors: assess.unknown_kind. `total`, when
/// not null, is told how many there are without the limit. O(n log n).
Result<std::vector<Unlocated>> places_to_locate(const Assessment& assessment, const Inputs& inputs,
                                                const LocateQuery& query, std::size_t* total = nullptr);

}  // namespace vungphu::assess
