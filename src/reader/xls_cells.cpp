// The cells of one sheet of an old Excel file. They stand in any order; rows are made of them at the end.
#include <algorithm>
#include <array>
#include <bit>

#include "biff.hpp"
#include "little_endian.hpp"
#include "xls_book.hpp"

namespace vungphu::reader {
namespace {

constexpr std::size_t kMostColumns = 256;  // no sheet of these formats is wider

/// Of a BoolErr, or of a formula.
std::string_view error_name(std::uint8_t number) {
  constexpr std::array<std::pair<std::uint8_t, std::string_view>, 7> kNames{{{0x00, "#NULL!"},
                                                                             {0x07, "#DIV/0!"},
                                                                             {0x0F, "#VALUE!"},
                                                                             {0x17, "#REF!"},
                                                                             {0x1D, "#NAME?"},
                                                                             {0x24, "#NUM!"},
                                                                             {0x2A, "#N/A"}}};
  const auto found =
      std::find_if(kNames.begin(), kNames.end(), [&](const auto& n) { return n.first == number; });
  return found == kNames.end() ? "#N/A" : found->second;
}

class XlsCells {
 public:
  explicit XlsCells(const XlsBook& book) : book_(book) {}

  Status read(std::uint32_t at);
  void each_row(const std::function<bool(TableRow&)>& visit);

 private:
  enum class Kind : std::uint8_t { number, shared, own, flag, error };
  struct Cell {
    std::uint16_t row = 0, column = 0;
    Kind kind = Kind::number;
    CellFormat format = CellFormat::number;
    double number = 0;       ///< of a flag 0 or 1, of an error its number
    std::uint32_t text = 0;  ///< its place among the workbook's strings or in texts_
  };

  Status take(const BiffRecord& record, BiffRecords& records);
  Status take_many(std::string_view data);
  Status take_formula(std::string_view data);
  Status add(std::string_view place, Kind kind, double number, std::uint32_t text = 0);
  Status add_text(std::string_view data, BiffCursor cursor);
  Result<std::string> take_text(BiffCursor cursor) const;
  std::string text_of(const Cell& cell) const;

  const XlsBook& book_;
  std::vector<Cell> cells_;
  std::vector<std::string> texts_;
  bool awaits_text_ = false;  ///< the last cell is a formula whose text comes in a record of its own
};

Status XlsCells::read(std::uint32_t at) {
  BiffRecords records(book_.stream, at);
  BiffRecord record;
  if (!records.next(record) || record.type != kBof || record.data.size() < 4) return damaged("no sheet");
  const std::uint16_t what = little_endian16(record.data, 2);
  // Listed as one of cells, it is none: it has no rows, and the other sheets are read.
  if (what == kChart || what == kVbModule || what == kMacroSheet) return {};
  if (what != kWorksheet) return damaged("no sheet");
  for (int depth = 1; records.next(record);) {
    if (record.type == kBof) {
      const bool is_chart = record.data.size() >= 4 && little_endian16(record.data, 2) == kChart;
      if (depth == 1 && !is_chart) return {};  // the next sheet: this one lacks its end
      ++depth;                                 // a chart on the sheet
    }
    if (record.type == kEof && --depth == 0) return {};
    if (depth == 1) VP_CHECK(take(record, records));
  }
  return damaged("no end of the sheet");
}

Status XlsCells::take(const BiffRecord& record, BiffRecords& records) {
  struct Shape {
    std::uint16_t type;
    std::size_t least;  ///< bytes that it must have
  };
  constexpr std::array kShapes{Shape{kNumber, 14},   Shape{kRk, 10},      Shape{kMulRk, 6},
                               Shape{kLabelSst, 10}, Shape{kLabel, 8},    Shape{kRString, 8},
                               Shape{kBoolErr, 8},   Shape{kFormula, 14}, Shape{kString, 2}};
  const auto shape =
      std::find_if(kShapes.begin(), kShapes.end(), [&](const Shape& s) { return s.type == record.type; });
  if (shape == kShapes.end()) return {};  // it holds no value
  const std::string_view data = record.data;
  if (data.size() < shape->least) return damaged("cell");
  switch (record.type) {
    case kNumber:
      return add(data, Kind::number, std::bit_cast<double>(little_endian(data, 6, 8)));
    case kRk:
      return add(data, Kind::number, number_of_rk(little_endian32(data, 6)));
    case kMulRk:
      return take_many(data);
    case kLabelSst:
      return add(data, Kind::shared, 0, little_endian32(data, 6));
    case kBoolErr:
      return add(data, data[7] != 0 ? Kind::error : Kind::flag, static_cast<unsigned char>(data[6]));
    case kFormula:
      return take_formula(data);
    case kString:
      if (awaits_text_) {
        VP_TRY(texts_.back(), take_text(BiffCursor(records.pieces(record))));
        awaits_text_ = false;
      }
      return {};
    default:
      return add_text(data, BiffCursor(records.pieces({record.type, data.substr(6)})));
  }
}

/// Numbers side by side: row, first column, then style and number of each, and the last column.
Status XlsCells::take_many(std::string_view data) {
  constexpr std::size_t kEach = 6;
  auto column = little_endian16(data, 2);
  for (std::size_t at = 4; at + kEach + 2 <= data.size(); at += kEach, ++column) {
    const std::array<char, 6> place{
        data[0],  data[1],     static_cast<char>(column & 0xFF), static_cast<char>(column >> 8),
        data[at], data[at + 1]};
    VP_CHECK(add({place.data(), place.size()}, Kind::number, number_of_rk(little_endian32(data, at + 2))));
  }
  return {};
}

/// Eight bytes of value: a number, or where the last two are set what the first says.
Status XlsCells::take_formula(std::string_view data) {
  constexpr std::uint8_t kText = 0, kFlag = 1, kError = 2;
  if (little_endian16(data, 12) != 0xFFFF)
    return add(data, Kind::number, std::bit_cast<double>(little_endian(data, 6, 8)));
  const auto what = static_cast<std::uint8_t>(data[6]);
  const auto value = static_cast<unsigned char>(data[8]);
  if (what == kFlag) return add(data, Kind::flag, value);
  if (what == kError) return add(data, Kind::error, value);
  texts_.emplace_back();
  VP_CHECK(add(data, Kind::own, 0, static_cast<std::uint32_t>(texts_.size() - 1)));
  awaits_text_ = what == kText;
  return {};
}

Result<std::string> XlsCells::take_text(BiffCursor cursor) const {
  const std::uint32_t length = cursor.number(2);
  if (length > kMostCharacters) return damaged("length of a text");
  std::string text = book_.wide ? cursor.text(length) : cursor.bytes(length);
  if (cursor.failed()) return damaged("text");
  return text;
}

Status XlsCells::add_text(std::string_view data, BiffCursor cursor) {
  VP_TRY(std::string text, take_text(std::move(cursor)));
  texts_.push_back(std::move(text));
  return add(data, Kind::own, 0, static_cast<std::uint32_t>(texts_.size() - 1));
}

/// `place`: row, column and style, as every cell begins.
Status XlsCells::add(std::string_view place, Kind kind, double number, std::uint32_t text) {
  awaits_text_ = false;
  const std::uint16_t column = little_endian16(place, 2);
  if (column >= kMostColumns) return damaged("column");
  if (kind == Kind::shared && text >= book_.strings.size()) return damaged("string");
  cells_.push_back(
      {little_endian16(place, 0), column, kind, format_of(book_, little_endian16(place, 4)), number, text});
  return {};
}

std::string XlsCells::text_of(const Cell& cell) const {
  switch (cell.kind) {
    case Kind::shared:
      return book_.strings[cell.text];
    case Kind::own:
      return texts_[cell.text];
    case Kind::flag:
      return cell.number != 0 ? "1" : "0";
    case Kind::error:
      return std::string(error_name(static_cast<std::uint8_t>(cell.number)));
    case Kind::number:
      break;
  }
  return cell_text(cell.number, cell.format, book_.from_1904);
}

void XlsCells::each_row(const std::function<bool(TableRow&)>& visit) {
  // A cell that stands twice is what it was last.
  std::stable_sort(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) { return a.row < b.row; });
  for (auto cell = cells_.begin(); cell != cells_.end();) {
    TableRow row{cell->row + std::int64_t{1}, {}};
    for (const std::uint16_t number = cell->row; cell != cells_.end() && cell->row == number; ++cell) {
      if (row.cells.size() <= cell->column) row.cells.resize(cell->column + std::size_t{1});
      row.cells[cell->column] = text_of(*cell);
    }
    if (!visit(row)) return;
  }
}

}  // namespace

Status each_xls_row(const XlsBook& book, const XlsSheetPlace& sheet,
                    const std::function<bool(TableRow&)>& visit) {
  XlsCells cells(book);
  VP_CHECK(cells.read(sheet.at));
  cells.each_row(visit);
  return {};
}

}  // namespace vungphu::reader
