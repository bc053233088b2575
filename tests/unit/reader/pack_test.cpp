// From what a person names to the bytes that are kept.
#include <gtest/gtest.h>

#include "gdal_maker.hpp"
#include "reader/archive.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

using reader::pack;

class Pack : public testing::Test {
 protected:
  std::string pack_code(const std::string& path) { return error_code(pack(path, folder_.path())); }
  std::string make_shape(const std::string& name) {
    make_file("ESRI Shapefile", folder_ / name, {{"a", 4326, {{"POINT (1 2)", "x", 1, 1}}}});
    return folder_ / name;
  }
  TempFolder folder_;
};

TEST_F(Pack, AFileOfOnePartIsKeptAsItIs) {
  const std::string path = folder_.write("Ấp.CSV", "a,b\n1,x\n");
  const auto packed = pack(path, folder_.path());
  ASSERT_TRUE(packed);
  EXPECT_EQ(packed->path, path);
  EXPECT_EQ(packed->format, "csv");
  EXPECT_EQ(packed->file_name, "Ấp.CSV");
  EXPECT_FALSE(packed->temporary);
}

TEST_F(Pack, AShapefileBecomesTheSameZipEveryTime) {
  const std::string path = make_shape("phu.shp");
  const auto first = pack(path, folder_.path());
  ASSERT_TRUE(first) << first.error().code;
  for (const char* part : {"phu.shp", "phu.dbf", "phu.shx"})
    std::filesystem::last_write_time(folder_ / part,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(5));
  const auto second = pack(path, folder_.path());
  ASSERT_TRUE(second);
  EXPECT_TRUE(first->temporary);
  EXPECT_NE(first->path, second->path);
  EXPECT_EQ(bytes_of(first->path), bytes_of(second->path));
  EXPECT_EQ(first->file_name, "phu.shp");
  EXPECT_TRUE(read_packed({first->path, "shp"}));
}

TEST_F(Pack, AZipOfAShapefileIsKeptAndReadWhateverTheCaseOfItsParts) {
  make_shape("phu.shp");
  const std::string zip = folder_ / "gui.zip";
  ASSERT_TRUE(reader::write_zip(zip, {{"Lớp/PHỦ.SHP", folder_ / "phu.shp"},
                                      {"Lớp/phủ.dbf", folder_ / "phu.dbf"},
                                      {"Lớp/PHỦ.shx", folder_ / "phu.shx"},
                                      {"__MACOSX/Lớp/._PHỦ.SHP", folder_ / "phu.shp"}}));
  const auto packed = pack(zip, folder_.path());
  ASSERT_TRUE(packed) << packed.error().code;
  EXPECT_EQ(packed->path, zip);
  EXPECT_EQ(packed->format, "shp");
  EXPECT_EQ(packed->member, "Lớp/PHỦ.SHP");
  const auto table = read_packed({packed->path, packed->format, packed->member});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->layer.name, "PHỦ");
  EXPECT_EQ(table->rows.size(), 1u);
}

TEST_F(Pack, AZipOfSeveralSetsNamesThem) {
  make_shape("a.shp");
  const std::string zip = folder_ / "two.zip";
  std::vector<reader::ZipPart> parts;
  for (const char* name : {"x.shp", "x.shx", "x.dbf", "y.shp", "y.shx", "y.dbf"})
    parts.push_back({name, folder_ / ("a" + std::string(name).substr(1))});
  ASSERT_TRUE(reader::write_zip(zip, parts));
  EXPECT_EQ(pack_code(zip), "reader.archive_several");
  const auto chosen = pack(zip, folder_.path(), "y.shp");
  ASSERT_TRUE(chosen) << chosen.error().code;
  EXPECT_EQ(read_packed({chosen->path, chosen->format, chosen->member})->layer.name, "y");
  EXPECT_EQ(error_code(pack(zip, folder_.path(), "z.shp")), "reader.member_unknown");
  ASSERT_TRUE(reader::write_zip(zip, {{"a.xml", folder_ / "a.dbf"}}));
  EXPECT_EQ(pack_code(zip), "reader.archive_nothing");
}

TEST_F(Pack, AMissingPartIsNamed) {
  const std::string path = make_shape("a.shp");
  std::filesystem::remove(folder_ / "a.dbf");
  EXPECT_EQ(pack_code(path), "reader.part_missing");
}

TEST_F(Pack, WhatIsNotThereOrEmptyIsSaid) {
  EXPECT_EQ(pack_code(folder_ / "none.csv"), "reader.file_missing");
  EXPECT_EQ(pack_code(folder_.write("empty.csv", "")), "reader.file_empty");
  EXPECT_EQ(pack_code(folder_.path()), "reader.not_a_file");
  EXPECT_EQ(pack_code(folder_.write("a.docx", "PK\x03\x04")), "reader.word");
}

TEST_F(Pack, ANameThatLiesIsFoundOut) {
  EXPECT_EQ(pack_code(folder_.write("a.xls", "<html><table><tr><td>1</td></tr></table></html>")),
            "reader.html_table");
  EXPECT_EQ(pack_code(folder_.write("a.xlsx", "\n <TABLE><tr>")), "reader.html_table");
  EXPECT_EQ(pack_code(folder_.write("a.tab", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")), "reader.not_the_format");
  EXPECT_EQ(pack_code(folder_.write("b.xlsx", "a,b\n1,2\n")), "reader.not_the_format");
  EXPECT_EQ(pack_code(folder_.write("b.csv", R"({"type": "FeatureCollection"})")), "reader.not_the_format");
  EXPECT_EQ(pack_code(folder_.write("b.gpkg", R"({"type": "FeatureCollection"})")), "reader.not_the_format");
  EXPECT_EQ(pack_code(folder_.write("b.geojson", "a,b\n")), "reader.not_the_format");
  EXPECT_EQ(pack_code(folder_.write("c.csv", "%PDF-1.7")), "reader.pdf");
  make_file("LIBKML", folder_ / "k.kmz", {{"a", 4326, {{"POINT (1 2)", "x", 1, 1}}}});
  std::filesystem::rename(folder_ / "k.kmz", folder_ / "k.xlsx");
  EXPECT_EQ(pack_code(folder_ / "k.xlsx"), "reader.not_the_format");
}

}  // namespace
}  // namespace vungphu::test
