// Chance that falls the same way on every machine: splitmix64 and whole numbers, no distribution of the
// library.
#pragma once

#include <cstdint>

namespace vungphu::demo {

class Prng {
 public:
  /// Every thing that is made draws from a stream of its own, so that a change to one does not stir the
  /// others.
  Prng(std::uint64_t seed, std::uint64_t stream)
      : state_(seed * 0x9e3779b97f4a7c15U ^ stream * 0xd1b54a32d192ed03U) {
    next();
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// Both ends included. The bias of the remainder is below 1e-9 for any span used here.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  /// Around 0, near values more often than far ones, at most `most` away.
  std::int64_t around(std::int64_t most) { return (between(-most, most) + between(-most, most)) / 2; }
  bool percent(std::int64_t p) { return between(0, 99) < p; }
  bool one_in(std::int64_t n) { return between(0, n - 1) == 0; }
  template <class Table>
  const auto& pick(const Table& table) {
    return table[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(table.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

/// Streams, one a concern; those of many things are offset by the thing's number.
enum Stream : std::uint64_t {
  kLandStream = 1,
  kMergeStream,
  kNameStream,
  kPlaceStream,
  kHamletStream = 1'000'000,
  kHouseholdStream = 2'000'000,
  kServiceStream = 3'000'000,
  kFeedStream = 4'000'000,
};

}  // namespace vungphu::demo
