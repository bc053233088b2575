// Where the text formats write: standard output, or a file that gets its name when it is whole.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "staging.hpp"

namespace vungphu::formats {

class Sink {
 public:
  /// An empty `path` is standard output.
  static Result<Sink> open(const std::string& path);
  /// Buffered; every failure of the disk is found here or in close().
  Status put(std::string_view text);
  Status close();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  Sink() = default;
  std::string path_;
  std::optional<Staging> staging_;
  std::unique_ptr<std::FILE, Closer> file_;  ///< null: standard output
};

}  // namespace vungphu::formats
