// Every format of layers: what was written comes back.
#include <cpl_conv.h>
#include <gdal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include "gdal_maker.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

struct Case {
  std::string name, driver, file;
  int epsg = 4326;
  std::string format, crs = "EPSG:4326";
  std::string day = "2026-06-30";
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::string wkt_of(const std::string& wkb) {
  OGRGeometryH geometry = nullptr;
  if (OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())) != OGRERR_NONE)
    return "?";
  char* text = nullptr;
  OGR_G_ExportToIsoWkt(geometry, &text);
  std::string wkt = text;
  CPLFree(text);
  OGR_G_DestroyGeometry(geometry);
  return wkt;
}

const std::vector<MadeFeature> kFeatures{{"POINT (105.5 9.25)", "007", 12, 0.1},
                                         {"POINT (105.75 9.5)", "Ấp Bà", 3, 50}};

class Formats : public testing::TestWithParam<Case> {
 protected:
  TempFolder folder_;
};

TEST_P(Formats, GiveBackWhatWasWritten) {
  const Case& c = GetParam();
  const std::string path = folder_ / c.file;
  make_file(c.driver, path, {{"phu", c.epsg, kFeatures}},
            c.driver == "FlatGeobuf" ? std::vector<std::string>{"SPATIAL_INDEX=NO"}
            : c.driver == "ESRI Shapefile" || c.driver == "MapInfo File"
                ? std::vector<std::string>{"ENCODING=UTF-8"}
                : std::vector<std::string>{});
  const auto table = read_file_at(path);
  ASSERT_TRUE(table) << table.error().code << " " << testing::PrintToString(table.error().args);
  EXPECT_EQ(table->layer.crs, c.crs);
  EXPECT_EQ(table->layer.geometry, "point");
  EXPECT_EQ(table->layer.features, 2);
  EXPECT_EQ(table->layer.header_row, 0);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].row, 1);
  EXPECT_EQ(table->rows[1].row, 2);
  EXPECT_EQ(wkt_of(table->rows[0].wkb), "POINT (105.5 9.25)");
  EXPECT_EQ(table->at(0, "code"), "007");
  EXPECT_EQ(table->at(1, "code"), "Ấp Bà");
  EXPECT_EQ(table->at(0, "households"), "12");
  EXPECT_EQ(table->at(0, "speed"), "0.1");
  if (!c.day.empty()) {
    EXPECT_EQ(table->at(0, "day"), c.day);
  }
}

TEST_P(Formats, FilterByCondition) {
  const std::string path = folder_ / GetParam().file;
  make_file(GetParam().driver, path, {{"phu", GetParam().epsg, kFeatures}});
  const auto table = read_file_at(path, {.layer = "", .where = "households > 5"});
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->counts.read, 2);
  EXPECT_EQ(table->counts.filtered, 1);
  EXPECT_EQ(table->at(0, "code"), "007");
  EXPECT_EQ(error_code(read_file_at(path, {.layer = "", .where = "nope = 1"})), "reader.bad_where");
}

INSTANTIATE_TEST_SUITE_P(All, Formats,
                         testing::Values(Case{"geojson", "GeoJSON", "a.geojson", 4326, "geojson"},
                                         Case{"gpkg", "GPKG", "a.gpkg", 4326, "gpkg"},
                                         Case{"gpkg_vn2000", "GPKG", "a.gpkg", 9207, "gpkg", "EPSG:9207"},
                                         Case{"shp", "ESRI Shapefile", "a.shp", 4326, "shp"},
                                         Case{"fgb", "FlatGeobuf", "a.fgb", 4326, "fgb", "EPSG:4326",
                                              "2026-06-30T00:00:00"},
                                         Case{"kml", "LIBKML", "a.kml", 4326, "kml", "EPSG:4326", ""},
                                         Case{"kmz", "LIBKML", "a.kmz", 4326, "kml", "EPSG:4326", ""},
                                         Case{"tab", "MapInfo File", "a.tab", 4326, "tab"},
                                         Case{"mif", "MapInfo File", "a.mif", 4326, "mif"},
                                         Case{"geojsonl", "GeoJSONSeq", "a.geojsonl", 4326, "geojsonl"}),
                         [](const auto& each) { return each.param.name; });

/// A drawing: its one layer has columns of its own, and no CRS.
void make_drawing(const std::string& path, const std::vector<std::pair<std::string, std::string>>& shapes) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("DXF"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "entities", nullptr, wkbUnknown, nullptr);
  for (const auto& [name, wkt] : shapes) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, "Layer"), name.c_str());
    std::string text = wkt;
    char* cursor = text.data();
    OGRGeometryH geometry = nullptr;
    ASSERT_EQ(OGR_G_CreateFromWkt(&cursor, nullptr, &geometry), OGRERR_NONE);
    OGR_F_SetGeometryDirectly(feature, geometry);
    EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  GDALClose(dataset);
}

TEST(Drawing, GivesItsShapesAndTheLayersTheyAreOn) {
  TempFolder folder;
  make_drawing(folder / "a.dxf",
               {{"CÁP QUANG", "LINESTRING (500000 1000000,500100 1000050)"},
                {"TRAM", "POINT (500010 1000020)"},
                {"VUNG", "POLYGON ((500000 1000000,500100 1000000,500100 1000100,500000 1000000))"}});
  const auto table = read_file_at(folder / "a.dxf");
  ASSERT_TRUE(table) << table.error().code;
  EXPECT_EQ(table->layer.name, "entities");
  EXPECT_EQ(table->layer.crs, "");
  EXPECT_EQ(table->layer.geometry, "mixed");
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(wkt_of(table->rows[0].wkb), "LINESTRING (500000 1000000,500100 1000050)");
  EXPECT_EQ(wkt_of(table->rows[1].wkb), "POINT (500010 1000020)");
  EXPECT_EQ(wkt_of(table->rows[2].wkb).substr(0, 9), "POLYGON (");
  EXPECT_EQ(table->at(0, "Layer"), "CÁP QUANG");
  const auto lines = read_file_at(folder / "a.dxf", {"", "Layer = 'TRAM'"});
  ASSERT_TRUE(lines) << lines.error().code;
  EXPECT_EQ(lines->counts.filtered, 2);
}

TEST(Drawing, ThatIsCutIsRefused) {
  TempFolder folder;
  make_drawing(folder / "a.dxf", {{"TRAM", "POINT (500010 1000020)"}, {"TRAM", "POINT (500020 1000020)"}});
  const std::string bytes = bytes_of(folder / "a.dxf");
  EXPECT_FALSE(read_file_at(folder.write("b.dxf", bytes.substr(0, bytes.find("500020")))));
}

class Geometries : public testing::Test {
 protected:
  TempFolder folder_;
};

TEST_F(Geometries, LoseHeightsAndMeasuresAndSaySo) {
  const std::string path = folder_ / "a.gpkg";
  make_file(
      "GPKG", path,
      {{"a", 4326, {{"LINESTRING ZM (1 2 3 4,5 6 7 8)", "z", 1, 1}, {"LINESTRING (1 2,3 4)", "", 1, 1}}}});
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->rows.at(0).dropped_z);
  EXPECT_FALSE(table->rows.at(1).dropped_z);
  EXPECT_EQ(wkt_of(table->rows[0].wkb), "LINESTRING (1 2,5 6)");
  EXPECT_EQ(table->layer.geometry, "line");
}

TEST_F(Geometries, CurvesBecomeLines) {
  const std::string path = folder_ / "a.gpkg";
  make_file("GPKG", path,
            {{"a", 4326, {{"CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))", "c", 1, 1}}}});
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->layer.geometry, "area");
  EXPECT_EQ(wkt_of(table->rows.at(0).wkb).substr(0, 9), "POLYGON (");
}

TEST_F(Geometries, MissingOnesAreEmptyAndMixedOnesAreSaid) {
  const std::string path = folder_ / "a.geojson";
  make_file(
      "GeoJSON", path,
      {{"a", 4326, {{"", "x", 1, 1}, {"POINT (1 2)", "y", 1, 1}, {"LINESTRING (1 2,3 4)", "z", 1, 1}}}});
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->rows.at(0).wkb.empty());
  EXPECT_EQ(table->layer.geometry, "mixed");
}

TEST_F(Geometries, WithoutACrsNoneIsNamed) {
  const std::string path = folder_ / "a.shp";
  make_file("ESRI Shapefile", path, {{"a", 0, {{"POINT (500000 1000000)", "x", 1, 1}}}});
  const auto table = read_file_at(path);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->layer.crs, "");
  EXPECT_EQ(
      read_file_at(folder_.write("b.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"tags":["a","b"],"o":null},"geometry":{"type":"Point","coordinates":[1,2]}}]})"))
          ->layer.crs,
      "EPSG:4326");
}

TEST_F(Geometries, OfAShapefileThatDoesNotNameItsUtf8AreReadRight) {
  const std::string path = folder_ / "a.shp";
  make_file("ESRI Shapefile", path, {{"a", 4326, {{"POINT (1 2)", "Ấp Bà Điều", 1, 1}}}}, {"ENCODING=UTF-8"});
  std::filesystem::remove(folder_ / "a.cpg");
  EXPECT_EQ(read_file_at(path)->at(0, "code"), "Ấp Bà Điều");
}

TEST_F(Geometries, ListsAreJsonAndNullsAreNull) {
  const auto table = read_file_at(folder_.write("b.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"tags":["a","b"],"o":null,"t":"2026-06-30T01:02:03Z"},"geometry":null}]})"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->at(0, "tags"), R"([ "a", "b" ])");
  EXPECT_EQ(table->at(0, "o"), "(null)");
  EXPECT_EQ(table->at(0, "t"), "2026-06-30T01:02:03Z");
}

TEST_F(Geometries, TooManyVerticesAreRefused) {
  const std::string path = folder_ / "a.geojson";
  make_file("GeoJSON", path, {{"a", 4326, {{"LINESTRING (1 2,3 4,5 6,7 8)", "z", 1, 1}}}});
  const auto read = reader::read(
      {path, "geojson", "", {.vertices = 3}}, {}, [](const LayerInfo&) { return Status{}; },
      [](RawFeature&&) { return Status{}; });
  EXPECT_EQ(error_code(read), "reader.too_many_vertices");
}

}  // namespace
}  // namespace vungphu::test
