// Availability held against places: the method of DESIGN section 3, from normalised entries and claims to
// figures.
//
// Pure: everything comes in by value, nothing is read or written. Integer results do not depend on threads or
// order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/model/assessment.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/profile.hpp"

namespace vungphu::assess {

/// Version of the method; part of every digest. Raised whenever a figure could change for the same inputs.
inline constexpr const char* kMethod = "1";

/// A submission with its claims.
struct Stated {
  Submission submission;
  std::vector<Claim> claims;
};

struct Inputs {
  const Profile* profile = nullptr;
  Date as_of = kBeginning;
  Date vintage = kBeginning;    ///< whose territories are used; normally as_of
  std::vector<ListInfo> lists;  ///< in force at as_of (territories: at vintage)
  std::map<std::string, std::vector<Entry>, std::less<>> entries;  ///< by kind or level, in key order
  std::vector<Operator> operators;
  std::vector<Stated> stated;  ///< what availability() chose
  unsigned threads = 0;
};

/// Which submissions speak at `date`: accepted, as_of <= date, and not wholly superseded: a submission
/// supersedes an earlier one (by as_of, then id) of the same operator, technology and part within its scope.
/// By id.
std::vector<Submission> availability(const std::vector<Submission>& all, Date date);

/// Digest of all that enters (DESIGN 3.11), cheap: made of the content digests of lists and submissions.
std::string input_digest(const Inputs& inputs_without_content);

Result<Assessment> assess(const Inputs& inputs, const Task& task = {});

}  // namespace vungphu::assess
