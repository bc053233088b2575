// Real data that no one here made, for tests. It is not part of the project and may be absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace vungphu::test {

/// A path within the shared data: below $VUNGPHU_SHARED_DATA, else ../shared/data as seen from the project's
/// root, where every test runs.
inline std::filesystem::path shared_data(const std::string& relative) {
  const char* root = std::getenv("VUNGPHU_SHARED_DATA");
  return std::filesystem::path(root && *root ? root : "../shared/data") / relative;
}

}  // namespace vungphu::test

/// Skips the running test, visibly, where that file or folder is absent.
#define VP_NEED_SHARED_DATA(relative)                                                          \
  if (!std::filesystem::exists(::vungphu::test::shared_data(relative)))                        \
  GTEST_SKIP() << "shared data is absent: " << ::vungphu::test::shared_data(relative).string() \
               << " (set VUNGPHU_SHARED_DATA)"
