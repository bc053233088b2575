// Splitting and joining of texts.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace vungphu::intake {

inline std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string whole;
  for (const std::string& part : parts) {
    if (!whole.empty()) whole += separator;
    whole += part;
  }
  return whole;
}

/// Pieces between any of `separators`, empty ones too.
inline std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> pieces;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    pieces.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return pieces;
}

}  // namespace vungphu::intake
