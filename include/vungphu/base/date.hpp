// Calendar dates. ISO 8601 in files, JSON and codes; dd/mm/yyyy in print.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "vungphu/base/catalogue.hpp"

namespace vungphu {

using Date = std::chrono::year_month_day;

/// "In force since ever": the valid-from of a list that names none.
inline constexpr Date kBeginning{std::chrono::year{1}, std::chrono::January, std::chrono::day{1}};
/// Later than every day that is given: what is in force then is the newest.
inline constexpr Date kEndOfTime{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};

/// Reads "2026-06-30"; nothing else, and only days that exist.
std::optional<Date> parse_iso_date(std::string_view text);
/// Reads "2026-06-30", "2026/06/30", "30/06/2026", "30-6-2026", "30.06.2026": what office tables hold. The
/// year has four digits; where it stands last, the day stands before the month.
std::optional<Date> parse_any_date(std::string_view text);
/// "2026-06-30".
std::string iso(Date date);
/// "30/06/2026" in Vietnamese, "2026-06-30" in English; empty text for kBeginning.
std::string print_date(Date date, Lang lang);
/// Today in the local time zone: the default of dates a person did not give, never an input of a figure.
Date today();
/// Now in UTC, "2026-06-30T08:15:00Z": for the audit log.
std::string now_utc();

}  // namespace vungphu
