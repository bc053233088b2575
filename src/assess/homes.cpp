#include "homes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace vungphu::assess {
namespace {

std::optional<std::int64_t> stated_total(std::span<const Evidence> evidence,
                                         std::vector<Tally> Evidence::*rows, std::size_t i) {
  std::optional<std::int64_t> largest;
  for (const auto& voice : evidence) {
    if ((voice.*rows).empty()) continue;
    const auto& total = (voice.*rows)[i].total;
    if (total && (!largest || *total > *largest)) largest = total;
  }
  return largest;
}

bool any_row(std::span<const Evidence> evidence, std::size_t territory) {
  return std::ranges::any_of(evidence, [&](const Evidence& voice) {
    if (voice.territories.empty()) return false;
    const Tally& row = voice.territories[territory];
    return row.known || row.silent || voice.parts[territory].known;
  });
}

struct SlotFacts {
  bool points = false, households = false, hamlet_totals = false;
};

/// Households by (slot, hamlet), those of no hamlet last in their slot; a household outside of its hamlet's
/// territory is of no hamlet where it lies: position outranks what it says.
std::vector<std::pair<std::size_t, std::size_t>> keys_of_households(const World& world, const Homes& homes) {
  std::vector<std::pair<std::size_t, std::size_t>> keys;
  const std::size_t none = homes.hamlets == nullptr ? 0 : homes.hamlets->size();
  for (std::size_t i = 0; i < homes.households->size(); ++i) {
    const std::int32_t territory = homes.households->territory[i];
    const std::int32_t hamlet = world.hamlet_of[i];
    const bool inside =
        hamlet >= 0 && homes.hamlets->territory[static_cast<std::size_t>(hamlet)] == territory;
    keys.emplace_back(world.territories.slot(territory), inside ? static_cast<std::size_t>(hamlet) : none);
  }
  return keys;
}

std::vector<SlotFacts> facts_of_slots(const World& world, const Homes& homes,
                                      std::span<const std::optional<std::int64_t>> hamlet_totals) {
  std::vector<SlotFacts> facts(world.territories.slots());
  for (std::size_t i = 0; homes.households != nullptr && i < homes.households->size(); ++i) {
    SlotFacts& slot = facts[world.territories.slot(homes.households->territory[i])];
    slot.households = true;
    slot.points = slot.points || homes.households->point[i] >= 0;
  }
  for (std::size_t i = 0; i < hamlet_totals.size(); ++i) {
    if (hamlet_totals[i]) facts[world.territories.slot(homes.hamlets->territory[i])].hamlet_totals = true;
  }
  return facts;
}

void choose_basis(const World& world, std::span<const Evidence> evidence, std::span<const SlotFacts> facts,
                  Homes& homes) {
  const std::size_t outside = world.territories.size();
  homes.basis.assign(facts.size(), kNone);
  homes.row_total.assign(facts.size(), std::nullopt);
  for (std::size_t slot = 0; slot < facts.size(); ++slot) {
    if (slot != outside) {
      const Entry& unit = *world.territories.lowest()->units[slot];
      homes.row_total[slot] =
          unit.weight ? unit.weight : stated_total(evidence, &Evidence::territories, slot);
    }
    const bool row = slot != outside && (homes.row_total[slot] || any_row(evidence, slot));
    const SlotFacts& fact = facts[slot];
    homes.basis[slot] = fact.points          ? kPoints
                        : fact.hamlet_totals ? kHamlets
                        : fact.households    ? kPoints
                        : row                ? kRow
                                             : kNone;
  }
}

using Key = std::pair<std::size_t, std::size_t>;  // slot, hamlet (their number for homes of no hamlet)

/// Homes of hamlets of which nobody knows in which territory they lie are in the totals of those that have no
/// hamlets listed: such a total is taken off the hamlets that may lie there, so that no home counts twice.
void count_astray_once(const World& world, Homes& homes) {
  std::vector<std::int64_t> left(world.territories.slots(), 0);
  for (std::size_t slot = 0; slot < left.size(); ++slot) {
    if (homes.basis[slot] == kRow) left[slot] = homes.row_total[slot].value_or(0);
  }
  for (Group& group : homes.groups) {
    const auto astray = world.astray.find(static_cast<std::size_t>(group.hamlet));
    if (group.hamlet < 0 || !group.counted || astray == world.astray.end()) continue;
    for (const std::size_t slot : astray->second) {
      const std::int64_t there = std::min(*group.total, left[slot]);
      left[slot] -= there;
      *group.total -= there;
    }
    group.counted = *group.total > 0;
  }
}

/// Every hamlet has a group, and each slot one for homes of no hamlet where it has such.
void make_groups(const World& world, std::span<const Key> keys,
                 std::span<const std::optional<std::int64_t>> totals, Homes& homes) {
  const std::size_t none = totals.size();
  std::vector<Key> wanted;
  for (std::size_t h = 0; h < none; ++h) {
    wanted.emplace_back(world.territories.slot(homes.hamlets->territory[h]), h);
  }
  for (const std::uint32_t i : homes.members) {
    if (keys[i].second == none && (wanted.empty() || wanted.back() != keys[i])) wanted.push_back(keys[i]);
  }
  std::ranges::sort(wanted);

  std::size_t at = 0;
  homes.first.assign(world.territories.slots() + 1, 0);
  for (const auto& key : wanted) {
    Group group{.slot = key.first,
                .hamlet = key.second == none ? -1 : static_cast<std::int32_t>(key.second),
                .total = {},
                .counted = false,
                .begin = at,
                .end = at};
    std::int64_t listed = 0;
    for (; at < homes.members.size() && keys[homes.members[at]] == key; ++at)
      listed += homes.weight[homes.members[at]];
    group.end = at;
    const bool one_by_one = group.begin < group.end;
    if (one_by_one) {
      group.total = listed;
    } else if (group.hamlet >= 0) {
      group.total = totals[key.second];
    }
    group.counted = one_by_one || (homes.basis[group.slot] == kHamlets && group.total);
    homes.groups.push_back(group);
    ++homes.first[group.slot + 1];
  }
  std::partial_sum(homes.first.begin(), homes.first.end(), homes.first.begin());
}

}  // namespace

Homes make_homes(const World& world, std::span<const Evidence> evidence) {
  Homes homes;
  homes.households = world.places("household");
  homes.hamlets = world.places("hamlet");
  std::vector<std::optional<std::int64_t>> totals(homes.hamlets == nullptr ? 0 : homes.hamlets->size());
  for (std::size_t h = 0; h < totals.size(); ++h) {
    const auto& own = homes.hamlets->entries[h]->weight;
    totals[h] = own ? own : stated_total(evidence, &Evidence::hamlets, h);
  }
  choose_basis(world, evidence, facts_of_slots(world, homes, totals), homes);

  std::vector<Key> keys;
  if (homes.households != nullptr) {
    for (const Entry* entry : homes.households->entries) homes.weight.push_back(entry->weight.value_or(1));
    keys = keys_of_households(world, homes);
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      if (homes.basis[keys[i].first] == kPoints) homes.members.push_back(i);
    }
    std::ranges::stable_sort(homes.members, {}, [&](std::uint32_t i) { return keys[i]; });
  }
  make_groups(world, keys, totals, homes);
  count_astray_once(world, homes);
  return homes;
}

}  // namespace vungphu::assess
