// Tables: rows of text with a header somewhere near the top.
#pragma once

#include <functional>
#include <memory>

#include "data_set.hpp"
#include "formats.hpp"
#include "table_header.hpp"

namespace vungphu::reader {

/// One sheet, read raw.
class Sheet {
 public:
  Sheet() = default;
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;
  virtual ~Sheet() = default;

  virtual std::string name() const = 0;
  /// Rows from the first on, blank ones too, until `visit` returns false.
  virtual Status each_row(const std::function<bool(TableRow&)>& visit) = 0;
};
using SheetPtr = std::unique_ptr<Sheet>;

/// What the characters of a text table are.
struct TableText {
  std::string encoding = {};  ///< as found; empty where the format says it, and where it is not known
  bool bytes = false;         ///< LayerInfo::bytes
};

/// A table file of these sheets; `keeper` holds what they read from.
DataSetPtr make_table_file(std::vector<SheetPtr> sheets, TableText text, std::shared_ptr<void> keeper,
                           const Limits& limits);

Result<DataSetPtr> open_csv(std::span<char> bytes, const Limits& limits);
/// Spreadsheets that GDAL reads.
Result<DataSetPtr> open_sheets(const Format& format, std::span<char> bytes, const Limits& limits);
/// Workbooks of Excel 5.0 to 2003.
Result<DataSetPtr> open_xls(std::span<char> bytes, const Limits& limits);

}  // namespace vungphu::reader
