#include "vungphu/intake/unit_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "vungphu/base/text.hpp"

namespace vungphu::intake {
namespace {

constexpr auto kWords = std::to_array<std::string_view>(
    {"thị trấn", "thị xã", "thành phố", "đặc khu", "xã", "phường", "quận", "huyện", "tỉnh"});

bool same(const UnitName& a, const UnitName& b, bool word_matters) {
  return a.base == b.base && (!word_matters || a.word.empty() || b.word.empty() || a.word == b.word);
}

/// There is one province of a name, whatever it is called.
bool above_word_matters(std::string_view level) { return level != "province"; }

std::string one_space(std::string_view name) {
  std::string clean;
  for (const char c : trim(name)) {
    if (c == ' ' && clean.ends_with(' ')) continue;
    clean += c;
  }
  return clean;
}

/// Whatever they are called: "Phú An" is nearer to "Tỉnh Phú Yên" than to "Tỉnh An". `names`: by their bases.
std::vector<std::string> nearest_of(const UnitName& asked,
                                    const std::map<std::string, std::set<std::string>>& names) {
  std::vector<std::string> bases, nearest;
  for (const auto& [base, whole] : names) bases.push_back(base);
  for (const std::string& base : nearest_names(asked.base, bases))
    nearest.insert(nearest.end(), names.at(base).begin(), names.at(base).end());
  return nearest;
}

}  // namespace

UnitName unit_name(std::string_view name) {
  const std::string whole = one_space(nfc(name)), small = lower(whole);
  for (const std::string_view word : kWords) {
    // Letter by letter, accents too: "Xa Lý" is a name, "Xã Lý" a xã called Lý.
    const std::size_t length = word.size() + 1;
    if (small.starts_with(std::string(word) + " ") && !trim(std::string_view(small).substr(length)).empty())
      return {fold(word), fold(std::string_view(small).substr(length))};
  }
  return {{}, fold(whole)};
}

UnitNames::UnitNames(std::vector<NamedUnit> units) {
  for (NamedUnit& unit : units) {
    Known known{std::move(unit), {}, {}};
    known.name = unit_name(known.unit.name);
    for (const auto& [level, name] : known.unit.above) known.above.emplace(level, unit_name(name));
    by_base_.emplace(known.name.base, units_.size());
    for (const auto& [level, name] : known.above) by_above_[{level, name.base}].push_back(units_.size());
    units_.push_back(std::move(known));
  }
}

bool UnitNames::lies_in(const Known& known, const Above& above) {
  return std::all_of(above.begin(), above.end(), [&](const auto& level_and_name) {
    const auto& [level, name] = level_and_name;
    const auto at = known.above.find(level);
    return at != known.above.end() && same(at->second, name, above_word_matters(level));
  });
}

UnitFound UnitNames::find(const UnitAsked& asked) const {
  UnitFound found;
  const UnitName wanted = unit_name(asked.name);
  Above above;
  for (const auto& [level, name] : asked.above)
    if (!name.empty()) above.emplace_back(level, unit_name(name));
  const auto [first, last] = by_base_.equal_range(wanted.base);
  for (const bool word_matters : {true, false}) {
    for (auto it = first; it != last; ++it) {
      const Known& known = units_[it->second];
      if (same(known.name, wanted, word_matters) && lies_in(known, above))
        found.codes.push_back(known.unit.code);
    }
    if (!found.codes.empty()) break;
  }
  std::sort(found.codes.begin(), found.codes.end());
  if (found.codes.empty()) explain(asked, found);
  return found;
}

/// From the top down: the first name that none has where the names above it hold.
void UnitNames::explain(const UnitAsked& asked, UnitFound& found) const {
  std::vector<const Known*> there;
  for (const Known& known : units_) there.push_back(&known);
  bool everywhere = true;  // not narrowed yet: the index knows who may lie there
  for (const auto& [level, name] : asked.above) {
    if (name.empty()) continue;
    const Above wanted = {{level, unit_name(name)}};
    std::vector<const Known*> candidates, within;
    if (const auto at = by_above_.find({level, wanted.front().second.base});
        everywhere && at != by_above_.end())
      for (const std::size_t unit : at->second) candidates.push_back(&units_[unit]);
    for (const Known* known : everywhere ? candidates : there)
      if (lies_in(*known, wanted)) within.push_back(known);
    everywhere = false;
    if (within.empty()) {
      std::map<std::string, std::set<std::string>> names;
      for (const Known* known : there)
        if (const auto at = known->above.find(level); at != known->above.end())
          names[at->second.base].insert(known->unit.above.at(level));
      found.missing = level;
      found.nearest = nearest_of(wanted.front().second, names);
      return;
    }
    there = std::move(within);
  }
  std::map<std::string, std::set<std::string>> names;
  for (const Known* known : there)
    names[known->name.base].insert(known->unit.name + " (" + known->unit.code + ")");
  found.nearest = nearest_of(unit_name(asked.name), names);
}

}  // namespace vungphu::intake
