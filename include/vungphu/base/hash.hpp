// SHA-256 for bytes as received, BLAKE2b-256 for digests and chains (libsodium).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "vungphu/base/result.hpp"

namespace vungphu {

std::string hex(std::span<const std::byte> bytes);

/// Streaming; `add` in any pieces, `hex_digest` once at the end (64 lower-case hex digits).
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void add(std::span<const std::byte> bytes);
  std::string hex_digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// As Sha256, with 32 bytes of BLAKE2b.
class Blake2b {
 public:
  Blake2b();
  ~Blake2b();
  Blake2b(Blake2b&&) noexcept;
  Blake2b& operator=(Blake2b&&) noexcept;
  void add(std::span<const std::byte> bytes);
  /// Length-prefixed, so that ("ab","c") and ("a","bc") differ.
  void add_text(std::string_view text);
  /// As 8 little-endian bytes.
  void add_int(std::int64_t value);
  std::string hex_digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 of a whole file.
Result<std::string> sha256_of_file(const std::string& path);

}  // namespace vungphu
