#include "vungphu/base/file.hpp"

#include <cstdio>
#include <filesystem>
#include <system_error>

#include <sys/stat.h>

#include "fd.hpp"

namespace vungphu {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;

tl::unexpected<Error> io_failure(const std::string& path) {
  return tl::unexpected<Error>(io_error(path, errno));
}

Status write_all(const std::string& path, std::string_view content) {
  Fd file(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (!file) return io_failure(path);
  while (!content.empty()) {
    const ssize_t put = file.write(content.data(), content.size());
    if (put < 0) return io_failure(path);
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  if (!file.close()) return io_failure(path);
  return {};
}

/// An error of fsync is final: the kernel may have dropped the pages, and a second call would say that all is
/// well.
Status sync_file(const std::string& path) {
  const Fd file(path, O_RDONLY);
  if (!file || ::fsync(file.get()) != 0) return io_failure(path);
  return {};
}

/// A new name is safe only once its folder is.
Status sync_folder_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const std::string folder = parent.empty() ? std::string(".") : parent.string();
  const Fd file(folder, O_RDONLY | O_DIRECTORY);
  if (!file) return io_failure(folder);
  // Some network file systems know no fsync of a folder and say EINVAL; then there is nothing more to do.
  if (::fsync(file.get()) != 0 && errno != EINVAL) return io_failure(folder);
  return {};
}

}  // namespace

Error io_error(const std::string& path, int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return Error{"base.no_space", {{"path", path}}};
    case EACCES:
    case EPERM:
    case EROFS:
      return Error{"base.permission", {{"path", path}}};
    case ENOENT:
    case ENOTDIR:
      return Error{"base.file_missing", {{"path", path}}};
    case EISDIR:
      return Error{"base.is_directory", {{"path", path}}};
    case EPIPE:
      return Error{"base.closed_pipe", {{"path", path}}};
    default:
      return Error{"base.io", {{"path", path}, {"reason", std::generic_category().message(error_number)}}};
  }
}

Result<std::string> read_file(const std::string& path) {
  const Fd file(path, O_RDONLY);
  if (!file) return io_failure(path);
  struct stat status {};
  std::string content;
  if (::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    content.reserve(static_cast<std::size_t>(status.st_size) + kChunk);  // the last read finds the end
  }
  for (;;) {
    const std::size_t size = content.size();
    content.resize(size + kChunk);
    const ssize_t got = file.read(content.data() + size, kChunk);
    if (got < 0) return io_failure(path);
    content.resize(size + static_cast<std::size_t>(got));
    if (got == 0) break;
  }
  content.shrink_to_fit();
  return content;
}

Status write_file(const std::string& path, std::string_view content) {
  VP_CHECK(check_replaceable(path));
  const std::string part = path + ".part";
  auto status = write_all(part, content);
  if (status) status = publish_file(part, path);
  if (!status) {
    ::unlink(part.c_str());
    // The person asked for `path`; the name it has on the way is ours.
    for (auto& [name, value] : status.error().args) {
      if (value == part) value = path;
    }
  }
  return status;
}

Status check_replaceable(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode)) return {};
  return fail(S_ISDIR(status.st_mode) ? "base.is_directory" : "base.not_a_file", {{"path", path}});
}

Status publish_file(const std::string& from, const std::string& to) {
  VP_CHECK(check_replaceable(to));
  VP_CHECK(sync_file(from));
  if (::rename(from.c_str(), to.c_str()) != 0) return io_failure(to);
  return sync_folder_of(to);
}

}  // namespace vungphu
