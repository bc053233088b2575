// Why a figure is what it is: taken apart by what it stands on, and each part sums to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"
#include "vungphu/assess/scorecard.hpp"

namespace vungphu::assess {

/// A submission older than this at the date of the assessment is stale: two quarters, for operators send
/// every quarter and one may be late.
inline constexpr std::int64_t kStaleDays = 184;

/// A list that the denominator comes from, and how many of its entries are in force in the territory.
struct ListUse {
  ListInfo list;
  std::int64_t in_force = 0;
};

/// What a part of the figure stands on: "points" (homes one by one), "counts" (hamlets' rows), "centres"
/// (estimates), "row" (the territory's row), "places" (one by one; hamlets at their centres), "silence" (a
/// table of all that there is leaves them out), "no_data". Finer evidence counts first.
struct BasisShare {
  std::string basis;
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator;
};

/// What one submission gives to the numerator. `covered`: by it alone. `only`: what would not be covered
/// without it, and for which it alone is needed. Taking it out, nothing is put in its place: it still
/// judges, and covers nothing.
struct Contribution {
  Submission submission;
  std::int64_t covered = 0, only = 0;
  std::int64_t age_days = 0;  ///< at the date of the assessment
  bool stale = false;
};

/// One territory of the figure's.
struct FigurePart {
  std::string level, territory, name;
  std::optional<std::int64_t> numerator, denominator;
};

struct FigureExplanation {
  ScoreRow score;  ///< the figure, held against its target
  std::string op, formula;
  std::optional<Figure> figure;  ///< nothing for a reported indicator
  std::vector<ListUse> lists;
  std::vector<BasisShare> by_basis;       ///< sums to numerator and denominator
  std::vector<Contribution> submissions;  ///< in force in the territory, by id
  std::int64_t several = 0;          ///< numerator less what is covered only through one submission; >= 0
  std::optional<std::int64_t> open;  ///< between the lower and the upper figure, without what nobody judged
  std::vector<std::string> silent;   ///< operators of the registry that do not speak here of the technology
  std::vector<std::string> partly_silent;  ///< those that speak in a part of it only
  std::vector<FigurePart> parts;           ///< the next level below; sums to the figure
  std::vector<Reported> reports;           ///< of a reported indicator, the newest first
};

struct FigureQuery {
  std::string indicator;
  std::string level = {}, territory = {};  ///< empty: the whole
  std::string op = "any";
};

/// `inputs` are those of the assessment. Errors: assess.unknown_indicator, assess.unknown_territory,
/// assess.no_answers (the operator does not speak), those of the engine. Cost: the join of each submission
/// with the places once, then two counts for every submission.
Result<FigureExplanation> explain_figure(const Inputs& inputs, const Assessment& assessment,
                                         const std::vector<Reported>& reported, const FigureQuery& query,
                                         const Task& task = {});

}  // namespace vungphu::assess
