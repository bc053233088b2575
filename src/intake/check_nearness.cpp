// Rows that stand where others do, or beside one of the same name.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include <fmt/core.h>

#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/nearness.hpp"

#include "position.hpp"

namespace vungphu::intake {
namespace {

constexpr double kNear_m = 110;
constexpr std::size_t kLooks = 64;  ///< back from each row along its name, in a pile of one name

std::uint64_t cell_of(geo::GridPoint p) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.x)) << 32 | static_cast<std::uint32_t>(p.y);
}

/// Farther than any 110 m in longitude up to 80 degrees of latitude.
std::int64_t reach_in_x(geo::GridPoint p) {
  const double metres = std::max(geo::metres_per_degree(p.y, 0).longitude, 1000.0);
  return static_cast<std::int64_t>(kNear_m * 1.01 / metres * geo::kUnitsPerDegree) + 1;
}

}  // namespace

void check_near(std::vector<Located> located, std::vector<Finding>& findings) {
  std::sort(located.begin(), located.end(), [](const Located& a, const Located& b) {
    return std::tie(a.key, a.point.x, a.point.y, a.row) < std::tie(b.key, b.point.x, b.point.y, b.row);
  });
  for (std::size_t i = 1; i < located.size(); ++i) {
    const Located& one = located[i];
    const std::int64_t span = reach_in_x(one.point);
    for (std::size_t back = 1; back <= std::min(i, kLooks); ++back) {
      const Located& other = located[i - back];
      if (other.key != one.key || std::int64_t{one.point.x} - other.point.x > span) break;
      const double metres = geo::distance_m(one.point, other.point);
      if (metres > kNear_m) continue;
      const auto [first, later] = std::minmax(one.row, other.row);
      findings.push_back({"duplicate_nearby",
                          Severity::warning,
                          later,
                          "",
                          one.name.empty() ? one.key : one.name,
                          {{"first", std::to_string(first)}, {"metres", fmt::format("{:.0f}", metres)}}});
      break;
    }
  }
}

void check_same_point(const std::vector<std::pair<geo::GridPoint, std::int64_t>>& points, std::int64_t most,
                      std::vector<Finding>& findings) {
  struct Pile {
    std::int64_t count = 0, first = 0;
    geo::GridPoint point;
  };
  std::unordered_map<std::uint64_t, Pile> piles;
  piles.reserve(points.size());
  for (const auto& [point, row] : points) {
    Pile& pile = piles[cell_of(point)];
    pile.first = pile.count == 0 ? row : std::min(pile.first, row);
    pile.point = point;
    ++pile.count;
  }
  std::vector<Pile> told;
  for (const auto& [cell, pile] : piles)
    if (pile.count > most) told.push_back(pile);
  std::sort(told.begin(), told.end(), [](const Pile& a, const Pile& b) {
    return std::tie(b.count, a.point) < std::tie(a.count, b.point);
  });
  for (const Pile& pile : told)
    findings.push_back({"same_position",
                        Severity::warning,
                        pile.first,
                        "",
                        print_position(pile.point),
                        {{"count", std::to_string(pile.count)}}});
}

}  // namespace vungphu::intake
