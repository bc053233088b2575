// Who speaks of which territory: the newest submission of each operator, technology and part, slot by slot.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "world.hpp"

namespace vungphu::assess {

/// One submission where it is in force.
struct Speaker {
  const Stated* stated = nullptr;
  std::vector<char> speaks;  ///< by slot: it holds all of it
  std::vector<char> holds;   ///< by piece: of what it speaks, also where no territory is held wholly
  bool geometry = false;     ///< has claims with geometry (of any status)
  bool areas = false;        ///< has claims of areas or of a raster's cells (of any status)
  /// What it claims is taken out, and nothing is put in its place: it still judges, and covers nothing;
  /// totals and requests of its rows, which denominators stand on, are kept. So muting only ever takes from
  /// what is covered.
  bool muted = false;
};

/// One operator's word on one technology: the union of its parts.
struct Voice {
  std::string op, technology;
  std::vector<Speaker> speakers;  ///< by part, as-of date and content
};

/// Whether a speaker speaks of a slot, wholly or of a part of it.
bool holds_some(const World& world, const Speaker& speaker, std::size_t slot);

/// In the byte order of operator and technology. Submissions that speak nowhere are left out.
std::vector<Voice> make_voices(const Inputs& inputs, const Territories& territories);

/// The voices that a figure unites: one operator's on a technology or a set of them, or everybody's ("any").
struct Union {
  std::string technology, op;
  std::vector<std::size_t> voices;  ///< ascending
  std::vector<std::size_t>
      of_operator;            ///< for each voice the rank of its operator among those of the technology
  std::size_t operators = 0;  ///< of the technology
  bool any() const;
};

/// For every technology and set of the profile, in its order: each operator that speaks, then any (also when
/// nobody does).
std::vector<Union> make_unions(const Profile& profile, std::span<const Voice> voices);
/// A technology or the members of a set.
std::vector<std::string> members_of(const Profile& profile, std::string_view technology);

/// Slots in which the same speakers of `voices` speak, so that a layer can be laid once for all of them.
struct Region {
  std::vector<const Speaker*> speakers;
  std::vector<std::size_t> slots;
};
std::vector<Region> regions(std::span<const Voice> voices, std::span<const std::size_t> chosen,
                            std::size_t slots);
/// Operational area claims of those that are not muted, in the order of submissions and rows. With the
/// outlines of cells for what is measured (areas, shares of zones); without them for points, which cells
/// themselves answer.
enum class Cells { outlined, left_out };
std::vector<const geo::MultiPolygon*> areas_of(std::span<const Speaker* const> speakers,
                                               Cells cells = Cells::outlined);

}  // namespace vungphu::assess
