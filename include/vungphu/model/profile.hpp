// The profile: one file of data that says what a province measures and against what
// (geodata/profiles/*.json).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/base/date.hpp"
#include "vungphu/base/result.hpp"

namespace vungphu {

struct Operator {
  std::string id, name;
  std::vector<std::string> brands;
};

struct Technology {
  std::string id;
  std::vector<std::string> bdc;  ///< FCC Broadband Data Collection codes ("50"); empty where there is none
  /// Of a set such as 4g+5g, a union in which an operator counts once; else empty.
  std::vector<std::string> members;
  bool is_set() const { return !members.empty(); }
  /// A mobile network, by its BDC code (300 for 3G, 400 for 4G LTE, 500 for 5G NR). Of what is not, nothing
  /// is recorded of environment, basis, signal or stations.
  bool is_mobile() const;
};

/// From which signal on a place counts as covered. A figure has a source, or there is none.
struct SignalThreshold {
  std::string technology;
  std::string quantity;     ///< "rsrp" (dBm), "rsrq" or "sinr" (dB)
  std::string environment;  ///< "outdoor", "indoor" or "vehicle"
  std::optional<double> at_least;
  std::string source;
};

/// A named ratio. `formula` names code in assess/: "places" (covered of all, in number), "weight" (in
/// households), "demand" (of households known to ask), "people" (in people), "not_white" (hamlets whose
/// centre is lit), "powered" (the same of hamlets with grid power), "reported" (given by an authority).
struct Indicator {
  std::string id;
  std::string kind;        ///< place kind or territory level; empty for reported ones
  std::string technology;  ///< technology or set; empty for reported ones
  std::string formula;
  std::string unit;  ///< "percent" or "count"; of measured ones also "mbps", "ms"
};

/// Several for one indicator are milestones, told apart by their deadlines.
struct Target {
  std::string indicator;
  std::string comparator;           ///< ">=", ">" or empty: tracked
  std::optional<double> threshold;  ///< in the indicator's unit; never invented
  Date deadline = kBeginning;       ///< kBeginning: the decision gives none
  std::string decision;
};

struct Profile {
  std::string id;
  std::map<std::string, std::string> name;               ///< by language
  std::vector<std::string> levels;                       ///< upper to lower: province, district, commune
  std::vector<std::string> crs_candidates;               ///< tried where a file names no CRS
  std::map<std::string, std::string> pinned_operations;  ///< geographic CRS -> datum operation to WGS 84
  std::vector<Operator> operators;
  std::vector<Technology> technologies;
  std::vector<Indicator> indicators;
  std::vector<Target> targets;
  std::vector<SignalThreshold> signal_thresholds;  ///< at most one of each technology, quantity, environment
  double location_reach_m = 30;                    ///< of a location given as a point
  double refuse_error_percent = 5;                 ///< a submission with more rows in error is refused
  double replace_percent = 50;                     ///< one that covers less of what it replaces asks first
  std::string text;                                ///< the file itself, for the digest

  const std::string& lowest_level() const { return levels.back(); }
  bool is_level(std::string_view kind) const;
  const Technology* technology(std::string_view id) const;
  const Operator* find_operator(std::string_view id_or_brand) const;  ///< case and accents folded
  const Indicator* indicator(std::string_view id) const;
};

/// The operator of that id, name or brand, case and accents folded; null when there is none. For a registry
/// that has grown beyond the profile's.
const Operator* find_operator(const std::vector<Operator>& operators, std::string_view id_or_brand);

/// Reads and checks a profile. Errors, each with `where` (a JSON pointer) and `value`: model.profile_syntax
/// (no JSON), model.profile_bad (a value that is not allowed there), model.profile_missing,
/// model.profile_unknown_field, model.profile_duplicate, model.profile_unknown_name (of an indicator, a
/// technology or a kind that is not defined).
Result<Profile> parse_profile(std::string_view json);

}  // namespace vungphu
