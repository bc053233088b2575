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
/// For comparison only: lower case, no accents, đ as d, everything but letters and digits dropped, as is a
/// unit in parentheses at the end ("(m)", "(km²)", "(hộ)"; "(A)" is none). "Vĩ  độ (m)" and "vi_do" both give
/// "vido". Normal forms make no difference; what is not UTF-8 is dropped; folding twice is folding once.
std::string fold(std::string_view text);
/// Without spaces of any kind at either end (no-break, thin and ideographic ones too) and without a stray
/// BOM.
std::string_view trim(std::string_view text);
/// Lower case in any script (utf8proc). Bytes that are not UTF-8 stay.
std::string lower(std::string_view text);
/// The first letter in upper case, the rest as it is: "được phủ" as the head of a column is "Được phủ".
std::string capitalised(std::string_view text);

/// Bytes in any encoding a table arrives in (UTF-8 with or without BOM, UTF-16, Windows-1258, …), as UTF-8.
/// `encoding`, when not null, is told what was found. Detection: BOM, UTF-16 by its NUL bytes, UTF-8 by its
/// validity, uchardet, then Windows-1252 and Latin-1; the result is always UTF-8. Windows-1258 may come
/// decomposed: see nfc().
std::string to_utf8(std::string_view bytes, std::string* encoding = nullptr);

/// A whole number as offices write it: " 1.234 ", "1,234", "1 234", "81    ", "12.0"; "-", "", "<NA>" and
/// "12.5" are nothing. A separator before exactly three digits parts thousands. A sign is kept, for the
/// caller to object to.
std::optional<std::int64_t> parse_count(std::string_view text);
/// A decimal as offices write it: "1.234,5", "1,234.5", "105,75", "9.4178", "2.413.383", "1 234,5", "1e3". Of
/// both separators the last is the decimal one; one that stands twice parts thousands, in groups of three;
/// one that stands once is the decimal one ("1.234" is 1.234). Anything else is nothing. Never NaN or
/// infinite.
std::optional<double> parse_decimal(std::string_view text);
/// True for what stands for "no value" in tables: empty, "-", "–", "<NA>", "NA", "N/A", "null", "Unknown",
/// "không rõ".
bool is_blank(std::string_view text);

/// 1234567.5 with 1 decimal: "1.234.567,5" in Vietnamese, "1,234,567.5" in English. Rounds the shortest
/// decimal form half away from zero (1.005 to 1.01); no minus before a zero; "–" for what is not finite.
std::string print_number(double value, int decimals, Lang lang);
std::string print_count(std::int64_t value, Lang lang);

/// Edit distance over folded text, for "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b);
/// At most `most` of `candidates` that are nearest to `word`, nearest first, then in the order given.
std::vector<std::string> nearest_names(std::string_view word, const std::vector<std::string>& candidates,
                                       std::size_t most = 3);

/// Columns that `text` takes on a terminal (utf8proc_charwidth).
std::size_t display_width(std::string_view text);

/// "a, b, c".
std::string join(std::span<const std::string> parts, std::string_view between = ", ");

}  // namespace vungphu
