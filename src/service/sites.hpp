// Where an operator has said that it sends from.
#pragma once

#include <vector>

#include "vungphu/intake/check.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// Points with a reach, and stations, of the submissions of the same operator and technology in force at
/// `info.as_of`. Empty where there are none, or `claims` hold no area to be held against them.
Result<intake::Sites> sites_of(const store::Store& store, const Profile& profile, const Submission& info,
                               const std::vector<Claim>& claims);

}  // namespace vungphu::service
