// What rows are checked against, taken out of the store.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "vungphu/intake/check.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/model/reference.hpp"
#include "vungphu/store/store.hpp"

#include "group_units.hpp"

namespace vungphu::service {

/// Codes in force at `date` and the outline; parents of places as codes of that date, empty where their unit
/// of old lies in several now. Households' codes (by far the most) only when `households`.
Result<Reference> make_reference(const store::Store& store, const Profile& profile, Date date,
                                 bool households);

/// "level:code" for each code a person gave ("commune:32134" where a code alone is of two levels, or of a
/// group too); of a group the territories that lie wholly in it. Those that do in part are a warning. Errors
/// service.scope_unknown with the nearest, service.scope_ambiguous, service.scope_group_empty.
Result<std::vector<std::string>> resolve_scope(const std::vector<std::string>& asked,
                                               const Reference& reference,
                                               const std::vector<GroupUnits>& groups,
                                               std::vector<Finding>& findings);
/// The territories that row claims name: themselves, or the lowest-level one their place lies in (by parent,
/// else by position), "outside" for places in none. {"*"} for claims with geometry, and where the workspace
/// has no territories. The reference must outlive it.
class ScopeOfClaims {
 public:
  explicit ScopeOfClaims(const Reference& reference) : reference_(reference), checker_(reference) {}
  void add(const Claim& claim);
  std::vector<std::string> scope() const;

 private:
  const Reference& reference_;
  intake::Checker checker_;
  bool whole_ = false;
  std::set<std::string> territories_;
};

}  // namespace vungphu::service
