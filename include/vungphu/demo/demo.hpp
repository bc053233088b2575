// The made-up province: a river delta with communes, hamlets along canals, households, schools, zones and
// three operators.
//
// Deterministic to the byte for a seed: own integer generator, no clock, no std:: distribution. Names are
// plainly fictional in true Vietnamese spelling. Also feeds tests and benches.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"

namespace vungphu::demo {

struct Options {
  std::uint64_t seed = 1;
  std::int64_t households = 300'000;  ///< below 1 is 1
};

/// A list to import, in the words of `vungphu places import`.
struct ListFeed {
  std::string file;  ///< below the feeds folder
  std::string kind, valid_from, list_date, source;
  bool replace = false;
  std::vector<std::pair<std::string, std::string>> columns;  ///< meaning -> column(s)
  std::string crs;
};
/// What became of the communes, in the words of `vungphu territories map`.
struct MapFeed {
  std::string file, valid_from, source;
};
/// Groups of territories, in the words of `vungphu groups import`.
struct GroupFeed {
  std::string file, source;
};
/// A submission to make, in the words of `vungphu submit`.
struct SubmissionFeed {
  std::string file, op, technology, as_of, collector, crs, part;
  std::vector<std::pair<std::string, std::string>> columns;
  std::int64_t reach_m = 0;
  bool supersede = false;
  std::string codes_as_of;
};
/// To be done in the order of the members.
struct Feeds {
  std::vector<ListFeed> lists;
  std::vector<std::string> closed_levels;  ///< levels that end (districts on 2025-07-01), with `closed_from`
  std::string closed_from;
  std::vector<MapFeed> maps;
  std::vector<GroupFeed> groups;
  std::vector<SubmissionFeed> submissions;
};

/// The province itself, in memory. Parents are codes of the same vintage: of the old hamlets old communes, of
/// all other places communes of July 2025 (of a household its hamlet, whose code both vintages share).
struct Province {
  std::vector<Entry> communes_old, communes_new, districts, province;
  std::vector<Entry> hamlets_old, hamlets, households, schools, hospitals, agencies;
  std::vector<Entry> zones;            ///< industrial zones and residential areas
  std::vector<std::string> outsiders;  ///< households that a slip of the pen puts outside of the province
};
/// At least 12 communes, one more for every 3,000 households up to 400. O(households); 300,000 take some
/// tenths of a second and 150 MB. The answer holds exactly Options::households households, of which some have
/// no point.
Province make_province(const Options& options, const Task& task = {});

/// Writes the feed files of a province into `folder`, which is made where it does not exist (CSV, XLSX,
/// GeoPackage, GeoJSON, KML, Shapefile; some of them dirty, none so much that it is refused), and says how
/// they are imported. Errors: of base/file.hpp and formats/table.hpp.
Result<Feeds> write_feeds(const std::string& folder, const Options& options, const Task& task = {});

/// The same province as most departments have it, on paper: no household points, hamlets without positions
/// and without official codes (four of one commune share a name), a third of the schools without coordinates,
/// communes without borders, one form a district and operator, with rows for communes (in old codes or in new
/// ones) or for hamlets. Of one old commune a part goes to another district's commune. Some rows are dirty,
/// some counts disagree, and one operator is silent on the last district.
///
/// In two steps, for hamlets have no id before they are imported: the lists of territories and hamlets …
Result<Feeds> write_paper_lists(const std::string& folder, const Options& options, const Task& task = {});
/// … and, with the hamlets as they were imported (old codes of communes), all else. Those that were not are
/// in no form. Errors as write_feeds.
Result<Feeds> write_paper_forms(const std::string& folder, const Options& options,
                                const std::vector<Entry>& hamlets, const Task& task = {});

}  // namespace vungphu::demo
