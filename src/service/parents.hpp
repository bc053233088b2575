// Codes of parents from one date to another: what an entry of an older list names, as a newer one would.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "pieces.hpp"

namespace vungphu::service {

class Parents {
 public:
  /// For entries of `kind` in the ledger (empty: of every kind of place), to codes of the date `to`. Cheap
  /// where all of their codes are of one vintage.
  static Result<Parents> build(const store::Store& store, const Profile& profile, std::string_view kind,
                               Date to, const Task& task);
  /// The unit of the date that holds the whole of the one that the entry's parent names; the parent itself
  /// where nothing changed or where it is no territory (a household's hamlet). Nothing where it lies in
  /// several.
  std::optional<std::string> carry(const Entry& entry);

 private:
  std::optional<std::string> look_up(const std::string& code, Date from) const;

  const Profile* profile_ = nullptr;
  std::optional<Vintages> vintages_;  ///< none: nothing changed between any of the dates
  Date to_ = kBeginning;
  std::map<std::int64_t, Date> dates_;  ///< of codes, by list
  std::map<std::pair<std::string, Date>, std::optional<std::string>> known_;
};

}  // namespace vungphu::service
