// Rows of submissions: what their codes name today, and the counts that they give, unit by unit.
#pragma once

#include <map>
#include <string_view>
#include <utility>

#include "evidence.hpp"

namespace vungphu::assess {

/// The rows of one voice, speaker by speaker, before they are held against territories and hamlets. Rows for
/// one and the same unit are not added: the larger of each count stands.
struct Gathered {
  std::map<PieceSet, UnitCount> units;  ///< of territories of any level and date
  /// Of hamlets: by place, and what the row's hamlet was made of at its date, where hamlets have merged.
  std::map<std::pair<std::size_t, PieceSet>, Tally> hamlets;
  std::map<std::string_view, std::int32_t> numbers;  ///< of hamlets of old, as pieces of those of today
};

/// Judges what a speaker's rows name, and gathers their counts.
void add_rows(const World& world, const Speaker& speaker, Gathered& gathered, Evidence& evidence);

/// Makes of what was gathered the tallies of hamlets and territories. Different units add up: they are the
/// count of a territory where together they have all of it, and of a part of it where they do not.
void settle_rows(const World& world, Gathered& gathered, Evidence& evidence);

/// Rows of a submission that no figure can take: they name nothing that is in force, a unit of which no
/// territory has a part, or a hamlet that was split.
struct NotCarried {
  std::int64_t rows = 0, passed = 0;
};
NotCarried not_carried(const World& world, const Stated& stated);

/// Of units that may overlap, some that do not: those with the largest counts first.
std::vector<const UnitCount*> disjoint_of(std::vector<const UnitCount*> units);

}  // namespace vungphu::assess
