// Text as people type it: normalisation, folding for comparison, numbers, likeness. UTF-8 throughout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/catalogue.hpp"

namespace vungphu {

bool is_utf8(std::string_view bytes);
/// Unicode normalisation form C (utf8proc). Invalid UTF-8 comes back unchanged.
std::string nfc(std::string_view text);
/// For comparison only: NFC, lower case, no accents, đ as d, everything but letters and digits dropped, "(m)" dropped.
/// "Vĩ  độ (m)" and "vi_do" both give "vido".
std::string fold(std::string_view text);
std::string_view trim(std::string_view text);
/// Upper and lower case of any script (utf8proc).
std::string lower(std::string_view text);

/// Bytes in any encoding a table arrives in (UTF-8 with or without BOM, UTF-16, Windows-1258, …), as UTF-8.
/// `encoding`, when not null, is told what was found. Detection: BOM, then validity, then uchardet.
std::string to_utf8(std::string_view bytes, std::string* encoding = nullptr);

/// A whole number as offices write it: " 1.234 ", "1,234", "81    ", "12.0"; "-", "" and "<NA>" are nothing.
std::optional<std::int64_t> parse_count(std::string_view text);
/// A decimal as offices write it: "1.234,5", "1,234.5", "105,75", "9.4178", "1e3". One comma and no point is a decimal comma.
/// Never NaN or infinite.
std::optional<double> parse_decimal(std::string_view text);
/// True for what stands for "no value" in tables: empty, "-", "–", "<NA>", "NA", "N/A", "null", "Unknown", "không rõ".
bool is_blank(std::string_view text);

/// 1234567.5 with 1 decimal: "1.234.567,5" in Vietnamese, "1,234,567.5" in English.
std::string print_number(double value, int decimals, Lang lang);
std::string print_count(std::int64_t value, Lang lang);

/// Edit distance over folded text, for "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b);
/// At most `most` of `candidates` that are nearest to `word`, nearest first.
std::vector<std::string> nearest_names(std::string_view word, const std::vector<std::string>& candidates, std::size_t most = 3);

/// Columns that `text` takes on a terminal (utf8proc_charwidth).
std::size_t display_width(std::string_view text);

}  // namespace vungphu
