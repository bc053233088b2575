// Files of layers of features, read with GDAL.
#pragma once

#include <span>

#include "data_set.hpp"
#include "formats.hpp"

namespace vungphu::reader {

/// `member` is the file of an archive, or empty.
Result<DataSetPtr> open_vector_file(const Format& format, std::string_view member, std::span<char> bytes,
                                    const Limits& limits);

}  // namespace vungphu::reader
