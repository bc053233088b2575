// What each voice says of each place: by geometry and by rows that name it (bits), and by rows with counts
// (tallies).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "voices.hpp"

namespace vungphu::assess {

/// Bits over the places of one kind. `covered` is a part of `known`.
struct Bits {
  engine::Bitmap covered, known;
};

/// What the rows with counts say of one hamlet or territory. `known`: a row gives a passed count. `silent`:
/// no row names it where rows of its kind speak for all of its territory: nobody is passed, unless something
/// else is known.
struct Tally {
  bool known = false, silent = false;
  std::int64_t passed = 0;
  std::optional<std::int64_t> total, connected, requested, requested_met;
  std::int64_t over = 0;  ///< rows in a sum that were capped at their own total
};

/// The rows with counts for one unit: a territory of any level and vintage.
struct UnitCount {
  PieceSet pieces;
  std::vector<std::size_t> slots;  ///< that it meets
  bool beyond = false;             ///< a part of it is in no territory
  bool homes = false;              ///< homes are passed, wherever in it (also where the speaker is muted)
  Tally tally;

  /// What it says of several territories together, or of one and what lies in none.
  bool is_set() const { return slots.size() > 1 || beyond; }
  std::int64_t passed() const { return tally.total ? std::min(tally.passed, *tally.total) : tally.passed; }
  std::int64_t judged() const { return std::max(passed(), tally.total.value_or(0)); }
};

/// What rows say of a part of a territory; the rest of it they leave open.
struct Part {
  bool known = false;
  std::int64_t passed = 0, judged = 0;  ///< judged: homes in the part as far as its rows give them
  std::optional<std::int64_t> connected;
};

struct Evidence {
  std::vector<Bits> kinds;                  ///< parallel to World::kinds
  std::vector<engine::Bitmap> borrowed;     ///< parallel to it: lit where they borrow a position; no proof.
                                            ///< Empty where none of the kind borrows one
  std::vector<Tally> hamlets, territories;  ///< by place; empty where no rows with counts speak
  std::vector<UnitCount> units;             ///< all units that rows with counts name, by pieces
  std::vector<Part> parts;                  ///< by territory; empty as the tallies are
  std::vector<char> beside;    ///< by slot: a row for a unit passes homes that may be there; or empty
  std::vector<char> geometry;  ///< by slot: claims with geometry are in force there
  bool counts = false, premises = false;  ///< has rows with counts; they count premises
};

/// Which points of the world the operational geometry of each speaker of a voice covers; empty where it has
/// none. This is the join, and all that costs.
Result<std::vector<engine::Bitmap>> make_lit(const World& world, const Voice& voice, unsigned threads,
                                             const Task& task);

/// Of one voice. Geometry judges places with a position in its scope (zones with an area only by area
/// claims, see states.cpp); rows judge the kinds they name: in a territory in which the submission has rows,
/// the kinds of those rows, in another territory of its scope all kinds that it names. A territory that the
/// scope holds in part is not judged by silence; rows for what lies in it count.
Evidence make_evidence(const World& world, const Voice& voice, std::span<const engine::Bitmap> lit);

}  // namespace vungphu::assess
