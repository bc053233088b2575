#include "homes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

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

/// Where the homes of a household are counted: in its hamlet, or with those of no hamlet in its slot. A
/// household outside of its hamlet's territory is of no hamlet where it lies: position outranks what it says.
struct Key {
  std::size_t slot = 0, hamlet = 0;  ///< hamlet: their number for homes of no hamlet, so that these come last
  friend auto operator<=>(const Key&, const Key&) = default;
};

Key key_of(const World& world, const Homes& homes, std::size_t household) {
  const std::int32_t territory = homes.households->territory[household];
  const std::int32_t hamlet = world.hamlet_of(*homes.households->households, household);
  const bool inside = hamlet >= 0 && homes.hamlets->territory[static_cast<std::size_t>(hamlet)] == territory;
  const std::size_t none = homes.hamlets == nullptr ? 0 : homes.hamlets->size();
  return {world.territories.slot(territory), inside ? static_cast<std::size_t>(hamlet) : none};
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
std::vector<Key> wanted_groups(const World& world, const Homes& homes, std::size_t hamlets) {
  std::vector<Key> wanted;
  for (std::size_t h = 0; h < hamlets; ++h) {
    wanted.push_back({world.territories.slot(homes.hamlets->territory[h]), h});
  }
  std::vector<char> of_none(world.territories.slots(), 0);
  for (std::size_t i = 0; homes.households != nullptr && i < homes.households->size(); ++i) {
    const Key key = key_of(world, homes, i);
    if (key.hamlet == hamlets && homes.basis[key.slot] == kPoints) of_none[key.slot] = 1;
  }
  for (std::size_t slot = 0; slot < of_none.size(); ++slot) {
    if (of_none[slot]) wanted.push_back({slot, hamlets});
  }
  std::ranges::sort(wanted);
  return wanted;
}

/// Puts households that are the basis into the order of groups, each group's in key order.
void put_members(const World& world, std::span<const Key> wanted, std::size_t hamlets, Homes& homes) {
  if (homes.households == nullptr) return;
  std::vector<std::uint32_t> of_hamlet(hamlets), of_slot(world.territories.slots());  // their groups
  for (std::uint32_t g = 0; g < wanted.size(); ++g) {
    (wanted[g].hamlet == hamlets ? of_slot[wanted[g].slot] : of_hamlet[wanted[g].hamlet]) = g;
  }
  const auto each = [&](const auto& use) {
    for (std::uint32_t i = 0; i < homes.households->size(); ++i) {
      const Key key = key_of(world, homes, i);
      if (homes.basis[key.slot] != kPoints) continue;
      use(i, homes.groups[key.hamlet == hamlets ? of_slot[key.slot] : of_hamlet[key.hamlet]]);
    }
  };
  each([](std::uint32_t, Group& group) { ++group.end; });  // for now their number
  std::size_t at = 0;
  for (Group& group : homes.groups) {
    group.begin = at;
    at += std::exchange(group.end, at);
  }
  homes.members.resize(at);
  each([&](std::uint32_t i, Group& group) { homes.members[group.end++] = i; });
}

void count_groups(const World& world, std::span<const std::optional<std::int64_t>> totals, Homes& homes) {
  homes.first.assign(world.territories.slots() + 1, 0);
  for (Group& group : homes.groups) {
    const bool one_by_one = group.begin < group.end;
    if (one_by_one) {
      group.total = 0;
      for (std::size_t m = group.begin; m < group.end; ++m) *group.total += homes.weight(m);
    } else if (group.hamlet >= 0) {
      group.total = totals[static_cast<std::size_t>(group.hamlet)];
    }
    group.counted = one_by_one || (homes.basis[group.slot] == kHamlets && group.total);
    ++homes.first[group.slot + 1];
  }
  std::partial_sum(homes.first.begin(), homes.first.end(), homes.first.begin());
}

void note_positions(Homes& homes) {
  homes.located = homes.borrowing = engine::make_bitmap(homes.members.size());
  for (std::size_t m = 0; m < homes.members.size(); ++m) {
    const std::size_t i = homes.members[m];
    if (homes.households->point[i] >= 0) engine::set_bit(homes.located, m);
    if (homes.households->lent(i) >= 0) engine::set_bit(homes.borrowing, m);
  }
}

}  // namespace

Homes make_homes(const World& world, std::span<const Evidence> evidence) {
  Homes homes;
  homes.households = world.places("household");
  homes.hamlets = world.places("hamlet");
  std::vector<std::optional<std::int64_t>> totals(homes.hamlets == nullptr ? 0 : homes.hamlets->size());
  for (std::size_t h = 0; h < totals.size(); ++h) {
    const auto& own = homes.hamlets->entries[h].weight;
    totals[h] = own ? own : stated_total(evidence, &Evidence::hamlets, h);
  }
  choose_basis(world, evidence, facts_of_slots(world, homes, totals), homes);

  if (homes.households != nullptr) homes.one_each = homes.households->households->weight().all_one();
  const std::vector<Key> wanted = wanted_groups(world, homes, totals.size());
  for (const Key& key : wanted) {
    Group group;
    group.slot = key.slot;
    if (key.hamlet < totals.size()) group.hamlet = static_cast<std::int32_t>(key.hamlet);
    homes.groups.push_back(group);
  }
  put_members(world, wanted, totals.size(), homes);
  count_groups(world, totals, homes);
  count_astray_once(world, homes);
  note_positions(homes);
  if (homes.households == nullptr) return homes;
  const Households& all = *homes.households->households;
  homes.people = CountPlanes(all.people(), homes.members);
  homes.demand = CountPlanes(all.demand(), homes.members);
  if (!homes.one_each) homes.weights = CountPlanes(all.weight(), homes.members);
  return homes;
}

HomeBits order_homes(const World& world, const Homes& homes, const Evidence& evidence) {
  HomeBits bits;
  if (homes.members.empty()) return bits;
  const std::size_t kind = static_cast<std::size_t>(homes.households - world.kinds.data());
  const auto ordered = [&](const engine::Bitmap& by_place) {
    engine::Bitmap made = engine::make_bitmap(homes.members.size());
    for (std::size_t word = 0; word < made.size(); ++word) {
      const std::size_t first = word * 64, end = std::min(first + 64, homes.members.size());
      std::uint64_t collected = 0;
      for (std::size_t m = first; m < end; ++m)
        collected |= std::uint64_t{engine::get_bit(by_place, homes.members[m])} << (m - first);
      made[word] = collected;
    }
    return made;
  };
  bits.known = ordered(evidence.kinds[kind].known);
  bits.covered = ordered(evidence.kinds[kind].covered);
  if (!homes.households->borrowed.empty()) bits.borrowed = ordered(evidence.borrowed[kind]);
  return bits;
}

}  // namespace vungphu::assess
