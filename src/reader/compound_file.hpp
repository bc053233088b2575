// Microsoft's compound file ([MS-CFB]): files within a file, as Office kept documents until 2003. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

/// Whatever the bytes say, a chain of sectors ends: none is in it twice. Time and memory O(bytes).
class CompoundFile {
 public:
  /// `bytes` outlive this. Errors: reader.not_readable (no such file at all), reader.damaged.
  static Result<CompoundFile> open(std::string_view bytes);

  /// Whether the root has a stream of that name, in any case; one in a storage (an object that was put into
  /// the document) is not the root's.
  bool has(std::string_view name) const;
  /// The bytes of the root's stream of that name in any case, of the first of `names` that it has. Where it
  /// has none of them, as in a file whose tree is broken, the first in the directory; nothing without one.
  /// Errors: reader.damaged where its sectors lie outside the file, in a circle, or are too few.
  Result<std::optional<std::string>> stream(std::initializer_list<std::string_view> names) const;

 private:
  struct Entry {
    std::string name;  ///< lower case, of one-byte characters; others are '?'
    std::uint8_t type = 0;
    std::uint32_t left = 0, right = 0, child = 0;  ///< places in the directory
    std::uint32_t start = 0;
    std::uint32_t size = 0;
    bool of_root = false;  ///< not in a storage
  };

  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}
  Status add_fat_sector(std::uint32_t number);
  Status read_fat();
  Status read_directory();
  void find_entries_of_root();
  const Entry* find_root() const;
  const Entry* find(std::string_view name, bool of_root) const;
  std::string_view sector(std::uint32_t number) const;
  /// The sectors that follow `start`: `size` bytes of them, or all.
  Result<std::string> sectors(std::uint32_t start, std::optional<std::size_t> size) const;
  Result<std::string> small_sectors(std::uint32_t start, std::size_t size) const;

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::vector<std::uint32_t> fat_;  ///< of each sector the next one
  std::vector<Entry> entries_;
};

}  // namespace vungphu::reader
