#include "home_sets.hpp"

#include <algorithm>
#include <iterator>

#include "vungphu/model/kinds.hpp"

#include "home_adder.hpp"
#include "rows.hpp"

namespace vungphu::assess {
namespace {

using Slots = SetAdder::Slots;

std::int64_t cut(std::int64_t sum) { return std::min(sum, kOpen); }

bool meet(const Slots& a, const Slots& b) {
  return std::ranges::any_of(a, [&](std::size_t slot) { return std::ranges::binary_search(b, slot); });
}

Slots both(const Slots& a, const Slots& b) {
  Slots all;
  std::ranges::set_union(a, b, std::back_inserter(all));
  return all;
}

/// Sets that share a territory are one.
std::vector<Slots> joined(std::span<const Slots> sets) {
  std::vector<Slots> result;
  for (Slots set : sets) {
    std::vector<Slots> apart;
    for (Slots& other : result) {
      if (meet(other, set)) {
        set = both(other, set);
      } else {
        apart.push_back(std::move(other));
      }
    }
    apart.push_back(std::move(set));
    result = std::move(apart);
  }
  std::ranges::sort(result);
  return result;
}

/// All pieces of some territories.
PieceSet land(const World& world, std::span<const std::size_t> some) {
  PieceSet all;
  for (const std::size_t slot : some) {
    all.insert(all.end(), world.units.of_slot(slot).begin(), world.units.of_slot(slot).end());
  }
  std::ranges::sort(all);
  return all;
}

/// Territories of sets that a voice has within some territories.
std::vector<Slots> sets_within(const Evidence& evidence, const Slots& some) {
  std::vector<Slots> sets;
  for (const UnitCount& unit : evidence.units) {
    if (unit.is_set() && std::ranges::includes(some, unit.slots)) sets.push_back(unit.slots);
  }
  return sets;
}

/// A row is at least the sum of the rows that it is made of, in what is proven and in what is possible; and
/// no more than in those is left without data.
void keep_parts(const Cell& parts, Cell& row) {
  for (const auto count : {&Cell::covered, &Cell::covered_upper, &Cell::connected,
                           &Cell::people_covered_upper, &Cell::demand_covered_upper}) {
    row.*count = std::max(row.*count, parts.*count);
  }
  for (const auto count :
       {&Cell::no_data, &Cell::unlocated, &Cell::borrowed, &Cell::borrowed_covered, &Cell::people_no_data}) {
    row.*count = std::min(row.*count, parts.*count);
  }
  row.weight_covered = row.covered;
  row.weight_covered_upper = row.covered_upper;
}

}  // namespace

/// All that is known of some territories: of the union, and where one voice stands.
struct SetAdder::Known {
  std::int64_t total = 0, low = 0, high = 0;
  bool has_total = true;
  Stand stand;

  /// Homes that a count for these territories adds to its voice's own.
  std::int64_t rest(std::int64_t count) const {
    if (has_total) count = std::min(count, total);
    return std::clamp<std::int64_t>(count - stand.low, 0, stand.open);
  }
  std::int64_t proven(std::int64_t count) const { return stand.base + stand.own + rest(count); }
};

/// What the rows of voices add to a set.
struct SetAdder::Addition {
  std::int64_t gain = 0, adds = 0, judged = 0, over = 0;
  bool spoken = false;
  Slots answered = {};  ///< territories of which all is spoken of
};

SetAdder::SetAdder(const World& world, std::vector<const Evidence*> evidence,
                   std::span<const std::vector<Stand>> stands, std::span<const Cell> slots)
    : world_(world), evidence_(std::move(evidence)), stands_(stands), slots_(slots) {}

SetAdder::Known SetAdder::known_of(std::span<const std::size_t> some, std::size_t v) const {
  Known known;
  for (const std::size_t slot : some) {
    const Cell& cell = slots_[slot];
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
}

/// One voice's rows for one set of its own: row by row, and those that do not overlap together.
void SetAdder::weigh(std::size_t v, const Slots& set, Addition& word) const {
  std::vector<const UnitCount*> inside;
  PieceSet spoken, together;
  std::int64_t one_by_one = 0, adds = 0, sum = 0, judged = 0;
  Slots gained, held;
  for (const UnitCount& unit : evidence_[v]->units) {
    if (!unit.tally.known || !std::ranges::includes(set, unit.slots)) continue;
    word.spoken = word.spoken || unit.is_set();
    spoken = united(spoken, unit.pieces);
    if (!unit.beyond) inside.push_back(&unit);
    if (!unit.is_set()) continue;
    const Known here = known_of(unit.slots, v);
    const bool exact = unit.pieces == land(world_, unit.slots);
    adds = cut(adds + (exact ? here.rest(unit.passed()) : std::min(unit.passed(), here.stand.open)));
    word.over += unit.passed() < unit.tally.passed || (here.has_total && unit.passed() > here.total);
  }
  inside = disjoint_of(std::move(inside));
  for (const UnitCount* unit : inside) {
    together = united(together, unit->pieces);
    held = both(held, unit->slots);
    sum += unit->passed();
    judged += unit->judged();
    if (!unit->is_set() || meet(gained, unit->slots)) continue;
    const Known here = known_of(unit->slots, v);
    gained = both(gained, unit->slots);
    one_by_one += std::max<std::int64_t>(0, here.proven(unit->passed()) - here.low);
  }
  const Known all = known_of(set, v), here = known_of(held, v);
  if (together == land(world_, set)) adds = std::min(adds, all.rest(sum));
  word.gain += std::max(one_by_one, here.proven(sum) - here.low);
  word.adds = cut(word.adds + std::min(adds, all.stand.open));
  word.judged += judged;
  for (const std::size_t slot : set) {
    if (contains(spoken, world_.units.of_slot(slot))) word.answered.push_back(slot);
  }
}

const Cell& SetAdder::judged(const Slots& set) {
  const auto known = known_.find(set);
  if (known != known_.end()) return known->second;
  Addition all;
  for (std::size_t v = 0; v < evidence_.size(); ++v) {
    Addition word;
    for (const Slots& own : joined(sets_within(*evidence_[v], set))) weigh(v, own, word);
    all.gain = std::max(all.gain, word.gain);
    all.adds = cut(all.adds + word.adds);
    all.judged = std::max(all.judged, word.judged);
    all.over += word.over;
    all.spoken = all.spoken || word.spoken;
    std::ranges::sort(word.answered);
    all.answered = both(all.answered, word.answered);
  }
  Cell cell;
  const Known sums = known_of(set, 0);
  cell.spoken = all.spoken;
  cell.over_total = all.over;
  cell.lacks_total = all.spoken && !sums.has_total;
  cell.covered_upper =
      sums.has_total ? std::clamp<std::int64_t>(sums.total - sums.high, 0, all.adds) : all.adds;
  cell.covered = std::min(all.gain, sums.high + cell.covered_upper - sums.low);
  cell.weight_covered = cell.covered;
  cell.weight_covered_upper = cell.covered_upper;
  if (cell.spoken) cell.evidence = kRow;
  answered_of(set, all, cell);
  connected_of(set, cell);
  return known_.emplace(set, std::move(cell)).first->second;
}

/// What such counts take from that of which nobody speaks, and what they allow of those who ask and of
/// people.
void SetAdder::answered_of(const Slots& set, const Addition& word, Cell& cell) const {
  Cell all, open;
  for (const std::size_t slot : set) {
    all.add(slots_[slot]);
    if (!std::ranges::binary_search(word.answered, slot)) open.add(slots_[slot]);
  }
  const std::int64_t upper = all.covered_upper + cell.covered_upper;
  std::int64_t left = open.no_data;
  if (cell.spoken && !cell.lacks_total) {
    left = std::clamp<std::int64_t>(all.total - std::max(upper, word.judged), 0, left);
  }
  const std::int64_t unlocated = std::min(open.unlocated, left),
                     borrowed = std::min(open.borrowed, unlocated);
  cell.no_data = left - all.no_data;
  cell.unlocated = unlocated - all.unlocated;
  cell.borrowed = borrowed - all.borrowed;
  cell.borrowed_covered = std::min(open.borrowed_covered, borrowed) - all.borrowed_covered;
  cell.people_no_data = open.people_no_data - all.people_no_data;
  if (cell.covered_upper > 0) {
    cell.people_covered_upper = all.people_total - open.people_no_data - all.people_covered_upper;
  }
  cell.demand_covered_upper = std::min(all.demand_total - all.demand_covered_upper, cell.covered_upper);
}

/// Taken-up lines are added only where one voice speaks: homes may be connected twice.
void SetAdder::connected_of(const Slots& set, Cell& cell) const {
  if (evidence_.size() != 1) return;
  std::vector<const UnitCount*> units;
  for (const UnitCount& unit : evidence_.front()->units) {
    if (unit.tally.connected && std::ranges::includes(set, unit.slots)) units.push_back(&unit);
  }
  if (std::ranges::none_of(units, &UnitCount::is_set)) return;
  std::int64_t sum = 0, own = 0;
  for (const UnitCount* unit : disjoint_of(std::move(units))) sum += *unit->tally.connected;
  for (const std::size_t slot : set) own += slots_[slot].connected;
  cell.connected = std::max<std::int64_t>(0, sum - own);
  cell.has_connected = true;
}

std::vector<Extra> SetAdder::all() {
  std::vector<Extra> extras;
  const auto& sums = world_.sums;
  for (std::size_t i = sums.size(); i-- > 0;) {  // groups, then the lowest level, up to the whole
    const Slots& slots = sums[i].slots;
    std::vector<Slots> sets;
    for (const Evidence* evidence : evidence_) {
      for (Slots& set : sets_within(*evidence, slots)) sets.push_back(std::move(set));
    }
    if (sets.empty()) continue;
    Cell cell;
    for (const Slots& set : joined(sets)) cell.add(judged(set));
    std::map<std::string_view, Cell> parts;  // by level
    for (const Extra& extra : extras) {
      const Sum& part = sums[extra.sum];
      if (part.level == kGroup || part.level == sums[i].level) continue;
      if (std::ranges::includes(slots, part.slots)) parts[part.level].add(extra.cell);
    }
    for (const auto& [level, sum] : parts) keep_parts(sum, cell);
    if (cell.spoken || cell.has_connected) extras.push_back({i, std::move(cell)});
  }
  std::ranges::reverse(extras);
  return extras;
}

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

std::vector<std::int64_t> Adder::shared() const {
  if (!sets_) return {};
  std::vector<std::int64_t> shared;
  for (const Sum& sum : world_.sums) {
    std::int64_t all = 0;
    for (std::size_t v = 0; v < of_.voices.size(); ++v) {
      for (const UnitCount& unit : voice(v).units) {
        if (!unit.is_set() || !unit.tally.known || std::ranges::includes(sum.slots, unit.slots)) continue;
        std::int64_t open = 0, elsewhere = 0;
        for (const std::size_t slot : unit.slots) {
          if (std::ranges::binary_search(sum.slots, slot)) open = cut(open + stands_[slot][v].open);
          elsewhere += stands_[slot][v].low;
        }
        // Of a count for all of these territories, what is proven in them is told already.
        const bool exact = !unit.beyond && unit.pieces == land(world_, unit.slots);
        const std::int64_t rest = std::max<std::int64_t>(0, unit.passed() - (exact ? elsewhere : 0));
        all = cut(all + std::min(rest, open));
      }
    }
    shared.push_back(all);
  }
  return shared;
}

std::vector<Extra> Adder::extras(std::span<const Cell> slots) const {
  if (!sets_) return {};
  std::vector<const Evidence*> evidence;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) evidence.push_back(&voice(v));
  return SetAdder(world_, std::move(evidence), stands_, slots).all();
}

}  // namespace vungphu::assess
