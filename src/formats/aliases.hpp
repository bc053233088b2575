// Labels of a GeoPackage's columns, which QGIS and ArcGIS show in place of the names.
#pragma once

#include <gdal.h>

#include "vungphu/formats/table.hpp"

namespace vungphu::formats {

/// Fills gpkg_data_columns (the schema extension of GeoPackage, which GDAL 3.6 does not write) for one layer,
/// for columns that have a label. Errors are GDAL's messages.
void add_aliases(GDALDatasetH dataset, const Schema& schema, Lang lang);

}  // namespace vungphu::formats
