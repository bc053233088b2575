// What a figure would be by another rule: for things with extent, every other rule beside the official one.
#pragma once

#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"
#include "vungphu/assess/scorecard.hpp"

namespace vungphu::assess {

/// Figure::rule names the rule ("rule.<…>" of the catalogue). Of hamlets and the lowest level, by their
/// homes: any_home, half_homes, 80_homes, all_homes. Of zones, by the share of their area: any,
/// centre_of_area, 80, all. `covered_upper` is what counts leave open.
struct RuleFigure {
  Figure figure;
  bool official = false;
};

struct SensitivityQuery {
  std::string kind = {};                   ///< empty: all kinds with extent
  std::string technology = {}, op = {};    ///< empty: all
  std::string level = {}, territory = {};  ///< both empty: the whole
};

/// The official figure of each kind, technology, operator and territory, then the others of the same. A kind
/// without extent has the official one alone. Errors: those of the engine.
Result<std::vector<RuleFigure>> sensitivity(const Inputs& inputs, const SensitivityQuery& query,
                                            const Task& task = {});

struct RuleScore {
  ScoreRow row;
  bool official = false;
  bool differs = false;  ///< from the official rule's status
};

/// The computed targets on kinds with extent, by each rule. `figures` are those of sensitivity().
std::vector<RuleScore> rule_scores(const std::vector<RuleFigure>& figures, const Profile& profile,
                                   const std::string& level, const std::string& territory);

}  // namespace vungphu::assess
