// How QGIS is told to draw a layer: QML, the text of its layer_styles table.
#pragma once

#include <string>

#include "vungphu/formats/package.hpp"

namespace vungphu::formats {

/// Categorised symbols for points, lines or areas, and the columns' Vietnamese aliases. Read by every QGIS 3.
std::string qml(const PackageLayer& layer);

}  // namespace vungphu::formats
