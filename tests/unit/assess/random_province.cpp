#include "random_province.hpp"

#include <set>

namespace vungphu::assess::testing {
namespace {

const std::vector<std::string> kCommunes{"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"};

void add_territories(Province& p, Dice& dice) {
  p.add("province", "p");
  p.add("district", "d0", "p");
  p.add("district", "d1", "p");
  for (std::int32_t i = 0; i < 8; ++i) {
    const std::int32_t x = i % 4 * kSide, y = i / 4 * kSide;
    const char* parent = dice.one_in(5) ? "" : dice.one_in(5) ? "p" : dice.one_in(2) ? "d0" : "d1";
    Entry& c = p.commune(kCommunes[static_cast<std::size_t>(i)], box(x, y, x + kSide, y + kSide), parent);
    if (dice.one_in(8)) c.area.reset();
    if (dice.one_in(2)) c.weight = dice.below(50);
    if (dice.one_in(2)) c.point = anywhere(dice);
    if (dice.one_in(4)) c.demand = dice.below(50);
    if (dice.one_in(2)) c.people = dice.below(200);
  }
}

/// Every commune is two pieces. The old vintage: units of pieces that lie in one commune, are one, or
/// straddle two.
const Date kOld = std::chrono::year{2025} / 3 / 31;
const Date kMerged = std::chrono::year{2025} / 7 / 1;

void add_pieces(Province& p, Dice& dice) {
  for (std::int32_t i = 0; i < 8; ++i) p.pieces.of_territory.push_back({2 * i, 2 * i + 1});
  std::int32_t piece = 0;
  for (int unit = 0; piece < 16; ++unit) {
    std::vector<std::int32_t> pieces;
    const std::int32_t count = 1 + dice.below(3);
    for (std::int32_t k = 0; k < count && piece < 16; ++k) pieces.push_back(piece++);
    if (dice.one_in(6)) pieces.push_back(16);  // land that is no longer in the province
    p.pieces.of_unit[UnitCode{"commune", "c" + std::to_string(unit), kOld}] = pieces;
  }
  p.pieces.of_unit[UnitCode{"district", "d0", kOld}] = {0, 1, 2, 3, 4, 5, 6};
  p.groups.push_back({"g", "group", {0, 1, 2, 3, 4, 5, 6}});
  if (dice.one_in(2)) p.hamlet_changes.push_back({1, "hamlet", "merge", "h11", "h12", kMerged, {}});
  if (dice.one_in(2)) p.hamlet_changes.push_back({1, "hamlet", "split", "h14", "h15", kMerged, {}});
}

std::string some_commune(Dice& dice) {
  return dice.one_in(12) ? "nowhere" : kCommunes[static_cast<std::size_t>(dice.below(8))];
}

void add_places(Province& p, Dice& dice) {
  const bool points = dice.one_in(2);
  for (int i = 0; i < 12; ++i) {
    Entry& h = p.add("hamlet", "h" + std::to_string(10 + i), some_commune(dice));
    if (!dice.one_in(3)) h.point = anywhere(dice);
    if (!dice.one_in(3)) h.weight = dice.below(30);
    if (dice.one_in(3)) h.demand = dice.below(30);
    if (dice.one_in(2)) h.people = dice.below(90);
    if (dice.one_in(2)) h.power = dice.one_in(2);
    if (h.point && dice.one_in(5)) h.position = Position::borrowed_commune;
  }
  for (int i = 0; points && i < 40; ++i) {
    Entry& e = p.add("household", std::to_string(100 + i), "h" + std::to_string(10 + dice.below(14)));
    if (!dice.one_in(6)) e.point = anywhere(dice);
    if (dice.one_in(3)) e.weight = 1 + dice.below(3);
    if (dice.one_in(2)) e.demand = dice.below(2);
    if (dice.one_in(2)) e.people = dice.below(6);
  }
  for (int i = 0; i < 8; ++i) {
    Entry& e = p.add("school", std::to_string(100 + i), some_commune(dice));
    if (!dice.one_in(4)) e.point = anywhere(dice);
    if (dice.one_in(2)) e.weight = dice.below(9);
  }
  for (int i = 0; i < 2; ++i) p.add("industrial_zone", std::to_string(i)).area = random_box(dice);
}

std::vector<std::string> some_scope(Dice& dice) {
  if (dice.one_in(2)) return {"*"};
  if (dice.one_in(5)) return {"district:d0"};
  std::set<std::string> scope;
  for (int i = 0; i < 4; ++i) scope.insert("commune:" + kCommunes[static_cast<std::size_t>(dice.below(8))]);
  return {scope.begin(), scope.end()};
}

Counts some_counts(Dice& dice) {
  Counts counts;
  if (!dice.one_in(8)) counts.passed = dice.below(40);
  if (dice.one_in(3)) counts.total = dice.below(40);
  if (dice.one_in(4)) counts.connected = dice.below(20);
  if (dice.one_in(5)) counts.requested = dice.below(20);
  if (dice.one_in(5)) counts.requested_met = dice.below(20);
  if (!counts.passed && !counts.connected) counts.connected = 1;
  return counts;
}

void add_submissions(Province& p, Dice& dice, bool units) {
  const char* operators[] = {"fpt", "viettel", "vnpt"};
  const char* technologies[] = {"fiber", "4g", "5g"};
  const int count = 1 + dice.below(7);
  for (int i = 0; i < count; ++i) {
    Feed feed = p.submit(operators[dice.below(3)], technologies[dice.below(3)], some_scope(dice));
    const int claims = 1 + dice.below(4);
    const int kind = dice.below(units ? 6 : 5);
    for (int c = 0; c < claims; ++c) {
      if (kind <= 1) feed.area(random_box(dice), dice.one_in(6) ? "planned" : "operational");
      if (kind == 2) feed.reach(geo::MultiPoint{{anywhere(dice)}}, 1);
      if (kind == 3)
        feed.counts("hamlet", "h" + std::to_string(10 + 3 * c + dice.below(3)), some_counts(dice));
      if (kind == 4)
        feed.counts("commune", kCommunes[static_cast<std::size_t>(2 * c + dice.below(2))], some_counts(dice));
      if (kind == 5) feed.counts("district", dice.one_in(2) ? "d0" : "d1", some_counts(dice));
    }
    if (units && dice.one_in(3)) feed.submission().codes_as_of = kOld;
    if (dice.one_in(5)) feed.names("school", std::to_string(100 + dice.below(8)));
  }
}

}  // namespace

geo::GridPoint anywhere(Dice& dice) {
  return {dice.below(5 * kSide) - kSide / 2, dice.below(3 * kSide) - kSide / 2};
}

geo::MultiPolygon random_box(Dice& dice) {
  const geo::GridPoint p = anywhere(dice);
  return box(p.x, p.y, p.x + 1 + dice.below(2 * kSide), p.y + 1 + dice.below(2 * kSide));
}

Province random_province(std::uint64_t seed, bool units) {
  Dice dice(seed);
  Province p;
  p.threads = 1;
  add_territories(p, dice);
  if (units && dice.one_in(2)) add_pieces(p, dice);
  add_places(p, dice);
  add_submissions(p, dice, units);
  return p;
}

}  // namespace vungphu::assess::testing
