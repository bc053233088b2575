// One resource, many formats: a schema, then rows of cells; each format is a Writer (formats/registry.cpp has
// the table).
//
//   VP_TRY(auto out, formats::open(schema, {.format = "geojson", .path = "gaps.geojson"}));
//   for (const Gap& gap : gaps) VP_CHECK(out->write(cells(gap), gap.geometry));
//   VP_CHECK(out->close());
//
// Rows are streamed: memory does not grow with their number (but for "table", which measures its columns). A
// file gets its name only in close(), when it is whole and on the disk; a Writer that is destroyed unclosed,
// or whose write() failed, leaves nothing. The same rows give the same bytes: no format holds the time at
// which it was written.
//
// Printed formats (table, xlsx, csv-excel) have the labels as heads, words for codes, dd/mm/yyyy and 1.234,5.
// Machine formats (the others) have names, codes, ISO dates and points. Formats without a geometry of their
// own (json, csv, csv-excel, xlsx) end in the columns longitude and latitude where the schema has a geometry:
// the point itself, a point inside an area (geo::centre), the middle vertex of a line.
//
// Thread rule: a Writer belongs to one thread; several may live at once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/geo/crs.hpp"
#include "vungphu/geo/geometry.hpp"

namespace vungphu::formats {

enum class CellType {
  text,
  code,     ///< text that looks like a number: leading zeros survive Excel
  count,    ///< whole number
  decimal,  ///< with `decimals` in print
  percent,  ///< 0..1 in JSON and machine formats as a share; print and XLSX as percent
  metres,   ///< whole metres in print
  date,     ///< a cell of ISO text ("2026-06-30")
  flag,     ///< true, false or nothing
  counts,   ///< a list of whole numbers (JSON array, "1;2;3" in flat formats)
  codes,    ///< a list of codes (JSON array, "fpt;vnpt" in flat formats)
  word,  ///< a code with a label in the catalogue: `words` + value ("status." + "met"); machine formats keep
         ///< the code
};

struct Column {
  std::string name;  ///< English snake_case: the key in JSON and GIS formats
  /// Printed head, capitalised: a catalogue key ("label.territory") or the words themselves; empty: the name.
  std::string label;
  CellType type = CellType::text;
  int decimals = 0;
  std::string words;          ///< of CellType::word: key prefix, "status."
  bool only_machine = false;  ///< left out of printed formats
  /// Print: what codes are called that no catalogue knows (operators, territories), of CellType::codes and of
  /// a text "a, b" one by one, joined by ", ". A code that is not here stays as it is.
  std::map<std::string, std::string, std::less<>> labels = {};
};

/// A double with decimals of its own, where those of the column would contradict a status (DESIGN 3.12);
/// print only.
struct Number {
  double value = 0;
  int decimals = 0;
};

/// A code whose words are those of its row, not of the column: `words` + code ("status.fiber." + "white");
/// machine formats keep the code.
struct Word {
  std::string code, words;
};

/// monostate is "not known": null, an empty field, "–" in print; never zero. So is a double that is not
/// finite.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, std::vector<std::int64_t>,
                          std::vector<std::string>, Number, Word>;

/// What rows may have, besides nothing. point: one point; line, area: one or many, as multi throughout a
/// layer; any: mixed.
enum class GeometryKind { none, point, line, area, any };

struct Schema {
  std::string name;   ///< of the layer and of the sheet, file-safe
  std::string title;  ///< printed above a table, already in the reader's language; may be empty
  GeometryKind geometry = GeometryKind::none;
  std::vector<Column> columns;
};

struct Output {
  std::string format;  ///< of format_names()
  std::string path;    ///< empty: standard output (table, json, csv, csv-excel, geojson, geojsonseq only)
  Lang lang = Lang::vi;
  /// Another one only where the format holds it (gpkg, fgb, shp), else formats.crs_not_here.
  std::string crs = "EPSG:4326";
  geo::PinnedOperations pinned;  ///< of the profile, for `crs`
  std::string rows = "rows";     ///< JSON: the name of the list of rows
  std::string head;  ///< JSON: members put before "rows", as the inside of an object: "\"assessment\":{…}"
  std::vector<std::string> notes;  ///< lines below a printed table, in the reader's language
  std::size_t width = 0;           ///< of the terminal, 0: unlimited
};

class Writer {
 public:
  virtual ~Writer() = default;
  /// One cell a column of the schema, in its order.
  virtual Status write(std::span<const Cell> cells, const geo::Geometry& geometry = {}) = 0;
  /// Once, after the last row.
  virtual Status close() = 0;
  /// Rows that the format cannot hold and that were left out, to be told to the person
  /// ("text.formats.left_out"): rows without geometry in fgb, nothing in all others.
  virtual std::uint64_t left_out() const { return 0; }
};

/// "table", "json", "csv", "csv-excel", "xlsx", "geojson", "geojsonseq", "gpkg", "fgb", "shp", "kml":
/// docs/formats.md. csv-excel: UTF-8 with BOM, codes as ="00123", separated as an Excel of the reader's
/// language expects (";" in Vietnamese). fgb has no spatial index, for GDAL would hold about 300 bytes a
/// feature to make one. shp: a path that ends in .shp gets its siblings beside it and its own name last; .shz
/// and .shp.zip are one file.
std::vector<std::string_view> format_names();
bool is_gis_format(std::string_view format);
/// "xlsx", "geojsonl": without the dot. Empty for an unknown format.
std::string_view extension_of(std::string_view format);
/// Columns whose name `format` cannot hold, and the name they get there: {{"household_total", "household_"}},
/// unique. Only a Shapefile, whose names have 10 characters, has any.
std::vector<std::pair<std::string, std::string>> shortened_names(const Schema& schema,
                                                                 std::string_view format);

/// Errors. Of what was asked: formats.unknown (names the nearest), formats.needs_file, formats.crs_not_here,
/// formats.no_geometry, and geo's of an unknown CRS. Of the disk: base.no_space, base.permission,
/// base.file_missing, formats.write_failed. From write(): formats.mixed_geometry (shp), formats.not_in_crs,
/// formats.too_many_rows (xlsx).
Result<std::unique_ptr<Writer>> open(const Schema& schema, const Output& output);

}  // namespace vungphu::formats
