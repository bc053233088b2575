#include "vungphu/base/text.hpp"

#include "csv_records.hpp"
#include "table_file.hpp"
#include "text_coding.hpp"

namespace vungphu::reader {
namespace {

class CsvSheet : public Sheet {
 public:
  explicit CsvSheet(std::string_view text) : text_(text), separator_(find_separator(text)) {}

  std::string name() const override { return "data"; }

  Status each_row(const std::function<bool(TableRow&)>& visit) override {
    CsvRecords records(text_, separator_);
    TableRow row;
    while (records.next(row))
      if (!visit(row)) return {};
    if (records.open_quote() > 0)
      return fail("reader.open_quote", {{"row", std::to_string(records.open_quote())}});
    return {};
  }

 private:
  std::string_view text_;
  char separator_;
};

}  // namespace

Result<DataSetPtr> open_csv(std::span<char> bytes, const Limits& limits) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  std::string_view text(bytes.data(), bytes.size());
  TableText found{"UTF-8"};
  auto converted = std::make_shared<std::string>();
  if (is_utf8(text)) {  // the common case is not copied
    if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
  } else {
    *converted = to_utf8(text, &found.encoding);
    // Anything but UTF-16 and UTF-32 would be a guess at what letters the bytes are.
    found.bytes = !found.encoding.starts_with("UTF-");
    if (found.bytes) *converted = one_to_one(text);
    if (found.bytes) found.encoding.clear();
    text = *converted;
  }
  std::vector<SheetPtr> sheets;
  sheets.push_back(std::make_unique<CsvSheet>(text));
  return make_table_file(std::move(sheets), std::move(found), std::move(converted), limits);
}

}  // namespace vungphu::reader
