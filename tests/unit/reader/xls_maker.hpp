// Old Excel files, record by record: what no tool on the machine writes (formulas with their values, charts,
// Excel 5.0, damage) as well as what all do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vungphu::test {

/// `size` bytes, the lowest first.
std::string low_first(std::uint64_t value, std::size_t size);
std::string real_bytes(double value);
/// One record of a workbook stream.
std::string xls_record(std::uint16_t type, std::string_view data);
/// Row, column and style: how the data of a cell begins.
std::string xls_place(int row, int column, int style = 0);
/// A text of BIFF8 behind its count: flags, then one byte a character where all fit, else two.
std::string xls_text(std::u16string_view text);
/// A formula's cell: `value` as the eight bytes stand in the file.
std::string xls_formula(int row, int column, std::string_view value);

struct MadeXlsSheet {
  std::u16string name;
  std::string records;  ///< its cells
  int kind = 0;         ///< 2 is a chart
};
struct MadeXls {
  std::vector<MadeXlsSheet> sheets;
  std::string globals;  ///< records before the sheets' names: formats, styles, strings
  bool wide = true;     ///< BIFF8, else BIFF5, whose names are bytes
};

std::string xls_stream(const MadeXls& made);
inline constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;
/// 128 bytes of a compound file's directory. `type`: 1 storage, 2 stream, 5 root.
std::string compound_entry(std::string_view name, int type, std::uint32_t start, std::size_t size,
                           std::uint32_t child = kNoEntry, std::uint32_t right = kNoEntry);
/// A compound file of one stream. `small` keeps one of under 4096 bytes in small sectors; else it is filled
/// up, as Excel does. The directory has room for four entries: the root, the stream and two more.
std::string compound_file(std::string stream, std::string_view name = "Workbook", bool small = false);

}  // namespace vungphu::test
