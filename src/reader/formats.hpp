// The formats that are read: one line each. What a name promises, its first bytes must keep.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "sniff.hpp"

namespace vungphu::reader {

/// How a format is read: text cut into records by us, sheets of cells by GDAL or by us, layers of features,
/// rasters.
enum class Kind { text, sheets, workbook, features, raster };

struct Format {
  std::string_view id;
  std::string_view label;  ///< what a person calls it
  std::array<std::string_view, 3> extensions;
  std::array<Signature, 2> signatures;  ///< of the file with that extension
  std::string_view driver;              ///< GDAL's; empty where the bytes are read without it
  Kind kind;
};

std::span<const Format> formats();
const Format* format_by_id(std::string_view id);
const Format* format_by_extension(std::string_view extension);
bool has_signature(const Format& format, Signature signature);

}  // namespace vungphu::reader
