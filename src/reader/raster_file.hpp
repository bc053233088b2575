// Rasters: bands of cells, read with GDAL.
#pragma once

#include "data_set.hpp"
#include "formats.hpp"
#include "input.hpp"

namespace vungphu::reader {

/// Each band is a layer; its rows are blocks of at most 256 x 256 cells, line by line. Budgets: 400 million
/// cells, blocks of the file of 64 MB. `input` outlives the data set. Errors: reader.not_readable,
/// reader.raster_too_large, reader.raster_without_place, reader.grid_classes.
Result<DataSetPtr> open_raster(const Format& format, const Input& input);

}  // namespace vungphu::reader
