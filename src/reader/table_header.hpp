// Which row of a table names its columns. Pure.
//
// Office tables start with banner lines (a title, a date, a unit), then the header, then sometimes a line of
// column numbers such as (1) (2) (3)=(2)/(1), then data. The first row that fills over half of the table's
// width with words, most of them once, is the header, unless it is itself like the data: where columns below
// are numeric, a header has a word over at least one of them. A table whose first full row is data has no
// header: nothing above it is skipped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vungphu::reader {

using Cells = std::vector<std::string>;

struct TableRow {
  std::int64_t number = 0;  ///< 1-based, as the sender sees it; blank rows count
  Cells cells;
};

/// Rows that are looked at; a header further down is not found.
inline constexpr std::size_t kHeaderWindow = 30;

struct TableHeader {
  std::int64_t row = 0;         ///< number of the header row; 0 when there is none
  std::int64_t data_after = 0;  ///< rows with a greater number are data
  Cells cells;                  ///< of the header row; empty when there is none
};

bool is_filled(std::string_view cell);
bool is_blank_row(const Cells& cells);
/// `rows`: the first rows of a table that are not blank, at most kHeaderWindow.
TableHeader find_header(const std::vector<TableRow>& rows);

/// One name for each of `width` columns: of the header, on one line, NFC; "column_5" where it names none,
/// "name_2" for the second "name"; "field_1" … where there is no header.
std::vector<std::string> column_names(const TableHeader& header, std::size_t width);

}  // namespace vungphu::reader
