// The answer for every thing of every kind: the rules of things with extent (DESIGN 3.8).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "evidence.hpp"
#include "homes.hpp"

namespace vungphu::assess {

struct KindAnswer {
  Bits bits;
  engine::Bitmap partly;  ///< hamlets only
  std::vector<std::uint8_t>
      evidence;  ///< by thing, hamlets and communes only: what its answer stands on (Basis)
};

/// All that the rules look at. `voice_homes`: answer_homes of each voice by itself.
struct Ground {
  const World* world = nullptr;
  std::span<const Voice> voices;
  std::span<const Evidence> evidence;
  std::span<const HomeAnswer> voice_homes;
  unsigned threads = 0;
};

/// Kind `kind` of the world under a union. `homes`: answer_homes of that union.
///  - a point place, a household: covered by geometry or named by a row;
///  - a zone with an area: at least half of it under the union of the voices' area claims, or named by a row
///  (reach
///    claims have no area: a voice of such alone does not judge it);
///  - a hamlet: lit at its centre, or named; where its centre cannot be judged, lit when a count passes homes
///  there.
///    Partly: lit, and not all of its judged homes are proven covered;
///  - a commune: lit at its seat where that is judged, or named; else when any of its homes is covered, else
///  any
///    hamlet, else its row (passed over 0).
Result<KindAnswer> answer_kind(const Ground& ground, std::size_t kind, const Union& of,
                               const HomeAnswer& homes, const Task& task);

/// The same for several unions of zones at once: a claim is then measured once for all of them.
Result<std::vector<KindAnswer>> answer_zones(const Ground& ground, std::size_t kind,
                                             std::span<const Union> unions, const Task& task);

/// Of each zone the square metres that area claims cover and all of them; nothing where none judge it.
using ZoneShares = std::vector<std::optional<std::pair<double, double>>>;
/// By union: region by region, everybody who speaks there laid over the zone at once.
Result<std::vector<ZoneShares>> zone_shares(const Ground& ground, std::size_t kind,
                                            std::span<const Union> unions, const Task& task);

}  // namespace vungphu::assess
