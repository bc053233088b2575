// What each voice says of each place: by geometry and by rows that name it (bits), and by rows with counts
// (tallies).
#pragma once

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
};

struct Evidence {
  std::vector<Bits> kinds;                  ///< parallel to World::kinds
  std::vector<engine::Bitmap> borrowed;     ///< parallel to it: lit where they borrow a position; no proof
  std::vector<Tally> hamlets, territories;  ///< by place; empty where no rows with counts speak
  std::vector<char> geometry;               ///< by slot: claims with geometry are in force there
  bool counts = false, premises = false;    ///< has rows with counts; they count premises
};

/// Which points of the world the operational geometry of each speaker covers, by voice and speaker; empty
/// where it has none. This is the join, and all that costs: evidence is made of it again and again.
using Lit = std::vector<std::vector<engine::Bitmap>>;
Result<Lit> make_lit(const World& world, std::span<const Voice> voices, unsigned threads, const Task& task);

/// Of one voice. Geometry judges places with a position in its scope (zones with an area only by area
/// claims, see states.cpp); rows judge the kinds they name: in a territory in which the submission has rows,
/// the kinds of those rows, in another territory of its scope all kinds that it names.
Evidence make_evidence(const World& world, const Voice& voice, std::span<const engine::Bitmap> lit);

}  // namespace vungphu::assess
