#include "staging.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <sys/statvfs.h>

#include "vungphu/base/file.hpp"
#include "vungphu/base/text.hpp"

namespace vungphu::formats {
namespace {

namespace fs = std::filesystem;

std::string parent_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

bool says_full(const std::string& reason) {
  constexpr std::array<std::string_view, 3> kWords{"no space left", "disk is full", "disk quota"};
  const std::string said = lower(reason);
  for (const std::string_view word : kWords) {
    if (said.find(word) != std::string::npos) return true;
  }
  return false;
}

/// After a write that failed: a library may have given back some of what it took before it told.
bool is_full(const std::string& path) {
  constexpr std::uint64_t kAsGoodAsNone = 1 << 20;
  struct statvfs disk {};
  if (::statvfs(parent_of(path).c_str(), &disk) != 0) return false;
  return std::uint64_t{disk.f_bavail} * disk.f_frsize < kAsGoodAsNone ||
         (disk.f_files > 0 && disk.f_favail == 0);
}

}  // namespace

Staging::Staging(std::string folder) : folder_(std::move(folder)) {}
Staging::Staging(Staging&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}

Staging::~Staging() {
  std::error_code ignored;  // nothing better can be done with a folder that does not go away
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<Staging> Staging::beside(const std::string& path) {
  VP_CHECK(check_replaceable(path));
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return tl::unexpected<Error>(io_error(path, EISDIR));
  const std::string parent = parent_of(path);
  std::string folder = parent + "/." + fs::path(path).filename().string() + ".part-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) {
    const int why = errno;
    return tl::unexpected<Error>(io_error(why == ENOENT || why == ENOTDIR ? parent : path, why));
  }
  return Staging(std::move(folder));
}

Status Staging::publish(std::string_view name, const std::string& to) const {
  auto status = publish_file(file(name), to);
  if (!status) {
    // The person asked for `to`; the name it has on the way is ours.
    for (auto& [key, value] : status.error().args) {
      if (value == file(name)) value = to;
    }
  }
  return status;
}

Error write_error(const std::string& path, const std::string& reason, int error_number) {
  if (error_number == ENOSPC || error_number == EDQUOT || says_full(reason) || is_full(path)) {
    return io_error(path, ENOSPC);
  }
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS) {
    return io_error(path, error_number);
  }
  return Error{"formats.write_failed", {{"path", path}, {"reason", reason}}};
}

}  // namespace vungphu::formats
