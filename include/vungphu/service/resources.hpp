// Resources: what can be asked of a workspace, each as a schema and rows, for every format
// (formats/table.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/compare.hpp"
#include "vungphu/assess/gaps.hpp"
#include "vungphu/assess/locate.hpp"
#include "vungphu/base/task.hpp"
#include "vungphu/formats/package.hpp"
#include "vungphu/formats/table.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

struct Resource {
  formats::Schema schema;
  std::string head;                ///< JSON members before the rows
  std::string rows = "rows";       ///< what the rows are called in JSON
  std::vector<std::string> notes;  ///< below a printed table
  geo::PinnedOperations pinned;    ///< of the profile, for a CRS other than WGS 84
  std::function<Status(formats::Writer&)> produce;
};
/// What a person should know of a file that was written.
struct WriteReport {
  std::int64_t left_out = 0;  ///< rows that the format cannot hold (without geometry, in FlatGeobuf)
  std::vector<std::pair<std::string, std::string>> shortened;  ///< names of columns that became others
};
/// Opens the output with the resource's schema, head and notes, produces, closes.
Result<WriteReport> write(const Resource& resource, formats::Output output);

/// Which stored assessment is meant. Of those that match, the newest as-of, then the one made last.
struct AssessmentQuery {
  std::optional<Date> as_of;    ///< nothing: any
  std::optional<Date> vintage;  ///< a date of the vintage; nothing: that of the assessment's own as-of
};

struct CoverageQuery {
  std::string kind, technology, level, territory, op;  ///< empty: all
  bool area = false;
  AssessmentQuery of = {};
};
Result<Resource> coverage(const store::Store& store, const CoverageQuery& query, Lang lang);

/// Of kinds with extent every other rule beside the official one; without a level or a territory of the
/// whole.
Result<Resource> coverage_by_rules(const store::Store& store, const CoverageQuery& query, Lang lang,
                                   const Task& task = {});

struct ScorecardQuery {
  std::string level, territory;
  std::vector<std::string> profiles = {};  ///< ids of the workspace's, or "all"; none: the main one
  AssessmentQuery of = {};
  bool folded = false;  ///< for a page: indicators that nobody reported are told in one note, without rows
};
Result<Resource> scorecard(const store::Store& store, const ScorecardQuery& query, Lang lang);
/// Targets on kinds with extent, by each rule.
Result<Resource> scorecard_by_rules(const store::Store& store, const ScorecardQuery& query, Lang lang,
                                    const Task& task = {});

Result<Resource> gaps(const store::Store& store, const assess::GapQuery& query, const AssessmentQuery& of,
                      Lang lang, const Task& task = {});

struct SitesQuery {
  bool by_commune = true;       ///< else by operator alone
  std::optional<Date> as_of;    ///< nothing: the newest as-of of any submission
  std::optional<Date> vintage;  ///< nothing: that of the date
};
/// Stations of mobile networks in force at a date (assess/sites.hpp); needs no assessment.
Result<Resource> sites(const store::Store& store, const SitesQuery& query, Lang lang, const Task& task = {});

/// The places whose position would change a figure most (assess/locate.hpp).
Result<Resource> places_to_locate(const store::Store& store, const assess::LocateQuery& query,
                                  const AssessmentQuery& of, Lang lang, const Task& task = {});

struct CompareRequest {
  Date from = kBeginning, to = kBeginning;
  std::optional<Date> vintage;  ///< of both dates; nothing: to each its own
  assess::CompareQuery of;
  std::size_t limit = 0;  ///< of printed places; 0: all
  unsigned threads = 0;
};
/// Both dates by the rules of today, and the stored assessment of the from-date where it stands on the same
/// lists and submissions.
struct Compared {
  Resource waterfall;  ///< for print; the head of `places` has it in full
  Resource places;
};
/// Errors: service.compare_dates (not one after the other), service.nothing_in_force (at one of the dates no
/// list, or no submission), and those of assess::compare.
Result<Compared> compare(const store::Store& store, const CompareRequest& request, Lang lang,
                         const Task& task = {});

Result<Resource> submissions(const store::Store& store, Lang lang);
Result<Resource> lists(const store::Store& store, Lang lang);
Result<Resource> operators(const store::Store& store, Lang lang);
/// Versions and events of one hamlet. Error service.hamlet_unknown when nothing ever named the code.
Result<Resource> hamlet_history(const store::Store& store, const std::string& code, Lang lang);
Result<Resource> profiles(const store::Store& store, Lang lang);
/// What became of units, of all dates: one row a pair of an old and a new one. `level` empty: of every level.
Result<Resource> territory_changes(const store::Store& store, const std::string& level, Lang lang);
/// One row a member, as the newest lists have it.
Result<Resource> groups(const store::Store& store, Lang lang);
Result<Resource> assessments(const store::Store& store, Lang lang);
/// With its findings, without its places; without an id the one that stands by default. Errors:
/// service.assessment_unknown, service.no_assessment.
Result<Assessment> assessment_by_id(const store::Store& store, std::optional<std::int64_t> id);

/// One layer: a level of territories, a kind of places, or "claims". Error service.layer_unknown names them.
Result<Resource> export_layer(const store::Store& store, const std::string& layer, const AssessmentQuery& of,
                              Lang lang, const Task& task = {});
/// All of them in one styled GeoPackage. `households`: with household points (personal data: only when asked
/// for). Without an assessment that is what `of` says, and of today's lists and submissions, the layers bear
/// no answers; where `of` says something, that is an error.
Result<std::vector<formats::PackageLayer>> package_layers(const store::Store& store, bool households,
                                                          const AssessmentQuery& of, Lang lang);

}  // namespace vungphu::service
