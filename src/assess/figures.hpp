// From answers to rows of `coverage`: cells by slot, summed over every territory of every level.
#pragma once

#include <span>
#include <vector>

#include "cell.hpp"
#include "states.hpp"

namespace vungphu::assess {

/// Cells of a kind of places (not households) under a union. `others`: for "any", the answers of each
/// operator of the technology by itself, for the histogram.
std::vector<Cell> count_places(const World& world, std::size_t kind, const KindAnswer& answer,
                               const Union& of, std::span<const Evidence> evidence,
                               std::span<const KindAnswer> others);

/// The whole, then every level from the upper, each with its territories in key order and `outside` last.
void add_figures(const Inputs& inputs, const World& world, std::string_view kind, const Union& of,
                 std::string_view unit, std::span<const Cell> cells, std::vector<Figure>& figures);

/// Areas of claims by lowest-level territory, levels, whole and outside (model/assessment.hpp).
Result<std::vector<AreaFigure>> make_areas(const World& world, std::span<const Voice> voices,
                                           std::span<const Union> unions, unsigned threads, const Task& task);

}  // namespace vungphu::assess
