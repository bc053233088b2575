#include "table_header.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "vungphu/base/text.hpp"

namespace vungphu::reader {
namespace {

/// No word: a number, or nothing.
bool is_figure(std::string_view cell) { return is_blank(cell) || parse_decimal(trim(cell)).has_value(); }

std::size_t filled(const Cells& cells) {
  return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_filled));
}

std::size_t table_width(const std::vector<TableRow>& rows) {
  std::size_t width = 0;
  for (const TableRow& row : rows) width = std::max(width, filled(row.cells));
  return width;
}

std::string_view cell_at(const Cells& cells, std::size_t column) {
  return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}

/// Columns whose filled cells below row `above` are numbers for the most part.
std::vector<std::size_t> numeric_columns(const std::vector<TableRow>& rows, std::size_t above) {
  std::size_t width = 0;
  for (std::size_t i = above + 1; i < rows.size(); ++i) width = std::max(width, rows[i].cells.size());
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < width; ++column) {
    std::size_t numbers = 0, words = 0;
    for (std::size_t i = above + 1; i < rows.size(); ++i) {
      const std::string_view cell = cell_at(rows[i].cells, column);
      if (parse_decimal(trim(cell)))
        ++numbers;
      else if (!is_figure(cell))
        ++words;
    }
    if (numbers > words) columns.push_back(column);
  }
  return columns;
}

enum class RowKind { banner, header, data };

RowKind kind_of(const std::vector<TableRow>& rows, std::size_t index, std::size_t width) {
  const Cells& cells = rows[index].cells;
  if (filled(cells) * 2 <= width) return RowKind::banner;
  std::set<std::string_view> distinct;
  std::size_t words = 0;
  for (const std::string& cell : cells) {
    if (is_figure(cell)) continue;
    ++words;
    distinct.insert(trim(cell));
  }
  if (words == 0) return RowKind::data;
  if (distinct.size() * 2 <= words)
    return RowKind::banner;  // a title, repeated in each of the cells it was merged of
  const auto numeric = numeric_columns(rows, index);
  const bool heads_numbers = std::any_of(
      numeric.begin(), numeric.end(), [&](std::size_t column) { return !is_figure(cell_at(cells, column)); });
  return numeric.empty() || heads_numbers ? RowKind::header : RowKind::data;
}

/// "(3)=(2)/(1)" gives "3", "[2]" gives "2", "A" gives "A".
std::string_view column_mark(std::string_view cell) {
  cell = trim(cell.substr(0, cell.find('=')));
  const bool bracketed = cell.size() > 2 && (cell.front() == '(' || cell.front() == '[');
  return bracketed ? trim(cell.substr(1, cell.size() - 2)) : cell;
}

/// Letters first, then 1, 2, 3 …: what forms print under their header. Bare numbers count only in a row of at
/// least five, for "1,2" may well be data.
bool is_column_numbers(const Cells& cells) {
  constexpr std::size_t kSureWithoutBrackets = 5;
  std::size_t marks = 0, next_number = 1;
  char next_letter = 'A';
  bool bracketed = false;
  for (const std::string& cell : cells) {
    if (!is_filled(cell)) continue;
    const std::string_view mark = column_mark(cell);
    bracketed = bracketed || mark.size() < trim(cell).size();
    if (next_number == 1 && mark.size() == 1 && mark[0] == next_letter)
      ++next_letter;
    else if (mark == std::to_string(next_number))
      ++next_number;
    else
      return false;
    ++marks;
  }
  return next_number > 1 && (marks >= kSureWithoutBrackets || (bracketed && marks >= 2));
}

std::string one_line(std::string_view cell) {
  std::string name;
  for (char c : trim(cell)) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space)
      name.push_back(c);
    else if (!name.ends_with(' '))
      name.push_back(' ');
  }
  return nfc(name);
}

}  // namespace

bool is_filled(std::string_view cell) { return !trim(cell).empty(); }

bool is_blank_row(const Cells& cells) { return std::none_of(cells.begin(), cells.end(), is_filled); }

TableHeader find_header(const std::vector<TableRow>& rows) {
  const std::size_t width = table_width(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RowKind kind = kind_of(rows, i, width);
    if (kind == RowKind::data) break;
    if (kind == RowKind::banner) continue;
    TableHeader header{rows[i].number, rows[i].number, rows[i].cells};
    if (i + 1 < rows.size() && is_column_numbers(rows[i + 1].cells)) header.data_after = rows[i + 1].number;
    return header;
  }
  return {};
}

std::vector<std::string> column_names(const TableHeader& header, std::size_t width) {
  std::vector<std::string> names;
  std::set<std::string> taken;  // without regard to case: conditions do not regard it either
  for (std::size_t column = 0; column < width; ++column) {
    const std::string number = std::to_string(column + 1);
    std::string name = one_line(cell_at(header.cells, column));
    if (name.empty()) name = (header.row == 0 ? "field_" : "column_") + number;
    std::string unique = name;
    for (int copy = 2; !taken.insert(lower(unique)).second; ++copy)
      unique = name + "_" + std::to_string(copy);
    names.push_back(std::move(unique));
  }
  return names;
}

}  // namespace vungphu::reader
