// Rows that stand where others do, or beside one of the same name, whatever grid cells lie between them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "vungphu/geo/grid.hpp"
#include "vungphu/model/finding.hpp"

namespace vungphu::intake {

/// `key`: what makes two rows the same thing (a folded name, a code); `name` is shown, where empty the key.
struct Located {
  std::string key, name;
  geo::GridPoint point;
  std::int64_t row = 0;
};
/// The warning duplicate_nearby for a row within 110 m (geodesic) of another one of the same key; one for
/// each row, on the later of the two. O(n log n).
void check_near(std::vector<Located> located, std::vector<Finding>& findings);

/// The warning same_position for each point at which more than `most` rows stand, the fullest first, on its
/// first row. O(n).
void check_same_point(const std::vector<std::pair<geo::GridPoint, std::int64_t>>& points, std::int64_t most,
                      std::vector<Finding>& findings);

/// More homes than this at one point are no house.
inline constexpr std::int64_t kMostHomesAtPoint = 50;
/// More schools, hamlets, stations … than this at one point are a coordinate that was copied down.
inline constexpr std::int64_t kMostPlacesAtPoint = 5;

}  // namespace vungphu::intake
