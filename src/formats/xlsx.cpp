#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <xlsxwriter.h>

#include "vungphu/base/date.hpp"
#include "vungphu/base/text.hpp"

#include "cells.hpp"
#include "gdal.hpp"
#include "staging.hpp"
#include "writers.hpp"

namespace vungphu::formats {
namespace {

constexpr const char* kName = "out.xlsx";
constexpr std::uint64_t kMostRows = LXW_ROW_MAX - 1;  // below the head
constexpr std::size_t kLongestSheetName = 31;
constexpr double kNarrow = 12, kWide = 30;  // characters
constexpr lxw_color_t kHeadColour = 0xE7EEF5;

/// One sheet to read, sort and print: labels on a frozen first row, real numbers and dates, codes as text.
/// Title and notes are on a second sheet, so that the first is a table and nothing else.
class XlsxWriter : public Writer {
 public:
  XlsxWriter(const Schema& schema, const Output& output, Staging staging)
      : schema_(with_position(schema)),
        shown_(printed_columns(schema_)),
        output_(output),
        staging_(std::move(staging)),
        part_(staging_.file(kName)),
        temporary_(staging_.folder()) {}

  ~XlsxWriter() override {
    if (book_) lxw_workbook_free(book_);
  }

  Status start() {
    // Rows leave memory as they come; what they wait in lies beside the file, on the disk that was asked for.
    lxw_workbook_options options{LXW_TRUE, temporary_.data(), LXW_FALSE};
    book_ = workbook_new_opt(part_.c_str(), &options);
    if (!book_) return failure("libxlsxwriter");
    lxw_doc_properties properties{};
    properties.title = schema_.title.data();
    properties.created = kDay;
    workbook_set_properties(book_, &properties);
    sheet_ = workbook_add_worksheet(book_, schema_.name.substr(0, kLongestSheetName).c_str());
    if (!sheet_) return failure("worksheet name " + schema_.name);
    set_up_sheet();
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const std::string head = heading(schema_.columns[shown_[i]], output_.lang);
      VP_CHECK(done(worksheet_write_string(sheet_, 0, column(i), head.c_str(), head_format())));
    }
    return {};
  }

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    if (rows_ == kMostRows) {
      return fail("formats.too_many_rows", {{"path", output_.path}, {"most", std::to_string(kMostRows)}});
    }
    ++rows_;
    fill_row(row_, cells, geometry, schema_.columns.size());
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const std::size_t at = shown_[i];
      if (!is_nothing(row_[at])) VP_CHECK(done(put(column(i), schema_.columns[at], row_[at])));
    }
    return {};
  }

  Status close() override {
    if (!shown_.empty()) {
      worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(rows_), column(shown_.size() - 1));
    }
    VP_CHECK(add_notes());
    VP_CHECK(check_room());
    errno = 0;
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) return failure(lxw_strerror(error), errno);
    // libxlsxwriter does not look whether its own temporary files were written in full.
    if (!ends_with("/vsizip/" + part_ + "/xl/worksheets/sheet1.xml", "</worksheet>")) return failure("xlsx");
    return staging_.publish(kName, output_.path);
  }

 private:
  static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(i); }
  static constexpr time_t kDay =
      315'532'800;  // 1980-01-01, where a zip's clock starts: same rows, same bytes

  Status failure(const std::string& reason, int error_number = 0) const {
    return tl::unexpected<Error>(write_error(output_.path, reason, error_number));
  }
  Status done(lxw_error error) const {
    return error == LXW_NO_ERROR ? Status{} : failure(lxw_strerror(error));
  }

  /// Closing writes the sheet a second time before it is zipped. Where there is no room for that,
  /// libxlsxwriter would fail too, but only after saying so on stderr.
  Status check_room() const {
    std::FILE* rows = sheet_->optimize_tmpfile;
    struct stat so_far {};
    if (std::fflush(rows) != 0 || std::ferror(rows) != 0 || ::fstat(fileno(rows), &so_far) != 0) {
      return failure("libxlsxwriter", errno);
    }
    struct statvfs disk {};
    if (::statvfs(temporary_.c_str(), &disk) != 0) return {};
    const auto room = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
    return room < static_cast<std::uint64_t>(so_far.st_size) ? failure("libxlsxwriter", ENOSPC) : Status{};
  }

  void set_up_sheet() {
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const Column& one = schema_.columns[shown_[i]];
      const bool wide = one.type == CellType::text || one.type == CellType::word;
      worksheet_set_column(sheet_, column(i), column(i), wide ? kWide : kNarrow, nullptr);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

  lxw_format* head_format() {
    auto& format = formats_["head"];
    if (!format) {
      format = workbook_add_format(book_);
      format_set_bold(format);
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      format_set_bg_color(format, kHeadColour);
      format_set_bottom(format, LXW_BORDER_THIN);
    }
    return format;
  }

  lxw_format* number_format(const std::string& pattern) {
    auto& format = formats_[pattern];
    if (!format) {
      format = workbook_add_format(book_);
      format_set_num_format(format, pattern.c_str());
    }
    return format;
  }

  static std::string pattern_of(const Column& column, const Cell& cell) {
    const int decimals = decimals_of(column, cell);
    const std::string tail = decimals > 0 ? "." + std::string(static_cast<std::size_t>(decimals), '0') : "";
    return column.type == CellType::percent ? "0" + tail + "%" : "#,##0" + tail;
  }

  lxw_error put(lxw_col_t at, const Column& column, const Cell& cell) {
    const auto row = static_cast<lxw_row_t>(rows_);
    if (const auto value = number_of(cell)) {
      return worksheet_write_number(sheet_, row, at, *value, number_format(pattern_of(column, cell)));
    }
    if (column.type == CellType::date) {
      const auto* iso_text = std::get_if<std::string>(&cell);
      if (const auto date = iso_text ? parse_iso_date(*iso_text) : std::nullopt;
          date && date->year() >= std::chrono::year{1900}) {
        lxw_datetime day{static_cast<int>(date->year()),
                         static_cast<int>(static_cast<unsigned>(date->month())),
                         static_cast<int>(static_cast<unsigned>(date->day())),
                         0,
                         0,
                         0};
        return worksheet_write_datetime(sheet_, row, at, &day, number_format("dd/mm/yyyy"));
      }
    }
    lxw_format* format = column.type == CellType::code ? number_format("@") : nullptr;
    return worksheet_write_string(sheet_, row, at, print_text(column, cell, output_.lang).c_str(), format);
  }

  Status add_notes() {
    if (schema_.title.empty() && output_.notes.empty()) return {};
    lxw_worksheet* sheet =
        workbook_add_worksheet(book_, text(output_.lang, "text.formats.notes_sheet").c_str());
    if (!sheet) return failure("worksheet name");
    lxw_row_t row = 0;
    if (!schema_.title.empty())
      VP_CHECK(done(worksheet_write_string(sheet, row++, 0, schema_.title.c_str(), nullptr)));
    for (const std::string& note : output_.notes) {
      VP_CHECK(done(worksheet_write_string(sheet, row++, 0, note.c_str(), nullptr)));
    }
    return {};
  }

  Schema schema_;
  std::vector<std::size_t> shown_;
  Output output_;
  Staging staging_;
  std::string part_, temporary_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  std::map<std::string, lxw_format*> formats_;
  std::vector<Cell> row_;
  std::uint64_t rows_ = 0;
};

}  // namespace

Made make_xlsx(const Schema& schema, const Output& output) {
  VP_TRY(Staging staging, Staging::beside(output.path));
  auto writer = std::make_unique<XlsxWriter>(schema, output, std::move(staging));
  VP_CHECK(writer->start());
  return writer;
}

}  // namespace vungphu::formats
