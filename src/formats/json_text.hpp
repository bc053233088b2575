// Cells as JSON text, for json and geojson.
#pragma once

#include <span>
#include <string>

#include "vungphu/formats/table.hpp"

namespace vungphu::formats {

/// `"text"` with what JSON needs escaped; bytes that are not UTF-8 are replaced.
std::string json_string(const std::string& text);
/// Appends `"code":"00123","households":12` without braces.
void append_members(std::string& out, std::span<const Column> columns, std::span<const Cell> cells);

}  // namespace vungphu::formats
