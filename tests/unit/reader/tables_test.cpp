// Tables of text: what is found in CSV and XLSX.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vungphu/base/text.hpp"

#include "gdal_maker.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

using testing::ElementsAre;

class Tables : public testing::Test {
 protected:
  Result<Table> read_csv(std::string_view content, const std::string& where = "") {
    return read_file_at(folder_.write("bảng.csv", content), {.layer = "", .where = where});
  }
  TempFolder folder_;
};

TEST_F(Tables, CodesKeepTheirZerosAndRowsTheirNumbers) {
  const auto table = read_csv("mã,tên,số hộ\n01,Ấp 1,5\n\n02,Ấp 2,-\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->layer.header_row, 1);
  EXPECT_EQ(table->layer.features, 2);
  EXPECT_THAT(table->names(), ElementsAre("mã", "tên", "số hộ"));
  EXPECT_EQ(table->at(0, "mã"), "01");
  EXPECT_EQ(table->rows[0].row, 2);
  EXPECT_EQ(table->rows[1].row, 4);
  EXPECT_EQ(table->counts.read, 2);
  EXPECT_TRUE(table->rows[0].wkb.empty());
}

TEST_F(Tables, ANameIsTakenWhole) {
  const std::string name = std::string(2000, 'n');
  const auto table = read_csv("1" + name + ",2" + name + "\nx,1\ny,2\n");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->names(), ElementsAre("1" + name, "2" + name));
}

TEST_F(Tables, AnEmptyCellIsNull) {
  const auto table = read_csv("a,b,c\n1,,x\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->at(0, "b"), "(null)");
}

TEST_F(Tables, NothingOfALongRowIsLost) {
  const auto table = read_csv("BÁO CÁO\nmã,tên\n01,A,thêm\n");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->names(), ElementsAre("mã", "tên", "column_3"));
  EXPECT_EQ(table->at(0, "column_3"), "thêm");
}

TEST_F(Tables, WithoutAHeaderEveryRowIsData) {
  const auto table = read_csv("105.1,9.2\n105.3,9.4\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->layer.header_row, 0);
  EXPECT_THAT(table->names(), ElementsAre("field_1", "field_2"));
  EXPECT_EQ(table->rows.at(0).row, 1);
  EXPECT_EQ(table->counts.read, 2);
}

TEST_F(Tables, AConditionFiltersAndCounts) {
  const auto table =
      read_csv("mã xã,loại\n29001,a\n29002,b\n30001,a\n", "\"mã xã\" LIKE '29%' AND \"loại\" = 'a'");
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->counts.read, 3);
  EXPECT_EQ(table->counts.filtered, 2);
  EXPECT_EQ(table->rows.at(0).row, 2);
}

TEST_F(Tables, AConditionComparesNumbersByCast) {
  const auto table = read_csv("mã,hộ\n1,5\n2,40\n3,300\n", "CAST(\"hộ\" AS float) > 30");
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->rows.size(), 2u);
}

TEST_F(Tables, ABadConditionNamesTheColumns) {
  for (const char* where : {"không_có = '1'", "mã = ", "hộ > 30", "SELECT"}) {
    const auto table = read_csv("mã,hộ\n1,5\n", where);
    ASSERT_FALSE(table) << where;
    EXPECT_EQ(table.error().code, "reader.bad_where");
    EXPECT_EQ(table.error().args[1].second, "\"mã\", \"hộ\"");
  }
}

TEST_F(Tables, OtherEncodingsBecomeUtf8) {
  std::string utf16 = "\xFF\xFE";
  for (char c : std::string_view("code,name\n01,A\n")) utf16 += {c, '\0'};
  const std::string path = folder_.write("u.txt", utf16);
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->at(0, "code"), "01");
  EXPECT_EQ(describe_file_at(path)->encoding.substr(0, 6), "UTF-16");
  const auto bom = read_csv("\xEF\xBB\xBFmã,tên\n01,A\n");
  ASSERT_TRUE(bom);
  EXPECT_THAT(bom->names(), ElementsAre("mã", "tên"));
}

TEST_F(Tables, DescribeShowsAFewDistinctSamples) {
  const auto info = describe_file_at(folder_.write("a.csv", "k,v\na,x\nb,x\nc,x\nd,\ne,x\nf,y\n"));
  ASSERT_TRUE(info);
  ASSERT_EQ(info->layers.size(), 1u);
  EXPECT_EQ(info->format, "csv");
  EXPECT_EQ(info->encoding, "UTF-8");
  EXPECT_EQ(info->layers[0].geometry, "none");
  EXPECT_THAT(info->layers[0].fields[0].samples, ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(info->layers[0].fields[1].samples, ElementsAre("x", "y"));
  EXPECT_EQ(info->layers[0].fields[1].type, "text");
}

TEST_F(Tables, LongSamplesAreCutBetweenCharacters) {
  std::string long_value;
  for (int i = 0; i < 1000; ++i) long_value += "ấ";
  const auto info = describe_file_at(folder_.write("a.csv", "k,v\na," + long_value + "\nb,x\n"));
  ASSERT_TRUE(info);
  EXPECT_EQ(info->layers[0].fields[1].samples[0], long_value.substr(0, 198));
}

TEST_F(Tables, ATextIsEqualWhateverItsCaseAndLikeRegardsIt) {
  EXPECT_EQ(read_csv("k,v\na,Fiber\nb,x\n", "v = 'FIBER'")->rows.size(), 1u);
  EXPECT_EQ(read_csv("k,v\na,Fiber\nb,x\n", "v LIKE 'FIB%'")->rows.size(), 0u);
  EXPECT_EQ(read_csv("k,v\na,Fiber\nb,\n", "v IS NULL")->rows.size(), 1u);
}

TEST_F(Tables, AnOpenQuoteRefusesTheFileAndNamesTheRow) {
  const auto table = read_csv("mã,tên\n01,\"A\n02,B\n");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, "reader.open_quote");
  EXPECT_EQ(table.error().args[0].second, "2");
}

TEST_F(Tables, ManyRowsStream) {
  std::string content = "mã,tên\n";
  for (int i = 0; i < 50'000; ++i) content += std::to_string(i) + ",Ấp " + std::to_string(i) + "\n";
  const auto table = read_csv(content);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 50'000u);
  EXPECT_EQ(table->at(49'999, "tên"), "Ấp 49999");
}

TEST_F(Tables, LimitsAreTold) {
  const std::string path = folder_.write("a.csv", "a,b,c\n1,x,y\n2,x,y\n");
  EXPECT_EQ(error_code(reader::describe({path, "csv", "", {.columns = 2}})), "reader.too_many_columns");
  EXPECT_EQ(error_code(reader::describe({path, "csv", "", {.features = 1}})), "reader.too_many_rows");
}

/// Workbooks that GDAL writes and reads; those of old are in xls_test.cpp.
class Sheets : public testing::TestWithParam<const char*> {
 protected:
  const char* driver() const { return GetParam(); }
  std::string at(const std::string& name) const { return folder_ / (name + "." + lower(driver())); }
  TempFolder folder_;
};

TEST_P(Sheets, AreReadAsText) {
  const std::string path = at("a");
  make_file(driver(), path, {{"Biểu 1", 0, {{"", "007", 12, 1.5}, {"", "08", 3, 2}}}});
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->layer.name, "Biểu 1");
  EXPECT_EQ(table->layer.header_row, 1);
  EXPECT_EQ(table->at(0, "code"), "007");
  EXPECT_EQ(table->at(0, "households"), "12");
  EXPECT_EQ(parse_decimal(table->at(0, "speed")), 1.5);  // GDAL pads it with zeros in ODS
  EXPECT_EQ(table->rows[1].row, 3);
}

TEST_P(Sheets, OneOfSeveralIsAskedForUnlessOnlyOneHasRows) {
  const std::string one = at("one"), two = at("two");
  make_file(driver(), one, {{"Sheet1", 0, {{"", "1", 1, 1}}}, {"Sheet2", 0, {}}});
  EXPECT_TRUE(read_file_at(one));
  make_file(driver(), two, {{"Quý 1", 0, {{"", "1", 1, 1}}}, {"Quý 2", 0, {{"", "2", 1, 1}}}});
  const auto asked = read_file_at(two);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, "reader.layer_needed");
  EXPECT_EQ(asked.error().args[0].second, "Quý 1, Quý 2");
  EXPECT_EQ(read_file_at(two, {"Quý 2", ""})->at(0, "code"), "2");
  EXPECT_EQ(error_code(read_file_at(two, {"Quy 2", ""})), "reader.layer_unknown");
}

TEST_P(Sheets, ABannerIsPassedOverAndRowsKeepTheirNumbers) {
  const std::string path = at("a");
  make_file(
      driver(), path,
      {{"Biểu 1", 0, {{"", "BÁO CÁO", 0, 0}, {"", "Mã", 0, 0}, {"", "", 0, 0}, {"", "Ấp Bà", 7, 0.5}}}});
  const auto table = read_file_at(path, {"", "code = 'Ấp Bà'"});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->counts.read, 4);
  EXPECT_EQ(table->rows.at(0).row, 5);
  EXPECT_EQ(table->at(0, "households"), "7");
}

INSTANTIATE_TEST_SUITE_P(All, Sheets, testing::Values("XLSX", "ODS"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace vungphu::test
