// Tables and features built in code, in the form that a reader hands over.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "vungphu/model/raw.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu::test {

using Cells = std::vector<std::optional<std::string>>;

struct Table {
  LayerInfo layer;
  std::vector<RawFeature> rows;
};

/// A table with a header and rows; samples are taken as a reader takes them.
inline Table table(const std::vector<std::string>& header, const std::vector<Cells>& rows) {
  Table made;
  made.layer.name = "table";
  made.layer.geometry = "none";
  made.layer.features = static_cast<std::int64_t>(rows.size());
  made.layer.header_row = 1;
  for (std::size_t column = 0; column < header.size(); ++column) {
    FieldInfo field{header[column], "text", {}};
    for (const Cells& row : rows)
      if (row[column] && !row[column]->empty() && field.samples.size() < 5)
        field.samples.push_back(*row[column]);
    made.layer.fields.push_back(std::move(field));
  }
  std::int64_t line = 2;
  for (const Cells& row : rows)
    made.rows.push_back({.row = line++, .wkb = "", .dropped_z = false, .fields = row, .cells = {}});
  return made;
}

inline LayerInfo columns(const std::vector<std::string>& header) { return table(header, {}).layer; }

/// Well-known binary of a polygon of one ring, whatever its ordinates.
inline std::string polygon_wkb(const std::vector<std::pair<double, double>>& ring) {
  std::string bytes("\x01\x03\x00\x00\x00\x01\x00\x00\x00", 9);
  const auto append = [&](std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
  };
  append(ring.size(), 4);
  for (const auto& [x, y] : ring) {
    append(std::bit_cast<std::uint64_t>(x), 8);
    append(std::bit_cast<std::uint64_t>(y), 8);
  }
  return bytes;
}

inline ColumnUse use(std::string meaning, std::vector<std::string> names) {
  return {.meaning = std::move(meaning), .columns = std::move(names), .from_guess = false};
}

}  // namespace vungphu::test
