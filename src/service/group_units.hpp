// Groups as territories of a vintage.
#pragma once

#include <string>
#include <vector>

#include "vungphu/model/profile.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// A group in a vintage: the territories of the lowest level that lie wholly in it, and those that do in
/// part, in byte order.
struct GroupUnits {
  std::string code, name, level;  ///< `level`: the lowest, of the territories
  std::vector<std::string> whole, part;
};

/// The groups in force at `as_of`, by the territories in force at `vintage`; in byte order of code.
Result<std::vector<GroupUnits>> group_units(const store::Store& store, const Profile& profile, Date as_of,
                                            Date vintage);

}  // namespace vungphu::service
