#include "settlements.hpp"

#include <algorithm>
#include <cmath>

namespace vungphu::demo {
namespace {

using geo::GridPoint;

constexpr int kCanals = 3;  ///< of a commune
constexpr int kTries = 50;  ///< before a home goes to the hamlet's centre instead

/// Towards the middle of the cell, for a town.
std::int64_t drawn_in(std::int64_t thousandths) { return 500 + (thousandths - 500) * 35 / 100; }

}  // namespace

GridPoint Stretch::at(std::int64_t part, std::int64_t aside) const {
  const std::int64_t dx = std::int64_t{to.x} - from.x, dy = std::int64_t{to.y} - from.y;
  const double length = std::sqrt(static_cast<double>(dx * dx + dy * dy));
  const double left_x = -static_cast<double>(dy * aside) / length,
               left_y = static_cast<double>(dx * aside) / length;
  return {static_cast<std::int32_t>(from.x + dx * part / kWhole + std::llround(left_x)),
          static_cast<std::int32_t>(from.y + dy * part / kWhole + std::llround(left_y))};
}

std::vector<Stretch> settle(const Tessellation& land, int cell, std::size_t count, bool town, Prng& prng) {
  std::vector<Stretch> stretches;
  const bool northward = prng.percent(40);
  const auto corner = [&](std::int64_t along, std::int64_t across) {
    if (town) along = drawn_in(along), across = drawn_in(across);
    return northward ? land.at(cell, across, along) : land.at(cell, along, across);
  };
  for (int canal = 0; canal < kCanals; ++canal) {
    const auto c = static_cast<std::size_t>(canal);
    const auto here = static_cast<std::int64_t>(count * (c + 1) / kCanals - count * c / kCanals);
    // The canal runs from 150 to 850 thousandths of the commune, and its hamlets follow one another on it.
    const std::int64_t middle = 220 + canal * 280 + prng.around(50), slant = prng.around(130);
    const auto at = [&](std::int64_t along) { return corner(along, middle + slant * (along - 500) / 500); };
    for (std::int64_t k = 0; k < here; ++k) {
      const std::int64_t from = 150 + 700 * k / here, to = 150 + 700 * (k + 1) / here;
      const std::int64_t bank = (town ? prng.between(280, 360) : prng.between(60, 110)) * kUnitsPerMetre;
      stretches.push_back({at(from + prng.between(0, 30)), at(to - prng.between(0, 30)), bank});
    }
  }
  return stretches;
}

Home::Home(const geo::MultiPolygon& commune, const Stretch& stretch) : commune_(&commune) {
  geo::Box box;
  for (const std::int64_t part : {std::int64_t{0}, kWhole})
    for (const std::int64_t aside : {-stretch.bank, stretch.bank}) box.add(stretch.at(part, aside));
  for (const geo::Polygon& polygon : commune.polygons) {
    GridPoint a = polygon.rings.front().back();
    for (const GridPoint b : polygon.rings.front()) {
      geo::Box edge;
      edge.add(a), edge.add(b);
      if (edge.meets(box)) clear_ = false;
      a = b;
    }
  }
  clear_ = clear_ && geo::covers(commune, stretch.at(kWhole / 2, 0));
}

Homes::Homes(const Stretch& stretch, const geo::MultiPolygon& commune, Prng& prng)
    : stretch_(stretch), home_(commune, stretch), prng_(prng) {
  for (std::int64_t& cluster : clusters_) cluster = kWhole / 2 + prng_.around(kWhole * 4 / 10);
  clusters_.front() = kWhole / 2;
}

GridPoint Homes::next() {
  for (int i = 0; i < kTries; ++i) {
    const bool clustered = prng_.percent(70);
    const std::int64_t part =
        clustered ? prng_.pick(clusters_) + prng_.around(kWhole / 10) : prng_.between(0, kWhole);
    const GridPoint p = stretch_.at(std::clamp(part, std::int64_t{0}, kWhole), prng_.around(stretch_.bank));
    if (home_.in_commune(p)) return p;
  }
  return stretch_.at(kWhole / 2, 0);
}

}  // namespace vungphu::demo
