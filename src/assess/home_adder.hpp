// How homes are added up: the machine behind answer_homes, in three files: a group of homes (home_group.cpp),
// a territory (home_answer.cpp), and counts for several territories (home_sets.cpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "home_sets.hpp"
#include "homes.hpp"

namespace vungphu::assess {

/// One voice's word on one group of homes.
struct Word {
  std::int64_t covered = 0;  ///< listed homes it covers
  std::int64_t judged = 0;   ///< listed homes it judges
  std::int64_t beyond = 0;   ///< homes that others cover and it does not judge
  std::int64_t rest = 0;     ///< of the homes it does not judge, how many its count or the centre adds
  bool speaks_of_rest = false;
  bool estimate = false;
  bool silent = false;  ///< a table of all hamlets there leaves this one out
};

/// A union's answer for one group.
struct GroupAnswer {
  std::int64_t total = 0, exact = 0;  ///< exact: covered by somebody among the listed homes that were judged
  std::int64_t lower = 0, upper = 0, judged = 0, no_data = 0, unlocated = 0;
  std::int64_t estimated = 0, over = 0, borrowed = 0, borrowed_covered = 0;
  std::int64_t people = 0, people_covered = 0, people_upper = 0, people_open = 0, people_no_data = 0,
               unpeopled = 0;
  bool has_people = false;
  std::int64_t asking = 0, asking_exact = 0, asking_lower = 0, asking_upper = 0, unknown_demand = 0;
  std::uint8_t evidence = kNone;
};

/// Adds up the homes of territories; holds what stays the same from group to group.
class Adder {
 public:
  Adder(const World& world, const Homes& homes, std::span<const Evidence> evidence, const Union& of,
        const Union& technology, std::span<const HomeBits> ordered)
      : world_(world), homes_(homes), evidence_(evidence), of_(of), technology_(technology) {
    own_bits_.reserve(of.voices.size());
    for (const std::size_t v : of.voices) {
      if (ordered.empty()) own_bits_.push_back(order_homes(world, homes, evidence[v]));
      bits_.push_back(ordered.empty() ? &own_bits_.back() : &ordered[v]);
    }
    exactly_.resize(of.operators + 1);
    for (std::size_t k = 0; k < world.kinds.size(); ++k) {
      if (&world.kinds[k] == homes.hamlets) hamlet_kind_ = k;
    }
    for (const std::size_t v : of.voices) {
      sets_ = sets_ || std::ranges::any_of(evidence[v].units, &UnitCount::is_set);
    }
    if (sets_) stands_.resize(world.territories.slots());
  }

  Cell slot(std::size_t slot, HomeAnswer& answer);
  /// What rows for sets of territories add, when all slots have been added up into `slots`.
  std::vector<Extra> extras(std::span<const Cell> slots) const;
  std::vector<std::int64_t> shared() const;

 private:
  const Evidence& voice(std::size_t v) const { return evidence_[of_.voices[v]]; }
  const Tally* tally(const Evidence& e, std::int32_t hamlet) const {
    if (hamlet < 0 || e.hamlets.empty()) return nullptr;
    return &e.hamlets[static_cast<std::size_t>(hamlet)];
  }
  GroupAnswer group(const Group& group, Cell& cell);
  void add(const GroupAnswer& answer, Cell& cell);
  void list_homes(const Group& group, GroupAnswer& answer, Cell& cell);
  void list_operators(std::size_t word, std::uint64_t known, Cell& cell);
  void list_words(std::size_t word, std::uint64_t mask, std::uint64_t known, std::uint64_t covered,
                  GroupAnswer& answer) const;
  void rest_of(const Group& group, GroupAnswer& answer);
  void unite(const Group& group, GroupAnswer& answer, Cell& cell);
  void demand_of(const Group& group, GroupAnswer& answer);
  void unlocated_of(const Group& group, GroupAnswer& answer);
  void people_of(const Group& group, GroupAnswer& answer) const;
  bool borrowed_lit(std::size_t kind, std::size_t i) const;
  void territory_row(std::size_t slot, Cell& cell);
  void row_only(std::size_t slot, Cell& cell);
  void people_of_row(std::size_t slot, Cell& cell) const;
  void connected(std::size_t slot, Cell& cell) const;
  const Part* part(const Evidence& e, std::size_t slot) const {
    if (slot == world_.territories.size() || e.parts.empty() || !e.parts[slot].known) return nullptr;
    return &e.parts[slot];
  }
  void stand(std::size_t slot, const Cell& cell);
  std::int64_t dark_in(const Group& group, const GroupAnswer& answer) const;

  const World& world_;
  const Homes& homes_;
  std::span<const Evidence> evidence_;
  const Union& of_;
  const Union& technology_;
  std::size_t hamlet_kind_ = 0;
  std::vector<HomeBits> own_bits_;
  std::vector<const HomeBits*> bits_;   // by voice of the union
  std::vector<std::uint64_t> exactly_;  // of a word of homes those that so many operators cover
  std::vector<Word> words_;             // of the group at hand
  // Sums over the counted groups of the slot at hand, by voice: the lower figure of groups it judges wholly,
  // that of the others, and of these its own count and the homes it leaves unjudged.
  struct Left {
    std::int64_t whole = 0, others = 0, own = 0, own_others = 0, unjudged = 0;
  };
  std::vector<Left> left_;
  /// By slot and voice, where some voice of the union has rows for sets of territories.
  std::vector<std::vector<Stand>> stands_;
  bool sets_ = false;
};

/// A count as far as it can be true: it stays below the homes there are and below its own row's total.
inline std::int64_t cap_of(const Tally& tally, const std::optional<std::int64_t>& total) {
  std::int64_t cap = tally.passed;
  if (total) cap = std::min(cap, *total);
  if (tally.total) cap = std::min(cap, *tally.total);
  return cap;
}

}  // namespace vungphu::assess
