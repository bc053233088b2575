// Whole files, written so that a reader sees the old one or the new one, never half.
#pragma once

#include <string>
#include <string_view>

#include "vungphu/base/result.hpp"

namespace vungphu {

Result<std::string> read_file(const std::string& path);
/// Writes `path`.part, fsync, rename, fsync of the folder. A full disk is Error "base.no_space".
Status write_file(const std::string& path, std::string_view content);
/// Error base.not_a_file when something that is no regular file has the name `path`: a rename would take the
/// place of a device or a pipe (/dev/stdout). Asked by write_file and publish_file, and by others before long
/// work.
Status check_replaceable(const std::string& path);
/// fsync of a finished `from`, rename to `to`, fsync of the folder: an export gets its name only when whole.
Status publish_file(const std::string& from, const std::string& to);
/// An Error for errno: "base.no_space", "base.permission", "base.file_missing", "base.is_directory", else
/// "base.io" with the system's word.
Error io_error(const std::string& path, int error_number);

}  // namespace vungphu
