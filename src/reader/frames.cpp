#include "frames.hpp"

#include <bit>
#include <limits>

namespace vungphu::reader {
namespace {

constexpr std::uint32_t kNull = std::numeric_limits<std::uint32_t>::max();

void put(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

void put_text(std::string& out, std::string_view text) {
  put(out, text.size(), 4);
  out.append(text);
}

/// Takes values off the front of a view; once something is missing, `ok` stays false and all values are zero.
struct Cursor {
  std::string_view rest;
  bool ok = true;

  std::string_view bytes(std::size_t count) {
    if (!ok || count > rest.size()) {
      ok = false;
      return {};
    }
    std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
  }

  std::uint64_t number(std::size_t count) {
    std::uint64_t value = 0;
    int shift = 0;
    for (char byte : bytes(count)) {
      value |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
      shift += 8;
    }
    return value;
  }
};

/// Room for a block of cells: its place, its size, 4 bytes a cell.
constexpr std::size_t kCellsHead = 4 * 8;
constexpr std::uint64_t kLongestSide = 1u << 20;  // of a block; keeps the product small

void put_cells(std::string& out, const RawCells& cells) {
  for (std::int64_t number : {cells.first_column, cells.first_line, cells.columns, cells.lines})
    put(out, static_cast<std::uint64_t>(number), 8);
  for (float value : cells.values) put(out, std::bit_cast<std::uint32_t>(value), 4);
}

/// Whether `rest` is a block of cells and nothing else.
bool take_cells(Cursor& cursor, RawCells& cells) {
  cells.first_column = static_cast<std::int64_t>(cursor.number(8));
  cells.first_line = static_cast<std::int64_t>(cursor.number(8));
  const std::uint64_t columns = cursor.number(8), lines = cursor.number(8);
  if (!cursor.ok || columns == 0 || lines == 0 || columns > kLongestSide || lines > kLongestSide ||
      cursor.rest.size() != 4 * columns * lines || cells.first_column < 0 || cells.first_line < 0)
    return false;
  cells.columns = static_cast<std::int64_t>(columns);
  cells.lines = static_cast<std::int64_t>(lines);
  cells.values.reserve(columns * lines);
  while (!cursor.rest.empty())
    cells.values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(cursor.number(4))));
  return true;
}

std::size_t encoded_size(const RawFeature& feature) {
  std::size_t size = 8 + 1 + 4 + feature.wkb.size() + 4;
  if (!feature.cells.values.empty()) size += kCellsHead + 4 * feature.cells.values.size();
  for (const auto& field : feature.fields) size += 4 + (field ? field->size() : 0);
  return size;
}

}  // namespace

FrameState next_frame(std::string_view bytes, Frame& frame) {
  if (bytes.size() < kFrameHead) return FrameState::needs_more;
  Cursor cursor{bytes};
  const std::uint64_t length = cursor.number(4);
  const std::uint64_t type = cursor.number(1);
  if (length > kMaxPayload || type < static_cast<std::uint64_t>(FrameType::request) ||
      type > static_cast<std::uint64_t>(FrameType::sample))
    return FrameState::bad;
  if (cursor.rest.size() < length) return FrameState::needs_more;
  frame = {static_cast<FrameType>(type), cursor.bytes(length)};
  return FrameState::whole;
}

void append_frame(std::string& out, FrameType type, std::string_view payload) {
  put(out, payload.size(), 4);
  put(out, static_cast<std::uint64_t>(type), 1);
  out.append(payload);
}

bool append_feature(std::string& out, const RawFeature& feature, FrameType type) {
  const std::size_t size = encoded_size(feature);
  if (size > kMaxPayload) return false;
  put(out, size, 4);
  put(out, static_cast<std::uint64_t>(type), 1);
  put(out, static_cast<std::uint64_t>(feature.row), 8);
  put(out, feature.dropped_z ? 1 : 0, 1);
  put_text(out, feature.wkb);
  put(out, feature.fields.size(), 4);
  for (const auto& field : feature.fields) {
    if (field)
      put_text(out, *field);
    else
      put(out, kNull, 4);
  }
  if (!feature.cells.values.empty()) put_cells(out, feature.cells);
  return true;
}

std::optional<RawFeature> parse_feature(std::string_view payload) {
  Cursor cursor{payload};
  RawFeature feature;
  feature.row = static_cast<std::int64_t>(cursor.number(8));
  feature.dropped_z = cursor.number(1) != 0;
  feature.wkb = cursor.bytes(cursor.number(4));
  const std::uint64_t fields = cursor.number(4);
  if (fields > cursor.rest.size() / 4)
    return std::nullopt;  // each takes four bytes at least: no reserve on a lie
  feature.fields.reserve(fields);
  for (std::uint64_t i = 0; i < fields && cursor.ok; ++i) {
    const std::uint64_t length = cursor.number(4);
    if (length == kNull)
      feature.fields.emplace_back();
    else
      feature.fields.emplace_back(cursor.bytes(length));
  }
  if (!cursor.ok || (!cursor.rest.empty() && !take_cells(cursor, feature.cells))) return std::nullopt;
  return feature;
}

}  // namespace vungphu::reader
