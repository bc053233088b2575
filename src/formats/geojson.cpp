#include <iterator>

#include <fmt/format.h>
#include <ogr_api.h>

#include "vungphu/geo/snap.hpp"

#include "gdal.hpp"
#include "json_text.hpp"
#include "sink.hpp"
#include "writers.hpp"

namespace vungphu::formats {
namespace {

constexpr std::int64_t kHalfTurn = 180LL * geo::kUnitsPerDegree;

/// A geometry over half a turn wide may have an edge across the antimeridian: RFC 7946 section 3.1.9 asks for
/// a cut there. Intake lets no such edge in, so this is for geometries that came another way.
geo::Geometry cut_at_antimeridian(const geo::Geometry& geometry) {
  const GdalMessages quiet;
  char option[] = "WRAPDATELINE=YES";
  char* options[] = {option, nullptr};
  OGRGeomTransformerH cutter = OGR_GeomTransformer_Create(nullptr, options);
  const OgrGeometry cut(OGR_GeomTransformer_Transform(cutter, to_ogr(geometry, false).get()));
  OGR_GeomTransformer_Destroy(cutter);
  const auto wgs84 = geo::Transformer::create("EPSG:4326", {});
  if (!cut || !wgs84) return geometry;
  std::string wkb(static_cast<std::size_t>(OGR_G_WkbSize(cut.get())), '\0');
  OGR_G_ExportToIsoWkb(cut.get(), wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()));
  const auto snapped = geo::snap(wkb, *wgs84);
  return snapped ? snapped->geometry : geometry;
}

/// The double nearest to a grid ordinate prints, at its shortest, as exactly its at most 7 decimals.
void add_position(std::string& out, OGRGeometryH geometry, int i) {
  fmt::format_to(std::back_inserter(out), "[{},{}]", OGR_G_GetX(geometry, i), OGR_G_GetY(geometry, i));
}

void add_coordinates(std::string& out, OGRGeometryH geometry) {
  if (wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPoint) return add_position(out, geometry, 0);
  out += '[';
  for (int i = 0; i < OGR_G_GetPointCount(geometry); ++i) {
    if (i > 0) out += ',';
    add_position(out, geometry, i);
  }
  for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
    if (i > 0) out += ',';
    add_coordinates(out, OGR_G_GetGeometryRef(geometry, i));
  }
  out += ']';
}

std::string_view type_of(OGRGeometryH geometry) {
  switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPoint:
      return "Point";
    case wkbMultiPoint:
      return "MultiPoint";
    case wkbLineString:
      return "LineString";
    case wkbMultiLineString:
      return "MultiLineString";
    case wkbPolygon:
      return "Polygon";
    default:
      return "MultiPolygon";
  }
}

/// RFC 7946: WGS 84, 7 decimals, shells anticlockwise (to_wkb writes them so), nothing across the
/// antimeridian. GDAL's own text of a geometry is not used: it takes the last digit of 105.0000001 for noise.
void add_geometry(std::string& out, const geo::Geometry& geometry) {
  if (!geo::has_geometry(geometry)) {
    out += "null";
    return;
  }
  const geo::Box box = geo::bounds(geometry);
  const bool wide = std::int64_t{box.max.x} - box.min.x > kHalfTurn;
  const OgrGeometry drawn = to_ogr(wide ? cut_at_antimeridian(geometry) : geometry, false);
  fmt::format_to(std::back_inserter(out), "{{\"type\":\"{}\",\"coordinates\":", type_of(drawn.get()));
  add_coordinates(out, drawn.get());
  out += '}';
}

std::string feature_json(const Schema& schema, std::span<const Cell> cells, const geo::Geometry& geometry) {
  std::string out = "{\"type\":\"Feature\",\"properties\":{";
  append_members(out, schema.columns, cells);
  out += "},\"geometry\":";
  add_geometry(out, geometry);
  return out += '}';
}

/// One collection. Written here and not by GDAL's driver, which does not notice a full disk.
class GeoJsonWriter : public Writer {
 public:
  GeoJsonWriter(Schema schema, Sink sink) : schema_(std::move(schema)), sink_(std::move(sink)) {}

  Status start() {
    return sink_.put("{\"type\":\"FeatureCollection\",\"name\":" + json_string(schema_.name) +
                     ",\n\"features\":[");
  }
  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    return sink_.put((rows_++ == 0 ? "\n" : ",\n") + feature_json(schema_, cells, geometry));
  }
  Status close() override {
    VP_CHECK(sink_.put(rows_ == 0 ? "]}\n" : "\n]}\n"));
    return sink_.close();
  }

 private:
  Schema schema_;
  Sink sink_;
  std::uint64_t rows_ = 0;
};

/// One feature a line (newline-delimited GeoJSON), for programs that read as it comes.
class GeoJsonSeqWriter : public Writer {
 public:
  GeoJsonSeqWriter(Schema schema, Sink sink) : schema_(std::move(schema)), sink_(std::move(sink)) {}

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    return sink_.put(feature_json(schema_, cells, geometry) + "\n");
  }
  Status close() override { return sink_.close(); }

 private:
  Schema schema_;
  Sink sink_;
};

}  // namespace

Made make_geojson(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  auto writer = std::make_unique<GeoJsonWriter>(schema, std::move(sink));
  VP_CHECK(writer->start());
  return writer;
}

Made make_geojsonseq(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  return std::make_unique<GeoJsonSeqWriter>(schema, std::move(sink));
}

}  // namespace vungphu::formats
