// Claims and submissions: what an operator says it covers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vungphu/base/date.hpp"
#include "vungphu/geo/geometry.hpp"
#include "vungphu/geo/raster.hpp"
#include "vungphu/model/row.hpp"

namespace vungphu {

/// area: polygons of served area. reach: points or lines that serve what lies within reach_mm. row: a code of
/// a place or territory, with counts (counts present) or as such (a place is covered). cells: cells of a
/// raster at or over a threshold.
enum class ClaimKind { area, reach, row, cells };

/// Where a mobile network's claim is sent from.
struct Station {
  std::string code;
  geo::GridPoint point;
  friend bool operator==(const Station&, const Station&) = default;
};

/// Counts of a row claim; households unless the submission's unit says premises.
struct Counts {
  std::optional<std::int64_t> passed, total, connected, requested, requested_met;
};

/// One normalised statement. Exactly one of geometry (area, reach, cells) and code (row) is set. Of cells the
/// runs decide what is covered; the geometry is their outline, for maps and areas.
struct Claim {
  std::int64_t id = 0;   ///< given by the store
  std::int64_t row = 0;  ///< RawFeature::row it came from
  ClaimKind kind = ClaimKind::area;
  std::string status = "operational";  ///< "operational", "planned" or "unknown"; only operational ones cover
  geo::Geometry geometry;
  std::int64_t reach_mm = 0;         ///< whole millimetres, reach claims only
  std::string key_kind, code, site;  ///< of row claims: what the code names
  Counts counts;
  std::optional<double> down_mbps, up_mbps;
  std::vector<geo::CellRun> cells;  ///< cells claims only: on the lattice of Submission::raster
  std::optional<Station> station;
  bool operational() const { return status == "operational"; }
};

/// One part of one operator's and technology's coverage as of one date, read from kept bytes in one recorded
/// way.
struct Submission {
  std::int64_t id = 0;
  // identity: the same bytes read the same way are the same submission
  std::string sha256;
  std::string op, technology;
  Date as_of = kBeginning;
  std::string part;                ///< default: the collector's name
  std::vector<std::string> scope;  ///< "level:code" in byte order, "outside"; {"*"} is the whole workspace
  std::string layer, member, where, crs, operation;
  std::string axes;  ///< "swapped": x and y change places before anything else; else empty
  std::string text;  ///< how texts were repaired ("tcvn3", "utf-8-as-latin-1" …); empty: they were not
  Mapping mapping;
  std::string unit = "households";  ///< or "premises"
  std::optional<Date> codes_as_of;
  std::optional<std::int64_t> reach_mm;
  std::optional<double> threshold;
  std::string environment;  ///< of mobile claims: "outdoor", "indoor", "vehicle"; empty: not said
  std::string basis;        ///< of mobile claims: "declared", "predicted", "measured"; empty: not said
  std::optional<geo::RasterGrid> raster;  ///< the lattice that cells claims are on, in `crs`
  std::string collector;
  bool supersede = false;  ///< the sender confirmed that it replaces
  // what became of it
  std::string file_name, format, submitted_at;
  std::string state = "accepted";  ///< "accepted", "refused", "withdrawn"
  std::string why;                 ///< of a refusal (a finding code) or a withdrawal (what the person gave)
  std::string content_digest;      ///< of its claims (model/digest.hpp)
  std::int64_t replay_of = 0;
  std::int64_t read = 0, accepted = 0, refused = 0, filtered = 0;  ///< read = accepted + refused + filtered
  std::int64_t operational = 0, planned = 0, unknown = 0;          ///< claims by status
  std::int64_t passed = 0;                                         ///< sum of the passed counts, as sent
  std::optional<std::int64_t> connected;
};

/// BLAKE2b over the identity fields, for "this was submitted before" and for digests.
std::string identity(const Submission& submission);

/// At what date the codes of a submission are read.
inline Date code_date(const Submission& submission) {
  return submission.codes_as_of.value_or(submission.as_of);
}

}  // namespace vungphu
