// Comma-separated text, cut into records. Pure.
//
// Ours, and not GDAL's CSV driver, because a table is read raw here: rows keep their own numbers (GDAL drops
// blank lines uncounted), rows wider than the first one lose nothing (a banner line is narrow), and a quote
// that is never closed is an error with its row instead of a file that ends early.
#pragma once

#include <cstdint>
#include <string_view>

#include "table_header.hpp"

namespace vungphu::reader {

/// Comma, semicolon, tab or pipe: the one by which most of the first records have the same number of cells,
/// over one.
char find_separator(std::string_view text);

/// RFC 4180, and what is met besides: any line end, quotes inside a bare cell, Excel's first line "sep=;".
class CsvRecords {
 public:
  /// `text` is UTF-8 and outlives this.
  CsvRecords(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// Sets `row`, blank or not; false at the end, or when a quote is open at the end (open_quote() then says
  /// where).
  bool next(TableRow& row);
  /// Number of the record whose quote is never closed; 0 for none.
  std::int64_t open_quote() const { return open_quote_; }

 private:
  bool quoted_cell(std::string& cell);
  void bare_cell(std::string& cell);
  bool at_line_end() const { return text_.empty() || text_.front() == '\n' || text_.front() == '\r'; }

  std::string_view text_;
  char separator_;
  std::int64_t number_ = 0;
  std::int64_t open_quote_ = 0;
};

}  // namespace vungphu::reader
