#include "sink.hpp"

#include <cerrno>

#include "vungphu/base/file.hpp"

namespace vungphu::formats {
namespace {

constexpr const char* kName = "out";

tl::unexpected<Error> failure(const std::string& path) {
  return tl::unexpected<Error>(io_error(path.empty() ? "stdout" : path, errno));
}

}  // namespace

Result<Sink> Sink::open(const std::string& path) {
  Sink sink;
  sink.path_ = path;
  if (path.empty()) return sink;
  VP_TRY(Staging staging, Staging::beside(path));
  sink.file_.reset(std::fopen(staging.file(kName).c_str(), "wbe"));
  if (!sink.file_) return failure(path);
  sink.staging_.emplace(std::move(staging));
  return sink;
}

Status Sink::put(std::string_view text) {
  std::FILE* out = file_ ? file_.get() : stdout;
  if (std::fwrite(text.data(), 1, text.size(), out) != text.size()) return failure(path_);
  return {};
}

Status Sink::close() {
  if (!file_) return std::fflush(stdout) == 0 ? Status{} : failure(path_);
  if (std::fclose(file_.release()) != 0) return failure(path_);
  VP_CHECK(staging_->publish(kName, path_));
  staging_.reset();
  return {};
}

}  // namespace vungphu::formats
