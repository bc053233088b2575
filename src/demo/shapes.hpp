// Outlines of what people draw by hand: served stretches, blots around a mast.
#pragma once

#include <cstdint>

#include "vungphu/geo/geometry.hpp"

#include "prng.hpp"
#include "settlements.hpp"

namespace vungphu::demo {

/// Both banks of a stretch between two parts of it, with a ragged margin beyond the farthest homes: 10 to 60
/// vertices.
geo::Polygon strip(const Stretch& stretch, std::int64_t from, std::int64_t to, Prng& prng);

/// A closed curve around `centre`, `radius` units at most and three quarters of it at least; vertices: 4
/// times `quarter`.
geo::Path blot(geo::GridPoint centre, std::int64_t radius, int quarter, Prng& prng);

/// What a mast covers: a blot with a hole in it, and a smaller blot beyond.
geo::MultiPolygon mast_area(geo::GridPoint centre, std::int64_t radius, Prng& prng);

}  // namespace vungphu::demo
