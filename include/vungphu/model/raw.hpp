// What a reader hands over: a file described, then its rows, untouched but for being UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vungphu {

struct FieldInfo {
  std::string name;                  ///< as the file has it (for tables: of the header row that was found)
  std::string type;                  ///< "text", "integer", "real", "date", "other"; always "text" for tables
  std::vector<std::string> samples;  ///< at most 5 distinct values that are not empty
};

struct LayerInfo {
  std::string name;
  std::string geometry;         ///< "none", "point", "line", "area", "mixed"
  std::string crs;              ///< "EPSG:9207", else WKT; empty when the file names none
  std::int64_t features = 0;    ///< rows of data, without banner and header rows
  std::int64_t header_row = 0;  ///< 1-based row of a table's header; 0 where there is none
  std::vector<FieldInfo> fields;
};

struct FileInfo {
  std::string format;  ///< of reader::kFormats: "csv", "xlsx", "geojson", "gpkg", "shp", "kml", "fgb", "tab"
  std::string encoding;  ///< of a text table, as found; else empty
  std::vector<LayerInfo> layers;
};

/// One row. `row` is what the sender sees: the line of a table (its header counts), the 1-based position of a
/// feature.
struct RawFeature {
  std::int64_t row = 0;
  std::string wkb;         ///< two-dimensional, in the layer's own CRS; empty for none
  bool dropped_z = false;  ///< third ordinates or measures were left out
  std::vector<std::optional<std::string>> fields;  ///< in the order of LayerInfo::fields; nothing is null
};

}  // namespace vungphu
