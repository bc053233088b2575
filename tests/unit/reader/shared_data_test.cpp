// Real files that no one here made.
#include "support/shared_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace vungphu::test {
namespace {

using testing::ElementsAre;

TEST(France, TheHeaderIsFoundUnderFourBannerLines) {
  VP_NEED_SHARED_DATA("france/arcep-ftth-communes.csv");
  const auto table = read_file_at(shared_data("france/arcep-ftth-communes.csv").string(),
                                  {"", "Champ = 'Locaux Raccordables' AND \"Code commune\" LIKE '29%'"});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->layer.header_row, 5);
  EXPECT_THAT(table->names(), ElementsAre("Code commune", "Champ", "T3 2017", "T4 2017", "T1 2018"));
  EXPECT_EQ(table->rows.size(), 279u);
  std::int64_t passed = 0;
  for (std::size_t i = 0; i < table->rows.size(); ++i) passed += std::stoll(table->at(i, "T1 2018"));
  EXPECT_EQ(passed, 129'026);
}

TEST(France, CodesKeepZerosAndLettersAndPaddingStays) {
  VP_NEED_SHARED_DATA("france/arcep-communes.csv");
  const auto table = read_file_at(
      shared_data("france/arcep-communes.csv").string(),
      {"", "\"Code commune\" LIKE '2A%' OR \"Code commune\" = '01001' OR \"Code commune\" = '64001'"});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->layer.fields.size(), 13u);
  EXPECT_EQ(table->at(0, "Code commune"), "64001");
  EXPECT_EQ(table->at(0, "Logements"), " 81    ");
  EXPECT_EQ(table->rows[0].row, 6);
  std::set<std::string> codes;
  for (std::size_t i = 0; i < table->rows.size(); ++i) codes.insert(table->at(i, "Code commune"));
  EXPECT_TRUE(codes.contains("01001"));
  EXPECT_TRUE(codes.contains("2A004"));
}

TEST(WestAfrica, TheKmzHasALayerOfLinks) {
  VP_NEED_SHARED_DATA("west-africa-fiber/SLE.kmz");
  const std::string path = shared_data("west-africa-fiber/SLE.kmz").string();
  EXPECT_EQ(error_code(read_file_at(path)), "reader.layer_needed");
  const auto table = read_file_at(path, {"Links", ""});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->rows.size(), 49u);
  EXPECT_EQ(table->layer.geometry, "line");
  EXPECT_EQ(table->layer.crs, "EPSG:4326");
}

TEST(WestAfrica, EveryLineFileIsRead) {
  VP_NEED_SHARED_DATA("west-africa-fiber/lines");
  for (const auto& entry : std::filesystem::directory_iterator(shared_data("west-africa-fiber/lines"))) {
    const auto table = read_file_at(entry.path().string());
    ASSERT_TRUE(table) << entry.path() << table.error().code << testing::PrintToString(table.error().args);
    EXPECT_FALSE(table->rows.empty()) << entry.path();
    EXPECT_EQ(table->layer.crs, "EPSG:4326");
  }
}

TEST(Ibiza, OneOriginOfThePolygonsIsTakenByCondition) {
  VP_NEED_SHARED_DATA("ibiza/mobile-coverage.gpkg");
  const std::string path = shared_data("ibiza/mobile-coverage.gpkg").string();
  const auto all = read_file_at(path);
  ASSERT_TRUE(all) << all.error().code;
  EXPECT_EQ(all->layer.name, "fixed_geometries");
  EXPECT_EQ(all->rows.size(), 770u);
  EXPECT_EQ(all->layer.geometry, "area");
  std::map<std::string, std::size_t> by_origin;
  for (std::size_t i = 0; i < all->rows.size(); ++i) ++by_origin[all->at(i, "layer")];
  EXPECT_EQ(by_origin.size(), 4u);
  for (const auto& [origin, count] : by_origin) {
    const auto part = read_file_at(path, {"", "layer = '" + origin + "'"});
    ASSERT_TRUE(part);
    EXPECT_EQ(part->rows.size(), count);
    EXPECT_EQ(part->counts.filtered, 770 - static_cast<std::int64_t>(count));
    EXPECT_EQ(part->at(0, "layer"), origin);
  }
}

/// Good and broken files of GDAL's own tests: each is read or refused with a reader's error; no worker dies
/// but of the one that makes libkml 1.3 follow a null pointer.
TEST(GdalFormats, AreReadOrRefusedInOrder) {
  VP_NEED_SHARED_DATA("gdal-formats");
  int read = 0, refused = 0;
  for (const char* folder : {"csv", "geojson", "gpkg", "kml", "mitab", "shp", "testfgb", "xlsx"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(shared_data("gdal-formats") / folder)) {
      if (!entry.is_regular_file()) continue;
      const auto info = describe_file_at(entry.path().string());
      info ? ++read : ++refused;
      if (entry.path().filename() == "gx_track_without_when.kml") continue;
      EXPECT_NE(error_code(info), "reader.worker_died")
          << entry.path() << testing::PrintToString(info.error().args);
    }
  }
  EXPECT_GT(read, 120);
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace vungphu::test
