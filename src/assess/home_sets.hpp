// Counts for several territories together: a district's row, a commune of another vintage that several share.
// They are held against the sum of what is known of these territories, as a territory's own row is against
// its hamlets.
//
// Example: communes c and d of 50 homes each make a district. Viettel's rows: 60 in the district, 45 in c;
// VNPT's: 30 in d. Of Viettel c is known wholly (low 45, nothing open) and d is not (low 0, open 50), so the
// district's row adds 60 - 45 = 15: the district is 45 + 30 proven (the 15 may be among VNPT's 30), at most
// 45 + 30 + 15. No row of the commune level holds the 15: they are `unplaced` there, and in d's upper figure
// alone (HomeAnswer::shared).
#pragma once

#include <map>
#include <span>
#include <vector>

#include "homes.hpp"

namespace vungphu::assess {

/// Where a voice stands in one territory when all that it says of it alone has been counted.
struct Stand {
  std::int64_t low = 0;   ///< its own, proven
  std::int64_t open = 0;  ///< homes of which it says nothing; kOpen where nobody knows how many
  std::int64_t base = 0;  ///< proven of the union among the homes that it judges wholly, group by group
  std::int64_t own = 0;   ///< its own among the others
};

inline constexpr std::int64_t kOpen = 1'000'000'000'000'000;  // beyond every count; sums are cut at it

/// What the sets of one union add to rows of figures. Sets that meet are judged as one: proven is the most
/// that one voice proves of them, possible what all of them allow.
class SetAdder {
 public:
  using Slots = std::vector<std::size_t>;

  /// `evidence`: by voice of the union; `stands`: by slot and voice; `slots`: the union's cells.
  SetAdder(const World& world, std::vector<const Evidence*> evidence,
           std::span<const std::vector<Stand>> stands, std::span<const Cell> slots);

  /// A row never has less than the rows that it is made of.
  std::vector<Extra> all();

 private:
  struct Known;
  struct Addition;
  Known known_of(std::span<const std::size_t> some, std::size_t v) const;
  void weigh(std::size_t v, const Slots& set, Addition& word) const;
  const Cell& judged(const Slots& set);
  void answered_of(const Slots& set, const Addition& word, Cell& cell) const;
  void connected_of(const Slots& set, Cell& cell) const;

  const World& world_;
  std::vector<const Evidence*> evidence_;
  std::span<const std::vector<Stand>> stands_;
  std::span<const Cell> slots_;
  std::map<Slots, Cell> known_;  ///< by set: rows of several levels hold the same
};

}  // namespace vungphu::assess
