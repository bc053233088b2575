// Low <= truth <= high, on random provinces with every mixture of evidence (DESIGN 3.5, 3.6).
//
// The truth is known home by home: of each operator, which homes it reaches. Its rows tell the truth of the
// units that they name: hamlets of today and of before a merger, communes, districts, and units of another
// vintage that are a commune, a part of one, or straddle several. Homes of which an operator's submissions
// say nothing are not held against it. No hamlet has a centre: estimates prove nothing.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "vungphu/geo/geometry.hpp"
#include "vungphu/model/kinds.hpp"

#include "random_province.hpp"

namespace vungphu::assess::testing {
namespace {

constexpr int kProvinces = 500;
constexpr std::int32_t kCommunes = 6, kPiecesEach = 3, kHomes = 70;
const Date kOld = std::chrono::year{2025} / 3 / 31;
const Date kMerged = std::chrono::year{2025} / 7 / 1;

struct Home {
  std::int32_t piece = 0;
  bool old_half = false;  ///< of the hamlet that merged into its own
  std::optional<geo::GridPoint> point;
};

std::string hamlet_of(std::int32_t piece) { return "h" + std::to_string(100 + piece); }
std::string merged_of(std::int32_t piece) { return "m" + std::to_string(100 + piece); }
std::int32_t commune_of(std::int32_t piece) { return piece / kPiecesEach; }

/// Homes of a unit, and in which rows of figures what is said of it counts.
struct Unit {
  std::string level, code;
  std::set<std::int32_t> pieces;
};

struct World {
  Province province;
  std::vector<Home> homes;
  std::vector<Unit> old_units, communes, districts;
};

void add_land(World& w, Dice& dice) {
  Province& p = w.province;
  p.add("province", "p");
  for (const char* code : {"d0", "d1"}) {
    p.add("district", code, "p");
    w.districts.push_back({"district", code, {}});
  }
  for (std::int32_t c = 0; c < kCommunes; ++c) {
    const std::size_t d = c < kCommunes / 2 ? 0 : 1;
    const std::string code = "c" + std::to_string(c);
    p.commune(code, box(c * kSide, 0, (c + 1) * kSide - 2, kSide), w.districts[d].code);
    w.communes.push_back({"commune", code, {}});
    p.pieces.of_territory.emplace_back();
    for (std::int32_t k = 0; k < kPiecesEach; ++k) {
      const std::int32_t piece = c * kPiecesEach + k;
      p.pieces.of_territory.back().push_back(piece);
      w.communes.back().pieces.insert(piece);
      w.districts[d].pieces.insert(piece);
      p.add("hamlet", hamlet_of(piece), code);
      p.hamlet_changes.push_back({1, "hamlet", "merge", merged_of(piece), hamlet_of(piece), kMerged, {}});
    }
  }
  std::int32_t piece = 0;
  while (piece < kCommunes * kPiecesEach) {
    // Codes of old are those of today with another meaning.
    Unit unit{"commune", "c" + std::to_string(w.old_units.size()), {}};
    for (std::int32_t n = 1 + dice.below(5); n > 0 && piece < kCommunes * kPiecesEach; --n)
      unit.pieces.insert(piece++);
    p.pieces.of_unit[UnitCode{unit.level, unit.code, kOld}] = {unit.pieces.begin(), unit.pieces.end()};
    w.old_units.push_back(std::move(unit));
  }
  p.groups.push_back({"g", "group", {}});
  const std::int32_t from = dice.below(9);
  for (std::int32_t k = from; k < from + 8; ++k) p.groups.back().pieces.push_back(k);
}

void add_homes(World& w, Dice& dice) {
  for (std::int32_t i = 0; i < kHomes; ++i) {
    Home home{dice.below(kCommunes * kPiecesEach), dice.one_in(2), std::nullopt};
    Entry& e = w.province.add("household", std::to_string(1000 + i), hamlet_of(home.piece));
    if (!dice.one_in(4)) {
      home.point = geo::GridPoint{commune_of(home.piece) * kSide + dice.below(kSide - 2), dice.below(kSide)};
      e.point = home.point;
    }
    w.homes.push_back(home);
  }
}

/// What one operator reaches, and of which homes it has spoken in a row of figures that holds these communes.
struct Operator {
  std::vector<bool> reached;
  std::vector<bool> judged;  ///< home by home, or by its hamlet
  std::vector<std::set<std::int32_t>> units;

  bool spoke(const World& w, std::size_t home, const std::set<std::int32_t>& communes) const {
    if (judged[home]) return true;
    return std::ranges::any_of(units, [&](const auto& pieces) {
      if (!pieces.contains(w.homes[home].piece)) return false;
      return std::ranges::all_of(pieces,
                                 [&](std::int32_t piece) { return communes.contains(commune_of(piece)); });
    });
  }
};

void tell_by_polygons(World& w, Dice& dice, const std::string& op, Operator& told) {
  Feed feed = w.province.submit(op, "fiber");
  std::vector<geo::MultiPolygon> areas;
  for (int i = 0; i < 3; ++i) areas.push_back(random_box(dice));
  for (const auto& area : areas) feed.area(area);
  for (std::size_t h = 0; h < w.homes.size(); ++h) {
    if (!w.homes[h].point) continue;
    told.judged[h] = true;
    told.reached[h] =
        std::ranges::any_of(areas, [&](const auto& area) { return geo::covers(area, *w.homes[h].point); });
  }
}

template <class Belongs>
std::int64_t reached(const World& w, const Operator& told, Belongs belongs) {
  std::int64_t count = 0;
  for (std::size_t h = 0; h < w.homes.size(); ++h) count += belongs(w.homes[h]) && told.reached[h];
  return count;
}

/// A table of the hamlets of some communes, by those of today or by those of before the mergers.
void tell_by_hamlets(World& w, Dice& dice, const std::string& op, bool old, Operator& told) {
  for (std::int32_t c = 0; c < kCommunes; ++c) {
    if (dice.one_in(2)) continue;
    Feed feed = w.province.submit(op, "fiber", {"commune:c" + std::to_string(c)});
    for (std::int32_t piece = c * kPiecesEach; piece < (c + 1) * kPiecesEach; ++piece) {
      if (!old) {
        feed.counts("hamlet", hamlet_of(piece),
                    passed(reached(w, told, [&](const Home& home) { return home.piece == piece; })));
      } else {
        for (const bool half : {false, true}) {
          feed.counts("hamlet", half ? merged_of(piece) : hamlet_of(piece),
                      passed(reached(w, told, [&](const Home& home) {
                        return home.piece == piece && home.old_half == half;
                      })));
        }
      }
    }
    if (old) feed.submission().as_of = kOld;
    // Of an old date the commune's code has another meaning; the scope is in the codes of today.
    if (old)
      w.province.pieces.of_unit[UnitCode{"commune", "n" + std::to_string(c), kOld}] =
          w.province.pieces.of_territory[static_cast<std::size_t>(c)];
    if (old) feed.submission().scope = {"commune:n" + std::to_string(c)};
    for (std::size_t h = 0; h < w.homes.size(); ++h) {
      if (commune_of(w.homes[h].piece) == c) told.judged[h] = true;
    }
  }
}

/// Rows for some of the units, each with its homes where the sender gives them.
void tell_by_units(World& w, Dice& dice, const std::string& op, const std::vector<Unit>& units, bool old,
                   Operator& told) {
  std::vector<std::pair<const Unit*, Counts>> rows;
  std::vector<std::string> scope;
  for (const Unit& unit : units) {
    if (dice.one_in(2)) continue;
    const auto inside = [&](const Home& home) { return unit.pieces.contains(home.piece); };
    Counts counts = passed(reached(w, told, inside));
    if (dice.one_in(2)) counts.total = std::ranges::count_if(w.homes, inside);
    rows.emplace_back(&unit, counts);
    scope.push_back(unit.level + ":" + unit.code);
    told.units.push_back(unit.pieces);
  }
  if (rows.empty()) return;
  Feed feed = w.province.submit(op, "fiber", scope);
  for (const auto& [unit, counts] : rows) feed.counts(unit->level, unit->code, counts);
  if (old) feed.submission().codes_as_of = kOld;
}

Operator tell(World& w, Dice& dice, const std::string& op) {
  Operator told{std::vector<bool>(w.homes.size()), std::vector<bool>(w.homes.size()), {}};
  const std::int32_t rate = 1 + dice.below(4);
  for (std::size_t h = 0; h < w.homes.size(); ++h) told.reached[h] = dice.one_in(rate);
  if (dice.one_in(3)) tell_by_polygons(w, dice, op, told);
  if (dice.one_in(3)) tell_by_hamlets(w, dice, op, dice.one_in(2), told);
  if (dice.one_in(3)) tell_by_units(w, dice, op, w.communes, false, told);
  if (dice.one_in(2)) tell_by_units(w, dice, op, w.old_units, true, told);
  if (dice.one_in(3)) tell_by_units(w, dice, op, w.districts, false, told);
  return told;
}

/// The communes that a row of figures holds.
std::set<std::int32_t> communes_in(const World& w, const Figure& f) {
  std::set<std::int32_t> in;
  for (std::int32_t c = 0; c < kCommunes; ++c) {
    const std::string code = "c" + std::to_string(c), district = c < kCommunes / 2 ? "d0" : "d1";
    bool held = f.level == kWhole || f.level == "province" || f.territory == code || f.territory == district;
    if (f.level == kGroup) {
      held = std::ranges::includes(w.province.groups[0].pieces,
                                   w.province.pieces.of_territory[static_cast<std::size_t>(c)]);
    }
    if (held && f.territory != kOutside && f.territory != kUnplaced) in.insert(c);
  }
  return in;
}

/// All that is true of homes of which somebody has spoken in any way, of these communes alone or not.
std::int64_t whole_truth(const World& w, const std::vector<const Operator*>& operators, const Figure& f) {
  const auto communes = communes_in(w, f);
  std::int64_t count = 0;
  for (std::size_t h = 0; h < w.homes.size(); ++h) {
    const std::int32_t piece = w.homes[h].piece;
    if (!communes.contains(commune_of(piece))) continue;
    count += std::ranges::any_of(operators, [&](const Operator* op) {
      return op->reached[h] && (op->judged[h] || std::ranges::any_of(op->units, [&](const auto& pieces) {
                                  return pieces.contains(piece);
                                }));
    });
  }
  return count;
}

std::int64_t truth(const World& w, const std::vector<const Operator*>& operators, const Figure& f) {
  const auto communes = communes_in(w, f);
  std::int64_t count = 0;
  for (std::size_t h = 0; h < w.homes.size(); ++h) {
    if (!communes.contains(commune_of(w.homes[h].piece))) continue;
    count += std::ranges::any_of(
        operators, [&](const Operator* op) { return op->reached[h] && op->spoke(w, h, communes); });
  }
  return count;
}

TEST(Bounds, HoldTheTruthWhateverTheRowsAreOf) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    World w;
    w.province.threads = 1;
    w.province.with_areas = false;
    add_land(w, dice);
    add_homes(w, dice);
    std::map<std::string, Operator> told;
    for (const char* op : {"fpt", "viettel", "vnpt"}) told.emplace(op, tell(w, dice, op));
    const auto a = w.province.assess();
    for (const auto& f : a.figures) {
      if (f.kind != "household" || f.technology != "fiber") continue;
      if (f.territory == kUnplaced || f.territory == kOutside) continue;
      std::vector<const Operator*> who;
      for (const auto& [op, said] : told) {
        if (f.op == kAny || f.op == op) who.push_back(&said);
      }
      const std::int64_t count = truth(w, who, f);
      ASSERT_LE(f.covered, count) << seed << " " << f.op << " " << f.level << " " << f.territory;
      ASSERT_GE(f.covered_upper, count) << seed << " " << f.op << " " << f.level << " " << f.territory;
      // Nothing is called dark that a count for several territories may reach.
      ASSERT_GE(f.covered_upper + f.no_data, whole_truth(w, who, f))
          << seed << " " << f.op << " " << f.level << " " << f.territory;
    }
  }
}

}  // namespace
}  // namespace vungphu::assess::testing
