// Rasters: cells with their place, block by block.
#include <cmath>

#include <cpl_string.h>
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_srs_api.h>

#include "support.hpp"

namespace vungphu::test {
namespace {

constexpr int kColumns = 300, kLines = 260;
constexpr float kNothing = -9999;

float value_at(int column, int line) {
  return column == 5 && line == 7 ? kNothing
                                  : -100.0f + static_cast<float>(column % 50) + static_cast<float>(line % 7);
}

struct Case {
  std::string name, driver, file;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

/// Written in memory, then by the driver, as some only copy.
void make_raster(const Case& c, const std::string& path) {
  GDALAllRegister();
  GDALDatasetH memory = GDALCreate(GDALGetDriverByName("MEM"), "", kColumns, kLines, 1, GDT_Float32, nullptr);
  double place[] = {105, 0.001, 0, 10, 0, -0.001};
  GDALSetGeoTransform(memory, place);
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(system, 4326);
  GDALSetSpatialRef(memory, system);
  OSRRelease(system);
  GDALRasterBandH band = GDALGetRasterBand(memory, 1);
  GDALSetRasterNoDataValue(band, kNothing);
  for (int line = 0; line < kLines; ++line) {
    std::vector<float> cells;
    for (int column = 0; column < kColumns; ++column) cells.push_back(value_at(column, line));
    ASSERT_EQ(
        GDALRasterIO(band, GF_Write, 0, line, kColumns, 1, cells.data(), kColumns, 1, GDT_Float32, 0, 0),
        CE_None);
  }
  GDALDatasetH made = GDALCreateCopy(GDALGetDriverByName(c.driver.c_str()), path.c_str(), memory, FALSE,
                                     nullptr, nullptr, nullptr);
  ASSERT_NE(made, nullptr);
  GDALClose(made);
  GDALClose(memory);
}

class Rasters : public testing::TestWithParam<Case> {};

TEST_P(Rasters, GiveTheirPlaceAndEveryCell) {
  TempFolder folder;
  const std::string path = folder / GetParam().file;
  make_raster(GetParam(), path);
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << table.error().code << " " << testing::PrintToString(table.error().args);
  EXPECT_EQ(table->layer.geometry, "raster");
  EXPECT_EQ(table->layer.crs, "EPSG:4326");
  ASSERT_TRUE(table->layer.raster);
  EXPECT_EQ(table->layer.raster->columns, kColumns);
  EXPECT_EQ(table->layer.raster->lines, kLines);
  EXPECT_NEAR(table->layer.raster->transform[0], 105, 1e-9);
  EXPECT_NEAR(table->layer.raster->transform[5], -0.001, 1e-12);
  EXPECT_EQ(table->layer.features, 4);
  EXPECT_EQ(table->counts.read, 4);
  std::int64_t cells = 0;
  for (const RawFeature& block : table->rows)
    for (std::int64_t i = 0; i < block.cells.columns * block.cells.lines; ++i, ++cells) {
      const auto column = static_cast<int>(block.cells.first_column + i % block.cells.columns);
      const auto line = static_cast<int>(block.cells.first_line + i / block.cells.columns);
      const float value = block.cells.values[static_cast<std::size_t>(i)];
      if (value_at(column, line) == kNothing)
        EXPECT_TRUE(std::isnan(value));
      else
        EXPECT_NEAR(value, value_at(column, line), 0.01) << column << " " << line;
    }
  EXPECT_EQ(cells, kColumns * kLines);
}

INSTANTIATE_TEST_SUITE_P(All, Rasters,
                         testing::Values(Case{"tif", "GTiff", "a.tif"}, Case{"asc", "AAIGrid", "a.asc"},
                                         Case{"bil", "EHdr", "a.bil"}),
                         [](const auto& each) { return each.param.name; });

TEST(Raster, WithoutAPlaceIsRefused) {
  TempFolder folder;
  GDALAllRegister();
  GDALClose(GDALCreate(GDALGetDriverByName("GTiff"), (folder / "a.tif").c_str(), 4, 4, 1, GDT_Byte, nullptr));
  EXPECT_EQ(error_code(describe_file_at(folder / "a.tif")), "reader.raster_without_place");
}

}  // namespace
}  // namespace vungphu::test
