// An assessment: availability at a date held against places, with all that its figures stand on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/base/date.hpp"
#include "vungphu/model/finding.hpp"

namespace vungphu {

/// One row of `coverage`: one territory, kind, technology and operator. All counts are integers; shares are
/// made when printed. `covered` is the proven (lower) figure, `covered_upper` the most that the rows allow;
/// things of no_data are in neither. Kind may be the lowest level ("commune"): its territories are then the
/// things that are counted.
struct Figure {
  std::string level;      ///< "*" for the whole workspace
  std::string territory;  ///< code, "*", "outside" or "unplaced" (model/kinds.hpp)
  std::string name;
  std::string kind, technology;
  std::string op;  ///< an operator, or "any"
  std::string
      status;  ///< "complete" (every place judged), "partial" (some without data), "no_data" (none judged)
  std::string unit;                   ///< "households", "premises" or "places"
  std::string rule;                   ///< key "rule.<…>": "covers", "centre", "half", "seat", "row"
  std::string basis;                  ///< "points", "hamlets", "counts", "centres", "row", "mixed"
  std::optional<std::int64_t> total;  ///< of things (households count by weight); nothing when unknown
  std::int64_t covered = 0, covered_upper = 0;
  /// Households, of covered_upper: those that a count for this and other territories together may reach here.
  /// They are in the upper figure of each, so territories, outside and unplaced add up to the whole without
  /// them.
  std::int64_t shared_upper = 0;
  std::optional<std::int64_t> weight_total;
  std::int64_t weight_covered = 0, weight_covered_upper = 0;
  std::int64_t no_data = 0;    ///< things no submission speaks of
  std::int64_t unlocated = 0;  ///< of no_data: because they have no geometry and only geometry was sent
  std::vector<std::int64_t>
      by_operators;  ///< "any" only: things covered by 0, 1, 2 … operators; empty where counts leave it open
  std::optional<std::int64_t> connected;
  std::int64_t demand_total = 0, demand_covered = 0, demand_covered_upper = 0, unknown_demand = 0;
  std::int64_t white = 0, partly_dark = 0;  ///< hamlets: centre dark; lit, but some homes are not
  std::int64_t over_total = 0;              ///< rows whose count was above its total and was capped
  std::int64_t estimated = 0;               ///< households judged by their hamlet's centre alone
  std::int64_t unweighted = 0;              ///< things whose number of households nobody gives: in no weight
  std::string list_date;                    ///< ISO, of the newest list of the denominator
  /// Of unlocated: how many stand at a borrowed position, and how many of those are lit there. Estimates: in
  /// none of the counts above.
  std::int64_t borrowed = 0, borrowed_covered = 0;
  /// The same count in people: those of things whose people are known; of a hamlet that is partly dark they
  /// are in the upper figure alone. Nothing where nobody's are known.
  std::optional<std::int64_t> people_total;
  std::int64_t people_covered = 0, people_covered_upper = 0, people_no_data = 0;
  std::int64_t unpeopled = 0;  ///< things of which nobody says how many people: in no count of people
  /// Hamlets with grid power: all, lit, without data; and those of which nobody says whether they have it.
  std::int64_t powered_total = 0, powered_covered = 0, powered_no_data = 0, unknown_power = 0;
  /// "any" only: operators of the registry that speak nowhere in the territory of the technology, and those
  /// that speak in some of its territories only.
  std::vector<std::string> silent, partly_silent;
  std::vector<std::string>
      straddles;  ///< of a group: territories that lie in it in part, and are not counted
  std::optional<std::int64_t> refused;  ///< rows refused in the submissions in force; of the whole alone
};

/// One row of `coverage --area`. Area claims only. The whole is the sum of the lowest level's territories
/// plus `outside`, so every level adds up. `claims`: those sharing area with the territory; above the lowest
/// level a claim counts once for each lowest territory it meets, for the whole workspace once.
struct AreaFigure {
  std::string level, territory, name, technology, op;
  std::int64_t claims = 0;
  double area_sum_m2 = 0, area_m2 = 0, territory_m2 = 0;
};

/// Places of one kind in the order of their keys, and the lowest-level territory each belongs to.
struct PlaceSet {
  std::string kind;
  std::vector<std::int64_t> ids;        ///< Entry::id
  std::vector<std::int32_t> territory;  ///< index into Assessment::territories, -1 outside
};

/// Answers for one kind, technology and operator: bit i (64 a word) is place i of the PlaceSet.
struct Answers {
  std::string kind, technology, op;
  std::vector<std::uint64_t> covered;  ///< proven covered
  std::vector<std::uint64_t> known;    ///< judged at all: neither bit set is no_data
  std::vector<std::uint64_t> partly;   ///< hamlets only: lit at the centre, but some homes are dark
  std::vector<std::int64_t> homes;     ///< hamlets only: households in each, -1 unknown
  /// Hamlets only: of those, proven uncovered; -1 where those who speak of the hamlet leave some dark, and a
  /// count for its territory may reach them all.
  std::vector<std::int64_t> homes_dark;
};

struct Assessment {
  std::int64_t id = 0;
  Date as_of = kBeginning, vintage = kBeginning;
  std::string profile, method;              ///< profile id; version of the method
  std::string input_digest, result_digest;  ///< BLAKE2b-256, hex
  std::string made_at;
  std::int64_t snapped_to_border = 0;  ///< places that the one-unit rule gave a territory (DESIGN 3.2)
  std::vector<std::int64_t> lists, submissions;
  std::vector<std::string> territories;  ///< codes of the lowest level, byte order
  std::vector<Figure> figures;
  std::vector<AreaFigure> areas;
  std::vector<PlaceSet> places;
  std::vector<Answers> answers;
  std::vector<Finding> findings;  ///< evidence that disagrees, and the like; args say of what
};

inline bool bit(const std::vector<std::uint64_t>& bits, std::size_t i) {
  return bits[i >> 6] >> (i & 63) & 1;
}

/// A figure that an authority reports.
struct Reported {
  std::string indicator, territory, period, source;
  double value = 0;
  std::optional<double> numerator, denominator;
};

}  // namespace vungphu
