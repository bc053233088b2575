// The stages of a comparison, out of the ledger.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "vungphu/assess/compare.hpp"
#include "vungphu/service/resources.hpp"

namespace vungphu::service {

struct Staged {
  std::shared_ptr<const Profile> profile;  ///< inputs point to it
  std::deque<assess::Stage> made;          ///< each once
  std::optional<Assessment> stored;
  std::optional<Assessment> passed_over;  ///< stored for the from-date, but on other lists or submissions
  assess::Stages stages;                  ///< into these
};
/// Errors as compare().
Result<std::unique_ptr<Staged>> stage(const store::Store& store, const CompareRequest& request,
                                      const Task& task);

}  // namespace vungphu::service
