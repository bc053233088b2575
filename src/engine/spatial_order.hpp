// Boxes near each other one after the other, so that what one touches is still in the cache for the next.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "vungphu/geo/grid.hpp"

namespace vungphu::engine {

/// Place of a box's centre on Hilbert's curve: unlike a Z-shaped one it never leaps, so a tree's boxes are
/// smaller.
std::uint64_t along_curve(const geo::Box& box);

/// Sorts things that have a `box` along the curve, those of one place by `before`; equal ones keep their
/// order.
template <class Thing, class Before>
void sort_along_curve(std::vector<Thing>& things, const Before& before) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order(things.size());
  for (std::size_t i = 0; i < things.size(); ++i) order[i] = {along_curve(things[i].box), i};
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    if (before(things[a.second], things[b.second])) return true;
    return !before(things[b.second], things[a.second]) && a.second < b.second;
  });
  std::vector<Thing> sorted;
  sorted.reserve(things.size());
  for (const auto& [place, i] : order) sorted.push_back(things[i]);
  things.swap(sorted);
}
template <class Thing>
void sort_along_curve(std::vector<Thing>& things) {
  sort_along_curve(things, [](const Thing&, const Thing&) { return false; });
}

}  // namespace vungphu::engine
