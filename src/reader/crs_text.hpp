// The name of a layer's coordinate reference system.
#pragma once

#include <string>

#include <ogr_srs_api.h>

namespace vungphu::reader {

/// "EPSG:9207" where the system says so or is identified beyond doubt, else its WKT; empty for none and for
/// local ones. Heights are left out of it, as they are of the geometries.
std::string crs_text(OGRSpatialReferenceH system);

}  // namespace vungphu::reader
