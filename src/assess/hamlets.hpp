// What became of hamlets: which one a code of an earlier date is today.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vungphu/model/change.hpp"

namespace vungphu::assess {

/// Holds views into the changes, which must outlive it. Empty without any.
class HamletLives {
 public:
  HamletLives() = default;
  HamletLives(const std::vector<Change>& changes, Date as_of);

  bool empty() const { return merged_or_split_.empty(); }
  /// The code that holds the whole of what `code` was at `date`; itself where nothing happened, nothing where
  /// it was split.
  std::string_view carry(std::string_view code, Date date) const;
  /// The hamlets of old that `code` is made of at `date`, itself among them; sorted, each once.
  std::vector<std::string_view> made_of(std::string_view code, Date date) const;
  /// `code` and what parts of it went to, where it was split after `date`.
  std::vector<std::string_view> after_split(std::string_view code, Date date) const;
  bool was_split(std::string_view code, Date date) const { return carry(code, date).empty(); }

 private:
  std::vector<const Change*> merged_or_split_;  ///< by date; a split before a merge of the same day
  Date as_of_ = kBeginning;
};

}  // namespace vungphu::assess
