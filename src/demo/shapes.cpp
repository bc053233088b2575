#include "shapes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vungphu::demo {
namespace {

using geo::GridPoint;

GridPoint moved(GridPoint p, std::int64_t dx, std::int64_t dy) {
  return {static_cast<std::int32_t>(p.x + dx), static_cast<std::int32_t>(p.y + dy)};
}

}  // namespace

geo::Polygon strip(const Stretch& stretch, std::int64_t from, std::int64_t to, Prng& prng) {
  const std::int64_t steps = prng.between(4, 29);
  geo::Path right, left;
  for (std::int64_t k = 0; k <= steps; ++k) {
    const std::int64_t part = from + (to - from) * k / steps;
    right.push_back(stretch.at(part, -stretch.bank - prng.between(10, 60) * kUnitsPerMetre));
    left.push_back(stretch.at(part, stretch.bank + prng.between(10, 60) * kUnitsPerMetre));
  }
  right.insert(right.end(), left.rbegin(), left.rend());
  return {{std::move(right)}};
}

geo::Path blot(GridPoint centre, std::int64_t radius, int quarter, Prng& prng) {
  geo::Path ring;
  for (int k = 0; k < 4 * quarter; ++k) {
    // Points of the unit circle by its rational form: no sine, whose last digit is the machine's own.
    const double t = static_cast<double>(k % quarter) / quarter, d = 1 + t * t;
    double x = (1 - t * t) / d, y = 2 * t / d;
    for (int turn = 0; turn < k / quarter; ++turn) x = -std::exchange(y, x);
    const auto r = static_cast<double>(radius * prng.between(750, 1000) / 1000);
    ring.push_back(moved(centre, std::llround(r * x), std::llround(r * y)));
  }
  return ring;
}

geo::MultiPolygon mast_area(GridPoint centre, std::int64_t radius, Prng& prng) {
  const int quarter = static_cast<int>(prng.between(12, 60));
  // The hole ends at half of the radius, the blot at three quarters; the second blot begins at 1.7 times it.
  const std::int64_t aside = (prng.percent(50) ? 1 : -1) * radius * 3 / 10;
  geo::Path hole = blot(moved(centre, aside, radius / 10), radius / 6, std::max(3, quarter / 4), prng);
  std::reverse(hole.begin(), hole.end());
  const GridPoint beyond = moved(centre, aside / 3, (prng.percent(50) ? 1 : -1) * radius * 21 / 10);
  return {{geo::Polygon{{blot(centre, radius, quarter, prng), std::move(hole)}},
           geo::Polygon{{blot(beyond, radius * 4 / 10, quarter / 2, prng)}}}};
}

}  // namespace vungphu::demo
