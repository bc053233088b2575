#include <algorithm>

#include <fmt/format.h>

#include "cells.hpp"
#include "sink.hpp"
#include "writers.hpp"

namespace vungphu::formats {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // tells Excel that the file is UTF-8

/// RFC 4180: quoted where a separator, a quote, a line break or a blank at an edge asks for it.
std::string quoted(const std::string& field, char separator) {
  const bool plain = field.find_first_of("\"\r\n") == std::string::npos &&
                     field.find(separator) == std::string::npos &&
                     (field.empty() || (field.front() != ' ' && field.back() != ' '));
  if (plain) return field;
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// For programs: names, codes, points. A text that is empty and one that is not known differ, as "" and
/// nothing.
class CsvWriter : public Writer {
 public:
  CsvWriter(Schema schema, Sink sink) : schema_(std::move(schema)), sink_(std::move(sink)) {}

  Status start() {
    std::string line;
    for (const Column& column : schema_.columns) line += (line.empty() ? "" : ",") + quoted(column.name, ',');
    return sink_.put(line + "\n");
  }

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    fill_row(row_, cells, geometry, schema_.columns.size());
    line_.clear();
    for (std::size_t i = 0; i < row_.size(); ++i) {
      if (i > 0) line_ += ',';
      const auto* value = std::get_if<std::string>(&row_[i]);
      line_ += value && value->empty() ? "\"\"" : quoted(machine_text(row_[i]), ',');
    }
    return sink_.put(line_ += '\n');
  }

  Status close() override { return sink_.close(); }

 private:
  Schema schema_;
  Sink sink_;
  std::string line_;
  std::vector<Cell> row_;
};

/// A text that Excel shows letter by letter, whatever it looks like.
std::string as_formula(const std::string& value) {
  std::string out = "=\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// What Excel would run: a name from a foreign file must not become a formula on a planner's desk.
bool looks_like_formula(const std::string& value) {
  constexpr std::string_view kStarts = "=+-@\t\r";
  return !value.empty() && kStarts.find(value.front()) != std::string_view::npos;
}

/// For Excel by double click: labels, words, and numbers and dates that the Excel of the reader's language
/// takes for such. No thousands separators: "1.234" would be a decimal where Windows is set to English.
class ExcelCsvWriter : public Writer {
 public:
  ExcelCsvWriter(Schema schema, Lang lang, Sink sink)
      : schema_(std::move(schema)),
        shown_(printed_columns(schema_)),
        lang_(lang),
        separator_(lang == Lang::vi ? ';' : ','),
        sink_(std::move(sink)) {}

  Status start() {
    line_ = kByteOrderMark;
    for (const std::size_t i : shown_) add(i, heading(schema_.columns[i], lang_));
    return sink_.put(line_ += "\r\n");
  }

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    fill_row(row_, cells, geometry, schema_.columns.size());
    line_.clear();
    for (const std::size_t i : shown_) add(i, excel_text(schema_.columns[i], row_[i]));
    return sink_.put(line_ += "\r\n");
  }

  Status close() override { return sink_.close(); }

 private:
  void add(std::size_t i, const std::string& field) {
    if (i != shown_.front()) line_ += separator_;
    line_ += quoted(field, separator_);
  }

  std::string excel_text(const Column& column, const Cell& cell) const {
    if (std::holds_alternative<std::int64_t>(cell) && column.type != CellType::percent)
      return machine_text(cell);
    if (const auto value = number_of(cell)) {
      const bool percent = column.type == CellType::percent;
      std::string out = fmt::format("{:.{}f}", *value * (percent ? 100 : 1), decimals_of(column, cell));
      if (lang_ == Lang::vi) std::ranges::replace(out, '.', ',');
      return percent ? out + '%' : out;
    }
    std::string out = print_text(column, cell, lang_);
    return (column.type == CellType::code && !out.empty()) || looks_like_formula(out) ? as_formula(out) : out;
  }

  Schema schema_;
  std::vector<std::size_t> shown_;
  Lang lang_;
  char separator_;
  Sink sink_;
  std::string line_;
  std::vector<Cell> row_;
};

}  // namespace

Made make_csv(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  auto writer = std::make_unique<CsvWriter>(with_position(schema), std::move(sink));
  VP_CHECK(writer->start());
  return writer;
}

Made make_csv_excel(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  auto writer = std::make_unique<ExcelCsvWriter>(with_position(schema), output.lang, std::move(sink));
  VP_CHECK(writer->start());
  return writer;
}

}  // namespace vungphu::formats
