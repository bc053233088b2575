// What bytes are by their first few, whatever the file is called.
#pragma once

#include <string_view>

namespace vungphu::reader {

enum class Signature {
  text,
  json,
  xml,
  html,
  zip,
  rar,
  seven_zip,
  tar,
  gzip,
  ole,
  bare_excel,  ///< a workbook without the file system around it
  sqlite,
  flatgeobuf,
  shapefile,
  mapinfo,
  tiff,
  vertical_mapper,
  pdf,
  dwg,
  dgn,
  access,
  binary
};

/// Archives that are opened for what they hold.
bool is_archive(Signature signature);

/// `head` is the start of a file, some kilobytes at most.
Signature sniff(std::string_view head);
/// A word a person knows in any language: "ZIP", "HTML", "PDF" …
std::string_view name_of(Signature signature);

}  // namespace vungphu::reader
