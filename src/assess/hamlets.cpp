#include "hamlets.hpp"

#include <algorithm>
#include <tuple>

namespace vungphu::assess {

HamletLives::HamletLives(const std::vector<Change>& changes, Date as_of) : as_of_(as_of) {
  for (const auto& change : changes) {
    if (change.date > as_of || change.from == change.to) continue;
    if (change.event == "merge" || change.event == "split") merged_or_split_.push_back(&change);
  }
  // "split" is after "merge" in byte order, and a hamlet that was split is nowhere as a whole: it comes
  // first.
  std::ranges::sort(merged_or_split_, [](const Change* a, const Change* b) {
    return std::tie(a->date, b->event, a->from, a->to) < std::tie(b->date, a->event, b->from, b->to);
  });
}

std::string_view HamletLives::carry(std::string_view code, Date date) const {
  for (const Change* change : merged_or_split_) {
    if (change->date <= date || change->from != code) continue;
    if (change->event == "split") return {};
    code = change->to;
  }
  return code;
}

std::vector<std::string_view> HamletLives::after_split(std::string_view code, Date date) const {
  std::vector<std::string_view> all{code};
  for (const Change* change : merged_or_split_) {
    if (change->date <= date) continue;
    if (std::ranges::find(all, change->from) != all.end()) all.push_back(change->to);
  }
  return all;
}

std::vector<std::string_view> HamletLives::made_of(std::string_view code, Date date) const {
  // Backwards in time: whatever was merged into one that is already in.
  std::vector<std::string_view> in{code};
  for (auto change = merged_or_split_.rbegin(); change != merged_or_split_.rend(); ++change) {
    if ((*change)->date > date || (*change)->event != "merge") continue;
    if (std::ranges::find(in, (*change)->to) != in.end()) in.push_back((*change)->from);
  }
  std::ranges::sort(in);
  const auto twice = std::ranges::unique(in);
  in.erase(twice.begin(), twice.end());
  return in;
}

}  // namespace vungphu::assess
