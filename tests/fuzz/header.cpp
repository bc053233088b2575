// A table cut into records, and the row that names its columns.
#include <set>

#include "fuzz.hpp"
#include "reader/csv_records.hpp"

using namespace vungphu;

void fuzz(std::string_view bytes) {
  reader::CsvRecords records(bytes, reader::find_separator(bytes));
  std::vector<reader::TableRow> first;
  reader::TableRow row;
  std::int64_t last = 0;
  std::size_t width = 1;
  while (records.next(row)) {
    MUST(row.number > last);
    last = row.number;
    width = std::max(width, row.cells.size());
    if (!reader::is_blank_row(row.cells) && first.size() < reader::kHeaderWindow) first.push_back(row);
  }
  const reader::TableHeader header = reader::find_header(first);
  MUST(header.row >= 0 && header.row <= header.data_after && header.data_after <= last);
  MUST((header.row == 0) == header.cells.empty());
  const std::vector<std::string> names = reader::column_names(header, width);
  MUST(names.size() == width);
  MUST(std::set<std::string>(names.begin(), names.end()).size() == names.size());
}
