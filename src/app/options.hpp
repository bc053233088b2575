// Options that several commands share, and how they become a request.
#pragma once

#include "vungphu/service/request.hpp"
#include "vungphu/service/resources.hpp"

#include "command.hpp"

namespace vungphu::app {

inline constexpr Option kFile{"FILE", "FILE", true};
inline constexpr Option kMember{"--member", "FILE"};
inline constexpr Option kLayer{"--layer", "LAYER"};
inline constexpr Option kWhere{"--where", "SQL"};
inline constexpr Option kCrs{"--crs", "EPSG:…"};
inline constexpr Option kMap{"--map", "FIELD=COLUMN", false, true};
inline constexpr Option kTechnology{"--technology", "T"};
inline constexpr Option kOperator{"--operator", "O"};
inline constexpr Option kLevel{"--level", "L"};
inline constexpr Option kTerritory{"--territory", "CODE"};
inline constexpr Option kAsOf{"--as-of", "DATE"};
inline constexpr Option kVintage{"--vintage", "DATE"};

/// FILE, --member, --layer, --where, --crs and --map.
Result<service::FileRequest> file_request(const Arguments& arguments);
/// --as-of and --vintage of the commands that read a stored assessment.
Result<service::AssessmentQuery> assessment_query(const Arguments& arguments);

}  // namespace vungphu::app
