// Files of layers of features, read with GDAL.
#pragma once

#include "data_set.hpp"
#include "formats.hpp"
#include "input.hpp"

namespace vungphu::reader {

/// `input` outlives the data set.
Result<DataSetPtr> open_vector_file(const Format& format, const Input& input, const Limits& limits);

}  // namespace vungphu::reader
