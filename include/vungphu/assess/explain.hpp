// Why a figure is what it is: taken apart by what it stands on, and each part sums to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"
#include "vungphu/assess/scorecard.hpp"
#include "vungphu/assess/sites.hpp"

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

/// A claim that covers a place or would, or a row that names it or its territory.
struct PlaceClaim {
  std::int64_t submission = 0;
  std::string file;
  const Claim* claim = nullptr;  ///< into the inputs
  bool covers = false;           ///< it is operational and proves the place covered
  bool of_territory = false;     ///< a row of the territory, which says nothing of single places
  std::optional<double> distance_m;
  std::optional<double> share;  ///< of a zone: how much of its area this claim covers
};

/// One submission in force where the place lies: by what it judges the place, "geometry", "rows", "both" or
/// "nothing".
struct PlaceJudge {
  Submission submission;
  std::string judges;
};

/// Homes of a hamlet under a union.
struct HomesHeld {
  std::int64_t total = 0, lower = 0, upper = 0, no_data = 0;
};

struct PlaceAnswer {
  std::string technology, op;
  std::string answer;  ///< covered, uncovered, no_data; of hamlets also white, partly_dark
  /// Of what is not covered: "no_scope" (no submission in force holds its territory), "no_position" (only
  /// geometry was sent, and it has none), "not_spoken_of" (rows that speak of other things), "planned" (only
  /// claims that are not operational cover it), "no_claim" (judged, and no claim covers it), "others_judge"
  /// (of a union: see its operators).
  std::string why;
  std::optional<HomesHeld> homes;           ///< of hamlets with a known number
  std::vector<PlaceJudge> submissions;      ///< of one operator and technology, as are claims
  std::vector<PlaceClaim> claims;           ///< those that cover first
  std::optional<NearestSite> nearest_site;  ///< of the union, where stations and the position are known
};

struct PlaceExplanation {
  Entry entry;
  const ListInfo* list = nullptr;         ///< that it came with; into the inputs
  std::vector<const Entry*> territories;  ///< upper to lower
  std::string belongs_by;  ///< "position", "border" (one grid unit beside it), "parent", "itself", "nothing"
  std::vector<PlaceAnswer> answers;  ///< by technology and set; each operator that speaks, then any
};

/// Error assess.unknown_place when no such place is in force.
Result<PlaceExplanation> explain_place(const Inputs& inputs, const Assessment& assessment,
                                       const std::string& kind, const std::string& code,
                                       const std::string& site, const Task& task = {});

}  // namespace vungphu::assess
