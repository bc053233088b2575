// Places that are uncovered, partly dark hamlets, and how far the network is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"
#include "vungphu/assess/sites.hpp"

namespace vungphu::assess {

struct GapQuery {
  std::string kind, technology;
  std::string within = {};  ///< code of a territory of any level, or of a group; empty: everywhere
  std::string op = "any";
  std::int64_t min_households = 0;
  bool include_no_data = false;
  /// households (most uncovered homes first, then most homes), distance (nearest first) or name
  std::string sort = "households";
  std::size_t limit = 0;  ///< 0: all
};

struct Gap {
  std::int64_t id = 0;
  std::string kind, code, site, name, status;  ///< status: uncovered, white, partly_dark, no_data
  /// For every level of the profile, upper to lower; "outside" and an empty name where none.
  std::vector<std::string> territories, territory_names;
  std::optional<std::int64_t> households, uncovered_households;
  /// To the nearest operational claim with geometry of the technology (of the operator asked); 0 within its
  /// reach.
  std::optional<double> metres;
  std::string nearest_operator;
  /// The nearest station of the technology (of the operator asked), where any is known.
  std::optional<NearestSite> nearest_site;
  std::optional<geo::GridPoint> point;
};

/// From an assessment with its places and the inputs it was made of. A partly dark hamlet is a gap where
/// its speakers leave homes dark. Errors: assess.unknown_kind, assess.unknown_territory, assess.no_answers
/// (nobody of that name speaks), assess.lists_changed (the inputs are not those of the assessment),
/// usage.unknown_sort. `total`, when not null, is told how many there are without the limit.
Result<std::vector<Gap>> gaps(const Assessment& assessment, const Inputs& inputs, const GapQuery& query,
                              const Task& task = {}, std::size_t* total = nullptr);

}  // namespace vungphu::assess
