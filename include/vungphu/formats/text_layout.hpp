// Words into lines of a width, and columns into a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vungphu::formats {

/// Breaks at spaces; a word that is wider than `width` is broken inside. At least one line; 0 is no limit.
std::vector<std::string> wrap(std::string_view text, std::size_t width);
std::size_t longest_word(std::string_view text);

/// What a column needs: at least `least` (no number or short word is broken), at best `best`.
struct ColumnWidth {
  std::size_t least = 0, best = 0;
};
/// Widths that fit `room` together, the widest giving way first; `least` where they cannot. 0 is no limit.
std::vector<std::size_t> fit(const std::vector<ColumnWidth>& columns, std::size_t room);

}  // namespace vungphu::formats
