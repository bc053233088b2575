#include "vungphu/formats/text_layout.hpp"

#include <algorithm>
#include <numeric>

#include "vungphu/base/text.hpp"

namespace vungphu::formats {
namespace {

/// Bytes of `text` that fill at most `width` columns, at least one code point.
std::size_t bytes_within(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (end > 0 && display_width(text.substr(0, next)) > width) break;
    end = next;
  }
  return end;
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t space = std::min(text.find_first_of(" \n"), text.size());
    if (space > 0) visit(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
}

}  // namespace

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  each_word(text, [&](std::string_view word) { longest = std::max(longest, display_width(word)); });
  return longest;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  if (width == 0 || (text.find('\n') == std::string_view::npos && display_width(text) <= width)) {
    return {std::string(text)};
  }
  std::vector<std::string> lines(1);
  each_word(text, [&](std::string_view word) {
    const std::size_t used = display_width(lines.back());
    if (used > 0 && used + 1 + display_width(word) <= width) {
      lines.back() += ' ';
    } else if (used > 0) {
      lines.emplace_back();
    }
    while (display_width(word) > width) {
      const std::size_t cut = bytes_within(word, width);
      lines.back() = word.substr(0, cut);
      lines.emplace_back();
      word.remove_prefix(cut);
    }
    lines.back() += word;
  });
  return lines;
}

std::vector<std::size_t> fit(const std::vector<ColumnWidth>& columns, std::size_t room) {
  std::vector<std::size_t> widths;
  for (const ColumnWidth& column : columns) widths.push_back(column.best);
  std::size_t total = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
  while (room > 0 && total > room) {
    std::size_t widest = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (widths[i] > columns[i].least && (widest == columns.size() || widths[i] > widths[widest]))
        widest = i;
    }
    if (widest == columns.size()) break;
    --widths[widest];
    --total;
  }
  return widths;
}

}  // namespace vungphu::formats
