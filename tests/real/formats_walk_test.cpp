// Every file of GDAL's own collection is read as GDAL reads it with the same driver, or refused with a
// sentence.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include <cpl_string.h>
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/base/text.hpp"

#include "reader/formats.hpp"
#include "support/shared_data.hpp"
#include "unit/reader/support.hpp"

namespace vungphu::test {
namespace {

namespace fs = std::filesystem;

struct LayerFacts {
  std::int64_t rows = 0;
  std::string geometry;
  friend bool operator==(const LayerFacts&, const LayerFacts&) = default;
};
using Facts = std::vector<LayerFacts>;

void PrintTo(const LayerFacts& facts, std::ostream* out) { *out << facts.rows << " " << facts.geometry; }

/// What is read otherwise than GDAL reads it, on purpose.
const std::map<std::string, std::string> kOnPurpose{
    {"LICENSE.TXT", "any text is a table"},
    {"mitab/mitab_bounds.txt", "any text is a table"},
    {"shp/CoHI_GCS12_README.txt", "any text is a table"},
    {"csv/single_column.csv", "a table of one column, by its quotes"},
    {"csv/double_quotes_in_middle_of_field_bis.csv", "a quote within a bare cell opens nothing (RFC 4180)"},
    {"csv/header_with_line_break.csv", "a head over two lines is one head"},
};
/// On which GDAL's own driver ends in a crash: the worker dies, and that is said.
const std::set<std::string> kGdalDies{"kml/gx_track_without_when.kml"};

std::string kind(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbNone:
      return "none";
    case wkbPoint:
    case wkbMultiPoint:
      return "point";
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
    case wkbCurve:
      return "line";
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbSurface:
    case wkbPolyhedralSurface:
    case wkbTIN:
    case wkbTriangle:
      return "area";
    default:
      return "mixed";
  }
}

/// The layer as GDAL gives it; of a table the filled rows below row `header`.
LayerFacts facts_of(OGRLayerH layer, bool table, std::int64_t header) {
  LayerFacts facts{0, table ? "none" : kind(OGR_L_GetGeomType(layer))};
  std::set<std::string> kinds;
  OGR_L_ResetReading(layer);
  std::int64_t number = 0;
  while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
    ++number;
    bool filled = !table;
    for (int i = 0; table && i < OGR_F_GetFieldCount(feature); ++i)
      filled = filled || !trim(OGR_F_GetFieldAsString(feature, i)).empty();
    if (filled && number > header) ++facts.rows;
    if (OGRGeometryH geometry = OGR_F_GetGeometryRef(feature))
      kinds.insert(kind(OGR_G_GetGeometryType(geometry)));
    OGR_F_Destroy(feature);
  }
  // A layer that declares no kind is of the kind that all its geometries are.
  if (facts.geometry == "mixed")
    facts.geometry = kinds.empty() ? "none" : kinds.size() == 1 ? *kinds.begin() : "mixed";
  return facts;
}

/// Where GDAL finds what we read: inside of archives by its own file systems.
std::string gdal_path(const std::string& path, const reader::Packed& packed) {
  if (packed.member.empty()) return path;
  const bool zip = path.ends_with(".zip");
  return (zip ? "/vsizip/" : "/vsitar/") + path + "/" + packed.member;
}

Facts read_by_gdal(const std::string& path, const reader::Format& format, const FileInfo& ours) {
  const bool table = format.kind == reader::Kind::text || format.kind == reader::Kind::sheets;
  const std::string driver(format.driver.empty() ? "CSV" : format.driver);
  const char* const drivers[] = {driver.c_str(), nullptr};
  const char* const raw[] = {"HEADERS=NO", "AUTODETECT_TYPE=NO", nullptr};
  Facts all;
  GDALDatasetH dataset =
      GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, drivers, driver == "CSV" ? raw : nullptr, nullptr);
  for (int i = 0; dataset && i < GDALDatasetGetLayerCount(dataset); ++i) {
    const auto index = static_cast<std::size_t>(i);
    const std::int64_t header = index < ours.layers.size() ? ours.layers[index].header_row : 0;
    all.push_back(facts_of(GDALDatasetGetLayer(dataset, i), table, header));
  }
  GDALClose(dataset);
  return all;
}

Result<Facts> read_by_us(const reader::Source& source, const FileInfo& info) {
  Facts all;
  for (const LayerInfo& layer : info.layers) {
    VP_TRY(Table table, read_packed(source, {.layer = layer.name, .where = ""}));
    all.push_back({table.counts.read, table.layer.geometry});
  }
  return all;
}

std::string printed(const Facts& facts) {
  std::string text;
  for (const LayerFacts& layer : facts)
    text += (text.empty() ? "" : ", ") + std::to_string(layer.rows) + " " + layer.geometry;
  return text;
}

void expect_a_sentence(const Error& error, const std::string& name) {
  EXPECT_TRUE(has_text("error." + error.code)) << name << ": " << error.code;
  EXPECT_EQ(error.code == "reader.worker_died", kGdalDies.contains(name)) << name;
  std::printf("%-58s refused  %s\n", name.c_str(), error.code.c_str());
}

/// Reads or refuses one file and prints its line of the table; whether it was read.
bool walk(const std::string& path, const std::string& name) {
  TempFolder scratch;
  const auto packed = reader::pack(path, scratch.path());
  if (!packed) return expect_a_sentence(packed.error(), name), false;
  const reader::Source source{packed->path, packed->format, packed->member};
  const auto info = reader::describe(source);
  if (!info) return expect_a_sentence(info.error(), name), false;
  const auto ours = read_by_us(source, *info);
  if (!ours) return expect_a_sentence(ours.error(), name), false;
  const reader::Format& format = *reader::format_by_id(packed->format);
  const Facts theirs = read_by_gdal(gdal_path(path, *packed), format, *info);
  const bool on_purpose = kOnPurpose.contains(name);
  std::printf("%-58s %-8s %s%s\n", name.c_str(), packed->format.c_str(), printed(*ours).c_str(),
              on_purpose ? (" (GDAL: " + printed(theirs) + ": " + kOnPurpose.at(name) + ")").c_str() : "");
  if (on_purpose)
    EXPECT_NE(*ours, theirs) << name << " is no exception any more";
  else
    EXPECT_EQ(*ours, theirs) << name;
  return true;
}

TEST(GdalFormats, EveryFileIsReadAsGdalReadsItOrRefusedWithASentence) {
  VP_NEED_SHARED_DATA("gdal-formats");
  const std::string root = shared_data("gdal-formats").string();
  GDALAllRegister();
  CPLSetErrorHandler(CPLQuietErrorHandler);
  for (const char* sheet : {"XLSX", "ODS"}) {
    CPLSetConfigOption((std::string("OGR_") + sheet + "_HEADERS").c_str(), "DISABLE");
    CPLSetConfigOption((std::string("OGR_") + sheet + "_FIELD_TYPES").c_str(), "STRING");
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::size_t read = 0;
  for (const fs::path& file : files) read += walk(file.string(), fs::relative(file, root).string());
  std::printf("%zu files, %zu read, %zu refused\n", files.size(), read, files.size() - read);
  EXPECT_GT(read, files.size() / 4);
}

}  // namespace
}  // namespace vungphu::test
