// An old Excel file, or the stream of records in it, read to its last cell.
#include <algorithm>

#include "fuzz.hpp"
#include "reader/compound_file.hpp"
#include "reader/xls_book.hpp"

using namespace vungphu;

namespace {

void read_book(std::string_view stream) {
  const auto book = reader::open_xls_book(stream);
  if (!book) return;
  constexpr std::size_t kMostSheets = 64;  // each may be the same long one
  for (std::size_t i = 0; i < std::min(kMostSheets, book->sheets.size()); ++i) {
    std::int64_t last = 0;
    (void)reader::each_xls_row(*book, book->sheets[i], [&](reader::TableRow& row) {
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
  const auto stream = file->stream({"Workbook", "Book"});
  if (!stream || !*stream) return;
  MUST((*stream)->size() <= bytes.size());
  read_book(**stream);
}
