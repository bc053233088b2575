// A folder beside the file that is to be, for what is not whole yet.
#pragma once

#include <string>
#include <string_view>

#include "vungphu/base/result.hpp"

namespace vungphu::formats {

/// ".<name>.part-XXXXXX" next to `path`, so that publishing is a rename. Goes away with all it holds.
class Staging {
 public:
  static Result<Staging> beside(const std::string& path);
  Staging(Staging&& other) noexcept;
  Staging& operator=(Staging&&) = delete;
  ~Staging();

  const std::string& folder() const { return folder_; }
  std::string file(std::string_view name) const { return folder_ + "/" + std::string(name); }
  /// fsync, rename, fsync. Errors speak of `to`.
  Status publish(std::string_view name, const std::string& to) const;

 private:
  explicit Staging(std::string folder);
  std::string folder_;
};

/// Why `path` could not be written, where a library does not say it by errno alone: base.no_space when errno,
/// `reason` or the disk itself says that it is full; base.permission; else formats.write_failed with
/// `reason`.
Error write_error(const std::string& path, const std::string& reason, int error_number = 0);

}  // namespace vungphu::formats
