// A GeoPackage of several styled layers: layers.gpkg of a workspace and `export package`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/formats/table.hpp"

namespace vungphu::formats {

/// How QGIS draws a layer: one symbol for each value of a field, kept in layer_styles with Vietnamese aliases.
struct Style {
  std::string field;  ///< empty: one symbol
  struct Class {
    std::string value, label, colour;  ///< "#1b9e77"
  };
  std::vector<Class> classes;
};

struct PackageLayer {
  Schema schema;
  std::string title;  ///< gpkg_contents.identifier, in Vietnamese
  Style style;
  /// Hands every row to the writer it is given.
  std::function<Status(Writer&)> produce;
};

/// Writes beside `path`, without WAL, and renames: whoever opens `path` sees the old one or the new one, whole. With no layers it is a
/// valid empty GeoPackage. Column aliases (gpkg_data_columns) are the Vietnamese labels.
Status write_package(const std::string& path, const std::vector<PackageLayer>& layers, const std::string& crs = "EPSG:4326",
                     const Task& task = {});

}  // namespace vungphu::formats
