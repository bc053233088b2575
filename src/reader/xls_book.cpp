#include "xls_book.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "vungphu/base/date.hpp"

#include "biff.hpp"
#include "little_endian.hpp"
#include "number_text.hpp"

namespace vungphu::reader {
namespace {

using namespace std::string_view_literals;

constexpr std::uint16_t kBiff5 = 0x0500, kBiff8 = 0x0600;

/// The first section of a number format without what is only shown: quoted and escaped characters, fill and
/// space, colours, conditions, locales. Empty where hours add up.
std::string bare_code(std::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      if (i + 1 < code.size() && "hHmMsS"sv.find(code[i + 1]) != "hHmMsS"sv.npos) {
        // [h], [mm] add up; [Magenta] is a colour
        const std::size_t end = code.find_first_not_of(code[i + 1], i + 1);
        if (end < code.size() && code[end] == ']') return {};
      }
      i = std::min(code.find(']', i), code.size());
    } else {
      bare.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
    }
  }
  return bare;
}

/// The formats that every workbook has, by number (ECMA-376 part 1, 18.8.30; from 27 on those of East Asian
/// Excels); those that hold no date and no time are left out, and so is 46, whose hours add up.
CellFormat built_in(std::uint16_t number) {
  struct Run {
    std::uint16_t first, last;
    CellFormat format;
  };
  constexpr std::array kRuns{
      Run{14, 17, CellFormat::date}, Run{18, 21, CellFormat::time}, Run{22, 22, CellFormat::date_time},
      Run{27, 31, CellFormat::date}, Run{36, 36, CellFormat::date}, Run{45, 45, CellFormat::time},
      Run{47, 47, CellFormat::time}, Run{50, 54, CellFormat::date}, Run{57, 58, CellFormat::date}};
  const auto run = std::find_if(kRuns.begin(), kRuns.end(),
                                [&](const Run& r) { return number >= r.first && number <= r.last; });
  return run == kRuns.end() ? CellFormat::number : run->format;
}

Status add_sheet(XlsBook& book, std::string_view data) {
  constexpr std::uint32_t kCells = 0;
  BiffCursor cursor({data});
  const std::uint32_t at = cursor.number(4);
  cursor.number(1);  // whether it is hidden
  const std::uint32_t kind = cursor.number(1), length = cursor.number(1);
  std::string name = book.wide ? cursor.text(length) : cursor.bytes(length);
  if (cursor.failed()) return damaged("sheet");
  if (kind == kCells) book.sheets.push_back({std::move(name), at});
  return {};
}

Status add_format(XlsBook& book, std::string_view data) {
  BiffCursor cursor({data});
  const auto number = static_cast<std::uint16_t>(cursor.number(2));
  const std::uint32_t length = cursor.number(book.wide ? 2 : 1);
  const std::string code = book.wide ? cursor.text(length) : cursor.bytes(length);
  if (cursor.failed()) return damaged("format");
  book.formats[number] = cell_format(code);
  return {};
}

Status add_strings(XlsBook& book, std::vector<std::string_view> pieces) {
  BiffCursor cursor(std::move(pieces));
  cursor.number(4);  // how often they are used
  const std::uint32_t count = cursor.number(4);
  while (book.strings.size() < count && !cursor.at_end() && !cursor.failed()) {
    const std::uint32_t length = cursor.number(2);
    if (length > kMostCharacters) return damaged("length of a text");
    book.strings.push_back(cursor.text(length));
  }
  return cursor.failed() ? Status(damaged("strings")) : Status{};
}

}  // namespace

CellFormat cell_format(std::string_view code) {
  std::string bare = bare_code(code);
  for (std::string_view half : {"am/pm"sv, "a/p"sv})
    if (const std::size_t at = bare.find(half); at != bare.npos) bare.replace(at, half.size(), "h");
  const auto has = [&](std::string_view letters) { return bare.find_first_of(letters) != bare.npos; };
  if (bare.find("general") != bare.npos) return CellFormat::number;
  const bool time = has("hs"), date = has("yd") || (has("m") && !time);
  if (date) return time ? CellFormat::date_time : CellFormat::date;
  return time ? CellFormat::time : CellFormat::number;
}

std::string cell_text(double value, CellFormat format, bool from_1904) {
  using std::chrono::days, std::chrono::sys_days;
  constexpr double kSeconds = 86'400, kFrom1904 = 1462;
  constexpr std::int64_t kFirst = 61, kLast = 2'958'465;  // 1900-03-01 and 9999-12-31
  if (format == CellFormat::number || !std::isfinite(value)) return shortest(value);
  const double serial = from_1904 && format != CellFormat::time ? value + kFrom1904 : value;
  if (serial < 0 || serial >= kLast + 1) return shortest(value);
  // To the second first: 0.99999999 of a day is the next day.
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * kSeconds));
  const std::int64_t day = seconds / 86'400, second = seconds % 86'400;
  if ((day < kFirst || day > kLast) && format != CellFormat::time) return shortest(value);
  const std::string time = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  if (format == CellFormat::time) return time;
  constexpr std::chrono::year_month_day kDayNought{std::chrono::year{1899}, std::chrono::December,
                                                   std::chrono::day{30}};
  const std::string date = iso(Date{sys_days{kDayNought} + days{day}});
  return format == CellFormat::date ? date : date + " " + time;
}

Result<XlsBook> open_xls_book(std::string_view stream) {
  XlsBook book;
  book.stream = stream;
  BiffRecords records(stream, 0);
  BiffRecord record;
  if (!records.next(record) || record.type != kBof || record.data.size() < 4)
    return fail("reader.not_readable");
  const std::uint16_t version = little_endian16(record.data, 0);
  if ((version != kBiff5 && version != kBiff8) || little_endian16(record.data, 2) != kGlobals)
    return fail("reader.not_readable");
  book.wide = version == kBiff8;
  while (records.next(record)) {
    switch (record.type) {
      case kEof:
        return book;
      case kFilePass:
        return fail("reader.encrypted");
      case kDate1904:
        book.from_1904 = record.data.size() >= 2 && little_endian16(record.data, 0) == 1;
        break;
      case kBoundSheet:
        VP_CHECK(add_sheet(book, record.data));
        break;
      case kFormat:
        VP_CHECK(add_format(book, record.data));
        break;
      case kXf:
        if (record.data.size() < 4) return damaged("style");
        book.styles.push_back(little_endian16(record.data, 2));
        break;
      case kSst:
        VP_CHECK(add_strings(book, records.pieces(record)));
        break;
      default:
        break;
    }
  }
  return damaged("no end of the workbook");
}

CellFormat format_of(const XlsBook& book, std::uint16_t style) {
  if (style >= book.styles.size()) return CellFormat::number;
  const auto own = book.formats.find(book.styles[style]);
  return own == book.formats.end() ? built_in(book.styles[style]) : own->second;
}

}  // namespace vungphu::reader
