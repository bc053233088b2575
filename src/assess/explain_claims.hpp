#pragma once

#include "vungphu/assess/explain.hpp"

#include "scene.hpp"

namespace vungphu::assess {

/// A place of the world.
struct At {
  const World& world;
  std::size_t kind = 0, place = 0;

  const Places& places() const { return world.kinds[kind]; }
  const Entry& entry() const { return places().entries[place]; }
  std::size_t slot() const { return world.territories.slot(places().territory[place]); }
  /// Its proven position.
  std::optional<geo::GridPoint> point() const;
  bool has_extent() const;  ///< a zone with an area: judged by that
};

/// Claims of a speaker that cover the place, or would if they were operational, and rows that name it or the
/// territory it lies in.
Result<std::vector<PlaceClaim>> claims_at(const At& at, const Speaker& speaker);
/// By what a speaker judges the place.
std::string judged_by(const At& at, const Voice& voice, const Speaker& speaker);

}  // namespace vungphu::assess
