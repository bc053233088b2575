#include "code_dates.hpp"

#include <algorithm>
#include <unordered_map>

#include "vungphu/geo/geometry.hpp"

namespace vungphu::service {
namespace {

/// What makes a unit the same unit: its area, where it has one. Without areas its name says so only within
/// one replacing list: a merged commune often keeps the name of one that it swallowed.
std::string meaning_of(const Entry& entry, const std::vector<ListInfo>& in_force) {
  if (entry.area) return geo::encode(*entry.area);
  return std::to_string(in_force.empty() ? 0 : in_force.front().id) + ":" + entry.name;
}

}  // namespace

Result<CodeDates::Known> CodeDates::compare(const std::string& level, Date date) const {
  Known known;
  VP_TRY(std::vector<ListInfo> then, store_.lists_in_force(level, date));
  VP_TRY(std::vector<ListInfo> now, store_.lists_in_force(level, vintage_));
  known.all = std::equal(then.begin(), then.end(), now.begin(), now.end(),
                         [](const ListInfo& a, const ListInfo& b) { return a.id == b.id; });
  if (known.all) return known;
  std::unordered_map<std::string, std::string> meanings;
  VP_CHECK(store_.visit_entries(level, date, [&](Entry&& entry) -> Status {
    meanings.emplace(entry.code, meaning_of(entry, then));
    return {};
  }));
  VP_CHECK(store_.visit_entries(level, vintage_, [&](Entry&& entry) -> Status {
    auto found = meanings.find(entry.code);
    if (found != meanings.end() && found->second == meaning_of(entry, now)) known.codes.insert(entry.code);
    return {};
  }));
  return known;
}

Result<bool> CodeDates::same(const std::string& level, const std::string& code, Date date) {
  auto found = known_.find({level, date});
  if (found == known_.end()) {
    VP_TRY(Known known, compare(level, date));
    found = known_.emplace(std::pair(level, date), std::move(known)).first;
  }
  return found->second.all || found->second.codes.contains(code);
}

}  // namespace vungphu::service
