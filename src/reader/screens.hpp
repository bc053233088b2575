// What a file may not hold, asked before GDAL sees it: the tricks by which a valid file makes a valid driver
// do more than read. Worker only; one line of a table for each kind.
#pragma once

#include <string_view>

#include "vungphu/base/result.hpp"

namespace vungphu::reader {

/// By the first bytes, whatever the format is called:
/// - a zip: entries that overlap, more than one end, what takes zip64 (reader.archive_unsafe); documents in a
/// .kmz
///   as below;
/// - XML: a document type or an entity (reader.xml_entities);
/// - JSON: nested over 100 deep (reader.json_deep), a `crs` that is a link (reader.json_link);
/// - TIFF: metadata that names another file (reader.raster_link).
/// Linear in the bytes; a .kmz is inflated once, within the budgets of archives.
Status screen(std::string_view bytes);

}  // namespace vungphu::reader
