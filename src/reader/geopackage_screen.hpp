// What the schema of a GeoPackage may not hold.
#pragma once

#include <span>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

/// Refuses virtual tables but spatial indexes: a valid GeoPackage with one of SpatiaLite's VirtualText reads
/// any text file of the machine. Refuses layers that are views, triggers but those that GeoPackage and GDAL
/// make, and what SQLite's quick_check objects to. Errors: reader.not_readable, reader.geopackage_unsafe
/// (naming the table).
Status screen_geopackage(std::span<char> bytes);

}  // namespace vungphu::reader
