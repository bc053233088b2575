// Code points out of and into UTF-8, over utf8proc.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <utf8proc.h>

namespace vungphu {

/// Takes the first code point off `text`, which is not empty; -1 (and one byte taken) where it is not UTF-8.
inline utf8proc_int32_t take_code_point(std::string_view& text) {
  utf8proc_int32_t code_point = -1;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
  return length > 0 ? code_point : -1;
}

inline void append_code_point(std::string& text, utf8proc_int32_t code_point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(code_point, bytes.data());
  text.append(bytes.begin(), bytes.begin() + length);
}

}  // namespace vungphu
