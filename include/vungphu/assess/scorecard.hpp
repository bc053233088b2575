// The targets of the profile held against an assessment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/model/assessment.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/profile.hpp"

namespace vungphu::assess {

/// One target for one territory. A target is met on the lower figure, not met on the upper (DESIGN 3.7). The
/// upper one holds the most that counts allow, and all things of no_data: nobody has said that they are
/// uncovered. `status`: met, not_met, undecided (the threshold lies between low and high), tracked (a value,
/// and no threshold), no_data (no value: nothing was judged, or nothing is to be judged). `uncovered` is
/// what is left above the upper.
struct ScoreRow {
  std::string profile;
  std::string level, territory, territory_name;
  std::string indicator, kind, technology;
  /// What numerator and denominator count: "households", "premises", "people", "hamlets_with_power",
  /// "places"; of reported ones the measure.
  std::string unit;
  std::string measure;  ///< what the value and the threshold are in: "percent", "count", "mbps", "ms"
  std::string rule, basis;
  std::optional<std::int64_t> numerator, numerator_upper, denominator;
  std::optional<double> value, value_upper;  ///< percent or the indicator's unit; never rounded
  int decimals = 1;  ///< as many as it takes not to contradict the status (DESIGN 3.12)
  std::string comparator;
  std::optional<double> threshold;
  Date deadline = kBeginning;
  std::string decision, status;
  std::string timing;                             ///< add_timing; empty where nothing can be said
  std::optional<Date> met_since;                  ///< likewise
  std::optional<std::int64_t> missing_to_target;  ///< things still needed for the target (integer arithmetic)
  std::optional<std::int64_t> uncovered;          ///< all that is proven uncovered
  std::int64_t no_data = 0;
  /// In neither term: of `demand` those of whom nobody knows whether they ask, of `people` things whose
  /// people nobody knows, of `powered` hamlets of which nobody knows whether they have power.
  std::optional<std::int64_t> unknown;
  std::optional<std::int64_t>
      partly_dark;  ///< of hamlets: lit at the centre, but some homes are not; counted as lit
  bool reported = false;
  std::string source, list_date, list_source, period;
  // What a computed value leaves out (model/assessment.hpp).
  std::vector<std::string> silent, partly_silent;
  std::int64_t borrowed = 0, not_located = 0;
  std::optional<std::int64_t> refused;
  std::vector<std::string> straddles;  ///< of a group
};

/// For the whole workspace ("*") when `level` and `territory` are empty, else for the territories of the
/// level, or the one. `lists`: those of the assessment, for their sources.
std::vector<ScoreRow> scorecard(const Assessment& assessment, const Profile& profile,
                                const std::vector<Reported>& reported, const std::string& level,
                                const std::string& territory, const std::vector<ListInfo>& lists = {});

/// A target's status at a date.
struct StatusAt {
  Date as_of;
  std::string status;
};
/// A target against time. `found`: by date, the last is how it stands now.
///  in_time: met at some date up to the deadline. late: first met after it. missed: the deadline has come and
///  it is not met. open: not met, and the deadline is ahead. undecided: the deadline has come, and whether it
///  is met is not decided or not known. Empty where there is no deadline or nothing was found.
std::string timing_of(const std::vector<StatusAt>& found, Date deadline);
/// Since when it is met without a break: nothing where it is not met now.
std::optional<Date> met_since(const std::vector<StatusAt>& found);

/// Gives rows of `scorecard(now, profile, …, level, territory)` their timing. `earlier`: assessments of other
/// dates, in any order; those after `now`, and, but for the whole, those of another vintage, where a code may
/// mean another territory, are passed over. A reported value stands for the last day of its period ("2025",
/// "2025-Q2", "2025-06", "2025-06-30"); with another period it has no timing.
void add_timing(std::vector<ScoreRow>& rows, const Assessment& now, const std::vector<Assessment>& earlier,
                const Profile& profile, const std::vector<Reported>& reported, const std::string& level,
                const std::string& territory);

/// Smallest count c in 0..total with 100*c/total (>= or >) threshold, less covered; 0 when met; all that is
/// left where no such count exists (> 100). Exact: the threshold is the decimal it was written as.
std::int64_t missing_to_target(std::int64_t covered, std::int64_t total, const std::string& comparator,
                               double threshold);
/// Exact comparison of 100*covered/total with the threshold.
bool meets(std::int64_t covered, std::int64_t total, const std::string& comparator, double threshold);

}  // namespace vungphu::assess
