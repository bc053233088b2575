// Places that are proven uncovered, and how far the network is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"

namespace vungphu::assess {

struct GapQuery {
  std::string kind, technology;
  std::string within = {};  ///< code of a territory of any level; empty: everywhere
  std::string op = "any";
  std::int64_t min_households = 0;
  bool include_no_data = false;
  std::string sort = "households";  ///< households (most first), distance (nearest first), name
  std::size_t limit = 0;            ///< 0: all
};

struct Gap {
  std::int64_t id = 0;
  std::string kind, code, site, name, status;             ///< status: uncovered, white, partly_dark, no_data
  std::vector<std::string> territories, territory_names;  ///< by level, upper to lower; "outside" where none
  std::optional<std::int64_t> households, uncovered_households;
  std::optional<double>
      metres;  ///< to the nearest operational claim of the technology (of the operator asked)
  std::string nearest_operator;
  std::optional<geo::GridPoint> point;
};

/// From an assessment with its places and the inputs it was made of. Errors: assess.unknown_kind,
/// assess.unknown_territory.
Result<std::vector<Gap>> gaps(const Assessment& assessment, const Inputs& inputs, const GapQuery& query,
                              const Task& task = {});

}  // namespace vungphu::assess
