// What submissions add to a numerator and what they take from it.
#include <algorithm>
#include <map>

#include "vungphu/model/kinds.hpp"

#include "compare.hpp"
#include "scene.hpp"
#include "terms.hpp"

namespace vungphu::assess {
namespace {

constexpr std::string_view kHousehold = "household";

/// What a place that is covered adds to the numerator.
std::int64_t value_of(const Entry& entry, const Indicator& indicator, bool partly) {
  const bool household = indicator.kind == kHousehold;
  if (indicator.formula == "people") return partly ? 0 : entry.people.value_or(0);
  if (indicator.formula == "powered") return entry.power.value_or(false);
  if (indicator.formula == "demand") return entry.demand.value_or(0) > 0 ? entry.weight.value_or(1) : 0;
  if (household) return entry.weight.value_or(1);
  return indicator.formula == "weight" ? entry.weight.value_or(0) : 1;
}

/// Numerators of one part of the territory at both stages, what is explained of them, and how.
struct Portion {
  std::int64_t before = 0, after = 0;
  Split split;

  void add(const Portion& o) {
    before += o.before;
    after += o.after;
    split.add(o.split);
  }
  void add(std::int64_t was, std::int64_t is) {
    before += was;
    after += is;
    split.add(is - was);
  }
  /// The finer parts stand where they account for the coarser at both stages; a count that they do not know
  /// of is only known as a whole.
  void settle(std::int64_t was, std::int64_t is) {
    if (before == was && after == is) return;
    *this = {};
    add(was, is);
  }
};

const Answers* answers_of(const Assessment& assessment, const Indicator& indicator) {
  const auto found = std::ranges::find_if(assessment.answers, [&](const Answers& a) {
    return a.op == kAny && a.kind == indicator.kind && a.technology == indicator.technology;
  });
  return found == assessment.answers.end() ? nullptr : &*found;
}

/// The two stages of one indicator.
struct Pair {
  const Stage& before;
  const Stage& after;
  const Indicator& indicator;
};

std::int64_t value_at(const Answers* answers, std::size_t i, const Entry& entry, const Indicator& indicator) {
  if (answers == nullptr || !bit(answers->covered, i)) return 0;
  return value_of(entry, indicator, !answers->partly.empty() && bit(answers->partly, i));
}

/// Place by place: calls `use` with the place's position, its slot, and its values at both stages.
template <class Use>
void each_place(const Pair& pair, const Use& use) {
  const auto set = std::ranges::find(pair.after.assessment.places, pair.indicator.kind, &PlaceSet::kind);
  const auto entries = pair.after.inputs.entries.find(pair.indicator.kind);
  if (set == pair.after.assessment.places.end() || entries == pair.after.inputs.entries.end()) return;
  const Answers* was = answers_of(pair.before.assessment, pair.indicator);
  const Answers* is = answers_of(pair.after.assessment, pair.indicator);
  const std::size_t outside = pair.after.assessment.territories.size();
  for (std::size_t i = 0; i < set->ids.size(); ++i) {
    const std::size_t slot = set->territory[i] < 0 ? outside : static_cast<std::size_t>(set->territory[i]);
    const Entry& entry = entries->second[i];
    use(i, slot, value_at(was, i, entry, pair.indicator), value_at(is, i, entry, pair.indicator));
  }
}

/// Homes that are proven covered, by the groups of hamlets that are counted.
struct HamletCounts {
  std::vector<std::int64_t> hamlets;  ///< by hamlet; 0 where it is not counted
};

HamletCounts counts_of(const Scene& scene, std::string_view technology) {
  HamletCounts counts;
  const auto everybody = std::ranges::find_if(
      scene.unions, [&](const Union& u) { return u.any() && u.technology == technology; });
  if (everybody == scene.unions.end() || !scene.has_homes()) return counts;
  const HomeAnswer answer = answer_homes(scene.world, scene.homes, scene.evidence, *everybody, *everybody);
  counts.hamlets.assign(answer.hamlets.size(), 0);
  for (const Group& group : scene.homes.groups) {
    if (group.hamlet < 0 || !group.counted) continue;
    const auto h = static_cast<std::size_t>(group.hamlet);
    counts.hamlets[h] = answer.hamlets[h].lower;
  }
  return counts;
}

/// Numerators of the lowest-level territories, and of what lies in none; by slot.
std::vector<std::int64_t> by_slot(const Stage& stage, const Indicator& indicator) {
  const auto& codes = stage.assessment.territories;
  std::vector<std::int64_t> numerators(codes.size() + 1, 0);
  for (const Figure& f : stage.assessment.figures) {
    const bool asked = f.op == kAny && f.kind == indicator.kind && f.technology == indicator.technology;
    const bool whole = codes.empty() && f.level == kWhole;
    if (!asked || (!whole && f.level != stage.inputs.profile->lowest_level())) continue;
    const auto at = std::ranges::lower_bound(codes, f.territory);
    const bool found = at != codes.end() && *at == f.territory;
    if (!found && !whole && f.territory != kOutside) continue;
    numerators[static_cast<std::size_t>(at - codes.begin()) * found + codes.size() * !found] =
        terms_of(f, indicator.formula).lower;
  }
  return numerators;
}

/// Homes lie in hamlets, hamlets in territories. `world`: of the stage after.
std::vector<Portion> homes_by_slot(const Pair& pair, const HamletCounts& before, const HamletCounts& after,
                                   const World& world) {
  const Places* places = world.places("hamlet");
  const auto slot_of = [&](std::int32_t hamlet) {
    return world.territories.slot(places->territory[static_cast<std::size_t>(hamlet)]);
  };
  const std::size_t slots = pair.after.assessment.territories.size() + 1;
  std::vector<Portion> parts(slots);
  std::map<std::size_t, Portion> hamlets;
  const Places* homes = world.places("household");
  each_place(pair, [&](std::size_t i, std::size_t slot, std::int64_t was, std::int64_t is) {
    const std::int32_t hamlet = world.hamlet_of(*homes->households, i);
    // A home outside of its hamlet's territory is of no hamlet where it lies (homes.cpp).
    const bool of_hamlet = hamlet >= 0 && slot_of(hamlet) == slot;
    (of_hamlet ? hamlets[static_cast<std::size_t>(hamlet)] : parts[slot]).add(was, is);
  });
  for (std::size_t h = 0; places != nullptr && h < places->size(); ++h) {
    const auto count = [h](const HamletCounts& of) { return h < of.hamlets.size() ? of.hamlets[h] : 0; };
    Portion& part = hamlets[h];
    part.settle(count(before), count(after));
    parts[slot_of(static_cast<std::int32_t>(h))].add(part);
  }
  return parts;
}

/// Of what stands in parts, those of the territory.
Split settle(std::vector<Portion> parts, const Pair& pair, const std::vector<char>& slots,
             const Wanted& wanted) {
  const std::vector<std::int64_t> was = by_slot(pair.before, pair.indicator),
                                  is = by_slot(pair.after, pair.indicator);
  Portion whole;
  for (std::size_t slot = 0; slot < parts.size(); ++slot) {
    if (!slots[slot]) continue;
    parts[slot].settle(was[slot], is[slot]);
    whole.add(parts[slot]);
  }
  // A count for several territories together is in none of them: what it changes is known as a whole.
  whole.split.add(wanted.after - wanted.before - whole.split.net());
  return whole.split;
}

}  // namespace

Result<std::vector<Split>> split(const Stage& before, const Stage& after, const std::vector<char>& slots,
                                 const std::vector<Wanted>& wanted, const Task& task) {
  std::vector<Split> splits;
  std::optional<Scene> was, is;  // only for homes, and once
  for (const Wanted& one : wanted) {
    VP_CHECK(task.check());
    const Pair pair{before, after, *one.indicator};
    const bool homes = one.indicator->kind == kHousehold;
    const bool counts = homes && one.indicator->formula != "demand" && one.indicator->formula != "people";
    if (one.before == one.after && &before == &after) {
      splits.emplace_back();
      continue;
    }
    if (counts && !was) {
      VP_TRY(Scene first, make_scene(before.inputs, task));
      VP_TRY(Scene second, make_scene(after.inputs, task));
      was.emplace(std::move(first));
      is.emplace(std::move(second));
    }
    std::vector<Portion> parts(after.assessment.territories.size() + 1);
    if (counts) {
      const HamletCounts first = counts_of(*was, one.indicator->technology);
      const HamletCounts second = counts_of(*is, one.indicator->technology);
      parts = homes_by_slot(pair, first, second, is->world);
    } else {
      each_place(pair, [&](std::size_t, std::size_t slot, std::int64_t a, std::int64_t b) {
        parts[slot].add(a, b);
      });
    }
    splits.push_back(settle(std::move(parts), pair, slots, one));
  }
  return splits;
}

}  // namespace vungphu::assess
