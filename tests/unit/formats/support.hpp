// A small table that holds what goes wrong in exports: leading zeros, accents, quotes, nothing, large counts.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <cpl_vsi.h>
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"
#include "vungphu/formats/table.hpp"

namespace vungphu::formats::test {

struct Row {
  std::vector<Cell> cells;
  geo::Geometry geometry;
};

inline geo::GridPoint at(double longitude, double latitude) {
  return {geo::to_units(longitude), geo::to_units(latitude)};
}
inline geo::Geometry point(double longitude, double latitude) {
  return geo::MultiPoint{{at(longitude, latitude)}};
}
/// A square of `side` degrees whose shell is given clockwise, with a hole that is given anticlockwise.
inline geo::Geometry holed_square(double x, double y, double side) {
  const double third = side / 3;
  return geo::MultiPolygon{{{{{at(x, y), at(x, y + side), at(x + side, y + side), at(x + side, y)},
                              {at(x + third, y + third), at(x + 2 * third, y + third),
                               at(x + 2 * third, y + 2 * third), at(x + third, y + 2 * third)}}}}};
}

inline Column column(std::string name, CellType type, int decimals = 0, std::string words = {}) {
  return {name, "label." + name, type, decimals, std::move(words), false};
}

inline Schema hamlets(GeometryKind geometry = GeometryKind::point) {
  return {"gaps",
          "",
          geometry,
          {column("code", CellType::code), column("name", CellType::text),
           column("households", CellType::count), column("share", CellType::percent, 1),
           Column{"distance_m", "khoảng cách (m)", CellType::metres, 0, {}, false},
           column("as_of", CellType::date),
           Column{"reported", "do cơ quan báo cáo", CellType::flag, 0, {}, false},
           column("by_operators", CellType::counts), column("status", CellType::word, 0, "status.")}};
}

inline std::vector<Row> hamlet_rows() {
  return {
      {{std::string("00123"), std::string("Ấp \"Rạch Gốc\"; Đông, A"), std::int64_t{3'000'000'000}, 0.81349,
        1234.5, std::string("2026-06-30"), true, std::vector<std::int64_t>{1, 2, 30}, std::string("met")},
       point(105.1234567, 9.0000001)},
      {{std::string("00200"), Cell(), std::int64_t{0}, Number{0.79996, 3}, Cell(), Cell(), Cell(), Cell(),
        std::string("no_data")},
       {}}};
}

/// A folder of its own, gone at the end.
class FormatsTest : public ::testing::Test {
 protected:
  FormatsTest() {
    std::string name = (std::filesystem::temp_directory_path() / "vungphu-formats-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~FormatsTest() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      found.push_back(entry.path().filename());
    std::ranges::sort(found);
    return found;
  }

  std::filesystem::path folder_;
};

inline Status write(const Schema& schema, const Output& output, const std::vector<Row>& rows) {
  VP_TRY(auto out, open(schema, output));
  for (const Row& row : rows) VP_CHECK(out->write(row.cells, row.geometry));
  return out->close();
}

inline Output to(std::string format, std::string path = {}, Lang lang = Lang::vi) {
  Output output;
  output.format = std::move(format);
  output.path = std::move(path);
  output.lang = lang;
  return output;
}

/// What a format writes to standard output.
inline std::string printed(const Schema& schema, const Output& output, const std::vector<Row>& rows) {
  ::testing::internal::CaptureStdout();
  const Status status = write(schema, output, rows);
  std::string text = ::testing::internal::GetCapturedStdout();
  EXPECT_TRUE(status) << status.error().code;
  return text;
}

inline std::string bytes(const std::string& path) { return read_file(path).value_or("<no file>"); }

/// A layer as GDAL reads it again: rows of field texts ("<null>" for nothing), and geometries as WKT.
struct Reread {
  bool opened = false;
  std::string layer, crs;
  std::vector<std::string> fields, types;
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> wkt;
};

inline Reread reread(const std::string& path, const char* layer_name = nullptr) {
  GDALAllRegister();
  Reread made;
  GDALDatasetH dataset = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  if (!dataset) return made;
  made.opened = true;
  OGRLayerH layer =
      layer_name ? GDALDatasetGetLayerByName(dataset, layer_name) : GDALDatasetGetLayer(dataset, 0);
  if (layer) {
    made.layer = OGR_L_GetName(layer);
    if (OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(layer)) {
      if (const char* code = OSRGetAuthorityCode(srs, nullptr)) made.crs = code;
    }
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetFieldCount(defn); ++i) {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn(defn, i);
      made.fields.emplace_back(OGR_Fld_GetNameRef(field));
      made.types.emplace_back(OGR_Fld_GetSubType(field) == OFSTBoolean
                                  ? "Boolean"
                                  : OGR_GetFieldTypeName(OGR_Fld_GetType(field)));
    }
    while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
      auto& row = made.rows.emplace_back();
      for (int i = 0; i < OGR_F_GetFieldCount(feature); ++i) {
        row[made.fields[static_cast<std::size_t>(i)]] =
            OGR_F_IsFieldSetAndNotNull(feature, i) ? OGR_F_GetFieldAsString(feature, i) : "<null>";
      }
      char* wkt = nullptr;
      if (OGRGeometryH geometry = OGR_F_GetGeometryRef(feature)) OGR_G_ExportToWkt(geometry, &wkt);
      made.wkt.emplace_back(wkt ? wkt : "");
      VSIFree(wkt);
      OGR_F_Destroy(feature);
    }
  }
  GDALClose(dataset);
  return made;
}

/// The one value that `sql` asks of a GeoPackage.
inline std::string asked(const std::string& path, const std::string& sql) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  if (!dataset) return "<not opened>";
  std::string value = "<no row>";
  if (OGRLayerH result = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr)) {
    if (OGRFeatureH feature = OGR_L_GetNextFeature(result)) {
      value = OGR_F_GetFieldAsString(feature, 0);
      OGR_F_Destroy(feature);
    }
    GDALDatasetReleaseResultSet(dataset, result);
  }
  GDALClose(dataset);
  return value;
}

}  // namespace vungphu::formats::test
