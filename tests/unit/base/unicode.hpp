// Random texts over all of Unicode, with Vietnamese letters often.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

namespace vungphu::test {

inline std::string utf8_of(const std::vector<std::uint32_t>& code_points) {
  std::string text;
  const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  const auto tail = [&put](std::uint32_t c, int shift) { put(0x80 | ((c >> shift) & 0x3f)); };
  for (const std::uint32_t c : code_points) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | (c >> 6)), tail(c, 0);
    } else if (c < 0x10000) {
      put(0xe0 | (c >> 12)), tail(c, 6), tail(c, 0);
    } else {
      put(0xf0 | (c >> 18)), tail(c, 12), tail(c, 6), tail(c, 0);
    }
  }
  return text;
}

inline rc::Gen<std::string> unicode_text() {
  using rc::gen::inRange;
  const auto range = [](std::uint32_t first, std::uint32_t last) {
    return inRange<std::uint32_t>(first, last + 1);
  };
  const auto code_point =
      rc::gen::oneOf(range(0x20, 0x7e), range(0xa0, 0x24f), range(0x300, 0x36f), range(0x370, 0x587),
                     range(0x1e00, 0x1fff), range(0x2000, 0xd7ff), range(0xe000, 0x10ffff));
  return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(code_point), utf8_of);
}

}  // namespace vungphu::test
