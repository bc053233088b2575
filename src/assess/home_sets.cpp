// Counts for several territories together: a district's row, a commune of another vintage that several share.
// They are held against the sum of what is known of these territories, as a territory's own row is against
// its hamlets.
#include <numeric>

#include "home_adder.hpp"
#include "rows.hpp"

namespace vungphu::assess {
namespace {

using Slots = std::vector<std::size_t>;

std::int64_t cut(std::int64_t sum) { return std::min(sum, kOpen); }

/// All that is known of some territories: of the union, and where one voice stands.
struct Known {
  std::int64_t total = 0, low = 0, high = 0;
  bool has_total = true;
  Stand stand;
};

/// Rows of one voice that do not overlap, as one count for the territories that they meet.
struct Statement {
  Slots slots;
  PieceSet pieces;
  std::int64_t passed = 0, judged = 0;
};

Statement statement_of(std::span<const UnitCount* const> units) {
  Statement made;
  for (const UnitCount* unit : units) {
    Slots both;
    std::ranges::set_union(made.slots, unit->slots, std::back_inserter(both));
    made.slots = std::move(both);
    made.pieces = united(made.pieces, unit->pieces);
    made.passed += unit->passed();
    made.judged += unit->judged();
  }
  return made;
}

bool meet(const Slots& a, const Slots& b) {
  return std::ranges::any_of(a, [&](std::size_t slot) { return std::ranges::binary_search(b, slot); });
}

/// Sets that share a territory are one.
std::vector<Slots> joined(std::vector<Slots> sets) {
  std::vector<Slots> result;
  for (Slots& set : sets) {
    std::vector<Slots> apart;
    for (Slots& other : result) {
      if (!meet(other, set)) {
        apart.push_back(std::move(other));
        continue;
      }
      Slots both;
      std::ranges::set_union(other, set, std::back_inserter(both));
      set = std::move(both);
    }
    apart.push_back(std::move(set));
    result = std::move(apart);
  }
  std::ranges::sort(result);
  return result;
}

/// What is proven beyond the sums, by one statement; two that share no territory add up.
struct Gain {
  std::int64_t homes = 0;
  Slots slots;
};

std::int64_t best_of(std::vector<Gain> gains) {
  std::ranges::sort(gains, [](const Gain& a, const Gain& b) {
    return a.homes != b.homes ? a.homes > b.homes : a.slots < b.slots;
  });
  Slots taken;
  std::int64_t sum = 0;
  for (const Gain& gain : gains) {
    if (meet(taken, gain.slots)) continue;
    Slots both;
    std::ranges::set_union(taken, gain.slots, std::back_inserter(both));
    taken = std::move(both);
    sum += gain.homes;
  }
  return sum;
}

}  // namespace

void Adder::stand(std::size_t slot, const Cell& cell) {
  stands_[slot].assign(of_.voices.size(), {});
  const bool by_row = homes_.basis[slot] == kRow || homes_.basis[slot] == kNone;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    const Evidence& evidence = voice(v);
    const Part* in_part = part(evidence, slot);
    const Left left = by_row ? Left{.unjudged = cell.has_total ? cell.total : kOpen} : left_[v];
    const bool rows = slot != world_.territories.size() && !evidence.territories.empty();
    const bool whole = rows && (evidence.territories[slot].known || evidence.territories[slot].silent);
    Stand& at = stands_[slot][v];
    std::int64_t more = 0;  // that a row adds
    if (whole || in_part != nullptr) {
      const auto total = cell.has_total ? std::optional(cell.total) : std::nullopt;
      const std::int64_t count = whole ? cap_of(evidence.territories[slot], total) : in_part->passed;
      more = std::clamp<std::int64_t>(count - left.own, 0, left.unjudged);
    }
    at.low = left.own + more;
    if (whole || left.unjudged == 0) {
      at.base = cell.covered;
      continue;
    }
    at.open = left.unjudged;
    at.base = left.whole;
    at.own = left.own_others + more;
  }
}

Extra Adder::extra(std::vector<std::size_t> set, std::span<const Cell> slots) const {
  const auto known_of = [&](const Slots& some, std::size_t v) {
    Known known;
    for (const std::size_t slot : some) {
      const Cell& cell = slots[slot];
      const Stand& at = stands_[slot][v];
      known.total = cut(known.total + cell.total);
      known.low += cell.covered;
      known.high = cut(known.high + cell.covered_upper);
      known.has_total = known.has_total && cell.has_total && !cell.lacks_total;
      known.stand.low += at.low;
      known.stand.open = cut(known.stand.open + at.open);
      known.stand.base += at.base;
      known.stand.own += at.own;
    }
    return known;
  };
  /// Homes that a statement adds to its voice's own.
  const auto rest_of = [](std::int64_t count, const Known& known) {
    if (known.has_total) count = std::min(count, known.total);
    return std::clamp<std::int64_t>(count - known.stand.low, 0, known.stand.open);
  };

  PieceSet land;
  for (const std::size_t slot : set) land = united(land, world_.units.of_slot(slot));
  Cell cell;
  std::vector<Gain> gains;
  std::vector<char> answered(slots.size(), 0);
  std::int64_t most = 0, judged = 0;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    std::vector<const UnitCount*> units;
    for (const UnitCount& unit : voice(v).units) {
      if (unit.tally.known && meet(unit.slots, set)) units.push_back(&unit);
    }
    if (std::ranges::none_of(units, &UnitCount::is_set)) continue;
    cell.spoken = true;
    const Known all = known_of(set, v);
    const auto gain = [&](std::span<const UnitCount* const> some) {
      const Statement said = statement_of(some);
      const Known here = known_of(said.slots, v);
      const std::int64_t proven = here.stand.base + here.stand.own + rest_of(said.passed, here);
      if (proven > here.low) gains.push_back({proven - here.low, said.slots});
      return said;
    };
    std::int64_t adds = 0;
    PieceSet spoken;
    std::vector<const UnitCount*> inside;
    for (const UnitCount* unit : units) {
      spoken = united(spoken, unit->pieces);
      if (!unit->beyond) inside.push_back(unit);
      if (!unit->is_set()) continue;
      const Known here = known_of(unit->slots, v);
      PieceSet within;
      for (const std::size_t slot : unit->slots) within = united(within, world_.units.of_slot(slot));
      const bool exact = unit->pieces == within;
      adds = cut(adds + (exact ? rest_of(unit->passed(), here) : std::min(unit->passed(), here.stand.open)));
      cell.over_total +=
          unit->passed() < unit->tally.passed || (here.has_total && unit->passed() > here.total);
      if (!unit->beyond) gain(std::span(&unit, 1));
    }
    inside = disjoint_of(std::move(inside));
    const Statement together = gain(inside);
    if (together.pieces == land) adds = std::min(adds, rest_of(together.passed, all));
    most = cut(most + std::min(adds, all.stand.open));
    judged = std::max(judged, together.judged);
    for (const std::size_t slot : set) answered[slot] |= contains(spoken, world_.units.of_slot(slot));
  }
  const Known sums = known_of(set, 0);
  cell.lacks_total = cell.spoken && !sums.has_total;
  cell.covered_upper = sums.has_total ? std::clamp<std::int64_t>(sums.total - sums.high, 0, most) : most;
  cell.covered = std::min(best_of(std::move(gains)), sums.high + cell.covered_upper - sums.low);
  if (cell.spoken) cell.evidence = kRow;
  answered_of(set, slots, answered, judged, cell);
  connected_of(set, slots, cell);
  cell.weight_covered = cell.covered;
  cell.weight_covered_upper = cell.covered_upper;
  return {std::move(set), std::move(cell)};
}

/// What such counts take from that of which nobody speaks, and what they allow of those who ask and of
/// people.
void Adder::answered_of(const std::vector<std::size_t>& set, std::span<const Cell> slots,
                        std::span<const char> answered, std::int64_t judged, Cell& cell) const {
  Cell all, open;
  for (const std::size_t slot : set) {
    all.add(slots[slot]);
    if (!answered[slot]) open.add(slots[slot]);
  }
  const std::int64_t upper = all.covered_upper + cell.covered_upper;
  std::int64_t left = open.no_data;
  if (cell.spoken && !cell.lacks_total) {
    left = std::clamp<std::int64_t>(all.total - std::max(upper, judged), 0, left);
  }
  cell.no_data = left - all.no_data;
  const std::int64_t unlocated = std::min(open.unlocated, left);
  cell.unlocated = unlocated - all.unlocated;
  cell.borrowed = std::min(open.borrowed, unlocated) - all.borrowed;
  cell.borrowed_covered =
      std::min(open.borrowed_covered, all.borrowed + cell.borrowed) - all.borrowed_covered;
  cell.people_no_data = open.people_no_data - all.people_no_data;
  if (cell.covered_upper > 0) {
    cell.people_covered_upper = all.people_total - open.people_no_data - all.people_covered_upper;
  }
  cell.demand_covered_upper = std::min(all.demand_total - all.demand_covered_upper, cell.covered_upper);
}

void Adder::connected_of(const std::vector<std::size_t>& set, std::span<const Cell> slots, Cell& cell) const {
  if (of_.voices.size() != 1) return;
  std::vector<const UnitCount*> units;
  for (const UnitCount& unit : voice(0).units) {
    if (unit.tally.connected && meet(unit.slots, set)) units.push_back(&unit);
  }
  if (std::ranges::none_of(units, &UnitCount::is_set)) return;
  std::int64_t sum = 0, own = 0;
  for (const UnitCount* unit : disjoint_of(std::move(units))) sum += *unit->tally.connected;
  for (const std::size_t slot : set) own += slots[slot].connected;
  cell.connected = std::max<std::int64_t>(0, sum - own);
  cell.has_connected = true;
}

std::vector<Extra> Adder::extras(std::span<const Cell> slots) {
  std::vector<Extra> result;
  if (!sets_) return result;
  std::vector<Slots> sets;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    for (const UnitCount& unit : voice(v).units) {
      if (unit.is_set()) sets.push_back(unit.slots);
    }
  }
  for (Slots& set : joined(std::move(sets))) {
    Extra made = extra(std::move(set), slots);
    if (made.cell.spoken || made.cell.has_connected) result.push_back(std::move(made));
  }
  return result;
}

}  // namespace vungphu::assess
