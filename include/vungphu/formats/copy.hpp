// A layer as it came, written again with remarks beside its rows: to be corrected and sent again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/base/result.hpp"
#include "vungphu/geo/crs.hpp"

namespace vungphu::formats {

/// One cell a column; `wkb` in the layer's own CRS, empty for none.
using CopyRow =
    std::function<Status(std::span<const std::optional<std::string>> cells, std::string_view wkb)>;

struct Copy {
  std::string name;
  std::vector<std::string> columns;  ///< all of text, so that codes keep their zeros; made unique
  std::string geometry = "none";     ///< of LayerInfo
  std::string crs;                   ///< of the geometries; empty: not known
  geo::PinnedOperations pinned;      ///< of the profile, for GeoJSON, which is in WGS 84
  std::string remarks_name;          ///< of the table beside it, in a GeoPackage
  std::vector<std::string> remarks;  ///< on the whole file: a second sheet or table (xlsx, gpkg)
  std::function<Status(const CopyRow&)> produce;
};

/// "xlsx", "csv" (without geometries), "gpkg" (geometries byte for byte as they came, in their own CRS),
/// "geojson" (the same ordinates, in WGS 84). The file gets its name when it is whole. Errors:
/// formats.copy_format (another format), formats.no_geometry (geojson of a table), and those of open()
/// (table.hpp).
Status write_copy(const Copy& copy, const std::string& format, const std::string& path, Lang lang);

}  // namespace vungphu::formats
