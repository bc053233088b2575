#include "reader/csv_records.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vungphu::reader {
namespace {

using testing::ElementsAre;

std::vector<Cells> records(std::string_view text, char separator = ',') {
  std::vector<Cells> all;
  CsvRecords records(text, separator);
  for (TableRow row; records.next(row);) all.push_back(row.cells);
  return all;
}

TEST(CsvRecords, CellsAreKeptAsTheyAreWritten) {
  EXPECT_THAT(records("01001, 81    ,-\n2A004,,\n"),
              ElementsAre(ElementsAre("01001", " 81    ", "-"), ElementsAre("2A004", "", "")));
}

TEST(CsvRecords, QuotedCellsHoldSeparatorsLineEndsAndQuotes) {
  EXPECT_THAT(records("\"a,b\",\"c\r\nd\",\"e \"\"f\"\"\"\n"),
              ElementsAre(ElementsAre("a,b", "c\r\nd", "e \"f\"")));
}

TEST(CsvRecords, AnyLineEndEndsARecordAndTheLastNeedsNone) {
  EXPECT_THAT(records("a\r\nb\rc\nd"),
              ElementsAre(ElementsAre("a"), ElementsAre("b"), ElementsAre("c"), ElementsAre("d")));
}

TEST(CsvRecords, BlankLinesCountSoThatRowsKeepTheirNumbers) {
  CsvRecords source("a\n\n\nb\n", ',');
  TableRow row;
  while (source.next(row) && row.cells[0] != "b") {
  }
  EXPECT_EQ(row.number, 4);
}

TEST(CsvRecords, AQuoteInsideABareCellIsACharacter) {
  EXPECT_THAT(records("5\" pipe,x\n"), ElementsAre(ElementsAre("5\" pipe", "x")));
}

TEST(CsvRecords, AQuoteNeverClosedIsToldWithItsRow) {
  CsvRecords source("a,b\n1,\"x\n2,y\n", ',');
  TableRow row;
  EXPECT_TRUE(source.next(row));
  EXPECT_FALSE(source.next(row));
  EXPECT_EQ(source.open_quote(), 2);
}

TEST(FindSeparator, TakesTheOneMostRowsAgreeOn) {
  EXPECT_EQ(find_separator("a,b,c\n1,2,3\n"), ',');
  EXPECT_EQ(find_separator("a;b;c\n1;2;3\n"), ';');
  EXPECT_EQ(find_separator("a\tb\n1\t2\n"), '\t');
  EXPECT_EQ(find_separator("a|b\n1|2\n"), '|');
  EXPECT_EQ(find_separator("only\none\n"), ',');
}

TEST(FindSeparator, DecimalCommasDoNotWin) {
  EXPECT_EQ(find_separator("kinh độ;vĩ độ\n105,1;9,2\n105,3;9,4\n"), ';');
  EXPECT_EQ(find_separator("105,1;9,2\n105,3;9,4\n"), ';');
}

TEST(FindSeparator, BannerLinesDoNotMatter) {
  EXPECT_EQ(find_separator("BÁO CÁO QUÝ II, NĂM 2026\n\nmã;tên;số hộ\n1;a;2\n2;b;3\n"), ';');
}

TEST(FindSeparator, ExcelsOwnLineIsBelieved) { EXPECT_EQ(find_separator("sep=;\na,b;c\n"), ';'); }

}  // namespace
}  // namespace vungphu::reader
