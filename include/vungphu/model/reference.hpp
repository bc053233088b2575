// What rows are checked against: codes in force at a date and the workspace's outline, by value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vungphu/geo/geometry.hpp"

namespace vungphu {

struct CodeFacts {
  std::string name, parent;
  std::optional<std::int64_t> weight;
  std::optional<geo::GridPoint> point;
};

struct Reference {
  /// kind -> key (code, or code + '\x1f' + site) -> what is known of it
  std::map<std::string, std::unordered_map<std::string, CodeFacts>, std::less<>> codes;
  std::vector<std::string> levels;  ///< upper to lower
  std::vector<geo::MultiPolygon>
      outline;  ///< lowest-level territories with an area; empty: no position check is made
  std::vector<std::string> outline_codes;  ///< their codes
  geo::Box outline_box;

  const CodeFacts* find(std::string_view kind, std::string_view code, std::string_view site = {}) const;
};

/// Key of `codes`.
std::string code_key(std::string_view code, std::string_view site);

}  // namespace vungphu
