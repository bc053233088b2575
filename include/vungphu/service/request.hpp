// What a person asks for, in the words of the command line and, later, of the API; and what they are told
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/base/date.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"

namespace vungphu::service {

/// How a file is to be read: common to lists and submissions.
struct FileRequest {
  std::string file;
  std::string member;  ///< which data set of an archive
  std::string layer, where, crs;
  std::string axes;           ///< "swapped", or empty
  std::string text;           ///< encoding that the person names; empty: found out
  bool accept_guess = false;  ///< a CRS that is the only likely one is taken without --crs
  Mapping mapping;            ///< columns the person named
};

struct ImportRequest {
  FileRequest from;
  std::string kind;
  std::string source;
  std::optional<Date> list_date, valid_from, codes_as_of;
  bool replaces = false, updates = false;
};

struct ImportReport {
  ListInfo list;  ///< id 0: nothing was imported, and findings say why
  std::vector<Finding> findings;
  std::optional<Error> layers_error;  ///< the list is kept, but layers.gpkg could not be written anew
};

/// The work list of `places locate`, filled in.
struct LocateRequest {
  FileRequest from;
  std::string source;
  std::optional<Date> list_date;  ///< default: today
  Position position = Position::surveyed;
};

/// read = located + refused + filtered (rows that nobody filled in). One list for each kind, and each date at
/// which parents' codes are read.
struct LocateReport {
  std::vector<std::int64_t> lists;
  std::int64_t read = 0, located = 0, refused = 0, filtered = 0;
  std::vector<Finding> findings;
  std::optional<Error> layers_error;  ///< as of ImportReport
};

/// What became of the units of one level on one day.
struct MapRequest {
  FileRequest from;
  std::string level;  ///< empty: the lowest
  Date valid_from = kBeginning;
  std::string source;
};

struct GroupRequest {
  FileRequest from;
  std::optional<Date>
      valid_from;  ///< since when they are in force, and at what date rows without a date are read
  std::string source;
};

struct SubmitRequest {
  FileRequest from;
  std::string op, technology;
  Date as_of = kBeginning;
  std::string part, collector, unit;
  std::vector<std::string> scope;  ///< codes; "level:code" where a code alone is of two levels
  std::optional<Date> codes_as_of;
  std::optional<double> reach_m;
  std::optional<double> threshold;  ///< signal-raster; in the raster's unit
  std::string environment, basis;   ///< of mobile claims
  bool supersede = false;
  bool dry_run = false;
};

struct SubmitReport {
  Submission submission;          ///< state "refused" with `why`, or "accepted"; id 0 on a dry run
  bool collector_chosen = false;  ///< by the program
  std::vector<std::int64_t> supersedes;
  std::vector<Finding> findings;
};

}  // namespace vungphu::service
