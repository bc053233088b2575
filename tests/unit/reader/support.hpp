// Files to read, and what was read of them.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "vungphu/reader/reader.hpp"

namespace vungphu::test {

/// A folder of its own for each test, gone after it.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "vungphu-reader-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() { std::filesystem::remove_all(path_); }

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

  std::string write(const std::string& name, std::string_view content) const {
    std::ofstream(*this / name, std::ios::binary) << content;
    return *this / name;
  }

 private:
  std::string path_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// One layer, whole.
struct Table {
  LayerInfo layer;
  std::vector<RawFeature> rows;
  reader::ReadCounts counts;

  std::size_t column(std::string_view name) const {
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
      if (layer.fields[i].name == name) return i;
    ADD_FAILURE() << "no column " << name;
    return 0;
  }
  /// The value, or "(null)".
  std::string at(std::size_t row, std::string_view name) const {
    return rows.at(row).fields.at(column(name)).value_or("(null)");
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const FieldInfo& field : layer.fields) names.push_back(field.name);
    return names;
  }
};

inline Result<Table> read_packed(const reader::Source& source, const reader::ReadOptions& options = {}) {
  Table table;
  auto counts = reader::read(
      source, options,
      [&](const LayerInfo& layer) -> Status {
        table.layer = layer;
        return {};
      },
      [&](RawFeature&& row) -> Status {
        table.rows.push_back(std::move(row));
        return {};
      });
  if (!counts) return tl::unexpected(counts.error());
  table.counts = *counts;
  return table;
}

/// pack() and read(), as the service does it.
inline Result<Table> read_file_at(const std::string& path, const reader::ReadOptions& options = {}) {
  TempFolder scratch;
  VP_TRY(reader::Packed packed, reader::pack(path, scratch.path()));
  return read_packed({packed.path, packed.format, packed.member}, options);
}

inline Result<FileInfo> describe_file_at(const std::string& path) {
  TempFolder scratch;
  VP_TRY(reader::Packed packed, reader::pack(path, scratch.path()));
  return reader::describe({packed.path, packed.format, packed.member});
}

/// Code of the Error, or "" when there is none.
template <class T>
std::string error_code(const Result<T>& result) {
  return result ? "" : result.error().code;
}

}  // namespace vungphu::test
