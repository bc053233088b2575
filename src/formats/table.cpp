#include <algorithm>

#include "vungphu/base/text.hpp"
#include "vungphu/formats/text_layout.hpp"

#include "cells.hpp"
#include "sink.hpp"
#include "writers.hpp"

namespace vungphu::formats {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::string_view kRule = "─";
constexpr std::string_view kNothing = "–";  // "not known" must not look like zero
constexpr std::size_t kNarrowest = 8;       // a text column is not squeezed below this
constexpr std::size_t kWidestWithoutLimit = 60;
constexpr std::size_t kHeadLines = 3;  // a head rather takes lines than room

using Line = std::vector<std::string>;  // one text a shown column

/// For people at a terminal. All rows are kept until close(), for their widths.
class TableWriter : public Writer {
 public:
  TableWriter(const Schema& schema, const Output& output, Sink sink)
      : title_(schema.title),
        notes_(output.notes),
        lang_(output.lang),
        width_(output.width),
        sink_(std::move(sink)) {
    for (const std::size_t i : printed_columns(schema)) {
      shown_.push_back(i);
      columns_.push_back(schema.columns[i]);
    }
  }

  Status write(std::span<const Cell> cells, const geo::Geometry&) override {
    Line row;
    for (std::size_t i = 0; i < shown_.size(); ++i) row.push_back(body_text(columns_[i], cells[shown_[i]]));
    rows_.push_back(std::move(row));
    return {};
  }

  Status close() override {
    std::string out;
    if (!title_.empty()) add_paragraph(out, title_), out += '\n';
    if (rows_.empty()) {
      add_paragraph(out, text(lang_, "text.formats.no_rows"));
    } else {
      add_rows(out);
    }
    if (!notes_.empty()) out += '\n';
    for (const std::string& note : notes_) add_paragraph(out, note);
    VP_CHECK(sink_.put(out));
    return sink_.close();
  }

 private:
  std::string body_text(const Column& column, const Cell& cell) const {
    if (is_nothing(cell)) return std::string(kNothing);
    std::string body = print_text(column, cell, lang_);
    // A name from a foreign file must not move the cursor of the terminal it is shown on.
    std::ranges::replace_if(
        body, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return column.type == CellType::percent ? body + " %" : body;
  }

  void add_paragraph(std::string& out, const std::string& paragraph) const {
    for (const std::string& line : wrap(paragraph, width_)) out += line + '\n';
  }

  /// Room that column `i` wants: its widest cell, and its head in at most three lines.
  ColumnWidth wanted(std::size_t i, const std::string& head) const {
    std::size_t body = 0;
    std::size_t words = 0;
    for (const Line& row : rows_) {
      body = std::max(body, display_width(row[i]));
      words = std::max(words, longest_word(row[i]));
    }
    std::size_t heads = longest_word(head);
    while (wrap(head, heads).size() > kHeadLines) ++heads;
    const bool whole = is_numeric(columns_[i].type) || columns_[i].type == CellType::code;
    ColumnWidth width;
    width.best = std::max(std::min(body, width_ == 0 ? kWidestWithoutLimit : width_), heads);
    const std::size_t squeezed = std::clamp(words, kNarrowest, 2 * kNarrowest);
    width.least = std::max(whole ? body : std::min(body, squeezed), longest_word(head));
    width.best = std::max(width.best, width.least);
    return width;
  }

  /// One row of text, as many lines as its tallest cell; heads stand on their lowest line.
  void add_line(std::string& out, const Line& row, const std::vector<std::size_t>& widths,
                bool is_head) const {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells.push_back(wrap(row[i], widths[i]));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t y = 0; y < height; ++y) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::size_t lead = is_head ? height - cells[i].size() : 0;
        const std::string part = y >= lead && y - lead < cells[i].size() ? cells[i][y - lead] : "";
        const std::string blanks(widths[i] - std::min(widths[i], display_width(part)), ' ');
        if (i > 0) line += kGap;
        line += is_numeric(columns_[i].type) ? blanks + part : part + blanks;
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + '\n';
    }
  }

  void add_rows(std::string& out) const {
    Line heads;
    std::vector<ColumnWidth> wants;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      heads.push_back(heading(columns_[i], lang_));
      wants.push_back(wanted(i, heads.back()));
    }
    const std::size_t gaps = kGap.size() * (columns_.empty() ? 0 : columns_.size() - 1);
    const auto widths = fit(wants, width_ > gaps ? width_ - gaps : width_);
    add_line(out, heads, widths, true);
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) out += kGap;
      for (std::size_t n = 0; n < widths[i]; ++n) out += kRule;
    }
    out += '\n';
    for (const Line& row : rows_) add_line(out, row, widths, false);
  }

  std::string title_;
  std::vector<std::string> notes_;
  Lang lang_;
  std::size_t width_;
  Sink sink_;
  std::vector<std::size_t> shown_;
  std::vector<Column> columns_;
  std::vector<Line> rows_;
};

}  // namespace

Made make_table(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  return std::make_unique<TableWriter>(schema, output, std::move(sink));
}

}  // namespace vungphu::formats
