// The middle of a submission: its rows become claims.
#pragma once

#include <vector>

#include "vungphu/model/claim.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/store/claim_draft.hpp"

#include "plan.hpp"
#include "reading.hpp"

namespace vungphu::service {

/// Reads every row in the way that `plan` and `crs` say, checks its claims one by one and then together, and
/// keeps those that may stay in a draft in `scratch`. Counts go into `info`, what is wrong into `findings`.
Result<store::ClaimDraft> collect(const OpenedFile& file, const Plan& plan, const intake::CrsChoice& crs,
                                  const Profile& profile, const ScratchFolder& scratch, Submission& info,
                                  std::vector<Finding>& findings, const Task& task);

}  // namespace vungphu::service
