// The bytes of one data set, out of whatever archive they came in. Worker only.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

#include "formats.hpp"

namespace vungphu::reader {

struct Input {
  std::string stem;  ///< its name, where a file of several parts or an archive gives it; else empty
  std::map<std::string, std::span<char>> parts;  ///< extension (of a geodatabase: name) -> bytes, which stay
  std::span<char> main;                          ///< of its main file; empty of a geodatabase
  std::vector<std::string> contents;             ///< what was unpacked; parts and main point into it
};

/// `member` is the main file in an archive; empty for a file that is none, or is the zip made of loose parts.
/// Errors: those of screen_archive(), only_set() and extract_members(); reader.not_readable.
Result<Input> unpack(const Format& format, std::string_view member, std::span<char> bytes);
/// Gives GDAL all parts as "/vsimem/data.shp" and so on, those of a geodatabase in "/vsimem/data.gdb", and
/// returns the name to open. In lower case: GDAL looks for "data.dbf" beside "data.shp", whatever the
/// sender's system made of upper case and accents.
Result<std::string> mount_all(const Format& format, const Input& input);

}  // namespace vungphu::reader
