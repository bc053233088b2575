// Archives (libarchive): screened and read in a worker; zips are written by the parent.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

/// Names of the files in a zip, in its order, once it has passed: at most 10,000 entries, 2 GiB inflated and
/// 200 times its own size, no encryption, no link, no duplicate, absolute or upward name. Hidden copies of
/// macOS are left out. Errors: reader.archive_damaged, reader.archive_bomb, reader.archive_unsafe,
/// reader.archive_encrypted.
Result<std::vector<std::string>> screen_zip(std::string_view bytes);

/// The same of a .zip, .rar, .7z, .tar or .tar.gz. Names that are no UTF-8 are given as the text they most
/// likely are. Errors: also reader.archive_kind for any other bytes.
Result<std::vector<std::string>> screen_archive(std::string_view bytes);

/// The bytes of one file of a screened archive. Never more than the screens allow, whatever its directory
/// says.
Result<std::string> extract_member(std::string_view bytes, std::string_view member);
/// Of several, in one pass: a .7z or .rar may have to be unpacked from its beginning for each.
Result<std::map<std::string, std::string>> extract_members(std::string_view bytes,
                                                           const std::vector<std::string>& members);

struct ZipPart {
  std::string name;  ///< in the zip
  std::string path;  ///< of the file to take
};
/// Writes a zip that depends on the parts' names and bytes only: sorted, stored, no times, no owners.
Status write_zip(const std::string& path, std::vector<ZipPart> parts);

}  // namespace vungphu::reader
