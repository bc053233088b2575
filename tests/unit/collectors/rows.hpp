// Rows, references and a profile for the tests of collectors.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "vungphu/collectors/collector.hpp"

namespace vungphu::test {

using Values = std::vector<std::pair<std::string, std::string>>;

/// A row whose columns are named as their meanings; an empty value is a column that is blank.
inline Row row_of(const Values& values, geo::Geometry geometry = {}) {
  Row row{.row = 5, .geometry = std::move(geometry), .values = {}, .columns = {}, .point = {}, .cells = {}};
  for (const auto& [meaning, value] : values) {
    row.columns[meaning] = meaning;
    if (!value.empty()) row.values[meaning] = value;
  }
  return row;
}

inline geo::Geometry a_point() { return geo::MultiPoint{{{1050000000, 90000000}}}; }
inline geo::Geometry a_line() { return geo::MultiLine{{{{0, 0}, {10, 10}}}}; }
inline geo::Geometry an_area() { return geo::MultiPolygon{{geo::Polygon{{{{0, 0}, {10, 0}, {0, 10}}}}}}; }

/// A workspace of a province: codes of every kind, of which 77 names a school and an agency.
struct World {
  Profile profile;
  Reference reference;
  World() {
    profile.levels = {"province", "district", "commune"};
    profile.technologies = {
        {"fiber", {"50"}, {}}, {"4g", {"400"}, {}}, {"5g", {"500"}, {}}, {"4g+5g", {}, {"4g", "5g"}}};
    for (const auto& [kind, code] : {std::pair{"household", "1000000001"},
                                     {"hamlet", "h1"},
                                     {"school", "S1"},
                                     {"school", "77"},
                                     {"agency", "77"},
                                     {"commune", "31825"},
                                     {"province", "96"}})
      reference.codes[kind][code] = {};
    reference.codes["school"][code_key("S1", "2")] = {};
  }
  collectors::Context context(const char* technology = "fiber",
                              std::optional<std::int64_t> reach_mm = {}) const {
    return {&profile, &reference, profile.technology(technology), reach_mm};
  }
};

struct Collected {
  collectors::Outcome outcome;
  std::vector<Finding> findings;
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const Finding& f : findings) all.push_back(f.code);
    return all;
  }
  const Claim& claim() const { return outcome.claims.at(0); }
};

inline Collected collect(std::string_view collector, const Row& row, const collectors::Context& context) {
  Collected collected;
  collected.outcome = collectors::find(collector)->collect(row, context, collected.findings);
  return collected;
}

}  // namespace vungphu::test
