#include "commands.hpp"

#include "options.hpp"
#include "output.hpp"

namespace vungphu::app {
namespace {

constexpr Option kDir{"DIR", "DIR", true};
constexpr Option kId{"ID", "ID", true};
constexpr Option kKind{"--kind", "KIND"};
constexpr Option kKindNeeded{"--kind", "KIND", true};
constexpr Option kAxes{"--axes", "swapped"};
constexpr Option kAcceptGuess{"--accept-guess", ""};
constexpr Option kEncoding{"--encoding", "NAME"};
constexpr Option kSource{"--source", "TEXT"};

constexpr Option kInit[] = {kDir, {"--profile", "PROFILE"}};
constexpr Option kPlacesImport[] = {kFile,
                                    kKindNeeded,
                                    kMember,
                                    kLayer,
                                    kWhere,
                                    {"--code", "COLUMN"},
                                    {"--name", "COLUMN"},
                                    {"--parent", "COLUMN"},
                                    {"--site", "COLUMN"},
                                    {"--lon", "COLUMN"},
                                    {"--lat", "COLUMN"},
                                    {"--weight", "COLUMN[+COLUMN…]"},
                                    {"--demand", "COLUMN"},
                                    {"--people", "COLUMN"},
                                    {"--power", "COLUMN"},
                                    {"--position-column", "COLUMN"},
                                    {"--valid-from", "DATE"},
                                    kSource,
                                    {"--list-date", "DATE"},
                                    {"--codes-as-of", "DATE"},
                                    {"--replace", ""},
                                    {"--update", ""},
                                    kCrs,
                                    kAxes,
                                    kAcceptGuess,
                                    kEncoding,
                                    kFormat};
constexpr Option kPlacesClose[] = {kKindNeeded, {"--valid-from", "DATE", true}, kSource};
constexpr Option kPlacesLocate[] = {kKind,
                                    kTechnology,
                                    {"--limit", "N"},
                                    {"--answers", "FILE"},
                                    {"--position", "QUALITY"},
                                    {"--list-date", "DATE"},
                                    kSource,
                                    kMember,
                                    kLayer,
                                    kWhere,
                                    kMap,
                                    kCrs,
                                    kAxes,
                                    kAcceptGuess,
                                    kEncoding,
                                    kAsOf,
                                    kVintage,
                                    kFormat,
                                    kOutput};
constexpr Option kHamletsEvents[] = {kFile, kMember, kLayer, kWhere, kEncoding, kMap, kSource, kFormat};
constexpr Option kHamletsHistory[] = {{"CODE", "CODE", true}, kFormat, kOutput};
constexpr Option kTerritoriesMap[] = {
    kFile,   kLevel, {"--valid-from", "DATE", true}, kMember, kLayer, kWhere, kEncoding, kMap,
    kSource, kFormat};
constexpr Option kTerritoriesChanges[] = {kLevel, kFormat, kOutput};
constexpr Option kGroupsImport[] = {
    kFile, {"--valid-from", "DATE"}, kMember, kLayer, kWhere, kEncoding, kMap, kSource, kFormat};
constexpr Option kRows[] = {kFormat, kOutput};
constexpr Option kOperatorsAdd[] = {kId, {"--name", "NAME", true}, {"--brand", "BRAND", false, true}};
constexpr Option kProfilesAdd[] = {{"PROFILE", "PROFILE", true}};
constexpr Option kInspect[] = {kFile, kMember, kLayer, kCrs, kAxes, kAcceptGuess, kEncoding, kMap, kFormat};
constexpr Option kSubmit[] = {kFile,
                              {"--operator", "O", true},
                              {"--technology", "T", true},
                              {"--as-of", "DATE", true},
                              {"--part", "PART"},
                              {"--scope", "CODE", false, true},
                              {"--collector", "NAME"},
                              kMember,
                              kLayer,
                              kWhere,
                              kCrs,
                              kAxes,
                              kAcceptGuess,
                              kEncoding,
                              {"--reach", "METRES"},
                              {"--threshold", "DB"},
                              {"--environment", "WHERE"},
                              {"--basis", "BASIS"},
                              kMap,
                              {"--unit", "UNIT"},
                              {"--codes-as-of", "DATE"},
                              {"--supersede", ""},
                              {"--dry-run", ""},
                              kFormat};
constexpr Option kShow[] = {kId, kFormat};
constexpr Option kFound[] = {kId, kFormat, kOutput};
constexpr Option kWithdraw[] = {kId, {"--why", "TEXT", true}};
constexpr Option kReported[] = {kFile, kMember, kLayer, kWhere, kEncoding, kMap, kFormat};
constexpr Option kAssess[] = {kAsOf, kVintage, {"--threads", "N"}, {"--recompute", ""}, kFormat};
constexpr Option kFindings[] = {{"ID", "ID"}, kFormat};
constexpr Option kCoverage[] = {kKind,          kTechnology,           kLevel, kTerritory, kOperator,
                                {"--area", ""}, {"--sensitivity", ""}, kAsOf,  kVintage,   kFormat,
                                kOutput};
constexpr Option kScorecard[] = {{"--profile", "ID", false, true},
                                 kTerritory,
                                 kLevel,
                                 {"--sensitivity", ""},
                                 kAsOf,
                                 kVintage,
                                 kFormat,
                                 kOutput};
constexpr Option kGaps[] = {kKindNeeded,
                            {"--technology", "T", true},
                            {"--within", "CODE"},
                            kOperator,
                            {"--min-households", "N"},
                            {"--include-no-data", ""},
                            {"--sort", "ORDER"},
                            {"--limit", "N"},
                            kAsOf,
                            kVintage,
                            kFormat,
                            kOutput,
                            kCrs};
constexpr Option kSites[] = {{"--by", "WHAT"}, kAsOf, kVintage, kFormat, kOutput};
constexpr Option kExplain[] = {
    {"WHAT", "INDICATOR|PLACE", true}, kTerritory, kOperator, kAsOf, kVintage, kFormat};
constexpr Option kCompare[] = {{"--from", "DATE", true},
                               {"--to", "DATE", true},
                               kTerritory,
                               kKind,
                               kTechnology,
                               kVintage,
                               kFormat,
                               kOutput,
                               kCrs};
constexpr Option kExport[] = {{"LAYER", "LAYER", true},
                              kFormat,
                              kOutput,
                              kCrs,
                              kAsOf,
                              kVintage,
                              {"--households", ""},
                              kKind,
                              kTechnology,
                              {"--within", "CODE"},
                              kOperator,
                              {"--min-households", "N"},
                              {"--include-no-data", ""},
                              {"--sort", "ORDER"},
                              {"--limit", "N"}};
constexpr Option kBackup[] = {kFile};
constexpr Option kRestore[] = {kFile, kDir};
constexpr Option kCheck[] = {kFormat};
constexpr Option kDemo[] = {kDir, {"--seed", "N"}, {"--households", "N"}, {"--paper", ""}};

constexpr Command kCommands[] = {
    {"init", kInit, init},
    {"places import", kPlacesImport, places_import},
    {"places close", kPlacesClose, places_close},
    {"places locate", kPlacesLocate, places_locate},
    {"hamlets events", kHamletsEvents, hamlets_events},
    {"hamlets history", kHamletsHistory, hamlets_history},
    {"territories map", kTerritoriesMap, territories_map},
    {"territories changes", kTerritoriesChanges, territories_changes},
    {"groups", kRows, groups},
    {"groups import", kGroupsImport, groups_import},
    {"lists", kRows, lists},
    {"lists show", kShow, lists_show},
    {"lists findings", kFound, lists_findings},
    {"operators", kRows, operators},
    {"operators add", kOperatorsAdd, operators_add},
    {"profiles", kRows, profiles},
    {"profiles add", kProfilesAdd, profiles_add},
    {"inspect", kInspect, inspect},
    {"submit", kSubmit, submit},
    {"submissions", kRows, submissions},
    {"submissions show", kShow, submissions_show},
    {"submissions findings", kFound, submissions_findings},
    {"submissions withdraw", kWithdraw, submissions_withdraw},
    {"submissions replay", kShow, submissions_replay},
    {"reported import", kReported, reported_import},
    {"assess", kAssess, assess},
    {"assessments", kRows, assessments},
    {"assessments findings", kFindings, assessments_findings},
    {"coverage", kCoverage, coverage},
    {"scorecard", kScorecard, scorecard},
    {"gaps", kGaps, gaps},
    {"sites", kSites, sites},
    {"compare", kCompare, compare},
    {"explain", kExplain, explain},
    {"export", kExport, export_layer},
    {"backup", kBackup, backup},
    {"restore", kRestore, restore},
    {"check", kCheck, check},
    {"doctor", kCheck, doctor},
    {"demo", kDemo, demo},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace vungphu::app
