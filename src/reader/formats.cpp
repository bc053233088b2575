#include "formats.hpp"

#include <algorithm>

#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {
namespace {

constexpr std::array kFormats{
    Format{"csv", "CSV, TSV", {"csv", "tsv", "txt"}, {Signature::text, Signature::text}, ""},
    Format{"xlsx", "Excel (.xlsx)", {"xlsx", "xlsm", ""}, {Signature::zip, Signature::zip}, "XLSX"},
    Format{"geojson", "GeoJSON", {"geojson", "json", ""}, {Signature::json, Signature::json}, "GeoJSON"},
    Format{"gpkg", "GeoPackage", {"gpkg", "", ""}, {Signature::sqlite, Signature::sqlite}, "GPKG"},
    Format{
        "shp", "Shapefile", {"shp", "", ""}, {Signature::shapefile, Signature::shapefile}, "ESRI Shapefile"},
    Format{"kml", "KML, KMZ", {"kml", "kmz", ""}, {Signature::xml, Signature::zip}, "LIBKML"},
    Format{
        "fgb", "FlatGeobuf", {"fgb", "", ""}, {Signature::flatgeobuf, Signature::flatgeobuf}, "FlatGeobuf"},
    Format{"tab", "MapInfo TAB", {"tab", "", ""}, {Signature::mapinfo, Signature::mapinfo}, "MapInfo File"},
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
