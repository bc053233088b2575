// Data sets of several files: which files belong together, by name. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

struct FileSet {
  std::string format;                        ///< "shp" or "tab"
  std::string stem;                          ///< common name, without folder
  std::map<std::string, std::string> parts;  ///< extension in lower case -> name as given
};

/// "Dữ liệu/A.SHP" gives "shp".
std::string extension_of(std::string_view name);

/// The sets whose main file (.shp, .tab) is among `names`, each with those of its parts that are there.
std::vector<FileSet> find_sets(const std::vector<std::string>& names);
/// Error: reader.part_missing.
Status check_parts(const FileSet& set);
/// The one whole set among the files of a zip. Errors: reader.archive_nothing, reader.archive_several (naming
/// them), reader.part_missing.
Result<FileSet> only_set(const std::vector<std::string>& names);

}  // namespace vungphu::reader
