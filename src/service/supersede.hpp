// What a new submission would take the place of, and when a person is asked first.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/model/claim.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// Error service.same_submission when the same bytes were submitted and are in force, read in the same way.
Status refuse_repeat(const store::Store& store, const Submission& info);

/// Ids of the submissions in force that `info` supersedes, wholly or in part. Unless `confirmed`, an Error
/// asks first: service.would_replace (another collector's) and service.would_shrink (covers under
/// profile.replace_percent of what it replaces).
Result<std::vector<std::int64_t>> superseded(const store::Store& store, const Profile& profile,
                                             const Submission& info, const store::ClaimDraft& claims,
                                             bool confirmed, bool narrowed);

}  // namespace vungphu::service
