// From answers to rows of `coverage`: cells by slot, summed over every territory of every level.
#pragma once

#include <span>
#include <vector>

#include "cell.hpp"
#include "scene.hpp"
#include "states.hpp"

namespace vungphu::assess {

/// Cells of a kind of places (not households) under a union. `others`: for "any", the answers of each
/// operator of the technology by itself, for the histogram.
std::vector<Cell> count_places(const World& world, std::size_t kind, const KindAnswer& answer,
                               const Union& of, std::span<const Evidence> evidence,
                               std::span<const KindAnswer> others);

/// What the rows of one kind and union are made of. `extras`: of households, counts for several territories.
struct CountedKind {
  std::string_view kind;
  const Union* of = nullptr;
  std::string_view unit;
  std::span<const Cell> cells;
  std::span<const Extra> extras;
  std::span<const std::int64_t> shared;  ///< by sum, or empty (HomeAnswer)
};

/// The whole; every level from the upper, each with its territories in key order, `outside`, and `unplaced`
/// where some count is in none of them; then the groups.
void add_figures(const Scene& scene, const CountedKind& counted, std::vector<Figure>& figures);

/// Areas of claims by lowest-level territory, levels, whole and outside (model/assessment.hpp).
Result<std::vector<AreaFigure>> make_areas(const Scene& scene, const Task& task);

}  // namespace vungphu::assess
