#include "figures.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "vungphu/model/kinds.hpp"

namespace vungphu::assess {
namespace {

std::string basis_word(const Cell& cell, bool households) {
  const std::uint8_t stands_on = cell.evidence != kNone ? cell.evidence
                                 : households           ? cell.basis
                                                        : std::uint8_t{kPlaces};
  if (std::popcount(stands_on) > 1) return "mixed";
  switch (stands_on) {
    case kPoints:
      return "points";
    case kHamlets:
      return "hamlets";
    case kRow:
      return "row";
    case kCounts:
      return "counts";
    case kCentres:
      return "centres";
    case kPlaces:
      return "places";
    default:
      return "";
  }
}

/// The rule that was applied: the kind's own, or "row" where nothing but rows with counts spoke.
std::string rule_word(std::string_view kind, const Cell& cell) {
  const bool rows_only = cell.evidence != kNone && (cell.evidence & ~(kRow | kCounts)) == 0;
  if (rows_only) return "row";
  if (kind == "household") return cell.evidence == kCentres ? "centre" : "covers";
  if (kind == "hamlet") return "centre";
  if (is_zone_kind(kind)) return "half";
  return is_place_kind(kind) ? "covers" : "seat";
}

/// The newest date among the lists that the denominator comes from.
std::string list_date(const Inputs& inputs, std::string_view kind, const Territories& territories,
                      const Cell& cell) {
  Date newest = kBeginning;
  for (const auto& list : inputs.lists) {
    bool used = list.kind == kind;
    if (kind == "household") {
      used =
          ((cell.basis & kPoints) && list.kind == "household") ||
          ((cell.basis & kHamlets) && list.kind == "hamlet") ||
          ((cell.basis & kRow) && territories.lowest() != nullptr && list.kind == territories.lowest()->name);
    }
    if (used) newest = std::max(newest, list.list_date);
  }
  return newest == kBeginning ? std::string() : iso(newest);
}

/// What stays the same in the rows of one kind and union.
struct Head {
  const Scene& scene;
  std::string_view kind;
  const Union& of;
  std::string_view unit;
  bool told_apart = false;  ///< how many operators cover each thing
};

/// Counts cannot say who overlaps whom: the distribution is told where it accounts for all that is covered.
bool accounts_for_all(const Cell& whole) {
  const auto first = whole.by_operators.begin() + !whole.by_operators.empty();
  const auto by_some = std::accumulate(first, whole.by_operators.end(), std::int64_t{0});
  return by_some == whole.covered && whole.covered == whole.covered_upper;
}

std::int64_t refused_rows(const Head& head) {
  std::int64_t refused = 0;
  for (const std::size_t v : head.of.voices) {
    for (const auto& speaker : head.scene.voices[v].speakers) refused += speaker.stated->submission.refused;
  }
  return refused;
}

Figure make_figure(const Head& head, const Sum& where, const Cell& cell) {
  Figure f;
  f.level = where.level;
  f.territory = where.territory;
  f.name = where.name;
  f.straddles = where.straddles;
  if (head.of.any() && !where.slots.empty()) {
    auto [silent, partly] = silence_in(head.scene, head.of, where.slots);
    f.silent = std::move(silent);
    f.partly_silent = std::move(partly);
  }
  if (where.level == kWhole) f.refused = refused_rows(head);
  f.kind = head.kind;
  f.technology = head.of.technology;
  f.op = head.of.op;
  f.status = !cell.spoken ? "no_data" : cell.no_data > 0 || cell.in_part ? "partial" : "complete";
  f.unit = head.unit;
  f.rule = rule_word(head.kind, cell);
  f.basis = basis_word(cell, head.kind == "household");
  if (cell.has_total && !cell.lacks_total) {
    f.total = cell.total;
    // Where no thing has a weight, their sum is unknown, not zero.
    if (cell.total == 0 || cell.unweighted < cell.total) f.weight_total = cell.weight_total;
  }
  if (cell.has_connected) f.connected = cell.connected;
  f.covered = cell.covered;
  f.covered_upper = cell.covered_upper;
  f.weight_covered = cell.weight_covered;
  f.weight_covered_upper = cell.weight_covered_upper;
  f.no_data = cell.no_data;
  f.unlocated = cell.unlocated;
  if (head.told_apart) f.by_operators = cell.by_operators;
  f.demand_total = cell.demand_total;
  f.demand_covered = cell.demand_covered;
  f.demand_covered_upper = cell.demand_covered_upper;
  f.unknown_demand = cell.unknown_demand;
  f.white = cell.white;
  f.partly_dark = cell.partly_dark;
  f.over_total = cell.over_total;
  f.estimated = cell.estimated;
  f.unweighted = cell.unweighted;
  f.borrowed = cell.borrowed;
  f.borrowed_covered = cell.borrowed_covered;
  if (cell.has_people) f.people_total = cell.people_total;
  f.people_covered = cell.people_covered;
  f.people_covered_upper = cell.people_covered_upper;
  f.people_no_data = cell.people_no_data;
  f.unpeopled = cell.unpeopled;
  f.powered_total = cell.powered_total;
  f.powered_covered = cell.powered_covered;
  f.powered_no_data = cell.powered_no_data;
  f.unknown_power = cell.unknown_power;
  f.list_date = list_date(head.scene.inputs, head.kind, head.scene.world.territories, cell);
  return f;
}

}  // namespace

namespace {

/// Of a thing without a position of its own, and only geometry was sent: what its borrowed one would say.
void add_unlocated(std::span<const Evidence> evidence, const Union& of, std::size_t kind,
                   const Places& places, std::size_t i, std::size_t slot, Cell& cell) {
  if (places.point[i] >= 0) return;
  if (std::ranges::none_of(of.voices, [&](auto v) { return evidence[v].geometry[slot] != 0; })) return;
  ++cell.unlocated;
  if (places.lent(i) < 0) return;
  ++cell.borrowed;
  cell.borrowed_covered +=
      std::ranges::any_of(of.voices, [&](auto v) { return engine::get_bit(evidence[v].borrowed[kind], i); });
}

/// The same thing in people, and of a hamlet whether it has grid power. A hamlet that is partly dark is lit,
/// but nobody says how many of its people are: they are in the upper figure alone.
void add_people(const Entry& entry, bool known, bool covered, bool partly, Cell& cell) {
  if (entry.people) {
    cell.has_people = true;
    cell.people_total += *entry.people;
    if (!known) cell.people_no_data += *entry.people;
    if (covered && !partly) cell.people_covered += *entry.people;
    if (covered) cell.people_covered_upper += *entry.people;
  } else {
    ++cell.unpeopled;
  }
  if (entry.kind != "hamlet") return;
  cell.unknown_power += !entry.power;
  if (!entry.power.value_or(false)) return;
  ++cell.powered_total;
  cell.powered_covered += covered;
  cell.powered_no_data += !known;
}

}  // namespace

std::vector<Cell> count_places(const World& world, std::size_t kind, const KindAnswer& answer,
                               const Union& of, std::span<const Evidence> evidence,
                               std::span<const KindAnswer> others) {
  const Places& places = world.kinds[kind];
  std::vector<Cell> cells(world.territories.slots());
  for (auto& cell : cells) {
    cell.has_total = true;
    if (of.any()) cell.by_operators.assign(of.operators + 1, 0);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t slot = world.territories.slot(places.territory[i]);
    Cell& cell = cells[slot];
    const bool known = engine::get_bit(answer.bits.known, i);
    const bool covered = engine::get_bit(answer.bits.covered, i);
    const bool partly = !answer.partly.empty() && engine::get_bit(answer.partly, i);
    const auto& weight = places.entries[i].weight;
    ++cell.total;
    cell.covered += covered;
    cell.covered_upper += covered;
    cell.weight_total += weight.value_or(0);
    cell.unweighted += !weight;
    if (covered) {
      cell.weight_covered += weight.value_or(0);
      cell.weight_covered_upper += weight.value_or(0);
    }
    add_people(places.entries[i], known, covered, partly, cell);
    if (!known) {
      ++cell.no_data;
      add_unlocated(evidence, of, kind, places, i, slot, cell);
      continue;
    }
    cell.spoken = true;
    cell.evidence |= answer.evidence.empty() ? std::uint8_t{kPlaces} : answer.evidence[i];
    if (places.kind == "hamlet") {
      cell.white += !covered;
      cell.partly_dark += partly;
    }
    if (!of.any()) continue;
    const auto by =
        std::ranges::count_if(others, [&](const auto& o) { return engine::get_bit(o.bits.covered, i); });
    ++cell.by_operators[static_cast<std::size_t>(by)];
  }
  return cells;
}

namespace {

/// What the whole has of counts for several territories that no row of a level holds.
Cell unplaced(const Scene& scene, std::span<const Extra> extras, const std::string& level) {
  Cell left;
  for (const Extra& extra : extras) {
    if (scene.world.sums[extra.sum].level == kWhole) left.add(extra.cell);
  }
  for (const Extra& extra : extras) {
    if (scene.world.sums[extra.sum].level == level) left.take(extra.cell);
  }
  return left;
}

/// Of homes that would be proven dark, those that a count may reach which stands for others too.
std::int64_t share(std::int64_t counted, Cell& cell) {
  const bool bounded = cell.has_total && !cell.lacks_total;
  const std::int64_t dark = cell.total - cell.covered_upper - cell.no_data;
  const std::int64_t shared = bounded ? std::clamp<std::int64_t>(dark, 0, counted) : counted;
  if (shared == 0) return 0;
  cell.covered_upper += shared;
  cell.weight_covered_upper += shared;
  cell.demand_covered_upper += std::min(cell.demand_total - cell.demand_covered_upper, shared);
  cell.people_covered_upper = cell.people_total - cell.people_no_data;
  return shared;
}

bool has_any(const Cell& cell) {
  return std::ranges::any_of(Cell::counts(), [&](const auto count) { return cell.*count != 0; });
}

}  // namespace

void add_figures(const Scene& scene, const CountedKind& counted, std::vector<Figure>& figures) {
  Head head{scene, counted.kind, *counted.of, counted.unit};
  const auto& sums = scene.world.sums;
  std::vector<Cell> cells(sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    for (const std::size_t slot : sums[i].slots) cells[i].add(counted.cells[slot]);
  }
  for (const Extra& extra : counted.extras) cells[extra.sum].add(extra.cell);
  head.told_apart = accounts_for_all(cells.front());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::int64_t shared = counted.shared.empty() ? 0 : share(counted.shared[i], cells[i]);
    figures.push_back(make_figure(head, sums[i], cells[i]));
    figures.back().shared_upper = shared;
    if (sums[i].territory != kOutside) continue;
    const Cell left = unplaced(scene, counted.extras, sums[i].level);
    if (!has_any(left)) continue;
    figures.push_back(make_figure(head, {sums[i].level, std::string(kUnplaced), {}, {}, {}}, left));
    Figure& f = figures.back();
    f.total = f.weight_total = std::nullopt;
    // It takes homes from what has no data in the territories: there is none of that in itself.
    f.status = "complete";
    f.no_data = f.unlocated = f.borrowed = f.borrowed_covered = f.people_no_data = 0;
  }
}

}  // namespace vungphu::assess
