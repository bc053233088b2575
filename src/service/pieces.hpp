// What territories' codes meant at every date that matters, as pieces (docs/adr/0009-pieces.md).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "vungphu/assess/assess.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// The territories in force since a date, and what each is made of.
struct Vintage {
  Date since = kBeginning;
  std::vector<std::string> lowest;  ///< codes of the lowest level, in key order
  std::map<std::pair<std::string, std::string>, std::vector<std::int32_t>>
      pieces;  ///< by (level, code); ascending
};

/// Codes of the units of `level` that are the same on the day before `date` and from `date` on, without any
/// mapping.
Result<std::set<std::string>> unchanged_units(const store::Store& store, const std::string& level, Date date);
/// The day before.
Date day_before(Date date);

/// Every vintage from that of the first of `dates` to that of the last, oldest first; never empty. One
/// vintage is linked with the next by the mapping rows of the day on which the next begins (of a unit that
/// several lists name on that day, those of the latest list); a unit that no row names is taken to be the
/// unit of the same code where it has the same area, or, without areas, the same name in one list (a merged
/// commune often keeps the name of one that it swallowed). A piece is a path through the vintages. Of a unit
/// that goes in part to one other unit, the rest is nowhere. O(n log n) in the territories of all vintages.
class Vintages {
 public:
  static Result<Vintages> build(const store::Store& store, const Profile& profile,
                                const std::set<Date>& dates, const Task& task);
  /// The one in force at `date`; before the first list, the first: a list without a date means the oldest
  /// codes.
  const Vintage& at(Date date) const;
  /// Pieces of a unit; empty where the code names none at the date.
  std::vector<std::int32_t> of(const std::string& level, const std::string& code, Date date) const;
  /// For an assessment by the territories of `vintage`: every unit that means something else at one of
  /// `dates`.
  assess::Pieces pieces(Date vintage, const std::set<Date>& dates) const;
  const std::string& lowest() const { return lowest_; }

 private:
  std::vector<Vintage> all_;
  std::string lowest_;  ///< the lowest level that has territories
};

/// Groups as pieces, of members sorted by group. Members' codes are read at their valid-from, of which
/// `vintages` must have been built; a code without a level is of the lowest that has it.
std::vector<assess::UnitGroup> groups_of(const std::vector<GroupMember>& members, const Vintages& vintages,
                                         const Profile& profile);

}  // namespace vungphu::service
