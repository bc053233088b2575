#include "compound_file.hpp"
#include "table_file.hpp"
#include "xls_book.hpp"

namespace vungphu::reader {
namespace {

struct Workbook {
  std::string stream;
  XlsBook book;  ///< reads from `stream`
};

class XlsSheet : public Sheet {
 public:
  XlsSheet(const XlsBook& book, const XlsSheetPlace& sheet) : book_(book), sheet_(sheet) {}
  std::string name() const override { return sheet_.name; }
  Status each_row(const std::function<bool(TableRow&)>& visit) override {
    return each_xls_row(book_, sheet_, visit);
  }

 private:
  const XlsBook& book_;
  const XlsSheetPlace& sheet_;
};

/// "Workbook" since Excel 97, "Book" before; a file for both has both. The workbook that lies in a document
/// of Word is not what was sent.
Result<std::string> workbook_stream(std::string_view bytes) {
  VP_TRY(const CompoundFile file, CompoundFile::open(bytes));
  const bool is_word = file.has("WordDocument") && !file.has("Workbook") && !file.has("Book");
  if (is_word) return fail("reader.not_readable");
  VP_TRY(std::optional<std::string> stream, file.stream({"Workbook", "Book"}));
  if (!stream) return fail("reader.not_readable");
  return *std::move(stream);
}

}  // namespace

Result<DataSetPtr> open_xls(std::span<char> bytes, const Limits& limits) {
  auto workbook = std::make_shared<Workbook>();
  VP_TRY(workbook->stream, workbook_stream({bytes.data(), bytes.size()}));
  VP_TRY(workbook->book, open_xls_book(workbook->stream));
  if (workbook->book.sheets.size() > limits.layers)
    return fail("reader.too_many_layers", {{"most", std::to_string(limits.layers)}});
  std::vector<SheetPtr> sheets;
  for (const XlsSheetPlace& sheet : workbook->book.sheets)
    sheets.push_back(std::make_unique<XlsSheet>(workbook->book, sheet));
  const TableText text{.bytes = !workbook->book.wide};
  return make_table_file(std::move(sheets), text, std::move(workbook), limits);
}

}  // namespace vungphu::reader
