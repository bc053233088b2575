// What the formats share: how a cell reads in print and for machines, and where a row without geometry is.
#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "vungphu/formats/table.hpp"

namespace vungphu::formats {

/// Printed head: the catalogue's words for the label, the label itself, or the name.
std::string heading(const Column& column, Lang lang);
/// Columns of a printed format, by index.
std::vector<std::size_t> printed_columns(const Schema& schema);

/// Right-aligned in print.
bool is_numeric(CellType type);
/// Nothing, or a number that is none.
bool is_nothing(const Cell& cell);
/// int64, double or Number, when finite.
std::optional<double> number_of(const Cell& cell);
/// Decimals in print: the Number's own, else the column's; none for counts and metres.
int decimals_of(const Column& column, const Cell& cell);

/// "1234.5", "true", "2026-06-30", "1;2;3", a code; empty for nothing.
std::string machine_text(const Cell& cell);
/// "1.234,5", "có", "30/06/2026", "1; 2; 3", "đạt"; empty for nothing. Percent is a number here: "81,3".
std::string print_text(const Column& column, const Cell& cell, Lang lang);

/// The schema with longitude and latitude at its end, when it has a geometry and no columns of those names.
Schema with_position(const Schema& schema);
/// The cells for it, in `row`: those given and, when `columns` asks for two more, the position.
void fill_row(std::vector<Cell>& row, std::span<const Cell> cells, const geo::Geometry& geometry,
              std::size_t columns);

/// Makes one visitor of several lambdas.
template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

}  // namespace vungphu::formats
