// An old Excel file, or the stream of records in it, read to its last cell.
#include "fuzz.hpp"
#include "reader/compound_file.hpp"
#include "reader/xls_book.hpp"

using namespace vungphu;

namespace {

void read_book(std::string_view stream) {
  const auto book = reader::open_xls_book(stream);
  if (!book) return;
  for (const reader::XlsSheetPlace& sheet : book->sheets) {
    std::int64_t last = 0;
    (void)reader::each_xls_row(*book, sheet, [&](reader::TableRow& row) {
      MUST(row.number > last && row.number <= 65'536);
      MUST(!row.cells.empty() && row.cells.size() <= 256);
      last = row.number;
      return true;
    });
  }
}

}  // namespace

void fuzz(std::string_view bytes) {
  read_book(bytes);
  const auto file = reader::CompoundFile::open(bytes);
  if (!file) return;
  for (std::string_view name : {"Workbook", "Book"}) {
    const auto stream = file->stream(name);
    if (!stream || !*stream) continue;
    MUST((*stream)->size() <= bytes.size());
    read_book(**stream);
  }
}
