// Kinds of places, and the words that name states and statuses everywhere (codes: English; labels: the
// catalogue).
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace vungphu {

/// What should be covered. An entry's kind is one of these or a territory level of the profile ("commune").
inline constexpr std::array<std::string_view, 7> kPlaceKinds{
    "household", "hamlet", "school", "hospital", "agency", "industrial_zone", "residential_area"};

constexpr bool is_place_kind(std::string_view kind) {
  for (std::string_view known : kPlaceKinds)
    if (kind == known) return true;
  return false;
}

/// Kinds with extent: covered when at least half of the area is (DESIGN 3.8).
constexpr bool is_zone_kind(std::string_view kind) {
  return kind == "industrial_zone" || kind == "residential_area";
}

/// Where a mobile network is meant to be received, what its claims come from, and what a signal is told in.
inline constexpr std::array<std::string_view, 3> kEnvironments{"outdoor", "indoor", "vehicle"};
inline constexpr std::array<std::string_view, 3> kBases{"declared", "predicted", "measured"};
inline constexpr std::array<std::string_view, 3> kSignalQuantities{"rsrp", "rsrq", "sinr"};

/// Operator of a union figure.
inline constexpr std::string_view kAny = "any";
/// Territory of the whole workspace, and of what lies in no territory of a level. Never shown raw to a
/// person.
inline constexpr std::string_view kWhole = "*";
inline constexpr std::string_view kOutside = "outside";
/// Territory of what is known of several territories together and cannot be placed in one: a count for a unit
/// of another vintage that several share, a district's count at the level of communes. It has no total of its
/// own: its homes are in the totals of the territories.
inline constexpr std::string_view kUnplaced = "unplaced";
/// Level of groups: named sets of territories, which may overlap.
inline constexpr std::string_view kGroup = "group";

}  // namespace vungphu
