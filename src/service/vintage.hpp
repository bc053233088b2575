// Since when codes mean what they mean.
#pragma once

#include <vector>

#include "vungphu/model/entry.hpp"
#include "vungphu/model/profile.hpp"

namespace vungphu::service {

/// The date since when the territories that are in force at `date` are: the newest valid-from of a list of
/// them. Any other date of the same vintage gives the same; kBeginning where there are none.
Date vintage_of(const std::vector<ListInfo>& lists, const Profile& profile, Date date);

/// The dates, ascending, from which on a code may mean another territory. A list that only adds columns
/// changes no meaning.
std::vector<Date> code_changes(const std::vector<ListInfo>& lists, const Profile& profile);

}  // namespace vungphu::service
