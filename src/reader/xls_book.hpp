// The workbook of an old Excel file (BIFF5 and BIFF8: Excel 5.0 to 2003): its sheets and their cells, as the
// text that a person would write. Pure.
//
// Ours, and not FreeXL behind GDAL's XLS driver, because a cell must not change its meaning on the way:
// docs/adr/0015. What a formula gave when the workbook was saved is its value, as in .xlsx.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

#include "table_header.hpp"

namespace vungphu::reader {

/// What the number in a cell stands for, by the cell's format.
enum class CellFormat : std::uint8_t { number, date, time, date_time };
/// "dd/mm/yyyy" is a date; `0.0" Mbps"` and the hours that add up of "[h]:mm" are numbers.
CellFormat cell_format(std::string_view code);
/// A number, "2026-06-30", "07:30:00" or "2026-06-30 07:30:00". A day before 1900-03-01, which Excel counts
/// from another day, comes as its number.
std::string cell_text(double value, CellFormat format, bool from_1904);

struct XlsSheetPlace {
  std::string name;
  std::uint32_t at = 0;  ///< of its first record in the stream
};

/// What the sheets of a workbook share.
struct XlsBook {
  std::string_view stream;
  bool wide =
      true;  ///< BIFF8; before it texts are bytes, each as the character of its number (LayerInfo::bytes)
  bool from_1904 = false;
  std::vector<XlsSheetPlace> sheets;  ///< those of cells: no charts, no macros. Hidden ones too
  std::vector<std::string> strings;
  std::vector<std::uint16_t> styles;            ///< of each style its number format
  std::map<std::uint16_t, CellFormat> formats;  ///< those that the workbook brings
};

/// `stream` outlives the book. Errors: reader.not_readable, reader.damaged, reader.encrypted. O(stream).
Result<XlsBook> open_xls_book(std::string_view stream);
CellFormat format_of(const XlsBook& book, std::uint16_t style);

/// Rows that have a cell, from the first on, with the numbers that a person sees, until `visit` returns
/// false. Time O(stream), memory 24 bytes a cell. Errors: reader.damaged, also where the sheet has no end.
Status each_xls_row(const XlsBook& book, const XlsSheetPlace& sheet,
                    const std::function<bool(TableRow&)>& visit);

}  // namespace vungphu::reader
