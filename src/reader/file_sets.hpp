// Data sets of one file or several: which files belong together, by name. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

struct FileSet {
  std::string format;                        ///< an id of formats()
  std::string stem;                          ///< common name, without folder
  std::string main;                          ///< the file that one names; of a geodatabase its folder
  std::map<std::string, std::string> parts;  ///< extension in lower case (of a geodatabase: name) -> name
};

/// "Dữ liệu/A.SHP" gives "shp".
std::string extension_of(std::string_view name);
/// Whether files of this format come with others that are needed or wanted.
bool has_parts(std::string_view format);

/// The data sets among `names`, each with those of its parts that are there. A text beside another data set
/// is taken for a note on it, and a .tab beside a raster of its name for the raster's place.
std::vector<FileSet> find_sets(const std::vector<std::string>& names);
/// Error: reader.part_missing.
Status check_parts(const FileSet& set);
/// The one whole set among the files of an archive, or the one whose main file is `member`. Errors:
/// reader.archive_nothing, reader.archive_nested, reader.archive_several and reader.member_unknown (naming
/// them), reader.part_missing.
Result<FileSet> only_set(const std::vector<std::string>& names, std::string_view member = {});

}  // namespace vungphu::reader
