#include "style.hpp"

#include <charconv>

#include <fmt/format.h>

#include "vungphu/base/catalogue.hpp"

#include "cells.hpp"
#include "xml.hpp"

namespace vungphu::formats {
namespace {

constexpr std::string_view kPlain = "#3b6ea5";  // of a layer with one symbol
constexpr std::string_view kOther = "#bdbdbd";  // of values that have no class
constexpr int kOpaque = 255, kHalfOpaque = 140, kFaint = 25;

/// "#1b9e77" as QGIS writes colours: "27,158,119,255".
std::string rgba(std::string_view colour, int alpha) {
  unsigned value = 0;
  if (colour.starts_with('#')) std::from_chars(colour.data() + 1, colour.data() + colour.size(), value, 16);
  return fmt::format("{},{},{},{}", value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF, alpha);
}

/// QGIS reads <prop> since version 2; newer ones write <Option> and read both.
std::string prop(std::string_view key, std::string_view value) {
  return fmt::format("     <prop k=\"{}\" v=\"{}\"/>\n", key, value);
}

/// `faint`: an area that stands for itself alone must not hide what lies below it.
std::string symbol(std::size_t name, GeometryKind kind, std::string_view colour, bool faint) {
  std::string_view type = "marker";
  std::string_view drawn = "SimpleMarker";
  std::string props;
  if (kind == GeometryKind::area) {
    type = "fill", drawn = "SimpleFill";
    props = prop("color", rgba(colour, faint ? kFaint : kHalfOpaque)) + prop("style", "solid") +
            prop("outline_color", faint ? rgba(colour, kOpaque) : "90,90,90,255") +
            prop("outline_width", "0.3") + prop("outline_width_unit", "MM");
  } else if (kind == GeometryKind::line) {
    type = "line", drawn = "SimpleLine";
    props =
        prop("line_color", rgba(colour, kOpaque)) + prop("line_width", "0.6") + prop("line_width_unit", "MM");
  } else {
    props = prop("name", "circle") + prop("color", rgba(colour, kOpaque)) + prop("size", "2.2") +
            prop("size_unit", "MM") + prop("outline_color", "255,255,255,255") +
            prop("outline_width", "0.2") + prop("outline_width_unit", "MM");
  }
  return fmt::format(
      "   <symbol name=\"{}\" type=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
      "    <layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\">\n{}    </layer>\n   </symbol>\n",
      name, type, drawn, props);
}

std::string category(std::size_t name, std::string_view value, std::string_view label) {
  return fmt::format("   <category symbol=\"{}\" value=\"{}\" label=\"{}\" render=\"true\"/>\n", name,
                     xml_text(value), xml_text(label));
}

std::string renderer(const Style& style, GeometryKind kind) {
  if (style.field.empty()) {
    return " <renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n"
           "  <symbols>\n" +
           symbol(0, kind, kPlain, true) + "  </symbols>\n </renderer-v2>\n";
  }
  std::string categories;
  std::string symbols;
  std::size_t n = 0;
  for (const Style::Class& one : style.classes) {
    categories += category(n, one.value, one.label);
    symbols += symbol(n++, kind, one.colour, false);
  }
  // To QGIS the empty value is "all others": a place without a status stays on the map.
  categories += category(n, "", text(Lang::vi, "text.formats.other"));
  symbols += symbol(n, kind, kOther, false);
  return fmt::format(
      " <renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" symbollevels=\"0\" enableorderby=\"0\" "
      "forceraster=\"0\">\n  <categories>\n{}  </categories>\n  <symbols>\n{}  </symbols>\n </renderer-v2>\n",
      xml_text(style.field), categories, symbols);
}

}  // namespace

std::string qml(const PackageLayer& layer) {
  std::string aliases;
  std::size_t index = 1;  // 0 is the GeoPackage's fid
  for (const Column& column : layer.schema.columns) {
    aliases += fmt::format("  <alias field=\"{}\" index=\"{}\" name=\"{}\"/>\n", xml_text(column.name),
                           index++, xml_text(heading(column, Lang::vi)));
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
         "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Fields\">\n" +
         renderer(layer.style, layer.schema.geometry) + " <aliases>\n" + aliases + " </aliases>\n</qgis>\n";
}

}  // namespace vungphu::formats
