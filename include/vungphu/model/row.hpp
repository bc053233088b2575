// A row with meaning: what intake makes of a RawFeature.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/geo/geometry.hpp"
#include "vungphu/model/raw.hpp"

namespace vungphu {

/// Which column of the file carries which meaning, for instance {"code", "Mã xã"}; `from_guess` says that
/// nobody named it. A meaning may have several columns ("weight": Logements + Établissements), which are
/// summed.
struct ColumnUse {
  std::string meaning;
  std::vector<std::string> columns;
  bool from_guess = false;
};
using Mapping = std::vector<ColumnUse>;

/// No count of a row is above it: more than there are people, and sums of ten million rows fit 64 bits.
inline constexpr std::int64_t kMostCounted = 100'000'000'000;

struct Row {
  std::int64_t row = 0;
  geo::Geometry geometry;
  std::map<std::string, std::string, std::less<>> values;  ///< by meaning; blank values are left out
  std::map<std::string, std::string, std::less<>>
      columns;                          ///< meaning -> the file's own column name, for findings
  std::optional<geo::GridPoint> point;  ///< of coordinate columns beside a geometry: a territory's seat
  RawCells cells;                       ///< of rasters only, as they came

  const std::string* find(std::string_view meaning) const {
    auto it = values.find(meaning);
    return it == values.end() ? nullptr : &it->second;
  }
};

}  // namespace vungphu
