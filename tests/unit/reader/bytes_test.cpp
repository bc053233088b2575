// Texts whose bytes nobody names: nothing is guessed here, and nothing is lost.
#include <gtest/gtest.h>

#include "gdal_maker.hpp"
#include "reader/text_coding.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

const std::string kTcvn3 =
    "X\xB7 T\xA9n L\xE9"
    "c";  // "Xã Tân Lộc" in TCVN3
const std::string kOneToOne =
    "X\u00B7 T\u00A9n L\u00E9"
    "c";  // its bytes, each as a character

class Bytes : public testing::Test {
 protected:
  /// A Shapefile or TAB whose texts are these bytes.
  std::string made(const std::string& name, const std::string& text) {
    const bool shape = name.ends_with(".shp");
    make_file(shape ? "ESRI Shapefile" : "MapInfo File", folder_ / name,
              {{"a", 4326, {{"POINT (1 2)", text, 1, 1}}}}, {"ENCODING="});
    return folder_ / name;
  }
  TempFolder folder_;
};

TEST_F(Bytes, OfACsvComeOneToOne) {
  const auto info = describe_file_at(folder_.write("a.csv", "ma,ten\n1," + kTcvn3 + "\n2,b\n"));
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->layers.at(0).bytes);
  EXPECT_EQ(info->encoding, "");
  EXPECT_EQ(info->layers[0].sample.at(0).fields.at(1), kOneToOne);
  EXPECT_EQ(read_file_at(folder_ / "a.csv")->at(0, "ten"), kOneToOne);
}

TEST_F(Bytes, OfACsvThatAreUtf8OrUtf16AreText) {
  const auto utf8 = describe_file_at(folder_.write("a.csv", "ma,ten\n1,Lộc\n"));
  ASSERT_TRUE(utf8);
  EXPECT_FALSE(utf8->layers.at(0).bytes);
  EXPECT_EQ(utf8->encoding, "UTF-8");
  const auto utf16 = describe_file_at(folder_.write("b.csv", std::string("\xFF\xFE"
                                                                         "a\0,\0b\0\n\0c\0,\0d\0\n\0",
                                                                         18)));
  ASSERT_TRUE(utf16);
  EXPECT_FALSE(utf16->layers.at(0).bytes);
  EXPECT_EQ(utf16->encoding, "UTF-16LE");
}

TEST_F(Bytes, OfAShapefileAndATableComeOneToOneWhateverIsClaimed) {
  for (const char* name : {"a.shp", "a.tab"}) {
    const std::string path = made(name, kTcvn3);
    if (std::string_view(name) == "a.shp") folder_.write("a.cpg", "1252");
    const auto table = read_file_at(path);
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_TRUE(table->layer.bytes) << name;
    EXPECT_EQ(table->at(0, "code"), kOneToOne) << name;
  }
  folder_.write("a.cpg", "UTF-8");
  const auto lie = read_file_at(folder_ / "a.shp");
  ASSERT_TRUE(lie);
  EXPECT_TRUE(lie->layer.bytes);
  EXPECT_EQ(lie->at(0, "code"), kOneToOne);
}

TEST_F(Bytes, ThatAreUtf8AreUtf8WhateverTheCpgSays) {
  const std::string path = made("a.shp", "Tân Lộc");
  folder_.write("a.cpg", "1252");
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->layer.bytes);
  EXPECT_EQ(table->at(0, "code"), "Tân Lộc");
}

TEST_F(Bytes, AClaimThatTheyCouldContradictAndDoNotIsBelieved) {
  const std::string path = made("a.shp", "\xC2\xE8\xF2\xE5\xE1\xF1\xEA");
  folder_.write("a.cpg", "ANSI 1251");
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->layer.bytes);
  EXPECT_EQ(table->at(0, "code"), "Витебск");
  EXPECT_EQ(describe_file_at(path)->encoding, "CP1251");
}

TEST_F(Bytes, ACharacterThatItsFieldCutsMakesNoOtherEncoding) {
  // Fields of text hold 80 bytes where nothing else is asked for; ộ takes three, and two fit in.
  std::string text = "abc";
  for (int i = 0; i < 25; ++i) text += "ộ";
  const std::string path = made("a.shp", text + "xy");
  std::string dbf = bytes_of(folder_ / "a.dbf");
  dbf.replace(dbf.find("xy"), 2, "\xE1\xBB");
  folder_.write("a.dbf", dbf);
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->layer.bytes);
  EXPECT_EQ(table->at(0, "code"), text);
}

TEST_F(Bytes, AreFilteredAsTheyAreShown) {
  const std::string path = made("a.shp", kTcvn3);
  const auto table = read_file_at(path, {.layer = "", .where = "code = '" + kOneToOne + "'"});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->rows.size(), 1u);
}

TEST_F(Bytes, OfAFormatThatIsUtf8ByDefinitionComeOneToOneToo) {
  const std::string path = folder_ / "a.gpkg";
  make_file("GPKG", path, {{"a", 4326, {{"POINT (1 2)", "x", 1, 1}}}});
  run_sql(path, "UPDATE a SET code = CAST(x'58B7' AS TEXT)");
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_TRUE(table->layer.bytes);
  EXPECT_EQ(table->at(0, "code"), "X\u00B7");
}

TEST(Claims, AreKnownByManyNames) {
  for (const char* claim : {"1251", "ANSI 1251", "cp1251", "windows-1251", "WindowsCyrillic"})
    EXPECT_EQ(reader::charset_of_claim(claim), "CP1251") << claim;
  for (const char* claim : {"UTF-8", "utf8", "65001", "UTF-8\r\n"})
    EXPECT_EQ(reader::charset_of_claim(claim), "UTF-8") << claim;
  for (const char* claim : {"", "1252", "ISO-8859-1", "88591", "1258", "Neutral", "WindowsLatin1", "OEM 437"})
    EXPECT_EQ(reader::charset_of_claim(claim), "") << claim;
}

}  // namespace
}  // namespace vungphu::test
