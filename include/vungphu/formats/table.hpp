// One resource, many formats: a schema, then rows of cells; each format is a Writer (formats/registry.cpp has the table).
//
//   VP_TRY(auto out, formats::open(schema, {.format = "geojson", .path = "gaps.geojson"}));
//   for (const Gap& gap : gaps) VP_CHECK(out->write(cells(gap), gap.geometry));
//   VP_CHECK(out->close());
//
// Rows are streamed: memory does not grow with their number (but for the tables "table", which measures its columns). A file gets
// its name only in close(), when it is whole and on the disk; a Writer that is destroyed unclosed leaves nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::formats {

enum class CellType {
  text,
  code,     ///< text that looks like a number: leading zeros survive Excel
  count,    ///< whole number
  decimal,  ///< with `decimals` in print
  percent,  ///< 0..1 in JSON and machine formats as a share; print and XLSX as percent
  metres,   ///< whole metres in print
  date,     ///< ISO text
  flag,     ///< true, false or nothing
  counts,   ///< a list of whole numbers (JSON array, "1;2;3" in flat formats)
  word,     ///< a code with a label in the catalogue: `words` + value ("status." + "met"); machine formats keep the code
};

struct Column {
  std::string name;      ///< English snake_case: the key in JSON and GIS formats
  std::string label;     ///< catalogue key of the printed head ("label.territory")
  CellType type = CellType::text;
  int decimals = 0;
  std::string words;     ///< of CellType::word: key prefix, "status."
  bool only_machine = false;  ///< left out of "table" and of XLSX meant for reading
};

/// A double with decimals of its own, where those of the column would contradict a status (DESIGN 3.12); print only.
struct Number {
  double value = 0;
  int decimals = 0;
};

using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, std::vector<std::int64_t>, Number>;

enum class GeometryKind { none, point, line, area, any };

struct Schema {
  std::string name;      ///< of the layer, file-safe
  std::string title;     ///< printed above a table, already in the reader's language; may be empty
  GeometryKind geometry = GeometryKind::none;
  std::vector<Column> columns;
};

struct Output {
  std::string format;            ///< of format_names()
  std::string path;              ///< empty: standard output (table, json, csv, geojson, geojsonseq only)
  Lang lang = Lang::vi;
  std::string crs = "EPSG:4326"; ///< another one only where the format holds it: Error formats.crs_not_here for GeoJSON and KML
  std::string head;              ///< JSON: members put before "rows", as the inside of an object: "\"assessment\":{…}"
  std::vector<std::string> notes;  ///< lines below a printed table, in the reader's language
  std::size_t width = 0;         ///< of the terminal, 0: unlimited
};

class Writer {
 public:
  virtual ~Writer() = default;
  virtual Status write(std::span<const Cell> cells, const geo::Geometry& geometry = {}) = 0;
  virtual Status close() = 0;
};

/// "table", "json", "csv", "csv-excel" (BOM, codes as ="00123"), "xlsx", "geojson", "geojsonseq", "gpkg", "fgb", "shp", "kml".
std::vector<std::string_view> format_names();
bool is_gis_format(std::string_view format);
/// Errors: formats.unknown (names the nearest), formats.needs_file, formats.crs_not_here, formats.no_geometry, base.no_space.
Result<std::unique_ptr<Writer>> open(const Schema& schema, const Output& output);

}  // namespace vungphu::formats
