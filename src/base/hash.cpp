#include "vungphu/base/hash.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <sodium.h>

#include "vungphu/base/file.hpp"

#include "fd.hpp"

namespace vungphu {
namespace {

constexpr std::size_t kDigestBytes = 32;
static_assert(crypto_hash_sha256_BYTES == kDigestBytes && crypto_generichash_BYTES == kDigestBytes);
using Digest = std::array<unsigned char, kDigestBytes>;

const unsigned char* raw(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// Lets libsodium pick the fastest code for this processor; the digests are the same without.
void prepare_sodium() { [[maybe_unused]] static const int once = sodium_init(); }

}  // namespace

std::string hex(std::span<const std::byte> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    text += kDigits[std::to_integer<std::size_t>(byte >> 4)];
    text += kDigits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

struct Sha256::State {
  crypto_hash_sha256_state hash;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  prepare_sodium();
  crypto_hash_sha256_init(&state_->hash);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::span<const std::byte> bytes) {
  crypto_hash_sha256_update(&state_->hash, raw(bytes), bytes.size());
}

std::string Sha256::hex_digest() {
  Digest digest;
  crypto_hash_sha256_final(&state_->hash, digest.data());
  return hex(std::as_bytes(std::span(digest)));
}

struct Blake2b::State {
  crypto_generichash_state hash;
  std::array<std::byte, 512> waiting;  // millions of numbers come one by one: a call for each costs more
  std::size_t waits = 0;

  void flush() {
    crypto_generichash_update(&hash, raw(std::span(waiting).first(waits)), waits);
    waits = 0;
  }
};

Blake2b::Blake2b() : state_(std::make_unique_for_overwrite<State>()) {
  prepare_sodium();
  crypto_generichash_init(&state_->hash, nullptr, 0, kDigestBytes);
}
Blake2b::~Blake2b() = default;
Blake2b::Blake2b(Blake2b&&) noexcept = default;
Blake2b& Blake2b::operator=(Blake2b&&) noexcept = default;

void Blake2b::add(std::span<const std::byte> bytes) {
  State& state = *state_;
  if (bytes.size() > state.waiting.size() - state.waits) state.flush();
  if (bytes.size() > state.waiting.size()) {
    crypto_generichash_update(&state.hash, raw(bytes), bytes.size());
    return;
  }
  std::ranges::copy(bytes, state.waiting.begin() + static_cast<std::ptrdiff_t>(state.waits));
  state.waits += bytes.size();
}

void Blake2b::add_text(std::string_view text) {
  add_int(static_cast<std::int64_t>(text.size()));
  add(std::as_bytes(std::span(text)));
}

void Blake2b::add_int(std::int64_t value) {
  std::array<std::byte, 8> bytes;
  auto rest = static_cast<std::uint64_t>(value);
  for (std::byte& byte : bytes) {
    byte = static_cast<std::byte>(rest & 0xff);
    rest >>= 8;
  }
  add(bytes);
}

std::string Blake2b::hex_digest() {
  state_->flush();
  Digest digest;
  crypto_generichash_final(&state_->hash, digest.data(), digest.size());
  return hex(std::as_bytes(std::span(digest)));
}

Result<std::string> sha256_of_file(const std::string& path) {
  constexpr std::size_t kChunk = std::size_t{1} << 18;
  const Fd file(path, O_RDONLY);
  if (!file) return tl::unexpected<Error>(io_error(path, errno));
  Sha256 hash;
  std::vector<std::byte> chunk(kChunk);
  for (;;) {
    const ssize_t got = file.read(chunk.data(), chunk.size());
    if (got < 0) return tl::unexpected<Error>(io_error(path, errno));
    if (got == 0) return hash.hex_digest();
    hash.add(std::span(chunk).first(static_cast<std::size_t>(got)));
  }
}

}  // namespace vungphu
