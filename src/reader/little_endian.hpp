// Whole numbers out of bytes, the lowest byte first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vungphu::reader {

/// The number of `size` bytes at `at`, which are there.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}
inline std::uint16_t little_endian16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(little_endian(bytes, at, 2));
}
inline std::uint32_t little_endian32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(little_endian(bytes, at, 4));
}

}  // namespace vungphu::reader
