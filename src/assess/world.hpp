// What is to be covered and what it is summed over: territories as a tree, places located and each in its
// territory.
//
// A *slot* is where a count is kept: one for each lowest-level territory, in the byte order of codes, and one
// more, the last, for what lies in none of them (outside).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vungphu/assess/assess.hpp"
#include "vungphu/engine/engine.hpp"

#include "hamlets.hpp"
#include "sums.hpp"
#include "units.hpp"

namespace vungphu::assess {

struct Level {
  std::string name;
  std::vector<const Entry*> units;                             ///< in key order
  std::unordered_map<std::string_view, std::int32_t> by_code;  ///< into units
  std::vector<std::int32_t> of_lowest;  ///< for each lowest-level territory its unit, -1 none

  std::int32_t find(std::string_view code) const;
};

struct Territories {
  std::vector<Level> levels;  ///< those of the profile that have entries, upper to lower

  const Level* lowest() const { return levels.empty() ? nullptr : &levels.back(); }
  const Level* level(std::string_view name) const;
  std::size_t size() const { return levels.empty() ? 0 : levels.back().units.size(); }
  std::size_t slots() const { return size() + 1; }
  std::size_t slot(std::int32_t territory) const {
    return territory < 0 ? size() : static_cast<std::size_t>(territory);
  }
};

/// Upper levels follow parents: a territory lies in the unit of the nearest upper level that its parent's
/// code names.
Territories make_territories(const Inputs& inputs);

/// The things of one kind, in key order. The lowest level is a kind as well: communes are covered at their
/// seats.
struct Places {
  std::string kind;
  std::span<const Entry> entries;          ///< of households none where nobody looks at a single one
  const Households* households = nullptr;  ///< of that kind
  std::vector<std::int32_t> point;         ///< into World::points, -1 without a proven position
  std::vector<std::int32_t> borrowed;   ///< the point it borrows, -1 none; empty where no place borrows one
  std::vector<std::int32_t> territory;  ///< lowest-level territory, -1 outside

  std::size_t size() const { return territory.size(); }
  std::int32_t lent(std::size_t i) const { return borrowed.empty() ? -1 : borrowed[i]; }
  /// The list that it came with.
  std::int64_t list(std::size_t i) const {
    return households != nullptr ? households->sources()[households->source(i)].list : entries[i].list;
  }
  /// The thing of this key, -1 when there is none. O(log n).
  std::int32_t find(std::string_view code, std::string_view site) const;
};

struct World {
  const Profile* profile = nullptr;
  Territories territories;
  Units units;
  std::vector<Sum> sums;  ///< the rows that figures of every kind have
  HamletLives lives;
  Date as_of = kBeginning, vintage = kBeginning;
  std::map<std::int64_t, Date> code_dates;  ///< by list: at what date its parents' codes are read
  std::vector<Places> kinds;  ///< place kinds that have entries, in the order of kPlaceKinds; then the seats
  std::vector<geo::GridPoint> points;  ///< of all of them
  std::optional<engine::PointIndex> index;
  /// Of inputs that have households as entries.
  std::unique_ptr<const Households> households;
  std::vector<std::int32_t> hamlet_of_source;  ///< by source of households the hamlet, -1 none
  /// Of hamlets that lie in one of several territories, and nobody knows in which: these, by slot.
  std::map<std::size_t, std::vector<std::size_t>> astray;
  std::int64_t snapped = 0;  ///< places that the one-unit rule gave a territory
  /// Places without a position whose parent lies in several territories, or in parts that none of them holds:
  /// by kind.
  std::map<std::string, std::int64_t> not_carried;

  const Places* places(std::string_view kind) const;
  Date date_of(std::int64_t list) const;  ///< at which its parents' codes are read
  /// The hamlet of a household, -1 none.
  std::int32_t hamlet_of(const Households& all, std::size_t i) const {
    return hamlet_of_source[all.source(i)];
  }
};

/// Errors: those of the engine (cancelled).
Result<World> make_world(const Inputs& inputs, const Task& task);

}  // namespace vungphu::assess
