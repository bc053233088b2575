// The files of geodata/, compiled into the program so that it runs from anywhere.
#pragma once

#include <string_view>
#include <vector>

namespace vungphu {

/// Content of geodata/`name` ("profiles/vn-province.json"); empty when there is no such file.
std::string_view embedded_file(std::string_view name);
/// Names of all embedded files that start with `prefix`, in byte order.
std::vector<std::string_view> embedded_files(std::string_view prefix);

}  // namespace vungphu
