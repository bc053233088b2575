#include "vungphu/base/date.hpp"

#include <array>
#include <ctime>
#include <string>

#include <fmt/format.h>

#include "vungphu/base/text.hpp"

namespace vungphu {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// The numbers of "a/b/c", and of how many digits each is.
struct Numbers {
  std::array<unsigned, 3> value{};
  std::array<std::size_t, 3> digits{};
};

std::optional<Numbers> split(std::string_view text, std::string_view separators) {
  Numbers numbers;
  char separator = '\0';
  std::size_t part = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++numbers.digits[part] > 4) return std::nullopt;
      numbers.value[part] = numbers.value[part] * 10 + static_cast<unsigned>(c - '0');
      continue;
    }
    const bool known = separator == '\0' ? separators.find(c) != std::string_view::npos : c == separator;
    if (!known || ++part == 3) return std::nullopt;
    separator = c;
  }
  if (part != 2) return std::nullopt;
  return numbers;
}

std::optional<Date> existing(unsigned y, unsigned m, unsigned d) {
  const Date date{year{static_cast<int>(y)}, month{m}, day{d}};
  if (!date.ok()) return std::nullopt;
  return date;
}

}  // namespace

std::optional<Date> parse_iso_date(std::string_view text) {
  const auto numbers = split(text, "-");
  if (!numbers || numbers->digits != std::array<std::size_t, 3>{4, 2, 2}) return std::nullopt;
  return existing(numbers->value[0], numbers->value[1], numbers->value[2]);
}

std::optional<Date> parse_any_date(std::string_view text) {
  const auto numbers = split(trim(text), "-/.");
  if (!numbers) return std::nullopt;
  const auto [a, b, c] = numbers->digits;
  const auto short_part = [](std::size_t digits) { return digits == 1 || digits == 2; };
  const auto& value = numbers->value;
  if (a == 4 && short_part(b) && short_part(c)) return existing(value[0], value[1], value[2]);
  if (short_part(a) && short_part(b) && c == 4) return existing(value[2], value[1], value[0]);
  return std::nullopt;
}

std::string iso(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string print_date(Date date, Lang lang) {
  if (date == kBeginning) return {};
  if (lang == Lang::en) return iso(date);
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(date.day()),
                     static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
}

Date today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&now, &local);
  return Date{year{local.tm_year + 1900}, month{static_cast<unsigned>(local.tm_mon) + 1},
              day{static_cast<unsigned>(local.tm_mday)}};
}

std::string now_utc() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto midnight = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::hh_mm_ss time{now - midnight};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso(Date{midnight}), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

}  // namespace vungphu
