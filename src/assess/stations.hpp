// Stations that claims in force stand on.
#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "vungphu/assess/sites.hpp"

#include "voices.hpp"

namespace vungphu::assess {

/// A claim's station, and who says so.
struct Standing {
  const Voice* voice = nullptr;
  const Speaker* speaker = nullptr;
  const Claim* claim = nullptr;
};
/// Of every claim with a station, of any status, of the voices given.
std::vector<Standing> stations_of(std::span<const Voice* const> voices);

/// For each place the nearest station in operation of those voices; nothing where there is none. Of equals
/// the first by operator and code. O((places + stations) log stations). Error "base.cancelled".
Result<std::vector<std::optional<NearestSite>>> nearest_sites(std::span<const geo::GridPoint> places,
                                                              std::span<const Voice* const> voices,
                                                              unsigned threads, const Task& task);

}  // namespace vungphu::assess
