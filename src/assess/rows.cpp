#include "rows.hpp"

#include <algorithm>
#include <set>

#include "vungphu/model/kinds.hpp"

namespace vungphu::assess {
namespace {

bool with_counts(const Counts& c) {
  return c.passed || c.total || c.connected || c.requested || c.requested_met;
}

/// One row of a submission, and what it names today.
struct Named {
  const Claim* claim = nullptr;
  std::size_t kind = 0, place = 0;
  std::vector<std::size_t> slots{};
  bool tally = false;  ///< hamlets and territories have homes in them: counts of those are tallies
  bool unit = false;   ///< a tally of a territory: of `pieces`
  bool beyond = false;
  PieceSet pieces{};
};

std::optional<Named> land_unit(const World& world, const Claim& claim, Date date) {
  if (world.territories.lowest() == nullptr) return std::nullopt;
  Named row{.claim = &claim, .kind = world.kinds.size() - 1, .tally = with_counts(claim.counts)};
  row.pieces = world.units.read(claim.key_kind, claim.code, date);
  Lie lie = world.units.lie(row.pieces);
  if (lie.nowhere()) return std::nullopt;
  row.unit = row.tally;
  row.beyond = lie.beyond;
  // What is named without a count is itself covered: a commune, where it is all of one.
  if (!row.tally && (lie.beyond || !lie.part.empty() || lie.whole.size() != 1)) return std::nullopt;
  if (!row.tally) row.place = lie.whole.front();
  std::ranges::merge(lie.whole, lie.part, std::back_inserter(row.slots));
  return row;
}

std::optional<Named> land(const World& world, const Claim& claim, Date date) {
  if (world.units.is_level(claim.key_kind)) return land_unit(world, claim, date);
  const auto kind = std::ranges::find(world.kinds, claim.key_kind, &Places::kind);
  if (kind == world.kinds.end()) return std::nullopt;
  const bool hamlet = kind->kind == "hamlet";
  const std::string_view code = hamlet ? world.lives.carry(claim.code, date) : std::string_view(claim.code);
  const std::int32_t place = code.empty() ? -1 : kind->find(code, claim.site);
  if (place < 0) return std::nullopt;
  Named row{.claim = &claim, .kind = static_cast<std::size_t>(kind - world.kinds.begin())};
  row.place = static_cast<std::size_t>(place);
  row.slots = {world.territories.slot(kind->territory[row.place])};
  row.tally = hamlet && with_counts(claim.counts);
  return row;
}

/// Bits 2k (named) and 2k+1 (counted) for kind k: at most eight kinds exist.
std::uint32_t judged_bit(const Named& row) {
  return std::uint32_t{1} << (2 * row.kind + (row.tally ? 1 : 0));
}

/// (kind, place) of which a speaker's rows say something, but not how many are passed: its silence means
/// nothing.
using Unsaid = std::set<std::pair<std::size_t, std::size_t>>;

/// A hamlet that was split: neither it nor what came of it is left out by the table.
void add_split(const World& world, const Claim& claim, Date date, Unsaid& unsaid) {
  if (claim.key_kind != "hamlet" || !world.lives.was_split(claim.code, date)) return;
  const auto kind = std::ranges::find(world.kinds, claim.key_kind, &Places::kind);
  if (kind == world.kinds.end()) return;
  for (const std::string_view code : world.lives.after_split(claim.code, date)) {
    const std::int32_t place = kind->find(code, {});
    if (place >= 0) {
      unsaid.emplace(static_cast<std::size_t>(kind - world.kinds.begin()), static_cast<std::size_t>(place));
    }
  }
}

void judge_all(const World& world, const Speaker& speaker, const std::vector<std::uint32_t>& judged,
               const Unsaid& unsaid, Evidence& evidence) {
  for (std::size_t k = 0; k < world.kinds.size(); ++k) {
    const Places& places = world.kinds[k];
    std::vector<Tally>& counted = places.kind == "hamlet" ? evidence.hamlets : evidence.territories;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::size_t slot = world.territories.slot(places.territory[i]);
      if (!speaker.speaks[slot]) continue;
      const std::uint32_t bits = judged[slot] >> (2 * k);
      if (bits & 1) engine::set_bit(evidence.kinds[k].known, i);
      if ((bits & 2) && !unsaid.contains({k, i})) counted[i].silent = true;
    }
  }
}

void keep_larger(std::optional<std::int64_t>& kept, const std::optional<std::int64_t>& value) {
  if (value && (!kept || *value > *kept)) kept = value;
}

/// The rows of two parts on one key are not added: the larger stands. A muted one passes nobody, and its
/// other counts stay.
void add_tally(const Claim& claim, bool muted, Tally& tally) {
  if (!claim.operational()) return;
  tally.known = tally.known || claim.counts.passed;
  if (!muted) tally.passed = std::max(tally.passed, claim.counts.passed.value_or(0));
  keep_larger(tally.total, claim.counts.total);
  keep_larger(tally.connected, claim.counts.connected);
  keep_larger(tally.requested, claim.counts.requested);
  if (!muted) keep_larger(tally.requested_met, claim.counts.requested_met);
}

void merge(const Tally& from, Tally& into) {
  into.known = into.known || from.known;
  into.passed = std::max(into.passed, from.passed);
  into.over = std::max(into.over, from.over);
  keep_larger(into.total, from.total);
  keep_larger(into.connected, from.connected);
  keep_larger(into.requested, from.requested);
  keep_larger(into.requested_met, from.requested_met);
}

void add_unit(const Named& row, bool muted, Gathered& gathered) {
  UnitCount& unit = gathered.units[row.pieces];
  unit.pieces = row.pieces;
  unit.slots = row.slots;
  unit.beyond = row.beyond;
  const Claim& claim = *row.claim;
  unit.homes = unit.homes || (claim.operational() && claim.counts.passed.value_or(0) > 0);
  // A planned or unknown row speaks of the unit, and passes nobody.
  if (!claim.operational()) unit.tally.known = unit.tally.known || claim.counts.passed;
  add_tally(claim, muted, unit.tally);
}

void add_hamlet(const World& world, const Named& row, Date date, bool muted, Gathered& gathered,
                Evidence& evidence) {
  if (world.lives.empty()) {
    add_tally(*row.claim, muted, evidence.hamlets[row.place]);
    return;
  }
  PieceSet made_of;
  for (const std::string_view code : world.lives.made_of(row.claim->code, date)) {
    const auto number = static_cast<std::int32_t>(gathered.numbers.size());
    made_of.push_back(gathered.numbers.emplace(code, number).first->second);
  }
  std::ranges::sort(made_of);
  add_tally(*row.claim, muted, gathered.hamlets[{row.place, std::move(made_of)}]);
}

bool holds_all(const Speaker& speaker, const PieceSet& pieces) {
  return std::ranges::all_of(pieces,
                             [&](auto piece) { return speaker.holds[static_cast<std::size_t>(piece)] != 0; });
}

/// The sum of units that do not overlap; a count that one of them does not give is not known of the sum.
Tally sum_of(std::span<const UnitCount* const> units) {
  Tally sum{.known = true, .total = 0, .connected = 0, .requested = 0, .requested_met = 0};
  const auto add = [](std::optional<std::int64_t>& to, const std::optional<std::int64_t>& value) {
    to = to && value ? std::optional(*to + *value) : std::nullopt;
  };
  for (const UnitCount* unit : units) {
    sum.known = sum.known && unit->tally.known;
    sum.passed += unit->passed();
    sum.over += unit->passed() < unit->tally.passed;
    add(sum.total, unit->tally.total);
    add(sum.connected, unit->tally.connected);
    add(sum.requested, unit->tally.requested);
    add(sum.requested_met, unit->tally.requested_met);
  }
  if (!sum.known) sum.passed = sum.over = 0;
  return sum;
}

PieceSet all_of(std::span<const UnitCount* const> units) {
  PieceSet all;
  for (const UnitCount* unit : units) all = united(all, unit->pieces);
  return all;
}

/// What units within one territory (or hamlet) say of it: of all of it, or of a part.
void settle(std::span<const UnitCount* const> units, const PieceSet& whole, Tally& tally, Part& part) {
  std::vector<const UnitCount*> some;
  for (const UnitCount* unit : units) {
    if (unit->pieces == whole) {
      merge(unit->tally, tally);
    } else {
      some.push_back(unit);
    }
  }
  some = disjoint_of(std::move(some));
  if (some.empty()) return;
  if (all_of(some) == whole) {
    merge(sum_of(some), tally);
    if (tally.known) return;
  }
  for (const UnitCount* unit : some) {
    if (unit->tally.connected) part.connected = part.connected.value_or(0) + *unit->tally.connected;
    if (!unit->tally.known || tally.known) continue;
    part.known = true;
    part.passed += unit->passed();
    part.judged += unit->judged();
  }
}

void settle_hamlets(const World& world, Gathered& gathered, Evidence& evidence) {
  std::map<std::size_t, std::vector<UnitCount>> by_place;
  for (auto& [key, tally] : gathered.hamlets) {
    UnitCount unit;
    unit.pieces = key.second;
    unit.tally = tally;
    by_place[key.first].push_back(std::move(unit));
  }
  for (const auto& [place, units] : by_place) {
    PieceSet whole;
    for (const std::string_view code :
         world.lives.made_of(world.places("hamlet")->entries[place].code, world.as_of)) {
      const auto number = gathered.numbers.find(code);
      whole.push_back(number == gathered.numbers.end() ? -1 : number->second);
    }
    std::ranges::sort(whole);
    std::vector<const UnitCount*> all;
    for (const auto& unit : units) all.push_back(&unit);
    Part part;
    settle(all, whole, evidence.hamlets[place], part);
    // Of the rest the table is silent: a table of hamlets that leaves one out passes nobody there.
    if (!part.known) continue;
    evidence.hamlets[place].known = true;
    evidence.hamlets[place].passed = part.passed;
  }
}

}  // namespace

std::vector<const UnitCount*> disjoint_of(std::vector<const UnitCount*> units) {
  std::ranges::sort(units, [](const UnitCount* a, const UnitCount* b) {
    if (a->tally.known != b->tally.known) return a->tally.known;
    if (a->passed() != b->passed()) return a->passed() > b->passed();
    return a->pieces < b->pieces;
  });
  std::vector<const UnitCount*> chosen;
  PieceSet taken;
  for (const UnitCount* unit : units) {
    if (!disjoint(taken, unit->pieces)) continue;
    taken = united(taken, unit->pieces);
    chosen.push_back(unit);
  }
  return chosen;
}

void add_rows(const World& world, const Speaker& speaker, Gathered& gathered, Evidence& evidence) {
  const Date date = code_date(speaker.stated->submission);
  std::vector<Named> rows;
  Unsaid unsaid;
  for (const auto& claim : speaker.stated->claims) {
    if (claim.kind != ClaimKind::row) continue;
    if (auto row = land(world, claim, date)) {
      rows.push_back(*std::move(row));
    } else {
      add_split(world, claim, date, unsaid);
    }
  }
  if (rows.empty()) return;
  std::uint32_t all = 0;
  std::vector<std::uint32_t> judged(world.territories.slots(), 0);
  for (const auto& row : rows) {
    all |= judged_bit(row);
    for (const std::size_t slot : row.slots) judged[slot] |= judged_bit(row);
    if (!row.tally) continue;
    evidence.premises = evidence.premises || speaker.stated->submission.unit == "premises";
    evidence.counts = true;
    (row.unit ? evidence.territories : evidence.hamlets).resize(world.kinds[row.kind].size());
    if (row.unit) evidence.parts.resize(world.kinds[row.kind].size());
    // What a unit meets it does not leave out, whether or not it is a count of the territory's own.
    for (const std::size_t slot : row.slots) {
      if (row.unit) unsaid.emplace(row.kind, slot);
    }
    if (!row.unit && !row.claim->counts.passed) unsaid.emplace(row.kind, row.place);
  }
  for (auto& bits : judged) bits = bits != 0 ? bits : all;
  judge_all(world, speaker, judged, unsaid, evidence);
  for (const auto& row : rows) {
    if (row.unit) {
      if (holds_all(speaker, row.pieces)) add_unit(row, speaker.muted, gathered);
      continue;
    }
    if (!holds_some(world, speaker, row.slots.front())) continue;
    if (row.tally) {
      add_hamlet(world, row, date, speaker.muted, gathered, evidence);
      continue;
    }
    engine::set_bit(evidence.kinds[row.kind].known, row.place);
    if (!speaker.muted && row.claim->operational() && row.claim->counts.passed.value_or(1) > 0) {
      engine::set_bit(evidence.kinds[row.kind].covered, row.place);
    }
  }
}

void settle_rows(const World& world, Gathered& gathered, Evidence& evidence) {
  settle_hamlets(world, gathered, evidence);
  if (gathered.units.empty()) return;
  std::vector<std::vector<const UnitCount*>> within(world.territories.slots());
  evidence.beside.assign(world.territories.slots(), 0);
  for (auto& [pieces, unit] : gathered.units) evidence.units.push_back(std::move(unit));
  for (const UnitCount& unit : evidence.units) {
    for (const std::size_t slot : unit.slots) {
      evidence.beside[slot] |= unit.homes;
      if (unit.is_set() && unit.tally.known) evidence.territories[slot].silent = false;
    }
    if (!unit.is_set()) within[unit.slots.front()].push_back(&unit);
  }
  for (std::size_t slot = 0; slot < world.territories.size(); ++slot) {
    settle(within[slot], world.units.of_slot(slot), evidence.territories[slot], evidence.parts[slot]);
    if (evidence.parts[slot].known) evidence.territories[slot].silent = false;
  }
}

NotCarried not_carried(const World& world, const Stated& stated) {
  NotCarried left;
  const Date date = code_date(stated.submission);
  for (const auto& claim : stated.claims) {
    if (claim.kind != ClaimKind::row || land(world, claim, date)) continue;
    ++left.rows;
    if (claim.operational()) left.passed += claim.counts.passed.value_or(0);
  }
  return left;
}

}  // namespace vungphu::assess
