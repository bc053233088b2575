#include "gdal_maker.hpp"

#include <string_view>

#include <cpl_string.h>
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>

namespace vungphu::test {
namespace {

OGRLayerH make_layer(GDALDatasetH dataset, const MadeLayer& made, char** options) {
  OGRSpatialReferenceH system = nullptr;
  if (made.epsg > 0) {
    system = OSRNewSpatialReference(nullptr);
    EXPECT_EQ(OSRImportFromEPSG(system, made.epsg), OGRERR_NONE);
    OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER);
  }
  const std::string_view driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
  const OGRwkbGeometryType shape =
      driver == "OpenFileGDB" ? wkbPoint : wkbUnknown;  // a geodatabase wants one
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, made.name.c_str(), system, shape, options);
  if (system) OSRRelease(system);
  const std::pair<const char*, OGRFieldType> columns[] = {
      {"code", OFTString}, {"households", OFTInteger}, {"speed", OFTReal}, {"day", OFTDate}};
  for (const auto& [name, type] : columns) {
    OGRFieldDefnH column = OGR_Fld_Create(name, type);
    EXPECT_EQ(OGR_L_CreateField(layer, column, TRUE), OGRERR_NONE);
    OGR_Fld_Destroy(column);
  }
  return layer;
}

void add_feature(OGRLayerH layer, const MadeFeature& made) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  OGRFeatureH feature = OGR_F_Create(definition);
  auto index = [&](const char* name) { return OGR_FD_GetFieldIndex(definition, name); };
  OGR_F_SetFieldString(feature, index("code"), made.code.c_str());
  OGR_F_SetFieldInteger(feature, index("households"), made.households);
  OGR_F_SetFieldDouble(feature, index("speed"), made.speed);
  OGR_F_SetFieldDateTime(feature, index("day"), 2026, 6, 30, 0, 0, 0, 0);
  if (!made.wkt.empty()) {
    std::string text = made.wkt;
    char* cursor = text.data();
    OGRGeometryH geometry = nullptr;
    EXPECT_EQ(OGR_G_CreateFromWkt(&cursor, nullptr, &geometry), OGRERR_NONE) << made.wkt;
    OGR_F_SetGeometryDirectly(feature, geometry);
  }
  EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
  OGR_F_Destroy(feature);
}

}  // namespace

void make_file(const std::string& driver, const std::string& path, const std::vector<MadeLayer>& layers,
               const std::vector<std::string>& options) {
  GDALAllRegister();
  CPLStringList list;
  for (const std::string& option : options) list.AddString(option.c_str());
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName(driver.c_str()), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr) << path;
  for (const MadeLayer& made : layers) {
    OGRLayerH layer = make_layer(dataset, made, list.List());
    for (const MadeFeature& feature : made.features) add_feature(layer, feature);
  }
  GDALClose(dataset);
}

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

}  // namespace vungphu::test
