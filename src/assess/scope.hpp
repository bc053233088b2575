// Of what a submission speaks, and which of two is the later word.
#pragma once

#include "vungphu/model/claim.hpp"

namespace vungphu::assess {

/// True for the whole workspace: "*", or no scope given.
bool whole_scope(const Submission& submission);
/// Whether `a` is the later word: by as-of date, then by id (the order in which they came).
bool later(const Submission& a, const Submission& b);

}  // namespace vungphu::assess
