#include "biff.hpp"

#include <algorithm>
#include <bit>

#include "vungphu/base/encoding.hpp"

#include "little_endian.hpp"
#include "text_coding.hpp"

namespace vungphu::reader {

bool BiffRecords::next(BiffRecord& record) {
  constexpr std::size_t kHead = 4;
  if (at_ > stream_.size() || stream_.size() - at_ < kHead) return false;
  const std::size_t size = little_endian16(stream_, at_ + 2);
  if (stream_.size() - at_ - kHead < size) return false;
  record = {little_endian16(stream_, at_), stream_.substr(at_ + kHead, size)};
  at_ += kHead + size;
  return true;
}

std::vector<std::string_view> BiffRecords::pieces(const BiffRecord& first) {
  std::vector<std::string_view> pieces{first.data};
  BiffRecords ahead = *this;
  for (BiffRecord more; ahead.next(more) && more.type == kContinue; *this = ahead)
    pieces.push_back(more.data);
  return pieces;
}

void BiffCursor::to_next_filled() {
  while (piece_ < pieces_.size() && rest() == 0) {
    ++piece_;
    at_ = 0;
  }
}

bool BiffCursor::at_end() {
  to_next_filled();
  return piece_ >= pieces_.size();
}

std::uint32_t BiffCursor::number(std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (at_end()) {
      failed_ = true;
      return 0;
    }
    value |= std::uint32_t{static_cast<unsigned char>(pieces_[piece_][at_++])} << (8 * i);
  }
  return value;
}

void BiffCursor::skip(std::uint64_t count) {
  while (count > 0 && !at_end()) {
    const std::uint64_t step = std::min<std::uint64_t>(count, rest());
    at_ += static_cast<std::size_t>(step);
    count -= step;
  }
  if (count > 0) failed_ = true;
}

char32_t BiffCursor::unit(bool wide) {
  const std::size_t size = wide ? 2 : 1;
  const auto value = static_cast<char32_t>(little_endian(pieces_[piece_], at_, size));
  at_ += size;
  return value;
}

namespace {

/// UTF-16 without its pairs; half a pair is no character.
std::u32string joined_pairs(const std::u32string& units) {
  constexpr char32_t kNoCharacter = 0xFFFD;
  const auto is_high = [](char32_t c) { return c >= 0xD800 && c < 0xDC00; };
  const auto is_low = [](char32_t c) { return c >= 0xDC00 && c < 0xE000; };
  std::u32string points;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char32_t unit = units[i];
    if (is_high(unit) && i + 1 < units.size() && is_low(units[i + 1]))
      points.push_back(0x10000 + ((unit - 0xD800) << 10) + (units[++i] - 0xDC00));
    else
      points.push_back(is_high(unit) || is_low(unit) ? kNoCharacter : unit);
  }
  return points;
}

}  // namespace

std::string BiffCursor::text(std::size_t characters) {
  constexpr std::uint32_t kWide = 1, kPhonetics = 4, kFonts = 8;
  if (characters == 0 && at_end()) return {};
  const std::uint32_t flags = number(1);
  const std::uint64_t fonts = (flags & kFonts) != 0 ? number(2) : 0;
  const std::uint64_t phonetics = (flags & kPhonetics) != 0 ? number(4) : 0;
  bool wide = (flags & kWide) != 0;
  std::u32string units;
  while (units.size() < characters && !failed_) {
    if (rest() == 0) wide = (number(1) & kWide) != 0;
    if (rest() < (wide ? 2u : 1u)) {
      failed_ = true;
      break;
    }
    units.push_back(unit(wide));
  }
  skip(4 * fonts + phonetics);
  return utf8(joined_pairs(units));
}

std::string BiffCursor::bytes(std::size_t count) {
  std::string bytes;
  while (bytes.size() < count && !failed_) bytes.push_back(static_cast<char>(number(1)));
  return one_to_one(bytes);
}

tl::unexpected<Error> damaged(std::string detail) {
  return fail("reader.damaged", {{"detail", std::move(detail)}});
}

double number_of_rk(std::uint32_t rk) {
  constexpr std::uint32_t kHundredth = 1, kWhole = 2;
  const double value = (rk & kWhole) != 0
                           ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                           : std::bit_cast<double>(std::uint64_t{rk & ~std::uint32_t{3}} << 32);
  return (rk & kHundredth) != 0 ? value / 100 : value;
}

}  // namespace vungphu::reader
