#include "number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace vungphu::reader {
namespace {

template <class Real>
std::string text_of(Real value) {
  constexpr Real kWrittenOut = 1e15;
  std::array<char, 64> buffer;
  char* const last = buffer.data() + buffer.size();
  const auto end = value == 0 || (std::abs(value) < kWrittenOut && std::abs(value) >= 1 / kWrittenOut)
                       ? std::to_chars(buffer.data(), last, value, std::chars_format::fixed).ptr
                       : std::to_chars(buffer.data(), last, value).ptr;
  return {buffer.data(), end};
}

}  // namespace

std::string shortest(float value) { return text_of(value); }
std::string shortest(double value) { return text_of(value); }

}  // namespace vungphu::reader
