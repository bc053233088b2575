#include "reader/table_header.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vungphu::reader {
namespace {

using testing::ElementsAre;

TableHeader header_of(const std::vector<Cells>& cells) {
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!is_blank_row(cells[i])) rows.push_back({static_cast<std::int64_t>(i + 1), cells[i]});
  return find_header(rows);
}

TEST(TableHeader, IsTheFirstRowOfAPlainTable) {
  EXPECT_EQ(header_of({{"code", "name", "passed"}, {"001", "A", "5"}, {"002", "B", "6"}}).row, 1);
}

TEST(TableHeader, ComesAfterBannerLines) {
  const auto header = header_of({{"Réseaux en fibre optique", "", "", ""},
                                 {"Informations à l'échelle de la commune", "", "", ""},
                                 {"", "", "", ""},
                                 {"", "", "", ""},
                                 {"Code commune", "Nom commune", "Logements", "OI 2018 T1"},
                                 {"64001", "Aast", " 81    ", " -    "},
                                 {"55001", "Abainville", " 152    ", ""}});
  EXPECT_EQ(header.row, 5);
  EXPECT_EQ(header.data_after, 5);
}

TEST(TableHeader, ALineOfColumnNumbersUnderItIsNoData) {
  EXPECT_EQ(header_of({{"Xã", "Tổng", "Tỷ lệ"}, {"(1)", "(2)", "(3)=(2)/(1)"}, {"A", "5", "50"}}).data_after,
            2);
  EXPECT_EQ(
      header_of({{"TT", "Xã", "Tổng", "Có", "Tỷ lệ"}, {"A", "B", "1", "2", "3"}, {"1", "A", "5", "6", "7"}})
          .data_after,
      2);
  EXPECT_EQ(header_of({{"TT", "Xã", "a", "b", "c"}, {"1", "2", "3", "4", "5"}, {"1", "x", "5", "6", "7"}})
                .data_after,
            2);
}

TEST(TableHeader, AFewSmallNumbersUnderItAreData) {
  EXPECT_EQ(header_of({{"id", "count"}, {"1", "2"}, {"2", "5"}}).data_after, 1);
}

TEST(TableHeader, MayHoldYears) {
  EXPECT_EQ(
      header_of(
          {{"Mã", "Tên", "2024", "2025", "2026"}, {"01", "A", "1", "2", "3"}, {"02", "B", "1", "2", "3"}})
          .row,
      1);
}

TEST(TableHeader, OfATableOfWordsOnlyIsItsFirstRow) {
  EXPECT_EQ(header_of({{"name", "kind"}, {"A", "school"}, {"B", "hospital"}}).row, 1);
}

TEST(TableHeader, NumbersOnlyHaveNone) {
  const auto header = header_of({{"105.1", "9.2"}, {"105.3", "9.4"}});
  EXPECT_EQ(header.row, 0);
  EXPECT_EQ(header.data_after, 0);
  EXPECT_THAT(column_names(header, 2), ElementsAre("field_1", "field_2"));
}

TEST(TableHeader, RowsThatLookLikeTheDataBelowAreNotIt) {
  EXPECT_EQ(
      header_of({{"Trường A", "105.1", "9.2"}, {"Trường B", "105.3", "9.4"}, {"Trường C", "105.3", "9.4"}})
          .row,
      0);
}

TEST(TableHeader, NoRowsHaveNone) { EXPECT_EQ(header_of({}).row, 0); }

TEST(ColumnNames, AreUniqueOnOneLineAndNeverEmpty) {
  const TableHeader header{1, 1, {" name ", "Name", "", "số\nhộ", "name"}};
  EXPECT_THAT(column_names(header, 6),
              ElementsAre("name", "Name_2", "column_3", "số hộ", "name_3", "column_6"));
}

}  // namespace
}  // namespace vungphu::reader
