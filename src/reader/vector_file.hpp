// Files of layers of features, read with GDAL.
#pragma once

#include <span>

#include "data_set.hpp"
#include "formats.hpp"

namespace vungphu::reader {

Result<DataSetPtr> open_vector_file(const Format& format, std::span<char> bytes, const Limits& limits);

}  // namespace vungphu::reader
