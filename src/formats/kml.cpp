#include <algorithm>

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_api.h>

#include "cells.hpp"
#include "gdal.hpp"
#include "sink.hpp"
#include "writers.hpp"
#include "xml.hpp"

namespace vungphu::formats {
namespace {

/// Types of KML 2.2. Its "int" has 32 bits, so counts are doubles, which hold them to 2^53.
std::string_view type_of(CellType type) {
  if (is_numeric(type)) return "double";
  return type == CellType::flag ? "bool" : "string";
}

/// As XML Schema's shorter spelling of a boolean, which more readers know.
std::string value_of(const Cell& cell) {
  const auto* flag = std::get_if<bool>(&cell);
  return flag ? (*flag ? "1" : "0") : machine_text(cell);
}

std::string geometry_kml(const geo::Geometry& geometry) {
  const OgrGeometry drawn = to_ogr(geometry, false);
  if (!drawn) return {};
  char* kml = OGR_G_ExportToKML(drawn.get(), nullptr);
  std::string made = kml ? kml : "";
  CPLFree(kml);
  return made;
}

/// Placemarks with typed data, labelled for the balloon of Google Earth. Written here because GDAL's LIBKML
/// keeps the whole document in memory, and takes minutes for 50,000 features.
class KmlWriter : public Writer {
 public:
  KmlWriter(Schema schema, Lang lang, Sink sink)
      : schema_(std::move(schema)), id_(xml_text(schema_.name)), lang_(lang), sink_(std::move(sink)) {
    const auto named = std::ranges::find(schema_.columns, "name", &Column::name);
    name_ = named == schema_.columns.end() ? 0 : static_cast<std::size_t>(named - schema_.columns.begin());
  }

  Status start() {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml "
        "xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n";
    if (!schema_.title.empty()) out += fmt::format("<name>{}</name>\n", xml_text(schema_.title));
    out += fmt::format("<Schema name=\"{0}\" id=\"{0}\">\n", id_);
    for (const Column& column : schema_.columns) {
      out += fmt::format("<SimpleField name=\"{}\" type=\"{}\"><displayName>{}</displayName></SimpleField>\n",
                         xml_text(column.name), type_of(column.type), xml_text(heading(column, lang_)));
    }
    return sink_.put(out + fmt::format("</Schema>\n<Folder><name>{}</name>\n", id_));
  }

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    std::string out = "<Placemark>";
    if (!cells.empty()) out += fmt::format("<name>{}</name>", xml_text(machine_text(cells[name_])));
    out += fmt::format("<ExtendedData><SchemaData schemaUrl=\"#{}\">", id_);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (is_nothing(cells[i])) continue;
      out += fmt::format("<SimpleData name=\"{}\">{}</SimpleData>", xml_text(schema_.columns[i].name),
                         xml_text(value_of(cells[i])));
    }
    return sink_.put(out + "</SchemaData></ExtendedData>" + geometry_kml(geometry) + "</Placemark>\n");
  }

  Status close() override {
    VP_CHECK(sink_.put("</Folder>\n</Document>\n</kml>\n"));
    return sink_.close();
  }

 private:
  Schema schema_;
  std::string id_;
  Lang lang_;
  Sink sink_;
  std::size_t name_ = 0;  ///< the column that names a placemark
};

}  // namespace

Made make_kml(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  auto writer = std::make_unique<KmlWriter>(schema, output.lang, std::move(sink));
  VP_CHECK(writer->start());
  return writer;
}

}  // namespace vungphu::formats
