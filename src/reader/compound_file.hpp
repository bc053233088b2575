// Microsoft's compound file ([MS-CFB]): files within a file, as Office kept documents until 2003. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

/// The whole directory is looked at, small streams too. Whatever the bytes say, a chain of sectors ends: it
/// is at most as long as the file. Time and memory O(bytes).
class CompoundFile {
 public:
  /// `bytes` outlive this. Errors: reader.not_readable (no such file at all), reader.damaged.
  static Result<CompoundFile> open(std::string_view bytes);

  /// The bytes of the stream of that name in any case; nothing where there is none.
  /// Errors: reader.damaged where its sectors lie outside the file, in a circle, or are too few.
  Result<std::optional<std::string>> stream(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  ///< of one-byte characters; others are '?'
    std::uint8_t type = 0;
    std::uint32_t start = 0;
    std::uint64_t size = 0;
  };

  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}
  Status read_table();
  Status read_directory();
  std::string_view sector(std::uint32_t number) const;
  /// The sectors that follow `start` in `table`, joined.
  Result<std::string> chain(const std::vector<std::uint32_t>& table, std::uint32_t start,
                            std::string_view from, std::size_t unit) const;
  Result<std::string> sectors(std::uint32_t start) const;

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::vector<std::uint32_t> table_;       ///< of each sector the next one
  std::vector<std::uint32_t> mini_table_;  ///< of each small sector the next one
  std::string mini_;                       ///< the small sectors
  std::vector<Entry> entries_;
};

}  // namespace vungphu::reader
