// Options that several commands share, and how they become a request.
#pragma once

#include "vungphu/service/request.hpp"

#include "command.hpp"

namespace vungphu::app {

inline constexpr Option kFile{"FILE", "FILE", true};
inline constexpr Option kLayer{"--layer", "LAYER"};
inline constexpr Option kWhere{"--where", "SQL"};
inline constexpr Option kCrs{"--crs", "EPSG:…"};
inline constexpr Option kMap{"--map", "FIELD=COLUMN", false, true};
inline constexpr Option kTechnology{"--technology", "T"};
inline constexpr Option kOperator{"--operator", "O"};
inline constexpr Option kLevel{"--level", "L"};
inline constexpr Option kTerritory{"--territory", "CODE"};
inline constexpr Option kAsOf{"--as-of", "DATE"};

/// FILE, --layer, --where, --crs and --map.
Result<service::FileRequest> file_request(const Arguments& arguments);

}  // namespace vungphu::app
