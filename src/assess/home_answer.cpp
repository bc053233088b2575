// From groups of homes to territories, and what a territory's own row adds.
#include "home_adder.hpp"

namespace vungphu::assess {

/// A territory's row speaks for the homes that its voice judges in no finer way. One that speaks for a part
/// of it proves as much, allows for all of its count, and leaves the rest open.
void Adder::territory_row(std::size_t slot, Cell& cell) {
  std::int64_t lower = cell.covered, sum = 0, judged = 0;
  bool all = false, some = false;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    const Evidence& evidence = voice(v);
    if (slot == world_.territories.size() || evidence.territories.empty()) continue;
    const Tally& row = evidence.territories[slot];
    const Part* in_part = part(evidence, slot);
    const bool whole = row.known || row.silent;
    if (!whole && in_part == nullptr) continue;
    const std::int64_t count = whole ? cap_of(row, cell.total) : std::min(in_part->passed, cell.total);
    const Left& left = left_[v];
    const std::int64_t rest = std::clamp<std::int64_t>(count - left.own, 0, left.unjudged);
    lower = std::max(lower, left.whole + std::max(left.others, left.own_others + rest));
    sum += whole ? rest : std::min(count, left.unjudged);
    if (whole) {
      cell.over_total += (row.passed > count) + row.over;
    } else {
      judged = std::max(judged, in_part->judged);
    }
    all = all || whole;
    some = true;
    if (left.unjudged > 0) cell.evidence |= kRow;
  }
  cell.spoken = cell.spoken || some;
  const std::int64_t upper = std::min(cell.total, cell.covered_upper + sum);
  if (all) {
    cell.no_data = cell.unlocated = cell.borrowed = cell.borrowed_covered = cell.people_no_data = 0;
  } else if (some) {
    cell.no_data = std::clamp<std::int64_t>(cell.total - std::max(upper, judged), 0, cell.no_data);
    cell.unlocated = std::min(cell.unlocated, cell.no_data);
    cell.borrowed = std::min(cell.borrowed, cell.unlocated);
    cell.borrowed_covered = std::min(cell.borrowed_covered, cell.borrowed);
  }
  const std::int64_t open = cell.demand_total - cell.demand_covered_upper;
  cell.demand_covered_upper += std::min(open, upper - cell.covered_upper);
  // Counts do not say whose homes they are.
  if (upper > cell.covered_upper) cell.people_covered_upper = cell.people_total - cell.people_no_data;
  if (some && lower == cell.total) {
    cell.people_covered = cell.people_covered_upper = cell.people_total;
    cell.people_no_data = 0;
  }
  cell.covered = lower;
  cell.covered_upper = upper;
}

/// The people of a territory of which only counts of homes are known: all of them, none, or who knows.
void Adder::people_of_row(std::size_t slot, Cell& cell) const {
  const auto& people = world_.territories.lowest()->units[slot]->people;
  cell.has_people = people.has_value();
  cell.unpeopled = people ? 0 : cell.total;
  if (!people) return;
  cell.people_total = *people;
  const bool all = cell.has_total && cell.total > 0 && cell.covered == cell.total;
  if (all) cell.people_covered = *people;
  if (cell.covered_upper > 0) {
    cell.people_covered_upper = *people;
  } else if (cell.no_data > 0 || !cell.spoken) {
    cell.people_no_data = *people;
  }
}

/// A territory of which nothing finer than its own row is known.
void Adder::row_only(std::size_t slot, Cell& cell) {
  const auto& total = homes_.row_total[slot];
  std::int64_t most = 0, sum = 0, met = 0, met_sum = 0, requested = -1, judged = 0;
  bool known = false, whole = false, all_met = true;
  for (std::size_t v = 0; v < of_.voices.size(); ++v) {
    const Evidence& evidence = voice(v);
    if (evidence.territories.empty()) continue;
    const Tally& row = evidence.territories[slot];
    const Part* in_part = part(evidence, slot);
    const bool all = row.known || row.silent;
    if (!all && in_part == nullptr) continue;
    const std::int64_t count = all ? cap_of(row, total) : std::min(in_part->passed, total.value_or(kOpen));
    if (all) cell.over_total += (row.passed > count) + row.over;
    if (!all) judged = std::max(judged, in_part->judged);
    most = std::max(most, count);
    sum += count;
    met = std::max(met, row.requested_met.value_or(0));
    met_sum += row.requested_met.value_or(0);
    all_met = all_met && row.requested_met;
    known = true;
    whole = whole || all;
  }
  cell.total = total.value_or(0);
  cell.has_total = total.has_value();
  cell.lacks_total = !total && known;
  cell.in_part = !total && known && !whole;
  cell.covered = most;
  cell.covered_upper = total ? std::min(*total, sum) : sum;
  cell.no_data = whole ? 0 : std::max<std::int64_t>(0, cell.total - std::max(cell.covered_upper, judged));
  cell.spoken = known;
  cell.evidence = known ? kRow : kNone;
  people_of_row(slot, cell);

  for (const std::size_t v : technology_.voices) {
    if (evidence_[v].territories.empty()) continue;
    const auto& asked = evidence_[v].territories[slot].requested;
    if (asked) requested = std::max(requested, *asked);
  }
  const auto& stated = world_.territories.lowest()->units[slot]->demand;
  if (stated) requested = *stated;
  if (requested < 0) {
    cell.unknown_demand = cell.total;
    return;
  }
  cell.demand_total = total ? std::min(*total, requested) : requested;
  if (!known) return;
  const std::int64_t silent = total ? *total - cell.demand_total : 0;
  const std::int64_t by_count = total ? std::max<std::int64_t>(0, cell.covered - silent) : 0;
  cell.demand_covered = std::max(by_count, std::min(met, cell.demand_total));
  const std::int64_t most_asking = all_met ? met_sum : cell.covered_upper;
  cell.demand_covered_upper = std::max(cell.demand_covered, std::min(cell.demand_total, most_asking));
}

/// Taken-up lines are added only where one voice speaks: homes may be connected twice.
void Adder::connected(std::size_t slot, Cell& cell) const {
  if (of_.voices.size() != 1) return;
  const Evidence& evidence = voice(0);
  if (slot != world_.territories.size() && !evidence.territories.empty()) {
    if (const auto& own = evidence.territories[slot].connected) {
      cell.connected = *own;
      cell.has_connected = true;
      return;
    }
  }
  std::int64_t own = 0;
  for (std::size_t g = homes_.first[slot]; g < homes_.first[slot + 1]; ++g) {
    const Tally* row = tally(evidence, homes_.groups[g].hamlet);
    if (row == nullptr || !row->connected) continue;
    own += *row->connected;
    cell.has_connected = true;
  }
  if (slot != world_.territories.size() && !evidence.parts.empty() && evidence.parts[slot].connected) {
    own = std::max(own, *evidence.parts[slot].connected);
    cell.has_connected = true;
  }
  cell.connected = own;
}

/// What one group adds to its territory's cell, and to what its row is held against.
void Adder::add(const GroupAnswer& a, Cell& cell) {
  for (std::size_t v = 0; v < words_.size(); ++v) {
    const Word& word = words_[v];
    const std::int64_t unjudged = word.speaks_of_rest ? 0 : a.total - word.judged;
    Left& left = left_[v];
    left.own += word.covered + word.rest;
    left.unjudged += unjudged;
    (unjudged == 0 ? left.whole : left.others) += a.lower;
    if (unjudged != 0) left.own_others += word.covered + word.rest;
  }
  cell.has_total = true;
  cell.total += a.total;
  cell.covered += a.lower;
  cell.covered_upper += a.upper;
  cell.no_data += a.no_data;
  cell.unlocated += a.unlocated;
  cell.estimated += a.estimated;
  cell.over_total += a.over;
  cell.borrowed += a.borrowed;
  cell.borrowed_covered += a.borrowed_covered;
  cell.has_people = cell.has_people || a.has_people;
  cell.people_total += a.people;
  cell.people_covered += a.people_covered;
  cell.people_covered_upper += a.people_upper;
  cell.people_no_data += a.people_no_data;
  cell.unpeopled += a.unpeopled;
  cell.demand_total += a.asking;
  cell.demand_covered += a.asking_lower;
  cell.demand_covered_upper += a.asking_upper;
  cell.unknown_demand += a.unknown_demand;
  cell.evidence |= a.evidence;
  cell.spoken = cell.spoken || a.no_data < a.total;
}

/// Homes of a hamlet that are proven dark (Answers::homes_dark): not those that an operator which does not
/// judge them may reach with what its rows count for the territory.
std::int64_t Adder::dark_in(const Group& group, const GroupAnswer& answer) const {
  std::int64_t dark = answer.total - answer.upper - answer.no_data;
  if (dark <= 0) return 0;
  for (std::size_t v = 0; v < words_.size() && dark > 0; ++v) {
    const Word& word = words_[v];
    if (word.speaks_of_rest) continue;
    std::int64_t counted = 0;
    for (const UnitCount& unit : voice(v).units) {
      if (std::ranges::binary_search(unit.slots, group.slot)) counted = std::max(counted, unit.passed());
    }
    dark -= std::min(answer.total - word.judged, counted);
  }
  return dark > 0 ? dark : -1;
}

Cell Adder::slot(std::size_t slot, HomeAnswer& answer) {
  Cell cell;
  if (of_.any()) cell.by_operators.assign(of_.operators + 1, 0);
  cell.basis = homes_.basis[slot];
  left_.assign(of_.voices.size(), {});
  Cell aside;  // hamlets that are not in the basis still have a state of their own
  aside.by_operators = cell.by_operators;
  for (std::size_t g = homes_.first[slot]; g < homes_.first[slot + 1]; ++g) {
    const Group& at = homes_.groups[g];
    if (!at.total) {
      cell.unweighted += homes_.basis[slot] == kHamlets;
      continue;
    }
    const GroupAnswer a = group(at, at.counted ? cell : aside);
    if (at.hamlet >= 0) {
      const auto h = static_cast<std::size_t>(at.hamlet);
      answer.hamlets[h] = {a.total, a.lower, a.upper, a.no_data, a.evidence};
      answer.hamlet_total[h] = a.total;
      answer.hamlet_dark[h] = dark_in(at, a);
      answer.hamlet_unproven[h] = a.total - a.lower - a.no_data > 0;
    }
    if (at.counted) add(a, cell);
  }
  if (homes_.basis[slot] == kRow) {
    row_only(slot, cell);
  } else {
    territory_row(slot, cell);
  }
  connected(slot, cell);
  if (sets_) stand(slot, cell);
  cell.weight_total = cell.total;
  cell.weight_covered = cell.covered;
  cell.weight_covered_upper = cell.covered_upper;
  return cell;
}

HomeAnswer answer_homes(const World& world, const Homes& homes, std::span<const Evidence> evidence,
                        const Union& of, const Union& technology, std::span<const HomeBits> ordered) {
  HomeAnswer answer;
  const std::size_t hamlets = homes.hamlets == nullptr ? 0 : homes.hamlets->size();
  answer.hamlets.assign(hamlets, {});
  answer.hamlet_total.assign(hamlets, -1);
  answer.hamlet_dark.assign(hamlets, 0);
  answer.hamlet_unproven.assign(hamlets, 0);
  Adder adder(world, homes, evidence, of, technology, ordered);
  for (std::size_t slot = 0; slot < world.territories.slots(); ++slot) {
    answer.slots.push_back(adder.slot(slot, answer));
  }
  answer.extras = adder.extras(answer.slots);
  answer.shared = adder.shared();
  return answer;
}

}  // namespace vungphu::assess
