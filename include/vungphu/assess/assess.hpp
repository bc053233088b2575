// Availability held against places: the method of DESIGN section 3, from normalised entries and claims to
// figures.
//
// Pure: everything comes in by value, nothing is read or written. Integer results do not depend on threads or
// order. Where DESIGN leaves a choice, it was made so:
//
//  Units. A code of a parent, a scope or a row is read at a date (of the submission's or list's codes) as a
//   set of pieces; a unit lies in a territory, is it, or straddles several as sets of pieces say.
//  Who speaks. A scope holds the territories whose pieces it all has; of one operator, technology and part
//   the newest submission speaks, piece by piece. Outside of all territories only "*" and "outside" speak.
//  Who is judged. Geometry judges every place with a position in its scope. Rows judge the kinds they name:
//   in a territory in which the submission has rows, the kinds of those rows; in another of its scope, all
//   that it names. What is judged and not covered is uncovered. A planned or unknown claim judges, and
//   covers nothing.
//  Belonging. By position; a place without one, or whose stated territory was never drawn, by its parent (a
//   household's hamlet or territory). A located place outside of the polygon that it names is outside.
//  Households. Basis by territory: household points, else hamlets by weight (or by their rows' largest
//   total), else listed households without points, else the territory's weight or its rows' largest total.
//   Evidence by operator and hamlet: homes one by one; a row; the hamlet's centre; the territory's row;
//   silence of a table that speaks there. A coarser count speaks for the homes that no finer evidence
//   judged: the count less what finer evidence covered, at least 0, at most those homes. Counts are capped
//   at the basis and at their row's own total.
//  Unions (any; an operator in a set): exact over homes judged one by one; counts add the least and the most
//   that they can, hamlet by hamlet, then for the territory's row.
//  Two parts of one operator with counts for the same key: the larger, never the sum.
//  Things with extent: states.hpp in src/assess.
//  Sums. A total that nobody gives (a row without one, in a territory without weight) makes the sums above
//   unknown; a territory of which nothing is known adds nothing.
//  Rows for several territories together (an upper level's, or another vintage's) count in the sums that hold
//   all of them; of each alone they prove nothing, and leave as many of its homes open (shared_upper).
//
// Cost: 300,000 households, 100 communes, 9,200 polygons (2.2 million vertices): 1 s to judge and count, 6 s
// to measure areas, of one core.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "vungphu/assess/households.hpp"
#include "vungphu/base/task.hpp"
#include "vungphu/model/assessment.hpp"
#include "vungphu/model/change.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/profile.hpp"

namespace vungphu::assess {

/// Version of the method; part of every digest. Raised whenever a figure could change for the same inputs.
inline constexpr const char* kMethod = "2";

/// A submission with its claims.
struct Stated {
  Submission submission;
  std::vector<Claim> claims;
};

/// A code read at a date: in July 2025 3,316 of 3,321 codes took another meaning.
struct UnitCode {
  std::string level, code;
  Date date = kBeginning;
  auto operator<=>(const UnitCode&) const = default;
};

/// Pieces: the parts of the land that no vintage divides. A unit of any level and vintage is a set of them,
/// so whether a unit lies in others, is the union of others or straddles them is a matter of sets.
/// Without pieces every lowest-level territory is one, and codes mean what they mean at the vintage.
struct Pieces {
  /// By lowest-level territory of the vintage, in key order; ascending. Empty: territory i is piece i.
  std::vector<std::vector<std::int32_t>> of_territory;
  /// Units whose codes are read at other dates than the vintage; ascending. A unit that is nowhere at the
  /// vintage has pieces of which no territory is made; a code that names no unit at the date has none. A code
  /// that is not here means what it means at the vintage.
  std::map<UnitCode, std::vector<std::int32_t>> of_unit;
};

/// A group in force, as pieces.
struct UnitGroup {
  std::string code, name;
  std::vector<std::int32_t> pieces;  ///< ascending
};

struct Inputs {
  const Profile* profile = nullptr;
  Date as_of = kBeginning;
  Date vintage = kBeginning;    ///< whose territories are used; normally as_of
  std::vector<ListInfo> lists;  ///< in force at as_of (territories: at vintage)
  /// Lists that say what codes of other dates mean: territories of other vintages, mappings, groups, hamlets'
  /// lives, places at the vintage. They stand in the digest for what is made of them; no entry of theirs is
  /// counted.
  std::vector<ListInfo> background;
  std::map<std::string, std::vector<Entry>, std::less<>> entries;  ///< by kind or level, in key order
  /// In place of entries of kind household, for who asks for figures alone: then `entries` has none.
  std::optional<Households> households;
  /// Of an earlier or later vintage: places as its lists had them, by kind; in key order, of one key the
  /// version nearest to as_of first (their lists are in `background`). They say where a place lay that has no
  /// position, where its parent of today lies in several territories of the vintage. Nothing of them is
  /// counted.
  std::map<std::string, std::vector<Entry>, std::less<>> at_vintage;
  std::vector<Operator> operators;
  Pieces pieces;
  std::vector<UnitGroup> groups;  ///< in byte order of code
  /// What became of hamlets up to as_of: a row for a hamlet that has merged wholly into another counts there.
  std::vector<Change> hamlet_changes;
  bool with_areas = true;      ///< false leaves Assessment::areas empty: they take the most time
  std::vector<Stated> stated;  ///< what availability() chose
  unsigned threads = 0;
};

/// Which submissions speak at `date`: accepted, as_of <= date, and not wholly superseded: a submission
/// supersedes an earlier one (by as_of, then id) of the same operator, technology and part within its scope.
/// `vintages`: dates on which codes took another meaning; a scope holds the same scope of another submission
/// only where no such date lies between their codes. What is left in doubt here assess() settles piece by
/// piece. By id.
std::vector<Submission> availability(const std::vector<Submission>& all, Date date,
                                     const std::vector<Date>& vintages = {});

/// Digest of all that enters (DESIGN 3.11), cheap: made of the content digests of lists and submissions.
std::string input_digest(const Inputs& inputs_without_content);

Result<Assessment> assess(const Inputs& inputs, const Task& task = {});

}  // namespace vungphu::assess
