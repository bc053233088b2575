// Permanent ids of hamlets that no authority numbered.
#include <algorithm>
#include <map>
#include <set>

#include "vungphu/base/hash.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/hamlets.hpp"

#include "hamlet_id.hpp"

namespace vungphu::intake {

std::string hamlet_id(Blake2b& hash) {
  constexpr std::size_t kDigits = 10;
  return "h-" + hash.hex_digest().substr(0, kDigits);
}

namespace {

using Key = std::pair<std::string, std::string>;  ///< commune, folded name

Key key_of(const std::string& unit, const std::string& name) {
  std::string folded = fold(name);
  return {unit, folded.empty() ? name : std::move(folded)};
}

std::optional<geo::GridPoint> position_of(const Entry& entry) {
  if (entry.point || !entry.area) return entry.point;
  return geo::centre(*entry.area);
}

std::string with_ordinal(const std::string& base, std::int64_t ordinal) {
  Blake2b hash;
  hash.add_text(base);
  hash.add_int(ordinal);
  return hamlet_id(hash);
}

/// How an old and a new hamlet of one name are told to be the same, the surest first.
enum class Likeness { all, position, weight, id, order };

struct Namesakes {
  std::vector<std::size_t> news;  ///< indexes of entries, in the order of rows
  std::vector<const KnownHamlet*> olds;
};

class Pairing {
 public:
  Pairing(std::vector<Entry>& entries, const std::vector<std::int64_t>& rows, std::vector<Finding>& findings)
      : entries_(entries), rows_(rows), findings_(findings) {}

  /// Gives what `group` has in force to its new rows; what stays in group.news has no old one.
  void pair(Namesakes& group, std::set<std::string>& taken) {
    std::vector<std::string> bases;  // make_entry's: of parent, type, name and position
    for (const std::size_t i : group.news) bases.push_back(entries_[i].code);
    ordinals(group, bases);
    for (const Likeness by :
         {Likeness::all, Likeness::position, Likeness::weight, Likeness::id, Likeness::order})
      pass(group, by, taken);
  }

 private:
  /// The ids that the rows would have in a workspace that knows none of them: what tells the order of old
  /// ones.
  void ordinals(const Namesakes& group, const std::vector<std::string>& bases) {
    std::map<std::string, std::int64_t> seen;
    for (std::size_t n = 0; n < group.news.size(); ++n) {
      const std::int64_t ordinal = ++seen[bases[n]];
      alone_[group.news[n]] = ordinal == 1 ? bases[n] : with_ordinal(bases[n], ordinal);
    }
  }

  bool alike(std::size_t i, const Entry& old, Likeness by) const {
    const Entry& made = entries_[i];
    const auto here = position_of(made), there = position_of(old);
    const bool position = here && there && *here == *there;
    const bool weight = made.weight && old.weight && *made.weight == *old.weight;
    switch (by) {
      case Likeness::all:
        return position && weight;
      case Likeness::position:
        return position;
      case Likeness::weight:
        return weight;
      case Likeness::id:
        return alone_.at(i) == old.code;
      case Likeness::order:
        return true;
    }
    return false;
  }

  /// Of several that are alike, the one that the same file would have named; else the first.
  const KnownHamlet* choose(std::size_t i, const Namesakes& group, Likeness by, std::size_t& choices) const {
    const KnownHamlet* chosen = nullptr;
    choices = 0;
    for (const KnownHamlet* old : group.olds) {
      if (!alike(i, old->entry, by)) continue;
      ++choices;
      if (!chosen || alone_.at(i) == old->entry.code) chosen = old;
    }
    return chosen;
  }

  void pass(Namesakes& group, Likeness by, std::set<std::string>& taken) {
    std::vector<std::size_t> left;
    const Namesakes before = group;
    for (const std::size_t i : group.news) {
      std::size_t choices = 0;
      const KnownHamlet* old = choose(i, group, by, choices);
      if (!old) {
        left.push_back(i);
        continue;
      }
      // Others that were as good, on either side: rows that are all alike are told by their order.
      std::size_t rivals = 0, chances = 0;
      const Likeness in = by == Likeness::id ? Likeness::order : by;
      for (const std::size_t other : before.news) rivals += alike(other, old->entry, in);
      for (const KnownHamlet* other : before.olds) chances += alike(i, other->entry, in);
      entries_[i].code = old->entry.code;
      taken.insert(old->entry.code);
      std::erase(group.olds, old);
      if (rivals > 1 || chances > 1)
        findings_.push_back({"hamlet_paired_by_order",
                             Severity::warning,
                             rows_[i],
                             "",
                             entries_[i].name,
                             {{"id", entries_[i].code}}});
    }
    group.news = std::move(left);
  }

  std::vector<Entry>& entries_;
  const std::vector<std::int64_t>& rows_;
  std::vector<Finding>& findings_;
  std::map<std::size_t, std::string> alone_;
};

}  // namespace

void settle_hamlet_ids(std::vector<Entry>& entries, const std::vector<std::int64_t>& rows,
                       const std::vector<bool>& uncoded, std::span<const KnownHamlet> known,
                       std::vector<Finding>& findings) {
  std::set<std::string> named, taken;  // by the list itself; by anything
  std::map<Key, Namesakes> groups;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (uncoded[i])
      groups[key_of(entries[i].parent, entries[i].name)].news.push_back(i);
    else
      named.insert(entries[i].code);
  }
  taken = named;
  for (const KnownHamlet& old : known) {
    taken.insert(old.entry.code);
    if (old.unit.empty() || named.contains(old.entry.code)) continue;
    const auto group = groups.find(key_of(old.unit, old.entry.name));
    if (group != groups.end()) group->second.olds.push_back(&old);
  }
  Pairing pairing(entries, rows, findings);
  for (auto& [key, group] : groups) {
    const std::vector<std::size_t> all = group.news;
    pairing.pair(group, taken);
    for (const std::size_t i : group.news) {
      const std::string base = entries[i].code;
      for (std::int64_t ordinal = 2; !taken.insert(entries[i].code).second; ++ordinal)
        entries[i].code = with_ordinal(base, ordinal);
    }
    if (all.size() < 2) continue;
    for (const std::size_t i : all)
      findings.push_back({"hamlet_same_name",
                          Severity::note,
                          rows[i],
                          "",
                          entries[i].name,
                          {{"count", std::to_string(all.size())}, {"id", entries[i].code}}});
  }
}

}  // namespace vungphu::intake
