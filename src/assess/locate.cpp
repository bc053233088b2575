#include "vungphu/assess/locate.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "vungphu/assess/scorecard.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu::assess {
namespace {

/// A target of the whole that places of one kind may change.
struct Asked {
  std::string indicator, formula, technology;
  bool homes = false;  ///< it counts the homes of hamlets
  bool undecided = false;
  std::int64_t denominator = 0;
  const Answers* answers = nullptr;  ///< of any operator, for the kind at hand
};

const Answers* answers_of(const Assessment& assessment, std::string_view kind, std::string_view technology) {
  const auto found = std::ranges::find_if(assessment.answers, [&](const Answers& a) {
    return a.kind == kind && a.technology == technology && a.op == kAny;
  });
  return found == assessment.answers.end() ? nullptr : &*found;
}

bool lists_homes(const Inputs& inputs) {
  const auto homes = inputs.entries.find(std::string_view("household"));
  return homes != inputs.entries.end() && !homes->second.empty();
}

std::vector<Asked> targets_of(const Assessment& assessment, const Inputs& inputs, const std::string& kind,
                              const LocateQuery& query) {
  std::vector<Asked> asked;
  const bool for_homes = kind == "hamlet" && !lists_homes(inputs);
  for (const ScoreRow& row : scorecard(assessment, *inputs.profile, {}, {}, {})) {
    const Indicator* indicator = inputs.profile->indicator(row.indicator);
    // Where nobody has sent geometry, no position would help.
    if (row.reported || indicator == nullptr || row.not_located == 0 || row.denominator.value_or(0) == 0)
      continue;
    const bool homes = for_homes && row.kind == "household";
    if (!homes && row.kind != kind) continue;
    if (!query.technology.empty() && row.technology != query.technology) continue;
    const bool known = std::ranges::find(asked, row.indicator, &Asked::indicator) != asked.end();
    const Answers* answers = answers_of(assessment, kind, row.technology);
    if (known || answers == nullptr) continue;
    asked.push_back({row.indicator, indicator->formula, row.technology, homes, row.status == "undecided",
                     *row.denominator, answers});
  }
  return asked;
}

/// How much of a target's denominator a place is.
std::int64_t share_of(const Asked& target, const Entry& place, std::size_t i) {
  if (target.homes && target.formula != "demand")
    return std::max<std::int64_t>(0, target.answers->homes.empty() ? 0 : target.answers->homes[i]);
  if (target.formula == "demand") return place.demand.value_or(0);
  if (target.formula == "weight") return place.weight.value_or(place.kind == "household" ? 1 : 0);
  if (target.formula == "people") return place.people.value_or(0);
  if (target.formula == "powered") return place.power.value_or(false) ? 1 : 0;
  return 1;
}

void add_targets(const std::vector<Asked>& targets, const Entry& place, std::size_t i, Unlocated& found) {
  for (const Asked& target : targets) {
    if (bit(target.answers->known, i)) continue;
    const std::int64_t share = share_of(target, place, i);
    if (share == 0) continue;
    found.indicators.push_back(target.indicator);
    found.undecided = found.undecided || target.undecided;
    found.points =
        std::max(found.points, 100.0 * static_cast<double>(share) / static_cast<double>(target.denominator));
    if (found.kind == "hamlet" && !target.answers->homes.empty() && target.answers->homes[i] >= 0)
      found.households = target.answers->homes[i];
  }
}

void add_kind(const Assessment& assessment, const Inputs& inputs, const PlaceSet& set,
              const LocateQuery& query, std::vector<Unlocated>& found) {
  const std::vector<Asked> targets = targets_of(assessment, inputs, set.kind, query);
  if (targets.empty()) return;
  const auto& entries = inputs.entries.find(set.kind)->second;
  const auto lowest = inputs.entries.find(inputs.profile->lowest_level());
  const std::vector<Standing> stand = standings(inputs, set);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (stand[i].proven()) continue;
    const Entry& place = entries[i];
    Unlocated one;
    one.kind = set.kind;
    one.code = place.code;
    one.site = place.site;
    one.name = place.name;
    one.standing = stand[i];
    one.households = set.kind == "household" ? place.weight.value_or(1) : place.weight;
    add_targets(targets, place, i, one);
    if (one.indicators.empty()) continue;
    one.territory = kOutside;
    if (set.territory[i] >= 0 && lowest != inputs.entries.end()) {
      const Entry& unit = lowest->second[static_cast<std::size_t>(set.territory[i])];
      one.territory = unit.code;
      one.territory_name = unit.name;
    }
    found.push_back(std::move(one));
  }
}

}  // namespace

Result<std::vector<Unlocated>> places_to_locate(const Assessment& assessment, const Inputs& inputs,
                                                const LocateQuery& query, std::size_t* total) {
  std::vector<Unlocated> found;
  bool known = query.kind.empty();
  for (const PlaceSet& set : assessment.places) {
    if (!is_place_kind(set.kind) || (!query.kind.empty() && set.kind != query.kind)) continue;
    known = true;
    const auto entries = inputs.entries.find(set.kind);
    if (entries == inputs.entries.end() || entries->second.size() != set.ids.size())
      return fail("assess.lists_changed", {{"kind", set.kind}});
    add_kind(assessment, inputs, set, query, found);
  }
  if (!known) return fail("assess.unknown_kind", {{"kind", query.kind}});
  std::ranges::sort(found, {}, [](const Unlocated& one) {
    return std::tuple(!one.undecided, -one.points, -one.households.value_or(-1), std::string_view(one.kind),
                      std::string_view(one.code), std::string_view(one.site));
  });
  if (total != nullptr) *total = found.size();
  if (query.limit > 0 && found.size() > query.limit) found.resize(query.limit);
  return found;
}

}  // namespace vungphu::assess
