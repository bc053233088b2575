#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"

namespace vungphu {
namespace {

/// A written number in its parts, digits only: "-1.234,50" is {true, "1234", "50", ""}.
struct Written {
  bool negative = false;
  std::string whole;
  std::string fraction;
  std::string exponent;
};

/// What "1.234", with one separator and three digits behind it, means.
enum class Lone { decimal, thousands };

constexpr std::array<std::string_view, 3> kWideSpaces{"\u00A0", "\u2009", "\u202F"};
constexpr std::array<std::string_view, 2> kMinusSigns{"-", "\u2212"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool take_front(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(mark.size());
  return true;
}

/// Every space that typists and programs put between thousands, as " ".
std::string plain_spaces(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string plain;
  while (!text.empty()) {
    const bool wide = std::ranges::any_of(kWideSpaces, [&](auto space) { return take_front(text, space); });
    plain += wide ? ' ' : text.front();
    if (!wide) text.remove_prefix(1);
  }
  return plain;
}

/// "1.234.567" without its separators: one to three digits, then groups of exactly three behind one same
/// separator.
std::optional<std::string> ungrouped(std::string_view text) {
  const auto first =
      std::min(std::size_t(std::ranges::find_if_not(text, is_digit) - text.begin()), text.size());
  std::string digits(text.substr(0, first));
  if (first == text.size()) return digits;
  const char separator = text[first];
  if (first < 1 || first > 3 || std::string_view(" .,").find(separator) == std::string_view::npos)
    return std::nullopt;
  for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4)) {
    if (text.size() < 4 || text.front() != separator || !all_digits(text.substr(1, 3))) return std::nullopt;
    digits += text.substr(1, 3);
  }
  return digits;
}

/// Where the decimal separator stands:
///   both kinds         the last one, and it stands once    1.234,5   1,234.5
///   one kind, twice    nowhere: thousands                  2.413.383
///   one kind, once     there, unless `lone` says thousands and the groups agree
std::size_t decimal_position(std::string_view text, Lone lone) {
  const auto last = text.find_last_of(".,");
  if (last == std::string_view::npos) return last;
  const auto same = std::ranges::count(text, text[last]);
  const auto other = std::ranges::count(text, text[last] == '.' ? ',' : '.');
  if (other == 0 && same > 1) return std::string_view::npos;
  if (other == 0 && lone == Lone::thousands && ungrouped(text)) return std::string_view::npos;
  return last;
}

std::optional<Written> split(std::string_view text, Lone lone) {
  const std::string plain = plain_spaces(trim(text));
  std::string_view rest = plain;
  Written written;
  written.negative = std::ranges::any_of(kMinusSigns, [&](auto sign) { return take_front(rest, sign); });
  if (!written.negative) take_front(rest, "+");

  if (const auto e = rest.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view exponent = rest.substr(e + 1);
    if (!take_front(exponent, "+") && take_front(exponent, "-")) written.exponent = "-";
    if (!all_digits(exponent)) return std::nullopt;
    written.exponent += exponent;
    rest = rest.substr(0, e);
  }
  const auto decimal = decimal_position(rest, lone);
  if (decimal != std::string_view::npos) {
    written.fraction = rest.substr(decimal + 1);
    if (!all_digits(written.fraction)) return std::nullopt;
    rest = rest.substr(0, decimal);
  }
  auto whole = ungrouped(rest);
  if (!whole || (whole->empty() && written.fraction.empty())) return std::nullopt;
  written.whole = *std::move(whole);
  return written;
}

template <class Number>
std::optional<Number> number_of(const std::string& digits) {
  Number value{};
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::string grouped(std::string_view digits, char separator) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += separator;
    text += digits[i];
  }
  return text;
}

/// Rounds the digits "1234.5678" of a number that is not negative, half away from zero.
std::string rounded(std::string digits, std::size_t decimals) {
  auto point = digits.find('.');
  if (point == std::string::npos) {
    point = digits.size();
    digits += '.';
  }
  const std::size_t wanted = point + 1 + decimals;
  const bool up = digits.size() > wanted && digits[wanted] >= '5';
  digits.resize(wanted, '0');
  if (!up) return digits;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    if (*digit == '.') continue;
    if (*digit != '9') {
      ++*digit;
      return digits;
    }
    *digit = '0';
  }
  return "1" + digits;
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) {
  const auto written = split(text, Lone::thousands);
  if (!written || written->whole.empty() || !written->exponent.empty()) return std::nullopt;
  if (written->fraction.find_first_not_of('0') != std::string::npos) return std::nullopt;
  return number_of<std::int64_t>((written->negative ? "-" : "") + written->whole);
}

std::optional<double> parse_decimal(std::string_view text) {
  const auto written = split(text, Lone::decimal);
  if (!written) return std::nullopt;
  std::string digits = (written->negative ? "-" : "") + written->whole;
  if (!written->fraction.empty()) digits += "." + written->fraction;
  if (!written->exponent.empty()) digits += "e" + written->exponent;
  return number_of<double>(digits);
}

std::string print_number(double value, int decimals, Lang lang) {
  if (!std::isfinite(value)) return "–";
  // The shortest digits that mean this double, so that a figure rounds as a person with a pencil would: 1.005
  // up.
  std::array<char, 2048> buffer;  // the smallest double takes 1,077
  const auto end = std::to_chars(buffer.begin(), buffer.end(), std::abs(value), std::chars_format::fixed).ptr;
  const auto wanted = static_cast<std::size_t>(std::max(decimals, 0));
  const std::string digits = rounded(std::string(buffer.begin(), end), wanted);
  const auto point = digits.find('.');
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;

  std::string text = value < 0 && !zero ? "-" : "";
  text += grouped(std::string_view(digits).substr(0, point), lang == Lang::vi ? '.' : ',');
  if (wanted > 0) {
    text += lang == Lang::vi ? ',' : '.';
    text += digits.substr(point + 1);
  }
  return text;
}

std::string print_count(std::int64_t value, Lang lang) {
  std::string digits = std::to_string(value);
  const bool negative = value < 0;
  return (negative ? "-" : "") +
         grouped(std::string_view(digits).substr(negative ? 1 : 0), lang == Lang::vi ? '.' : ',');
}

}  // namespace vungphu
