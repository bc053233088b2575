// The made-up province: a river delta with communes, hamlets along canals, households, schools, zones and three operators.
//
// Deterministic to the byte for a seed: own integer generator, no clock, no std:: distribution. Names are plainly
// fictional in true Vietnamese spelling. Also feeds tests and benches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"

namespace vungphu::demo {

struct Options {
  std::uint64_t seed = 1;
  std::int64_t households = 300'000;
};

/// A list to import, in the words of `vungphu places import`.
struct ListFeed {
  std::string file;  ///< below the feeds folder
  std::string kind, valid_from, list_date, source;
  bool replace = false;
  std::vector<std::pair<std::string, std::string>> columns;  ///< meaning -> column(s)
  std::string crs;
};
/// A submission to make, in the words of `vungphu submit`.
struct SubmissionFeed {
  std::string file, op, technology, as_of, collector, crs, part;
  std::vector<std::pair<std::string, std::string>> columns;
  std::int64_t reach_m = 0;
  bool supersede = false;
};
struct Feeds {
  std::vector<ListFeed> lists;
  std::vector<SubmissionFeed> submissions;
  std::vector<std::string> closed_levels;  ///< levels that end (districts on 2025-07-01), with `closed_from`
  std::string closed_from;
};

/// The province itself, in memory.
struct Province {
  std::vector<Entry> communes_old, communes_new, districts, province;
  std::vector<Entry> hamlets, households, schools, hospitals, agencies, zones;  ///< zones: both kinds
};
Province make_province(const Options& options, const Task& task = {});

/// Writes the feed files of a province into `folder` (CSV, XLSX, GeoPackage, GeoJSON, KML, Shapefile; one of them dirty) and says
/// how they are imported.
Result<Feeds> write_feeds(const std::string& folder, const Options& options, const Task& task = {});

}  // namespace vungphu::demo
