// The use cases: the same sequence for the command line, a watched folder and the API.
//
// Each takes an open Store (service makes and moves nothing else), is one transaction of it, and leaves the
// workspace as it was when it fails or is cancelled. Not for use on one Store from two threads at once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vungphu/assess/gaps.hpp"
#include "vungphu/base/task.hpp"
#include "vungphu/reader/reader.hpp"
#include "vungphu/service/request.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// A profile by name ("vn-province", compiled in) or by path of a file. Error service.profile_unknown.
Result<Profile> load_profile(const std::string& name_or_path);
/// Adds a profile by name or path. Errors: those of load_profile and Store::add_profile.
Result<Profile> add_profile(store::Store& store, const std::string& name_or_path);
/// Makes a workspace with its empty layers.gpkg.
Result<store::Store> init(const std::string& folder, const Profile& profile);

/// The budgets of a file in this workspace: limits.json in its folder, else the defaults. Errors: those of
/// reader::parse_limits, and of reading it.
Result<reader::Limits> limits_of(const std::string& folder);

/// Imports a list of places or territories. Bytes are kept, every row is accounted for.
Result<ImportReport> import_list(store::Store& store, const ImportRequest& request, const Task& task = {});
/// An empty list that replaces: from `date` on nothing of `kind` is in force (districts on 2025-07-01).
Result<ImportReport> close_kind(store::Store& store, const std::string& kind, Date date,
                                const std::string& source);
/// Positions of places that had none or a borrowed one, from a table (kind, code, site, lon, lat).
Result<LocateReport> locate_places(store::Store& store, const LocateRequest& request, const Task& task = {});
/// A mapping of territories: rows that say of a unit in force the day before (old_code, or old_name with
/// old_district and old_province) to which it goes (new_code, or new_name with new_province), whole or in
/// part. Names outrank a new code that contradicts them. A unit with one target is whole unless its row says
/// part, one with several is in part in each. What no row tells of, and is not the same on both days, is a
/// finding. Errors: service.level_unknown, service.map_no_change (no list of the level begins that day),
/// service.column_needed.
Result<ImportReport> import_mapping(store::Store& store, const MapRequest& request, const Task& task = {});
/// Groups of territories (group, name, territory, level, valid_from, decision), one member a row.
Result<ImportReport> import_groups(store::Store& store, const GroupRequest& request, const Task& task = {});
/// Reported indicators from a table (indicator, territory, period, value, numerator, denominator, source).
Result<ImportReport> import_reported(store::Store& store, const FileRequest& from, const Task& task = {});

/// What became of hamlets (intake/hamlets.hpp), from a table of events (event, hamlet, into, name, commune,
/// weight, date, decision): one list of changes, and one list of new versions for each date.
Result<ImportReport> import_hamlet_events(store::Store& store, const FileRequest& from,
                                          const std::string& source, const Task& task = {});

/// Reads, judges and keeps a submission. A refused one is kept too, without claims: also that of a file that
/// cannot be read (why "file_refused"), and of one that leaves open what its sender knows ("answer_needed", a
/// finding for each question). An Error is what was typed wrongly, or of the machine; nothing is kept then.
Result<SubmitReport> submit(store::Store& store, const SubmitRequest& request, const Task& task = {});
/// Reads the kept bytes of a submission again, in the way recorded, against today's lists: a new submission.
Result<SubmitReport> replay(store::Store& store, std::int64_t id, const Task& task = {});

struct AssessRequest {
  std::optional<Date> as_of;    ///< default: the newest as-of of the submissions
  std::optional<Date> vintage;  ///< whose territories are used; default: those of as_of
  unsigned threads = 0;
  bool recompute = false;
};
struct AssessReport {
  Assessment assessment;
  bool from_store = false;            ///< an equal input digest returned the stored one
  std::optional<Error> layers_error;  ///< it is stored, but layers.gpkg could not be written anew
};
Result<AssessReport> assess(store::Store& store, const AssessRequest& request, const Task& task = {});

/// Lists and submissions that an assessment stands on, without their content: enough for a digest. Places are
/// those in force at `as_of`, territories those of `vintage` (nothing: those of `as_of`); Inputs::vintage is
/// the date since when these are in force.
Result<assess::Inputs> inputs_in_force(const store::Store& store, const Profile& profile, Date as_of,
                                       std::optional<Date> vintage = {});
/// What is loaded of households: what figures are made of (Inputs::households), or every one as it is listed
/// (ten times the memory), for who names single ones.
enum class Loaded { for_figures, in_full };
/// Fills in entries, claims, what codes of other dates mean, groups, and what became of hamlets.
Status load_content(const store::Store& store, assess::Inputs& inputs, Loaded loaded, const Task& task = {});

/// As refresh_layers, after a change that is committed already: what went wrong is no reason to say that the
/// change failed.
std::optional<Error> renew_layers(const store::Store& store);
/// Writes layers.gpkg anew, beside the old one, and renames it into place.
Status refresh_layers(const store::Store& store, const Task& task = {});

/// Makes the demo province in a new workspace: feeds written, lists imported, submissions made, nothing
/// assessed. `told` hears each step as the command line that would do it.
struct DemoRequest {
  std::uint64_t seed = 1;
  std::int64_t households = 300'000;
  bool paper = false;  ///< as most departments have it: forms and lists, hardly a coordinate
};
Status make_demo(const std::string& folder, const DemoRequest& request, const Task& task,
                 const std::function<void(const std::string&)>& told);

}  // namespace vungphu::service
