// A GeoPackage of several styled layers: layers.gpkg of a workspace and `export package`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/formats/table.hpp"
#include "vungphu/geo/crs.hpp"

namespace vungphu::formats {

/// How QGIS draws a layer: one symbol for each value of a field, kept in layer_styles and set as the default.
/// A layer of mixed geometry (GeometryKind::any) or of none has no style.
struct Style {
  std::string field;  ///< empty: one symbol
  struct Class {
    std::string value, label, colour;  ///< "#1b9e77"
  };
  std::vector<Class> classes;
};

struct PackageLayer {
  Schema schema;      ///< of any GeometryKind; without geometry it is a table of attributes
  std::string title;  ///< gpkg_contents.identifier, in Vietnamese; unique in the package
  Style style;
  /// Hands every row to the writer it is given.
  std::function<Status(Writer&)> produce;
};

/// Writes beside `path`, without WAL, and renames: whoever opens `path` sees the old one or the new one,
/// whole. With no layers it is a valid empty GeoPackage. Column aliases (gpkg_data_columns) are the
/// Vietnamese labels. Reports the stage "export" and stops between rows when the task is cancelled. `pinned`
/// is the profile's, for `crs`. Errors: as of open() (formats/table.hpp), and what `produce` says.
Status write_package(const std::string& path, const std::vector<PackageLayer>& layers,
                     const std::string& crs = "EPSG:4326", const Task& task = {},
                     const geo::PinnedOperations& pinned = {});

}  // namespace vungphu::formats
