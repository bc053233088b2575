// A zip, written and read by name (libarchive). Entries bear no times and no owners: equal content gives
// equal bytes.
#pragma once

#include <memory>
#include <string>

#include "vungphu/base/task.hpp"

struct archive;

namespace vungphu::store {

class ZipWriter {
 public:
  /// `path` is there already, with the mode it shall have.
  static Result<ZipWriter> open(const std::string& path);
  /// Adds the file `from` under `name`.
  Status add(const std::string& name, const std::string& from);
  /// Writes the directory; without it the file is no zip.
  Status finish();

 private:
  struct Free {
    void operator()(archive* handle) const;
  };
  ZipWriter(archive* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  Error error() const;
  std::unique_ptr<archive, Free> handle_;
  std::string path_;
};

class ZipReader {
 public:
  static Result<ZipReader> open(const std::string& path);
  /// Goes to the next file; false at the end.
  Result<bool> next();
  const std::string& name() const { return name_; }
  /// Writes the file's bytes to `to`, durably, with mode 0600.
  Status extract(const std::string& to);

 private:
  struct Free {
    void operator()(archive* handle) const;
  };
  ZipReader(archive* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  Error error() const;
  std::unique_ptr<archive, Free> handle_;
  std::string path_;
  std::string name_;
};

}  // namespace vungphu::store
