// Whether a territory's code means the same territory at two dates.
#pragma once

#include <map>
#include <string>
#include <unordered_set>

#include "vungphu/base/date.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// Of 3,321 communes of July 2025, 3,316 took a code that had stood for another area: a code is read with its
/// date, and is carried over only where the unit is the same. (Units that merged wholly are carried by a
/// mapping, which is not here yet.)
class CodeDates {
 public:
  CodeDates(const store::Store& store, Date vintage) : store_(store), vintage_(vintage) {}
  /// True when `code` of `level`, read at `date`, names the unit that it names at the vintage.
  Result<bool> same(const std::string& level, const std::string& code, Date date);

 private:
  struct Known {
    bool all = false;  ///< the same lists decide at both dates
    std::unordered_set<std::string> codes;
  };
  Result<Known> compare(const std::string& level, Date date) const;

  const store::Store& store_;
  Date vintage_;
  std::map<std::pair<std::string, Date>, Known> known_;
};

}  // namespace vungphu::service
