#include "dbf.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "vungphu/base/text.hpp"

namespace vungphu::reader {
namespace {

constexpr std::size_t kHeaderLengthAt = 8, kRecordLengthAt = 10, kLanguageAt = 29;  // little-endian
constexpr std::size_t kDescriptor = 32;  // bytes of the file's head, and of each column
constexpr std::size_t kNameSize = 11, kTypeAt = 11, kWidthAt = 16;

struct Column {
  std::size_t offset, width;
};

std::size_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

std::string_view filled_part(std::string_view field) {
  field = field.substr(0, field.find('\0'));
  return field.substr(0, field.find_last_not_of(' ') + 1);
}

}  // namespace

unsigned char dbf_language(std::string_view bytes) {
  return static_cast<unsigned char>(byte_at(bytes, kLanguageAt));
}

std::vector<bool> character_columns(std::string_view tab) {
  std::vector<bool> columns;
  std::istringstream lines{std::string(tab)};
  std::string line, name, type;
  std::size_t left = 0;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    if (!(words >> name >> type)) continue;
    if (left > 0) {
      columns.push_back(lower(type).starts_with("char"));
      if (--left == 0) break;
    } else if (lower(name) == "fields") {
      std::from_chars(type.data(), type.data() + type.size(), left);
    }
  }
  return columns;
}

void each_dbf_text(std::string_view bytes, const std::vector<bool>& characters, const TextVisit& visit) {
  const std::size_t header = byte_at(bytes, kHeaderLengthAt) + 256 * byte_at(bytes, kHeaderLengthAt + 1);
  const std::size_t record = byte_at(bytes, kRecordLengthAt) + 256 * byte_at(bytes, kRecordLengthAt + 1);
  std::vector<Column> texts;
  std::size_t offset = 1;  // after the mark of deleted records
  for (std::size_t at = kDescriptor; at + kDescriptor <= std::min(header, bytes.size()); at += kDescriptor) {
    if (bytes[at] == '\r') break;
    if (!visit(filled_part(bytes.substr(at, kNameSize)))) return;
    const std::size_t width = byte_at(bytes, at + kWidthAt);
    const std::size_t column = at / kDescriptor - 1;
    const bool is_text =
        characters.empty() ? bytes[at + kTypeAt] == 'C' : column < characters.size() && characters[column];
    if (is_text) texts.push_back({offset, width});
    offset += width;
  }
  if (record == 0 || texts.empty()) return;
  for (std::size_t at = header; at < bytes.size(); at += record)
    for (const Column& column : texts) {
      if (at + column.offset >= bytes.size()) return;
      if (!visit(filled_part(bytes.substr(at + column.offset, column.width)))) return;
    }
}

}  // namespace vungphu::reader
