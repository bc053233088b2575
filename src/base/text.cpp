#include "vungphu/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "vungphu/base/encoding.hpp"

#include "utf8.hpp"

namespace vungphu {
namespace {

/// What people and programs put around a cell: ASCII, no-break, thin, narrow no-break and ideographic spaces,
/// a stray BOM.
constexpr std::array<std::string_view, 11> kSpaces{" ",      "\t",     "\n",     "\r",     "\v",    "\f",
                                                   "\u00A0", "\u2009", "\u202F", "\u3000", "\uFEFF"};

/// Units that follow a column's name in parentheses. Not "anything short": "Ấp 1 (A)" is a name.
constexpr std::array<std::string_view, 16> kUnits{"m",  "km", "m2", "m²",    "km2", "km²", "ha",   "%",
                                                  "độ", "°",  "hộ", "người", "dbm", "db",  "mb/s", "mbps"};

/// As lower() writes them; "NA" alone is held to its case, for there are villages called Na.
constexpr std::array<std::string_view, 9> kBlanks{"-",    "–",    "—",       "<na>",    "n/a",
                                                  "#n/a", "null", "unknown", "không rõ"};
constexpr std::size_t kLongestBlank = 16;  // bytes, with room for "không rõ" in decomposed form

std::string_view without_unit(std::string_view text) {
  const std::string_view whole = trim(text);
  if (!whole.ends_with(')')) return whole;
  const auto open = whole.rfind('(');
  if (open == std::string_view::npos) return whole;
  const std::string inner = lower(nfc(trim(whole.substr(open + 1, whole.size() - open - 2))));
  return std::ranges::find(kUnits, inner) == kUnits.end() ? whole : whole.substr(0, open);
}

/// True for letters and decimal digits.
bool is_word(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
      return true;
    default:
      return false;
  }
}

void fold_into(std::string& folded, utf8proc_int32_t code_point) {
  if (code_point < 0) return;
  if (code_point < 0x80) {
    const char c = static_cast<char>(code_point);
    if (c >= 'A' && c <= 'Z') folded += static_cast<char>(c + ('a' - 'A'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) folded += c;
    return;
  }
  std::array<utf8proc_int32_t, 32>
      parts{};  // Unicode's longest canonical decomposition with case folding is 4
  int boundary = 0;
  const auto count = utf8proc_decompose_char(
      code_point, parts.data(), parts.size(),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD), &boundary);
  for (auto part = parts.begin(); part < parts.begin() + count; ++part) {
    // The three letters that look like đ: legacy fonts and wrong code pages swap them.
    if (*part == U'đ' || *part == U'ð' || *part == U'ɖ') *part = U'd';
    if (is_word(*part)) append_code_point(folded, *part);
  }
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    if (take_code_point(bytes) < 0) return false;
  }
  return true;
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  utf8proc_uint8_t* made = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &made,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(owned.get()), static_cast<std::size_t>(length)};
}

std::string fold(std::string_view text) {
  text = without_unit(text);
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) fold_into(folded, take_code_point(text));
  return folded;
}

std::string_view trim(std::string_view text) {
  // Most cells begin and end with a letter or digit, and rows come by the million.
  const auto plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; };
  if (!text.empty() && plain(text.front()) && plain(text.back())) return text;
  const auto leads = [&text](std::string_view space) { return text.starts_with(space); };
  const auto ends = [&text](std::string_view space) { return text.ends_with(space); };
  for (auto found = kSpaces.begin(); (found = std::ranges::find_if(kSpaces, leads)) != kSpaces.end();) {
    text.remove_prefix(found->size());
  }
  for (auto found = kSpaces.begin(); (found = std::ranges::find_if(kSpaces, ends)) != kSpaces.end();) {
    text.remove_suffix(found->size());
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string lowered;
  if (is_ascii(text)) {
    lowered = text;
    for (char& c : lowered)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lowered;
  }
  lowered.reserve(text.size());
  while (!text.empty()) {
    const char first = text.front();
    const auto code_point = take_code_point(text);
    if (code_point < 0) {
      lowered += first;
    } else {
      append_code_point(lowered, utf8proc_tolower(code_point));
    }
  }
  return lowered;
}

std::string capitalised(std::string_view text) {
  std::string_view rest = text;
  const auto first = rest.empty() ? -1 : take_code_point(rest);
  if (first < 0) return std::string(text);
  std::string made;
  append_code_point(made, utf8proc_toupper(first));
  return made.append(rest);
}

bool is_blank(std::string_view text) {
  text = trim(text);
  if (text.empty() || text == "NA") return true;
  if (text.size() > kLongestBlank || (text.front() >= '0' && text.front() <= '9')) return false;
  return std::ranges::find(kBlanks, lower(nfc(text))) != kBlanks.end();
}

std::string join(std::span<const std::string> parts, std::string_view between) {
  std::string whole;
  for (const std::string& part : parts) {
    if (&part != parts.data()) whole += between;
    whole += part;
  }
  return whole;
}

}  // namespace vungphu
