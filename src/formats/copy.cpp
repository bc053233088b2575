#include "vungphu/formats/copy.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <cpl_conv.h>
#include <nlohmann/json.hpp>

#include "vungphu/formats/table.hpp"

#include "sink.hpp"
#include "staging.hpp"
#include "vector.hpp"

namespace vungphu::formats {
namespace {

/// Names that no field of a stranger's file has, for a table may well have a column "fid" or "geom".
constexpr std::array kCopyOptions{"GEOMETRY_NAME=vungphu_geom", "FID=vungphu_fid", "SPATIAL_INDEX=YES"};
constinit const VectorFormat kCopyPackage{"GPKG", "gpkg", kCopyOptions};
constexpr const char* kName = "copy.gpkg";

GeometryKind kind_of(const std::string& geometry) {
  if (geometry == "none" || geometry == "raster") return GeometryKind::none;
  if (geometry == "point") return GeometryKind::point;
  if (geometry == "line") return GeometryKind::line;
  return geometry == "area" ? GeometryKind::area : GeometryKind::any;
}

/// Names that differ, whatever their case: a GeoPackage has no two columns alike.
std::vector<std::string> unique_names(const std::vector<std::string>& columns) {
  std::map<std::string, int> taken;
  std::vector<std::string> names;
  for (const std::string& column : columns) {
    std::string name = column.empty() ? "_" : column;
    const auto key = [&] {
      std::string lower = name;
      std::ranges::transform(lower, lower.begin(),
                             [](unsigned char c) { return c < 128 ? std::tolower(c) : c; });
      return lower;
    };
    for (int n = 2; taken.contains(key()); ++n) name = column + "_" + std::to_string(n);
    taken[key()] = 1;
    names.push_back(std::move(name));
  }
  return names;
}

/// A sheet's name has at most 31 characters and none of these.
std::string sheet_name(const std::string& name) {
  constexpr std::size_t kLongest = 31;
  const bool good =
      !name.empty() && name.size() <= kLongest && name.find_first_of("[]:*?/\\'") == std::string::npos;
  return good ? name : "data";
}

Schema schema_of(const Copy& copy, std::string name, GeometryKind kind) {
  Schema schema{.name = std::move(name), .title = {}, .geometry = kind, .columns = {}};
  for (const std::string& column : unique_names(copy.columns))
    schema.columns.push_back({column, {}, CellType::text, 0, {}, false});
  return schema;
}

std::vector<Cell> cells_of(std::span<const std::optional<std::string>> texts) {
  std::vector<Cell> cells;
  for (const auto& cell : texts) cells.push_back(cell ? Cell(*cell) : Cell());
  return cells;
}

/// Through a writer of tables.
Status write_table(const Copy& copy, const std::string& format, const std::string& path, Lang lang) {
  Output output;
  output.format = format;
  output.path = path;
  output.lang = lang;
  output.notes = copy.remarks;
  VP_TRY(std::unique_ptr<Writer> out,
         open(schema_of(copy, sheet_name(copy.name), GeometryKind::none), output));
  VP_CHECK(copy.produce([&](auto texts, std::string_view) { return out->write(cells_of(texts)); }));
  return out->close();
}

Status fill_package(GDALDatasetH dataset, const Copy& copy, const std::string& path) {
  LayerWriter::Plan plan;
  plan.path = path;
  plan.crs = copy.crs;
  plan.raw = true;
  const std::string name = copy.name.empty() ? "data" : copy.name;
  VP_TRY(LayerWriter rows,
         LayerWriter::create(dataset, kCopyPackage, schema_of(copy, name, kind_of(copy.geometry)), plan));
  GDALDatasetStartTransaction(dataset, FALSE);
  VP_CHECK(
      copy.produce([&](auto texts, std::string_view wkb) { return rows.write_raw(cells_of(texts), wkb); }));
  if (!copy.remarks.empty()) {
    Schema remarks{.name = copy.remarks_name, .title = {}, .geometry = GeometryKind::none, .columns = {}};
    remarks.columns.push_back({"finding", {}, CellType::text, 0, {}, false});
    VP_TRY(LayerWriter beside, LayerWriter::create(dataset, kCopyPackage, remarks, plan));
    for (const std::string& remark : copy.remarks) {
      const Cell cells[] = {remark};
      VP_CHECK(beside.write(cells, {}));
    }
  }
  const GdalMessages messages;
  if (GDALDatasetCommitTransaction(dataset) != OGRERR_NONE) return messages.failure(path);
  return messages.status(path);
}

Status write_package_copy(const Copy& copy, const std::string& path) {
  VP_TRY(const Staging staging, Staging::beside(path));
  VP_TRY(Dataset dataset, create_dataset(kCopyPackage, staging.file(kName), path));
  const Status filled = fill_package(dataset.get(), copy, path);
  const Status closed = close_dataset(std::move(dataset), path);
  VP_CHECK(filled);
  VP_CHECK(closed);
  return staging.publish(kName, path);
}

void to_wgs84(OGRGeometryH geometry, const geo::Transformer& transformer) {
  for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
    to_wgs84(OGR_G_GetGeometryRef(geometry, i), transformer);
  for (int i = 0; i < OGR_G_GetPointCount(geometry); ++i) {
    const auto [x, y] = transformer.to_wgs84(OGR_G_GetX(geometry, i), OGR_G_GetY(geometry, i));
    OGR_G_SetPoint_2D(geometry, i, x, y);
  }
}

/// "null" where there is none, or what is there has no place in WGS 84.
std::string geometry_json(std::string_view wkb, const geo::Transformer& transformer) {
  if (wkb.empty()) return "null";
  const GdalMessages quiet;
  OGRGeometryH made = nullptr;
  OGR_G_CreateFromWkb(wkb.data(), nullptr, &made, static_cast<int>(wkb.size()));
  const OgrGeometry geometry(made);
  if (!geometry) return "null";
  if (!transformer.is_identity()) to_wgs84(geometry.get(), transformer);
  char* text = OGR_G_ExportToJson(geometry.get());
  std::string json = text ? text : "null";
  CPLFree(text);
  const bool finite = json.find("nan") == std::string::npos && json.find("inf") == std::string::npos;
  return finite ? json : "null";
}

Status write_geojson(const Copy& copy, const std::string& path) {
  if (kind_of(copy.geometry) == GeometryKind::none)
    return fail("formats.no_geometry", {{"format", "geojson"}, {"layer", copy.name}});
  set_up_gdal();
  VP_TRY(const geo::Transformer transformer,
         geo::Transformer::create(copy.crs.empty() ? "EPSG:4326" : copy.crs, copy.pinned));
  VP_TRY(Sink sink, Sink::open(path));
  const std::vector<std::string> names = unique_names(copy.columns);
  const auto print = [](const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  };
  VP_CHECK(sink.put("{\"type\":\"FeatureCollection\",\"name\":" + print(copy.name) + ",\"features\":["));
  bool first = true;
  VP_CHECK(copy.produce([&](auto texts, std::string_view wkb) -> Status {
    nlohmann::ordered_json properties = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < texts.size() && i < names.size(); ++i)
      properties[names[i]] = texts[i] ? nlohmann::ordered_json(*texts[i]) : nlohmann::ordered_json();
    const std::string line = std::string(first ? "\n" : ",\n") +
                             "{\"type\":\"Feature\",\"properties\":" + print(properties) +
                             ",\"geometry\":" + geometry_json(wkb, transformer) + "}";
    first = false;
    return sink.put(line);
  }));
  VP_CHECK(sink.put("\n]}\n"));
  return sink.close();
}

}  // namespace

Status write_copy(const Copy& copy, const std::string& format, const std::string& path, Lang lang) {
  if (format == "xlsx" || format == "csv") return write_table(copy, format, path, lang);
  if (format == "gpkg") return write_package_copy(copy, path);
  if (format == "geojson") return write_geojson(copy, path);
  return fail("formats.copy_format", {{"format", format}});
}

}  // namespace vungphu::formats
