#include "csv_records.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace vungphu::reader {
namespace {

/// How many of the first records have the commonest number of cells, where that is over one.
std::size_t agreement(std::string_view text, char separator) {
  CsvRecords records(text, separator);
  std::map<std::size_t, std::size_t> by_width;
  TableRow row;
  for (std::size_t i = 0; i < kHeaderWindow && records.next(row); ++i)
    if (!is_blank_row(row.cells)) ++by_width[row.cells.size()];
  by_width.erase(1);
  std::size_t most = 0;
  for (const auto& [width, count] : by_width) most = std::max(most, count);
  return most;
}

}  // namespace

char find_separator(std::string_view text) {
  if (text.starts_with("sep=") && text.size() > 4) return text[4];
  char best = ',';
  std::size_t most = 0;
  // The comma comes last: it is also a decimal mark, and loses a tie.
  for (char candidate : std::array{'\t', ';', '|', ','}) {
    const std::size_t count = agreement(text, candidate);
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/// What follows an opening quote, up to and including the closing one.
bool CsvRecords::quoted_cell(std::string& cell) {
  text_.remove_prefix(1);
  for (;;) {
    const std::size_t quote = text_.find('"');
    if (quote == text_.npos) return false;
    cell.append(text_.substr(0, quote));
    text_.remove_prefix(quote + 1);
    if (!text_.starts_with('"')) return true;
    cell.push_back('"');
    text_.remove_prefix(1);
  }
}

void CsvRecords::bare_cell(std::string& cell) {
  const auto end = std::find_if(text_.begin(), text_.end(),
                                [this](char c) { return c == separator_ || c == '\n' || c == '\r'; });
  const auto size = static_cast<std::size_t>(end - text_.begin());
  cell.append(text_.substr(0, size));
  text_.remove_prefix(size);
}

bool CsvRecords::next(TableRow& row) {
  if (text_.empty()) return false;
  row.number = ++number_;
  row.cells.clear();
  for (;;) {
    std::string& cell = row.cells.emplace_back();
    if (text_.starts_with('"') && !quoted_cell(cell)) {
      open_quote_ = number_;
      text_ = {};
      return false;
    }
    bare_cell(cell);
    if (at_line_end()) break;
    text_.remove_prefix(1);  // the separator
  }
  if (text_.starts_with("\r\n"))
    text_.remove_prefix(2);
  else if (!text_.empty())
    text_.remove_prefix(1);
  return true;
}

}  // namespace vungphu::reader
