#include "cells.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "vungphu/base/date.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"

namespace vungphu::formats {
namespace {

constexpr int kDegreeDecimals = 7;

/// A point that stands for the whole, for formats that hold no geometry.
std::optional<geo::GridPoint> position(const geo::Geometry& geometry) {
  if (const auto* points = std::get_if<geo::MultiPoint>(&geometry); points && !points->points.empty()) {
    return points->points.front();
  }
  if (const auto* area = std::get_if<geo::MultiPolygon>(&geometry); area && !area->polygons.empty()) {
    return geo::centre(*area);
  }
  if (const auto* lines = std::get_if<geo::MultiLine>(&geometry); lines && !lines->lines.empty()) {
    const geo::Path& line = lines->lines.front();
    return line[line.size() / 2];
  }
  return std::nullopt;
}

template <class T>
std::string joined(const std::vector<T>& list, std::string_view separator) {
  return fmt::format("{}", fmt::join(list, separator));
}

std::string labelled(const Column& column, std::string_view code) {
  const auto label = column.labels.find(code);
  return label == column.labels.end() ? std::string(code) : label->second;
}

std::string print_codes(const Column& column, const std::vector<std::string>& codes) {
  if (column.labels.empty()) return joined(codes, "; ");
  std::vector<std::string> labels;
  for (const std::string& code : codes) labels.push_back(labelled(column, code));
  return joined(labels, ", ");
}

/// Of "a, b" each.
std::string print_labels(const Column& column, const std::string& value) {
  constexpr std::string_view kBetween = ", ";
  std::string made;
  for (std::size_t from = 0;;) {
    const std::size_t end = std::min(value.find(kBetween, from), value.size());
    made += labelled(column, std::string_view(value).substr(from, end - from));
    if (end == value.size()) return made;
    made += kBetween;
    from = end + kBetween.size();
  }
}

std::string print_word(const std::string& words, const std::string& code, Lang lang) {
  std::string made = text_or_empty(lang, words + code);
  return made.empty() ? code : made;
}

std::string print_string(const Column& column, const std::string& value, Lang lang) {
  if (!column.labels.empty()) return print_labels(column, value);
  if (column.type == CellType::word) return print_word(column.words, value, lang);
  if (column.type == CellType::date) {
    if (const auto date = parse_iso_date(value)) return print_date(*date, lang);
  }
  return value;
}

}  // namespace

std::string heading(const Column& column, Lang lang) {
  if (column.label.empty()) return column.name;
  const std::string words = text_or_empty(lang, column.label);
  return capitalised(words.empty() ? column.label : words);
}

std::vector<std::size_t> printed_columns(const Schema& schema) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (!schema.columns[i].only_machine) shown.push_back(i);
  }
  return shown;
}

bool is_numeric(CellType type) {
  return type == CellType::count || type == CellType::decimal || type == CellType::percent ||
         type == CellType::metres;
}

std::optional<double> number_of(const Cell& cell) {
  double value = NAN;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) value = static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) value = *real;
  if (const auto* number = std::get_if<Number>(&cell)) value = number->value;
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool is_nothing(const Cell& cell) {
  if (std::holds_alternative<double>(cell) || std::holds_alternative<Number>(cell)) return !number_of(cell);
  return std::holds_alternative<std::monostate>(cell);
}

int decimals_of(const Column& column, const Cell& cell) {
  if (const auto* number = std::get_if<Number>(&cell)) return number->decimals;
  return column.type == CellType::decimal || column.type == CellType::percent ? column.decimals : 0;
}

std::string machine_text(const Cell& cell) {
  if (is_nothing(cell)) return {};
  return std::visit(Overloaded{
                        [](std::monostate) { return std::string(); },
                        [](const std::string& value) { return value; },
                        [](std::int64_t value) { return std::to_string(value); },
                        [](double value) { return fmt::format("{}", value); },
                        [](bool value) { return std::string(value ? "true" : "false"); },
                        [](const std::vector<std::int64_t>& value) { return joined(value, ";"); },
                        [](const std::vector<std::string>& value) { return joined(value, ";"); },
                        [](const Number& value) { return fmt::format("{}", value.value); },
                        [](const Word& value) { return value.code; },
                    },
                    cell);
}

std::string print_text(const Column& column, const Cell& cell, Lang lang) {
  if (is_nothing(cell)) return {};
  if (const auto* value = std::get_if<std::string>(&cell)) return print_string(column, *value, lang);
  if (const auto* word = std::get_if<Word>(&cell)) return print_word(word->words, word->code, lang);
  if (const auto* flag = std::get_if<bool>(&cell)) {
    return text(lang, *flag ? "text.formats.yes" : "text.formats.no");
  }
  if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&cell)) return joined(*counts, "; ");
  if (const auto* codes = std::get_if<std::vector<std::string>>(&cell)) return print_codes(column, *codes);
  const auto* whole = std::get_if<std::int64_t>(&cell);
  if (whole && column.type != CellType::percent) return print_count(*whole, lang);
  const double scale = column.type == CellType::percent ? 100 : 1;
  return print_number(*number_of(cell) * scale, decimals_of(column, cell), lang);
}

Schema with_position(const Schema& schema) {
  Schema made = schema;
  const auto taken = [](const Column& c) { return c.name == "longitude" || c.name == "latitude"; };
  if (schema.geometry == GeometryKind::none || std::ranges::any_of(schema.columns, taken)) return made;
  made.columns.push_back({"longitude", "label.longitude", CellType::decimal, kDegreeDecimals, {}, false});
  made.columns.push_back({"latitude", "label.latitude", CellType::decimal, kDegreeDecimals, {}, false});
  return made;
}

void fill_row(std::vector<Cell>& row, std::span<const Cell> cells, const geo::Geometry& geometry,
              std::size_t columns) {
  row.assign(cells.begin(), cells.end());
  if (row.size() + 2 != columns) return;
  row.resize(columns);
  if (const auto where = position(geometry)) {
    row[columns - 2] = geo::degrees(where->x);
    row[columns - 1] = geo::degrees(where->y);
  }
}

}  // namespace vungphu::formats
