#include "xls_maker.hpp"

#include <algorithm>
#include <bit>

namespace vungphu::test {
namespace {

constexpr std::size_t kSector = 512, kSmall = 64, kLargeFrom = 4096;
constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kTable = 0xFFFFFFFD;

std::string filled_up(std::string bytes, std::size_t unit, char with = '\0') {
  bytes.resize((bytes.size() + unit - 1) / unit * unit, with);
  return bytes;
}

/// Sectors that follow each other from `first` on.
void add_run(std::vector<std::uint32_t>& table, std::size_t count) {
  for (std::size_t i = 1; i < count; ++i) table.push_back(static_cast<std::uint32_t>(table.size() + 1));
  if (count > 0) table.push_back(kEnd);
}

std::string table_bytes(std::vector<std::uint32_t> table) {
  table.resize((table.size() + kSector / 4 - 1) / (kSector / 4) * (kSector / 4), kFree);
  std::string bytes;
  for (std::uint32_t next : table) bytes += low_first(next, 4);
  return bytes;
}

std::string bof(bool wide, int what) {
  std::string data = low_first(wide ? 0x0600 : 0x0500, 2) + low_first(static_cast<std::uint64_t>(what), 2);
  data.resize(wide ? 16 : 8, '\0');
  return xls_record(0x0809, data);
}

std::string name_bytes(const MadeXls& made, const MadeXlsSheet& sheet) {
  const std::string length = low_first(sheet.name.size(), 1);
  if (made.wide) return length + xls_text(sheet.name);
  std::string bytes = length;
  for (char16_t c : sheet.name) bytes.push_back(static_cast<char>(c));
  return bytes;
}

}  // namespace

std::string low_first(std::uint64_t value, std::size_t size) {
  std::string bytes;
  for (; size > 0; --size, value >>= 8) bytes.push_back(static_cast<char>(value & 0xFF));
  return bytes;
}

std::string real_bytes(double value) { return low_first(std::bit_cast<std::uint64_t>(value), 8); }

std::string xls_record(std::uint16_t type, std::string_view data) {
  return low_first(type, 2) + low_first(data.size(), 2) + std::string(data);
}

std::string xls_place(int row, int column, int style) {
  std::string bytes;
  for (int part : {row, column, style}) bytes += low_first(static_cast<std::uint64_t>(part), 2);
  return bytes;
}

std::string xls_text(std::u16string_view text) {
  const bool wide = std::any_of(text.begin(), text.end(), [](char16_t c) { return c > 0xFF; });
  std::string bytes(1, wide ? '\1' : '\0');
  for (char16_t c : text) bytes += low_first(c, wide ? 2 : 1);
  return bytes;
}

std::string xls_formula(int row, int column, std::string_view value) {
  return xls_record(0x0006, xls_place(row, column) + std::string(value) + std::string(8, '\0'));
}

std::string xls_stream(const MadeXls& made) {
  const auto globals = [&](const std::vector<std::size_t>& places) {
    std::string bytes = bof(made.wide, 0x0005) + made.globals;
    for (std::size_t i = 0; i < made.sheets.size(); ++i)
      bytes += xls_record(0x0085, low_first(places[i], 4) + '\0' +
                                      low_first(static_cast<std::uint64_t>(made.sheets[i].kind), 1) +
                                      name_bytes(made, made.sheets[i]));
    return bytes + xls_record(0x000A, "");
  };
  std::vector<std::size_t> places(made.sheets.size());
  std::size_t at = globals(places).size();
  std::string sheets;
  for (std::size_t i = 0; i < made.sheets.size(); ++i) {
    places[i] = at + sheets.size();
    sheets += bof(made.wide, made.sheets[i].kind == 2 ? 0x0020 : 0x0010) + made.sheets[i].records +
              xls_record(0x000A, "");
  }
  return globals(places) + sheets;
}

std::string compound_entry(std::string_view name, int type, std::uint32_t start, std::size_t size,
                           std::uint32_t child, std::uint32_t right) {
  std::string wide;
  for (char c : name) wide.append({c, '\0'});
  wide.append(2, '\0');
  const std::string length = low_first(wide.size(), 2);
  wide.resize(64, '\0');
  return wide + length + low_first(static_cast<std::uint64_t>(type), 1) + '\1' + low_first(kFree, 4) +
         low_first(right, 4) + low_first(child, 4) + std::string(36, '\0') + low_first(start, 4) +
         low_first(size, 8);
}

std::string compound_file(std::string stream, std::string_view name, bool small) {
  if (!small && stream.size() < kLargeFrom) stream.resize(kLargeFrom, '\0');
  const std::size_t size = stream.size();
  std::vector<std::uint32_t> table, small_table;
  std::string body = filled_up(filled_up(std::move(stream), small ? kSmall : 1), kSector);
  add_run(table, body.size() / kSector);
  std::uint32_t small_table_at = kEnd;
  if (small) {
    add_run(small_table, (size + kSmall - 1) / kSmall);
    small_table_at = static_cast<std::uint32_t>(table.size());
    body += table_bytes(small_table);
    table.push_back(kEnd);
  }
  const auto directory_at = static_cast<std::uint32_t>(table.size());
  table.push_back(kEnd);
  body += compound_entry("Root Entry", 5, small ? 0 : kEnd,
                         small ? filled_up(std::string(size, ' '), kSmall).size() : 0, 1) +
          compound_entry(name, 2, 0, size) + std::string(2 * 128, '\0');
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + low_first(0x3E, 2) +
                       low_first(3, 2) + low_first(0xFFFE, 2) + low_first(9, 2) + low_first(6, 2) +
                       std::string(10, '\0');
  const std::size_t table_sectors = table.size() / (kSector / 4 - 1) + 1;
  header += low_first(table_sectors, 4) + low_first(directory_at, 4) + low_first(0, 4) +
            low_first(kLargeFrom, 4) + low_first(small_table_at, 4) + low_first(small ? 1 : 0, 4) +
            low_first(kEnd, 4) + low_first(0, 4);
  for (std::size_t i = 0; i < 109; ++i) {
    header += low_first(i < table_sectors ? table.size() : kFree, 4);
    if (i < table_sectors) table.push_back(kTable);
  }
  return header + body + table_bytes(table);
}

}  // namespace vungphu::test
