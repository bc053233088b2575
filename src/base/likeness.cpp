#include <algorithm>
#include <numeric>
#include <utility>

#include "vungphu/base/text.hpp"

#include "utf8.hpp"

namespace vungphu {
namespace {

std::vector<utf8proc_int32_t> folded_letters(std::string_view text) {
  const std::string folded = fold(text);
  std::vector<utf8proc_int32_t> letters;
  for (std::string_view rest = folded; !rest.empty();) letters.push_back(take_code_point(rest));
  return letters;
}

using Letters = std::span<const utf8proc_int32_t>;

/// Levenshtein's distance, one row of the table at a time.
std::size_t distance(Letters a, Letters b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(folded_letters(a), folded_letters(b));
}

std::vector<std::string> nearest_names(std::string_view word, const std::vector<std::string>& candidates,
                                       std::size_t most) {
  const auto letters = folded_letters(word);
  std::vector<std::pair<std::size_t, std::size_t>> ranked;  // distance, then the order given
  ranked.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    ranked.emplace_back(distance(letters, folded_letters(candidates[i])), i);
  }
  const std::size_t count = std::min(most, ranked.size());
  std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<std::string> nearest;
  for (std::size_t i = 0; i < count; ++i) nearest.push_back(candidates[ranked[i].second]);
  return nearest;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto code_point = take_code_point(text);
    width += code_point < 0
                 ? 1
                 : static_cast<std::size_t>(utf8proc_charwidth(code_point));  // "�" for a broken byte
  }
  return width;
}

}  // namespace vungphu
