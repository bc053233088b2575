// What becomes of units and hamlets, and which units make a group.
#pragma once

#include <string>

#include "vungphu/base/date.hpp"

namespace vungphu {

/// One line of a mapping of territories, or one event in the life of a hamlet. From `date` on what was
/// `from` is in `to`.
///  whole, part: the territory `from` (its code before the date) lies wholly, or in part, in `to` (its code
///   from the date on).
///  rename, move: the hamlet `from` keeps its id (`to` is the same) and gets another name or commune.
///  merge: the hamlet `from` goes wholly into `to`. split: a part of `from` goes into `to`.
struct Change {
  std::int64_t list = 0;  ///< the import it came with
  std::string kind;       ///< a territory level, or "hamlet"
  std::string event;
  std::string from, to;
  Date date = kBeginning;
  std::string decision;
};

/// A territory's membership of a group. The code is read at `valid_from`. A later list that names the group
/// says anew who is in it.
struct GroupMember {
  std::int64_t list = 0;
  std::string group, name;  ///< code and name of the group
  std::string level, territory;
  Date valid_from = kBeginning;
  std::string decision;
};

}  // namespace vungphu
