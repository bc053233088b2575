// Stations of mobile networks: how many there are where, and the nearest one to a place.
//
// A station is one of an operator and a code, however many cells it has; without a code, of a position. It
// counts for a technology when one of its cells of that technology is in operation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/assess.hpp"

namespace vungphu::assess {

struct SiteQuery {
  bool by_commune = true;  ///< by lowest-level territory and operator; else by operator alone
};

/// Of one operator ("any": of all) and technology in one territory (kWhole, kOutside).
struct SiteCount {
  std::string territory, name, op, technology;
  std::int64_t stations = 0, cells = 0;  ///< in operation
  std::int64_t planned = 0;              ///< stations of which no cell is in operation yet
  /// 4G stations of the same operator and territory; only of 5G, and where there are any.
  std::optional<std::int64_t> of_4g;
};

/// From claims in force, in the order of territories, operators ("any" last) and technologies. A station lies
/// in the lowest territory (by code) that covers it, and counts where its submission speaks of all of that.
std::vector<SiteCount> count_sites(const Inputs& inputs, const SiteQuery& query);

/// The nearest station in operation.
struct NearestSite {
  std::string op, code;  ///< the code is empty where the list gives none
  double metres = 0;     ///< geodesic, whole millimetres
};

}  // namespace vungphu::assess
