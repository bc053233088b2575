// What a reader hands over: a file described, then its rows, untouched but for being UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/geo/raster.hpp"

namespace vungphu {

/// A block of a raster's cells.
struct RawCells {
  std::int64_t first_column = 0, first_line = 0, columns = 0, lines = 0;
  std::vector<float> values;  ///< line by line; NaN where the raster has no data
};

/// One row. `row` is what the sender sees: the line of a table (its header counts), the 1-based position of a
/// feature, of a raster the 1-based number of a block.
struct RawFeature {
  std::int64_t row = 0;
  std::string wkb;         ///< two-dimensional, in the layer's own CRS; empty for none
  bool dropped_z = false;  ///< third ordinates or measures were left out
  std::vector<std::optional<std::string>> fields;  ///< in the order of LayerInfo::fields; nothing is null
  RawCells cells = {};                             ///< of rasters only
};

struct FieldInfo {
  std::string name;                  ///< as the file has it (for tables: of the header row that was found)
  std::string type;                  ///< "text", "integer", "real", "date", "other"; always "text" for tables
  std::vector<std::string> samples;  ///< at most 5 distinct values that are not empty
};

struct LayerInfo {
  std::string name;
  std::string geometry;         ///< "none", "point", "line", "area", "mixed", "raster"
  std::string crs;              ///< "EPSG:9207", else WKT; empty when the file names none
  std::int64_t features = 0;    ///< rows of data, without banner and header rows
  std::int64_t header_row = 0;  ///< 1-based row of a table's header; 0 where there is none
  std::vector<FieldInfo> fields;
  /// Texts are UTF-8, but where the file does not say what its bytes are and they are no UTF-8: then each
  /// byte stands as the character of its number, so that nothing is lost before intake knows better
  /// (`bytes`).
  bool bytes = false;
  /// Some rows, at most kSampleRows, in the file's order: from all over the layer, but of formats without an
  /// index (GeoJSON, KML, MIF, DXF …) from its first 1,000 features. Long texts by their start, geometries as
  /// the point or points that they begin with, rasters without cells.
  std::vector<RawFeature> sample = {};
  std::optional<geo::RasterGrid> raster = {};  ///< where `geometry` says so
};
inline constexpr std::size_t kSampleRows = 200;

struct FileInfo {
  std::string format;    ///< an id of reader::format_ids(): "csv", "xlsx", "shp" …
  std::string encoding;  ///< of a text table, as found; else empty
  std::vector<LayerInfo> layers;
};

}  // namespace vungphu
