// Codes as sets of pieces (assess.hpp), and sets of pieces as territories: what lies in what is a matter of
// sets.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vungphu/assess/assess.hpp"

namespace vungphu::assess {

struct Level;
struct Territories;

using PieceSet = std::vector<std::int32_t>;  ///< ascending, each once

/// Which territories of the vintage a set of pieces meets; by slot, ascending.
struct Lie {
  std::vector<std::size_t> whole, part;
  bool beyond = false;  ///< some of it is in no territory

  bool nowhere() const { return whole.empty() && part.empty(); }
};

/// Holds views into the inputs, which must outlive it.
class Units {
 public:
  Units() = default;
  Units(const Inputs& inputs, const Territories& territories);

  /// Pieces of the unit that a code of a level names at a date; empty when it names none.
  PieceSet read(std::string_view level, std::string_view code, Date date) const;
  /// Of whatever level, the lowest first.
  PieceSet read_any(std::string_view code, Date date) const;
  /// "level:code", as scopes have it.
  PieceSet read_scope(std::string_view scope, Date date) const;

  bool is_level(std::string_view kind) const {
    return std::ranges::find(level_names_, kind) != level_names_.end();
  }
  const PieceSet& of_slot(std::size_t slot) const { return of_slot_[slot]; }
  Lie lie(const PieceSet& pieces) const;
  /// The territory that holds all of it; -1 when none does.
  std::int32_t holder(const PieceSet& pieces) const;
  std::size_t pieces() const { return slot_of_.size(); }  ///< their numbers are below this

 private:
  const Pieces* stated_ = nullptr;
  std::vector<PieceSet> of_slot_;
  std::vector<std::int32_t> slot_of_;          ///< by piece, -1 none
  std::vector<std::string_view> level_names_;  ///< of the profile, upper to lower
  std::map<std::string_view, std::unordered_map<std::string_view, PieceSet>> at_vintage_;  ///< by level
};

bool contains(const PieceSet& whole, const PieceSet& part);
bool disjoint(const PieceSet& a, const PieceSet& b);
PieceSet united(const PieceSet& a, const PieceSet& b);

}  // namespace vungphu::assess
