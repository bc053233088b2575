#include <algorithm>
#include <array>
#include <string>

#include "vungphu/base/text.hpp"
#include "vungphu/geo/crs.hpp"

#include "writers.hpp"

namespace vungphu::formats {
namespace {

struct Format {
  std::string_view name, extension;
  bool is_gis;     ///< holds a geometry, and is nothing without one
  bool to_stdout;  ///< is a stream of text
  bool holds_crs;  ///< says which CRS its ordinates are in
  Made (*make)(const Schema&, const Output&);
};

// clang-format off
constexpr std::array kFormats{
    //     name          extension   gis    stdout  crs
    Format{"table",      "txt",      false, true,   false, make_table},
    Format{"json",       "json",     false, true,   false, make_json},
    Format{"csv",        "csv",      false, true,   false, make_csv},
    Format{"csv-excel",  "csv",      false, true,   false, make_csv_excel},
    Format{"xlsx",       "xlsx",     false, false,  false, make_xlsx},
    Format{"geojson",    "geojson",  true,  true,   false, make_geojson},
    Format{"geojsonseq", "geojsonl", true,  true,   false, make_geojsonseq},
    Format{"gpkg",       "gpkg",     true,  false,  true,  make_gpkg},
    Format{"fgb",        "fgb",      true,  false,  true,  make_fgb},
    Format{"shp",        "shp",      true,  false,  true,  make_shp},
    Format{"kml",        "kml",      true,  false,  false, make_kml},
};
// clang-format on

const Format* find(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

Error unknown(const std::string& name) {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return Error{"formats.unknown", {{"format", name}, {"nearest", join(nearest_names(name, names))}}};
}

Status check_crs(const Format& format, const Output& output) {
  if (output.crs == "EPSG:4326") return {};
  VP_TRY(const auto transformer, geo::Transformer::create(output.crs, output.pinned));
  if (format.holds_crs || transformer.is_identity()) return {};
  return fail("formats.crs_not_here", {{"format", output.format}, {"crs", output.crs}});
}

}  // namespace

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const Format& format : kFormats) names.push_back(format.name);
  return names;
}

bool is_gis_format(std::string_view format) {
  const Format* found = find(format);
  return found && found->is_gis;
}

std::string_view extension_of(std::string_view format) {
  const Format* found = find(format);
  return found ? found->extension : std::string_view();
}

Result<std::unique_ptr<Writer>> open(const Schema& schema, const Output& output) {
  const Format* format = find(output.format);
  if (!format) return tl::unexpected<Error>(unknown(output.format));
  if (output.path.empty() && !format->to_stdout) {
    return fail("formats.needs_file",
                {{"format", output.format}, {"extension", std::string(format->extension)}});
  }
  if (format->is_gis && schema.geometry == GeometryKind::none) {
    return fail("formats.no_geometry", {{"format", output.format}, {"layer", schema.name}});
  }
  VP_CHECK(check_crs(*format, output));
  return format->make(schema, output);
}

}  // namespace vungphu::formats
