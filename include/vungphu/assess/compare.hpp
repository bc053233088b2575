// Two dates held against each other: what made a figure change, step by step, and which places changed.
//
// From one stage to the next one thing changes: the rules, the boundaries, the lists of places, the
// submissions. Each step is the difference of two assessments, so the steps sum to the change exactly.
// Pure, as assess.hpp is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"

namespace vungphu::assess {

/// An assessment with the inputs that it was made of.
struct Stage {
  Inputs inputs;
  Assessment assessment;
};

/// Stages between which nothing changes may be the same one.
struct Stages {
  const Assessment* stored = nullptr;  ///< of the from-date, by the rules of its day; null: there is none
  const Stage* from = nullptr;         ///< the from-date by the rules of today
  const Stage* boundaries = nullptr;   ///< and with the territories of the to-date
  const Stage* lists = nullptr;        ///< and with its places
  const Stage* to = nullptr;           ///< and with its submissions: the to-date
};

struct CompareQuery {
  std::string territory;         ///< code of a territory or group of the to-date; empty: the whole
  std::string kind, technology;  ///< empty: all that the profile has an indicator of
};

/// Numerator (the lower figure) and denominator, or what a step adds to them. A denominator that is not
/// known, or not known on one side of the step, is nothing; where there is nothing to count both are 0.
struct Term {
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator;
};

/// from + rules + boundaries + lists + totals + newly_covered + lost = to, in both terms.
struct Waterfall {
  std::string indicator, kind, technology, unit;
  Term from, rules, boundaries, lists;
  Term totals;  ///< what submissions say of the denominator: totals and requests of rows
  /// Of the change that submissions make: place by place where things are judged one by one; hamlet by
  /// hamlet, else territory by territory, where counts are all that is known.
  Term newly_covered, lost;
  Term to;
};

/// A place whose status is not what it was.
struct PlaceChange {
  std::string kind, technology, code, site, name;
  /// For every level of the profile, upper to lower, of the to-date (of a delisted territory: of the
  /// from-date); "outside" and an empty name where none.
  std::vector<std::string> territories, territory_names;
  std::optional<std::int64_t> households;
  std::string from,
      to;              ///< covered, partly_dark, white, uncovered, no_data; empty where it is not on the list
  std::string change;  ///< gained, lost, listed, delisted, or changed (between others than these)
  std::string step;    ///< the last that changed it: boundaries, lists or submissions
  /// Who covers it now and did not (gained, listed), or did and does not (lost, delisted); of the changed who
  /// covers it now.
  std::vector<std::string> operators;
  std::optional<geo::GridPoint> point;
};

struct Comparison {
  std::string level, territory, territory_name;
  bool redrawn = false;  ///< at the from-date the code was of another area, or of none
  std::vector<Waterfall> waterfall;
  std::vector<PlaceChange> places;  ///< most households first, then by kind, technology and key
};

/// For every computed indicator of the profile, as "any". A territory whose entry has another area (or, where
/// none is drawn, another name) is another one: the old is delisted and the new listed. Costs as two
/// assessments where households are compared. Errors: assess.unknown_territory, assess.nothing_to_compare (no
/// indicator of that kind and technology).
Result<Comparison> compare(const Stages& stages, const CompareQuery& query, const Task& task = {});

}  // namespace vungphu::assess
