// Rasters: cells with their place, block by block.
#include <cmath>

#include <cpl_string.h>
#include <gdal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_srs_api.h>

#include "support.hpp"
#include "xls_maker.hpp"

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
                                         Case{"bil", "EHdr", "a.bil"}, Case{"grd", "NWT_GRD", "a.grd"}),
                         [](const auto& each) { return each.param.name; });

/// A classified grid of Vertical Mapper, which GDAL reads and does not write: a head of 1024 bytes, one byte
/// a cell from the north down, then the classes. Cells are points: the middles of the outermost are the
/// edges.
std::string classified_grid(const std::vector<std::string>& names) {
  const std::vector<unsigned char> cells{1, 2, 0, 2, 2, 1};
  std::string file(1024, '\0');
  const auto put = [&](std::size_t at, std::string_view bytes) { file.replace(at, bytes.size(), bytes); };
  put(0, "HGPC8");
  put(9, low_first(3, 2) + low_first(2, 2));
  put(13, real_bytes(105) + real_bytes(105.2) + real_bytes(9.9) + real_bytes(10));
  put(256, "Earth Projection 1, 104");
  put(1023, low_first(2, 1));  // half bytes a cell
  file.append(cells.begin(), cells.end());
  file += low_first(names.size(), 2);
  for (std::size_t i = 0; i < names.size(); ++i)
    file += low_first(i + 1, 2) + std::string(5, '\0') + low_first(names[i].size(), 2) + names[i];
  return file;
}

TEST(Raster, AClassOfAVerticalMapperGridIsItsLowestNumber) {
  TempFolder folder;
  const auto table = read_file_at(folder.write("a.grc", classified_grid({"-95 to -85", "-85 to -75"})));
  ASSERT_TRUE(table) << table.error().code << " " << testing::PrintToString(table.error().args);
  EXPECT_EQ(table->layer.crs, "EPSG:4326");
  ASSERT_TRUE(table->layer.raster);
  EXPECT_NEAR(table->layer.raster->transform[0], 104.95, 1e-9);
  EXPECT_NEAR(table->layer.raster->transform[3], 10.05, 1e-9);
  const std::vector<float>& values = table->rows.at(0).cells.values;
  ASSERT_EQ(values.size(), 6u);
  EXPECT_TRUE(std::isnan(values[2]));
  EXPECT_THAT((std::vector<float>{values[0], values[1], values[3], values[4], values[5]}),
              testing::ElementsAre(-95, -85, -85, -85, -95));
}

TEST(Raster, AClassWithoutANumberIsRefused) {
  TempFolder folder;
  EXPECT_EQ(error_code(read_file_at(folder.write("a.grc", classified_grid({"tốt", "-85 to -75"})))),
            "reader.grid_classes");
  const std::string whole = classified_grid({"-95 to -85", "-85 to -75"});
  for (std::size_t cut : {std::size_t{500}, std::size_t{1026}, whole.size() - 3})
    EXPECT_FALSE(read_file_at(folder.write("b.grc", whole.substr(0, cut)))) << cut;
}

TEST(Raster, WithoutAPlaceIsRefused) {
  TempFolder folder;
  GDALAllRegister();
  GDALClose(GDALCreate(GDALGetDriverByName("GTiff"), (folder / "a.tif").c_str(), 4, 4, 1, GDT_Byte, nullptr));
  EXPECT_EQ(error_code(describe_file_at(folder / "a.tif")), "reader.raster_without_place");
}

}  // namespace
}  // namespace vungphu::test
