// Old Excel files: every cell as the text that a person would write, and an Error where that cannot be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reader/compound_file.hpp"
#include "reader/little_endian.hpp"
#include "reader/xls_book.hpp"
#include "support.hpp"
#include "xls_maker.hpp"

namespace vungphu::test {
namespace {

using reader::CellFormat;
using testing::ElementsAre;
using testing::IsEmpty;

std::string number_cell(int row, int column, double value, int style = 0) {
  return xls_record(0x0203, xls_place(row, column, style) + real_bytes(value));
}
std::string label(int row, int column, std::u16string_view text) {
  return xls_record(0x0204, xls_place(row, column) + low_first(text.size(), 2) + xls_text(text));
}
/// Of a formula that gave no number.
std::string special(int what, int value = 0) {
  return low_first(static_cast<std::uint64_t>(what), 2) + low_first(static_cast<std::uint64_t>(value), 4) +
         "\xFF\xFF";
}
/// A number format of the workbook's own, and the style that uses it.
std::string format_record(int number, std::u16string_view code) {
  return xls_record(
      0x041E, low_first(static_cast<std::uint64_t>(number), 2) + low_first(code.size(), 2) + xls_text(code));
}
std::string style_record(int format) {
  return xls_record(
      0x00E0, low_first(0, 2) + low_first(static_cast<std::uint64_t>(format), 2) + std::string(16, '\0'));
}

/// `file` with other bytes at `at`.
std::string put(std::string file, std::size_t at, std::string_view bytes) {
  return file.replace(at, bytes.size(), bytes);
}

struct Rows {
  std::string code;  ///< of the Error
  std::vector<std::int64_t> numbers;
  std::vector<std::vector<std::string>> cells;
};

Rows rows_of(const std::string& stream, std::size_t sheet = 0) {
  Rows rows;
  const auto book = reader::open_xls_book(stream);
  if (!book) return {book.error().code, {}, {}};
  const Status read = reader::each_xls_row(*book, book->sheets.at(sheet), [&](reader::TableRow& row) {
    rows.numbers.push_back(row.number);
    rows.cells.push_back(row.cells);
    return true;
  });
  rows.code = error_code(read);
  return rows;
}
Rows rows_of(const MadeXls& made) { return rows_of(xls_stream(made)); }
Rows rows_of_sheet(const std::string& records, const std::string& globals = {}) {
  return rows_of(MadeXls{{{u"A", records}}, globals});
}

TEST(XlsCells, NumbersAreAsAPersonWritesThem) {
  const auto rk = [](std::uint32_t value) { return low_first(value, 4); };
  const std::string many =
      xls_record(0x00BD, low_first(1, 2) + low_first(0, 2) + low_first(0, 2) + rk(7 << 2 | 2) +
                             low_first(0, 2) + rk(0x3FF80000) + low_first(1, 2));
  const Rows rows =
      rows_of_sheet(number_cell(0, 0, 12) + number_cell(0, 1, 0.1) + number_cell(0, 2, 100000) +
                    xls_record(0x027E, xls_place(0, 3) + rk(static_cast<std::uint32_t>(-5) << 2 | 2)) +
                    xls_record(0x027E, xls_place(0, 4) + rk(1234 << 2 | 3)) + many);
  EXPECT_EQ(rows.code, "");
  EXPECT_THAT(rows.cells,
              ElementsAre(ElementsAre("12", "0.1", "100000", "-5", "12.34"), ElementsAre("7", "1.5")));
}

TEST(XlsCells, AFormulaIsWhatItGave) {
  const std::string text = xls_record(0x0207, low_first(2, 2) + xls_text(u"Ấp"));
  const std::string shared =
      xls_record(0x04BC, std::string(10, '\0'));  // the formula that several cells share
  const Rows rows =
      rows_of_sheet(xls_formula(0, 0, real_bytes(2.5)) + xls_formula(0, 1, special(0)) + shared + text +
                    xls_formula(0, 2, special(1, 1)) + xls_formula(0, 3, special(2, 0x2A)) +
                    xls_formula(0, 4, special(3)) + number_cell(0, 5, 1));
  EXPECT_EQ(rows.code, "");
  // What stands in the eight bytes: the kind in the first, the value in the third.
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("2.5", "Ấp", "1", "#N/A", "", "1")));
}

TEST(XlsCells, AnErrorIsNoNumber) {
  const auto error = [](int column, int number, int is_error) {
    return xls_record(0x0205, xls_place(0, column) + low_first(static_cast<std::uint64_t>(number), 1) +
                                  low_first(static_cast<std::uint64_t>(is_error), 1));
  };
  const Rows rows = rows_of_sheet(error(0, 0x07, 1) + error(1, 0x2A, 1) + error(2, 1, 0) + error(3, 0, 0));
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("#DIV/0!", "#N/A", "1", "0")));
}

TEST(XlsCells, DatesAreDatesByTheirFormat) {
  const std::string globals = format_record(164, u"dd/mm/yyyy;@") + format_record(165, u"0.0\" Mbps\"") +
                              format_record(166, u"[h]:mm") + style_record(0) + style_record(14) +
                              style_record(164) + style_record(165) + style_record(166) + style_record(22) +
                              style_record(20);
  const Rows rows = rows_of_sheet(number_cell(0, 0, 46203, 0) + number_cell(0, 1, 46203, 1) +
                                      number_cell(0, 2, 46203.75, 2) + number_cell(0, 3, 300, 3) +
                                      number_cell(0, 4, 1.25, 4) + number_cell(0, 5, 46203.5, 5) +
                                      number_cell(0, 6, 0.3125, 6) + number_cell(0, 7, -3, 1),
                                  globals);
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("46203", "2026-06-30", "2026-06-30", "300", "1.25",
                                                  "2026-06-30 12:00:00", "07:30:00", "-3")));
}

TEST(XlsCells, DaysMayCountFrom1904) {
  const Rows rows =
      rows_of_sheet(number_cell(0, 0, 44741, 0), xls_record(0x0022, low_first(1, 2)) + style_record(14));
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("2026-06-30")));
}

TEST(XlsCells, SharedTextsGoOnInTheNextRecord) {
  // "Cái Nước" is cut after "Cái": what is left comes with flags of its own, of one byte a character no more.
  const std::string first = low_first(3, 4) + low_first(3, 4) + low_first(2, 2) + xls_text(u"Ấp") +
                            low_first(5, 2) + '\1' + low_first(u'C', 2) + low_first(u'á', 2) +
                            low_first(u'i', 2);
  // Then one whose fonts and phonetics stand behind it, in the piece after.
  const std::string second = std::string(1, '\0') + " 7" + low_first(2, 2) + '\x0C' + low_first(1, 2) +
                             low_first(6, 4) + "ab" + "fo";
  const std::string third = std::string("nt") + "phonet";
  const std::string labels = xls_record(0x00FD, xls_place(0, 0) + low_first(0, 4)) +
                             xls_record(0x00FD, xls_place(0, 1) + low_first(1, 4)) +
                             xls_record(0x00FD, xls_place(0, 2) + low_first(2, 4));
  const Rows rows = rows_of_sheet(
      labels, xls_record(0x00FC, first) + xls_record(0x003C, second) + xls_record(0x003C, third));
  EXPECT_EQ(rows.code, "");
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("Ấp", "Cái 7", "ab")));
}

TEST(XlsCells, RowsComeInOrderWithTheNumbersThatAPersonSees) {
  const Rows rows = rows_of_sheet(number_cell(4, 0, 5) + number_cell(1, 1, 2) + number_cell(1, 0, 1) +
                                  number_cell(1, 0, 9));
  EXPECT_THAT(rows.numbers, ElementsAre(2, 5));
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("9", "2"), ElementsAre("5")));
}

TEST(XlsCells, AChartOnASheetIsPassedOver) {
  const std::string chart = xls_record(0x0809, low_first(0x0600, 2) + low_first(0x0020, 2)) +
                            number_cell(0, 0, 99) + xls_record(0x000A, "");
  EXPECT_THAT(rows_of_sheet(number_cell(0, 0, 1) + chart + number_cell(1, 0, 2)).cells,
              ElementsAre(ElementsAre("1"), ElementsAre("2")));
}

TEST(XlsCells, ASheetThatIsOddDoesNotSpoilTheOthers) {
  const std::string stream = xls_stream({{{u"A", number_cell(0, 0, 1)}, {u"B", number_cell(0, 0, 2)}}, ""});
  const std::size_t first = reader::open_xls_book(stream)->sheets.at(0).at;
  // Listed as one of cells, the first is a chart, a module, macros: no rows.
  for (std::uint64_t what : {0x0020u, 0x0006u, 0x0040u}) {
    const std::string odd = put(stream, first + 6, low_first(what, 2));
    EXPECT_EQ(rows_of(odd, 0).code, "") << what;
    EXPECT_THAT(rows_of(odd, 0).cells, IsEmpty()) << what;
    EXPECT_THAT(rows_of(odd, 1).cells, ElementsAre(ElementsAre("2"))) << what;
  }
  EXPECT_EQ(rows_of(put(stream, first + 6, low_first(0x0099, 2))).code, "reader.damaged");
  // The first has no end: a record that means nothing stands there.
  const std::size_t second = reader::open_xls_book(stream)->sheets.at(1).at;
  const std::string endless = put(stream, second - 4, low_first(0x0001, 2));
  EXPECT_EQ(rows_of(endless, 0).code, "");
  EXPECT_THAT(rows_of(endless, 0).cells, ElementsAre(ElementsAre("1")));
  EXPECT_THAT(rows_of(endless, 1).cells, ElementsAre(ElementsAre("2")));
}

TEST(XlsCells, NoTextIsLongerThanACellHolds) {
  const auto strings = [](std::size_t length) {
    const std::string text = xls_text(std::u16string(length, u'a'));
    return xls_record(0x00FC, low_first(1, 4) + low_first(1, 4) + low_first(length, 2) + text);
  };
  const std::string cell = xls_record(0x00FD, xls_place(0, 0) + low_first(0, 4));
  EXPECT_THAT(rows_of_sheet(cell, strings(32'767)).cells, ElementsAre(ElementsAre(std::string(32'767, 'a'))));
  EXPECT_EQ(rows_of_sheet(cell, strings(32'768)).code, "reader.damaged");
  EXPECT_EQ(rows_of_sheet(label(0, 0, std::u16string(32'767, u'a'))).code, "");
  EXPECT_EQ(rows_of_sheet(label(0, 0, std::u16string(32'768, u'a'))).code, "reader.damaged");
}

TEST(XlsCells, OfExcel5AreBytes) {
  const std::string text = xls_record(0x0204, xls_place(0, 0) + low_first(3, 2) + "\xB8p\x41");
  const std::string stream = xls_stream({{{u"Bi\u00b8", text + xls_record(0x0207, "")}}, "", false});
  const auto book = reader::open_xls_book(stream);
  ASSERT_TRUE(book) << book.error().code;
  EXPECT_FALSE(book->wide);
  EXPECT_EQ(book->sheets.at(0).name, "Bi¸");
}

TEST(XlsCells, OfExcel5AreReadLikeThoseOfLaterOnes) {
  const auto bytes = [](std::string_view text) { return low_first(text.size(), 2) + std::string(text); };
  const std::string rich = low_first(2, 1) + "fonts";  // where which font begins
  const Rows rows =
      rows_of(MadeXls{{{u"A", xls_record(0x0204, xls_place(0, 0) + bytes("\xB8p")) +
                                  xls_record(0x00D6, xls_place(0, 1) + bytes("m\xB7") + rich) +
                                  xls_formula(0, 2, real_bytes(2.5)) + xls_formula(0, 3, special(0)) +
                                  xls_record(0x0207, bytes("t\xAB")) + xls_formula(0, 4, special(0)) +
                                  xls_record(0x0207, bytes("")) + number_cell(0, 5, 46203, 1)}},
                      style_record(0) + style_record(14),
                      false});
  EXPECT_EQ(rows.code, "");
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("¸p", "m·", "2.5", "t«", "", "2026-06-30")));
}

TEST(XlsCells, DamageIsSaid) {
  EXPECT_EQ(rows_of_sheet(xls_record(0x00FD, xls_place(0, 0) + low_first(7, 4))).code, "reader.damaged");
  EXPECT_EQ(rows_of_sheet(number_cell(0, 256, 1)).code, "reader.damaged");
  EXPECT_EQ(rows_of_sheet(xls_record(0x0203, "abc")).code, "reader.damaged");
  EXPECT_EQ(rows_of_sheet(xls_record(0x0204, xls_place(0, 0) + low_first(999, 2) + "ab")).code,
            "reader.damaged");
  EXPECT_EQ(
      rows_of_sheet("", xls_record(0x00FC, std::string(4, '\0') + low_first(0x80000000, 4) + "\x05")).code,
      "reader.damaged");
  EXPECT_EQ(rows_of_sheet("", xls_record(0x002F, std::string(54, 'x'))).code, "reader.encrypted");
  const std::string whole = xls_stream({{{u"A", number_cell(0, 0, 1)}}, ""});
  for (std::size_t cut : {std::size_t{3}, whole.size() / 3, whole.size() / 2, whole.size() - 1})
    EXPECT_NE(rows_of(whole.substr(0, cut)).code, "") << cut;
}

TEST(XlsCells, AnEmptyTextMayLackItsFlags) {
  const std::string no_format = xls_record(0x041E, low_first(164, 2) + low_first(0, 2)) + style_record(164);
  const std::string strings = xls_record(
      0x00FC, low_first(2, 4) + low_first(2, 4) + low_first(1, 2) + xls_text(u"a") + low_first(0, 2));
  const Rows rows =
      rows_of_sheet(xls_record(0x0204, xls_place(0, 0) + low_first(0, 2)) + xls_formula(0, 1, special(0)) +
                        xls_record(0x0207, low_first(0, 2)) + number_cell(0, 2, 46203, 0) +
                        xls_record(0x00FD, xls_place(0, 3) + low_first(1, 4)),
                    no_format + strings);
  EXPECT_EQ(rows.code, "");
  EXPECT_THAT(rows.cells, ElementsAre(ElementsAre("", "", "46203", "")));
}

TEST(XlsFormats, AreDatesOnlyByWhatIsNotInQuotes) {
  for (const auto& [code, format] : std::initializer_list<std::pair<const char*, CellFormat>>{
           {"General", CellFormat::number},
           {"0.00%", CellFormat::number},
           {"#,##0;[Red]-#,##0", CellFormat::number},
           {"[Magenta]0", CellFormat::number},
           {"#,##0\\ \\d\\m\\y", CellFormat::number},
           {"0\" hộ dân yes mm\"", CellFormat::number},
           {"_(* #,##0_);_(* (#,##0)", CellFormat::number},
           {"[hh]:mm:ss", CellFormat::number},
           {"dd/mm/yyyy", CellFormat::date},
           {"[$-42A]dd mmmm yyyy;@", CellFormat::date},
           {"mmm", CellFormat::date},
           {"h:mm AM/PM", CellFormat::time},
           {"mm:ss.0", CellFormat::time},
           {"d/m/yy h:mm", CellFormat::date_time}})
    EXPECT_EQ(reader::cell_format(code), format) << code;
}

TEST(XlsFormats, ThoseOfEveryWorkbookAreKnownByNumber) {
  reader::XlsBook book;
  for (std::uint16_t format = 0; format < 60; ++format) book.styles.push_back(format);
  std::string kinds;
  for (std::uint16_t style = 0; style < 60; ++style)
    kinds += ".dtb"[static_cast<std::size_t>(reader::format_of(book, style))];
  EXPECT_EQ(kinds,
            "..............ddddtt"    // 14 to 19
            "ttb....ddddd....d..."    // 20 to 22, 27 to 31, 36
            ".....t.t..ddddd..dd.");  // 45, 47, 50 to 54, 57, 58
}

TEST(XlsFormats, ADayIsOneOfTheCalendar) {
  using reader::cell_text;
  EXPECT_EQ(cell_text(2958465, CellFormat::date, false), "9999-12-31");
  EXPECT_EQ(cell_text(2958465.5, CellFormat::date_time, false), "9999-12-31 12:00:00");
  // To the second it is the day after, which no calendar of Excel's has.
  EXPECT_EQ(cell_text(2958465.999999, CellFormat::date_time, false), "2958465.999999");
  EXPECT_EQ(cell_text(2958465.999999, CellFormat::date, false), "2958465.999999");
  EXPECT_EQ(cell_text(2957003.999999, CellFormat::date, true), "2957003.999999");
  EXPECT_EQ(cell_text(0.999999, CellFormat::time, false), "00:00:00");
  EXPECT_EQ(cell_text(61, CellFormat::date, false), "1900-03-01");
  EXPECT_EQ(cell_text(60, CellFormat::date, false), "60");
}

TEST(XlsCompound, SmallStreamsAreFoundToo) {
  const std::string file = compound_file("a small stream", "Workbook", true);
  const auto compound = reader::CompoundFile::open(file);
  ASSERT_TRUE(compound) << compound.error().code;
  EXPECT_EQ(**compound->stream({"WORKBOOK"}), "a small stream");
  EXPECT_FALSE(compound->stream({"Book"})->has_value());
}

TEST(XlsCompound, ChainsThatLeadAstrayEnd) {
  std::string file = compound_file(std::string(20'000, 'x'));
  ASSERT_TRUE(reader::CompoundFile::open(file)->stream({"Workbook"}));
  const std::size_t table =
      file.size() - 512;  // of one sector; its first entry is of the stream's first sector
  for (std::uint32_t next : {0u, 1u << 31, 5000u, 0xFFFFFFFEu}) {
    std::string astray = file;
    astray.replace(table, 4, low_first(next, 4));
    const auto compound = reader::CompoundFile::open(astray);
    ASSERT_TRUE(compound);
    EXPECT_EQ(error_code(compound->stream({"Workbook"})), "reader.damaged") << next;
  }
  std::string more = file;
  more.replace(68, 8, low_first(0, 4) + low_first(0x7FFFFFFF, 4));  // more of the table in the stream itself
  EXPECT_EQ(error_code(reader::CompoundFile::open(more)), "reader.damaged");
  EXPECT_EQ(error_code(reader::CompoundFile::open(file.substr(0, 400))), "reader.not_readable");
}

/// Where the directory and the FAT of a made file begin.
std::size_t directory_of(const std::string& file) {
  return (std::size_t{reader::little_endian32(file, 48)} + 1) * 512;
}
std::size_t fat_of(const std::string& file) {
  return (std::size_t{reader::little_endian32(file, 76)} + 1) * 512;
}
/// Of the first of `names`; the code of the Error, or "none".
std::string stream_of(const std::string& file, std::initializer_list<std::string_view> names = {"Workbook"}) {
  const auto compound = reader::CompoundFile::open(file);
  if (!compound) return compound.error().code;
  const auto stream = compound->stream(names);
  return !stream ? stream.error().code : stream->value_or("none");
}

/// Two streams of one name: 5120 times 'e' in a storage, before the root's own of 5120 times 'w'.
std::string with_object(std::string_view embedded, std::string_view own, std::uint32_t root_child = 2) {
  const std::string file = compound_file(std::string(5120, 'e') + std::string(5120, 'w'));
  return put(file, directory_of(file),
             compound_entry("Root Entry", 5, 0xFFFFFFFE, 0, root_child) +
                 compound_entry(embedded, 2, 0, 5120) + compound_entry("MBD0018B5D3", 1, 0, 0, 1, 3) +
                 compound_entry(own, 2, 10, 5120));
}

TEST(XlsCompound, AnObjectInTheWorkbookIsNotTheWorkbook) {
  const std::string own(5120, 'w'), embedded(5120, 'e');
  EXPECT_EQ(stream_of(with_object("Workbook", "Workbook")), own);
  EXPECT_EQ(stream_of(with_object("Workbook", "Book"), {"Workbook", "Book"}), own);
  // The root's tree is broken: what there is.
  EXPECT_EQ(stream_of(with_object("Workbook", "Workbook", 77)), embedded);
  EXPECT_EQ(stream_of(with_object("Workbook", "Other"), {"Workbook", "Book"}), embedded);
  // A tree that leads in circles ends.
  const std::string file = with_object("A", "B");
  EXPECT_EQ(stream_of(put(file, directory_of(file) + 3 * 128 + 68, low_first(2, 4))), "none");
}

TEST(XlsCompound, AStreamEndsWithItsSize) {
  const std::string file = compound_file(std::string(5120, 'x') + std::string(512, 'y'));
  // What follows in the chain behind its size may be anything.
  const std::string shorter = put(file, directory_of(file) + 128 + 120, low_first(5000, 4));
  EXPECT_EQ(stream_of(put(shorter, fat_of(file) + 9 * 4, low_first(0x7FFFFFFF, 4))), std::string(5000, 'x'));
  EXPECT_EQ(stream_of(put(file, fat_of(file) + 9 * 4, low_first(0x7FFFFFFF, 4))), "reader.damaged");
  // A directory has no size: whatever is no sector ends it.
  const std::size_t directory = reader::little_endian32(file, 48);
  EXPECT_EQ(stream_of(put(shorter, fat_of(file) + directory * 4, low_first(0xFFFFFFFF, 4))),
            std::string(5000, 'x'));
}

TEST(XlsCompound, SmallSectorsThatNobodyAsksForDoNotMatter) {
  const std::string large = compound_file(std::string(5120, 'x'));
  const std::string no_small = put(put(large, 60, low_first(4000, 4)), directory_of(large) + 116,
                                   low_first(0x7FFFFFF, 4) + low_first(64, 4));
  EXPECT_EQ(stream_of(no_small), std::string(5120, 'x'));
  // Without a mini FAT none is small.
  EXPECT_EQ(stream_of(put(large, directory_of(large) + 128 + 120, low_first(700, 4))), std::string(700, 'x'));
}

TEST(XlsCompound, TheHeaderSaysFromWhichSizeOnAStreamIsLarge) {
  const std::string file =
      compound_file(std::string(64, 'a') + std::string(448, 'b') + std::string(4500, 'c'), "Workbook", true);
  const std::string from_second =
      put(file, directory_of(file) + 128 + 116, low_first(1, 4) + low_first(4500, 4));
  EXPECT_EQ(stream_of(put(from_second, 56, low_first(8192, 4))),
            std::string(448, 'b') + std::string(4052, 'c'));
}

TEST(XlsCompound, TheFatIsTakenAsFarAsItIsThere) {
  const std::string file = compound_file(std::string(5120, 'x'));
  EXPECT_EQ(stream_of(put(file, 68, low_first(0, 4))), std::string(5120, 'x')) << "no DIFAT by its count";
  EXPECT_EQ(stream_of(put(file, 68, low_first(0xFFFFFFFC, 4) + low_first(1, 4))), std::string(5120, 'x'));
  EXPECT_EQ(stream_of(put(file, 80, low_first(0xFFFFFFFC, 4))), std::string(5120, 'x'));
  EXPECT_EQ(stream_of(file.substr(0, file.size() - 400)), std::string(5120, 'x'));
  EXPECT_EQ(stream_of(file.substr(0, file.size() - 512)), "reader.damaged");
}

class XlsFiles : public testing::Test {
 protected:
  std::string write(const MadeXls& made, const std::string& name = "bảng.xls") {
    return folder_.write(name, compound_file(xls_stream(made)));
  }
  TempFolder folder_;
};

TEST_F(XlsFiles, ABannerStandsOverTheHeader) {
  const std::string records = label(0, 0, u"BÁO CÁO QUÝ II") + label(2, 0, u"Mã") + label(2, 1, u"Tên") +
                              label(2, 2, u"Số hộ") + label(3, 0, u"007") + label(3, 1, u"Ấp Bà Điều") +
                              number_cell(3, 2, 12) + label(5, 0, u"08") + number_cell(5, 2, 3);
  const auto table = read_file_at(write({{{u"Biểu 1", records}, {u"Sheet2", ""}}, ""}));
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->layer.name, "Biểu 1");
  EXPECT_EQ(table->layer.header_row, 3);
  EXPECT_THAT(table->names(), ElementsAre("Mã", "Tên", "Số hộ"));
  EXPECT_EQ(table->rows.at(0).row, 4);
  EXPECT_EQ(table->rows.at(1).row, 6);
  EXPECT_EQ(table->at(0, "Tên"), "Ấp Bà Điều");
  EXPECT_EQ(table->at(1, "Tên"), "(null)");
  EXPECT_EQ(table->at(1, "Số hộ"), "3");
}

TEST_F(XlsFiles, ATextThatAllCellsShareIsNotHeldForEachOfThem) {
  // 30 rows of 256 times the same 98 kB: 750 MB, of a file of 0.2 MB.
  std::string text = low_first(1, 4) + low_first(1, 4) + low_first(32'767, 2) + '\1', cells;
  std::string pieces;
  for (int i = 0; i < 32'767; ++i) {
    text += low_first(u'ạ', 2);
    if (text.size() < 8000) continue;
    pieces += xls_record(pieces.empty() ? 0x00FC : 0x003C, text);
    text = '\1';
  }
  pieces += xls_record(0x003C, text);
  for (int row = 0; row < 30; ++row)
    for (int column = 0; column < 256; ++column)
      cells += xls_record(0x00FD, xls_place(row, column) + low_first(0, 4));
  const auto found =
      reader::describe({write({{{u"A", cells}}, pieces}), "xls", "", {.memory_bytes = 500u << 20}});
  EXPECT_EQ(error_code(found), "");
}

TEST_F(XlsFiles, OneOfSeveralSheetsIsAskedFor) {
  const std::string records =
      label(0, 0, u"Mã") + label(0, 1, u"Tên") + label(1, 0, u"1") + label(1, 1, u"A");
  const std::string path = write({{{u"Quý 1", records}, {u"Biểu đồ", "", 2}, {u"Quý 2", records}}, ""});
  const auto asked = read_file_at(path);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, "reader.layer_needed");
  EXPECT_EQ(asked.error().args[0].second, "Quý 1, Quý 2");
  EXPECT_EQ(read_file_at(path, {"Quý 2", ""})->counts.read, 1);
  EXPECT_EQ(error_code(reader::describe({path, "xls", "", {.layers = 1}})), "reader.too_many_layers");
}

TEST_F(XlsFiles, LettersOfExcel5AreLeftToBeFoundOut) {
  const std::string records = xls_record(0x0204, xls_place(0, 0) + low_first(2, 2) + "m\xB7") +
                              xls_record(0x0204, xls_place(1, 0) + low_first(2, 2) + "\xCAp");
  const auto table =
      read_file_at(folder_.write("a.xls", compound_file(xls_stream({{{u"A", records}}, "", false}), "Book")));
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_TRUE(table->layer.bytes);
}

TEST_F(XlsFiles, NamesThatAreMixedUpAreTold) {
  const MadeXls made{{{u"A", label(0, 0, u"a")}}, ""};
  EXPECT_EQ(error_code(read_file_at(write(made, "a.xlsx"))), "reader.excel_name");
  EXPECT_EQ(error_code(read_file_at(write(made, "a.csv"))), "reader.not_the_format");
}

TEST_F(XlsFiles, WhatIsNoWorkbookIsSaid) {
  const auto code_of = [&](std::string_view stream) {
    return error_code(read_file_at(folder_.write("a.xls", compound_file("x", stream))));
  };
  EXPECT_EQ(code_of("WordDocument"), "reader.word");
  EXPECT_EQ(code_of("EncryptedPackage"), "reader.encrypted");
  EXPECT_EQ(code_of("PowerPoint Document"), "reader.not_readable");
  EXPECT_EQ(error_code(read_file_at(write({{{u"A", ""}}, xls_record(0x002F, std::string(54, 'x'))}))),
            "reader.encrypted");
  // What another program put into the workbook does not make it that program's.
  const std::string embedded =
      compound_file(xls_stream({{{u"A", label(0, 0, u"a") + number_cell(1, 0, 1)}}, ""}));
  const std::string object = compound_entry("WordDocument", 2, 0, 4096);
  const std::size_t third = directory_of(embedded) + 256;
  EXPECT_EQ(error_code(read_file_at(
                folder_.write("o.xls", put(embedded, third, object + compound_entry("MBD1", 1, 0, 0, 2))))),
            "");
  // Nor is the workbook in a document a workbook that was sent.
  const std::string letter = put(
      embedded, directory_of(embedded),
      compound_entry("Root Entry", 5, 0xFFFFFFFE, 0, 2) + compound_entry("Workbook", 2, 0, 4096) + object);
  EXPECT_EQ(error_code(read_file_at(folder_.write("l.xls", letter))), "reader.not_readable");
  for (std::string_view bof :
       {std::string_view("\x09\0\x04\0\x02\0", 6), std::string_view("\x09\x08\x08\0\0\0\x10\0", 8)})
    EXPECT_EQ(error_code(read_file_at(folder_.write("b.xls", bof))), "reader.old_excel");
}

}  // namespace
}  // namespace vungphu::test
