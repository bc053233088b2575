#include "count_planes.hpp"

#include <algorithm>
#include <bit>

namespace vungphu::assess {
namespace {

constexpr std::int64_t kMostDigits = 8;  // few homes have more than 255 of anything: these are looked up

}  // namespace

CountPlanes::CountPlanes(const SmallCounts& counts, std::span<const std::uint32_t> members) {
  if (counts.all_unknown()) return;
  known_ = positive_ = others_ = engine::make_bitmap(members.size());
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (const auto count = counts[members[m]]) put(m, *count);
  }
}

void CountPlanes::put(std::size_t member, std::int64_t count) {
  engine::set_bit(known_, member);
  if (count > 0) engine::set_bit(positive_, member);
  if (count < 0 || count >> kMostDigits != 0) {
    engine::set_bit(others_, member);
    large_.emplace_back(member, count);
    return;
  }
  for (std::size_t digit = 0; count != 0; ++digit, count >>= 1) {
    if (digit == digits_.size()) digits_.emplace_back(known_.size(), 0);
    if ((count & 1) != 0) engine::set_bit(digits_[digit], member);
  }
}

std::int64_t CountPlanes::sum(std::size_t word, std::uint64_t bits) const {
  if (known_.empty()) return 0;
  std::int64_t sum = 0;
  for (std::size_t digit = 0; digit < digits_.size(); ++digit) {
    sum += std::int64_t{std::popcount(digits_[digit][word] & bits)} << digit;
  }
  for (std::uint64_t rest = others_[word] & bits; rest != 0; rest &= rest - 1) {
    const std::size_t member = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
    sum += std::ranges::lower_bound(large_, member, {}, &std::pair<std::size_t, std::int64_t>::first)->second;
  }
  return sum;
}

}  // namespace vungphu::assess
