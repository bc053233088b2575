// Where places stand: at a position of their own, at one borrowed from their hamlet or their commune's seat,
// or nowhere. A borrowed position serves maps and estimates; it proves nothing.
#pragma once

#include <optional>
#include <vector>

#include "vungphu/assess/assess.hpp"

namespace vungphu::assess {

struct Standing {
  std::optional<geo::GridPoint> point;
  Position quality = Position::none;
  bool proven() const { return point && !is_borrowed(quality); }
};

/// The entry's own: its point, else a point inside its area; as good as its list says (surveyed where that
/// says nothing). A list may give a borrowed one: that is no proof either.
Standing own_position(const Entry& place);

/// Its own where it has one, else the proven one of `hamlet` (which its parent names; null: none), else the
/// seat of `commune` (which it belongs to; null: none).
Standing standing(const Entry& place, const Entry* hamlet, const Entry* commune);

/// Of every thing of one kind of an assessment of these inputs, in the order of its PlaceSet. Territories
/// stand at their seats alone. O(n log n). An empty list where the inputs hold no such kind.
std::vector<Standing> standings(const Inputs& inputs, const PlaceSet& places);

}  // namespace vungphu::assess
