// The project's own files, for tests that hold sources and data against each other. ctest runs in the
// project's root.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "vungphu/base/file.hpp"

namespace vungphu::test {

/// Files under `folder` (which may not exist yet) that end in one of `endings`, in byte order.
inline std::vector<std::string> files_under(const std::string& folder,
                                            const std::vector<std::string>& endings) {
  std::vector<std::string> paths;
  if (!std::filesystem::exists(folder)) return paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && std::ranges::find(endings, extension) != endings.end()) {
      paths.push_back(entry.path().string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

inline std::string content_of(const std::string& path) { return read_file(path).value_or(""); }

}  // namespace vungphu::test
