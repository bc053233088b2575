#include "formats.hpp"

#include <algorithm>

#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {
namespace {

using S = Signature;

constexpr std::array kFormats{
    Format{"csv", "CSV, TSV", {"csv", "tsv", "txt"}, {S::text, S::text}, "", Kind::text},
    Format{"xlsx", "Excel (.xlsx)", {"xlsx", "xlsm", ""}, {S::zip, S::zip}, "XLSX", Kind::sheets},
    Format{"xls", "Excel (.xls)", {"xls", "", ""}, {S::ole, S::ole}, "", Kind::workbook},
    Format{"ods", "OpenDocument (.ods)", {"ods", "", ""}, {S::zip, S::zip}, "ODS", Kind::sheets},
    Format{"geojson", "GeoJSON", {"geojson", "json", ""}, {S::json, S::json}, "GeoJSON", Kind::features},
    Format{"geojsonl",
           "GeoJSONL",
           {"geojsonl", "geojsons", "ndjson"},
           {S::json, S::json},
           "GeoJSONSeq",
           Kind::features},
    Format{"gpkg", "GeoPackage", {"gpkg", "", ""}, {S::sqlite, S::sqlite}, "GPKG", Kind::features},
    Format{
        "shp", "Shapefile", {"shp", "", ""}, {S::shapefile, S::shapefile}, "ESRI Shapefile", Kind::features},
    Format{"kml", "KML, KMZ", {"kml", "kmz", ""}, {S::xml, S::zip}, "LIBKML", Kind::features},
    Format{
        "fgb", "FlatGeobuf", {"fgb", "", ""}, {S::flatgeobuf, S::flatgeobuf}, "FlatGeobuf", Kind::features},
    Format{"tab", "MapInfo TAB", {"tab", "", ""}, {S::mapinfo, S::mapinfo}, "MapInfo File", Kind::features},
    Format{"mif", "MapInfo MIF", {"mif", "", ""}, {S::text, S::text}, "MapInfo File", Kind::features},
    Format{"gdb", "FileGDB (.gdb, .zip)", {"gdb", "", ""}, {S::zip, S::zip}, "OpenFileGDB", Kind::features},
    Format{"dxf", "DXF", {"dxf", "", ""}, {S::text, S::text}, "DXF", Kind::features},
    Format{"tif", "GeoTIFF", {"tif", "tiff", ""}, {S::tiff, S::tiff}, "GTiff", Kind::raster},
    Format{"asc", "ASCII grid (.asc)", {"asc", "", ""}, {S::text, S::text}, "AAIGrid", Kind::raster},
    Format{"grd",
           "Vertical Mapper (.grd)",
           {"grd", "", ""},
           {S::vertical_mapper, S::vertical_mapper},
           "NWT_GRD",
           Kind::raster},
    Format{"grc",
           "Vertical Mapper (.grc)",
           {"grc", "", ""},
           {S::vertical_mapper, S::vertical_mapper},
           "NWT_GRC",
           Kind::raster},
    Format{"bil", ".bil", {"bil", "", ""}, {S::binary, S::text}, "EHdr", Kind::raster},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_by_id(std::string_view id) {
  auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.id == id; });
  return found == kFormats.end() ? nullptr : &*found;
}

const Format* format_by_extension(std::string_view extension) {
  if (extension.empty()) return nullptr;
  for (const Format& format : kFormats)
    if (std::find(format.extensions.begin(), format.extensions.end(), extension) != format.extensions.end())
      return &format;
  return nullptr;
}

bool has_signature(const Format& format, Signature signature) {
  return std::find(format.signatures.begin(), format.signatures.end(), signature) != format.signatures.end();
}

std::vector<std::string> format_ids() {
  std::vector<std::string> ids;
  for (const Format& format : kFormats) ids.emplace_back(format.id);
  return ids;
}

}  // namespace vungphu::reader
