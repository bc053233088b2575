// What holds for every province, on 500 random ones: conservation, bounds, monotony, sameness (issue A, "must
// show").
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "vungphu/geo/geometry.hpp"
#include "vungphu/model/kinds.hpp"

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

constexpr int kProvinces = 500;
constexpr std::int32_t kSide = 100;  // of a commune, in units; so small that borders and edges are met often

/// Numbers that are the same on every machine (no std:: distribution).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::int32_t below(std::int32_t n) {
    return static_cast<std::int32_t>(engine_() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int32_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

geo::GridPoint anywhere(Dice& dice) {
  return {dice.below(5 * kSide) - kSide / 2, dice.below(3 * kSide) - kSide / 2};
}

geo::MultiPolygon random_box(Dice& dice) {
  const geo::GridPoint p = anywhere(dice);
  return box(p.x, p.y, p.x + 1 + dice.below(2 * kSide), p.y + 1 + dice.below(2 * kSide));
}

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
  }
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
  }
  for (int i = 0; points && i < 40; ++i) {
    Entry& e = p.add("household", std::to_string(100 + i), "h" + std::to_string(10 + dice.below(14)));
    if (!dice.one_in(6)) e.point = anywhere(dice);
    if (dice.one_in(3)) e.weight = 1 + dice.below(3);
    if (dice.one_in(2)) e.demand = dice.below(2);
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

void add_submissions(Province& p, Dice& dice) {
  const char* operators[] = {"fpt", "viettel", "vnpt"};
  const char* technologies[] = {"fiber", "4g", "5g"};
  const int count = 1 + dice.below(7);
  for (int i = 0; i < count; ++i) {
    Feed feed = p.submit(operators[dice.below(3)], technologies[dice.below(3)], some_scope(dice));
    const int claims = 1 + dice.below(4);
    const int kind = dice.below(5);
    for (int c = 0; c < claims; ++c) {
      if (kind <= 1) feed.area(random_box(dice), dice.one_in(6) ? "planned" : "operational");
      if (kind == 2) feed.reach(geo::MultiPoint{{anywhere(dice)}}, 1);
      if (kind == 3)
        feed.counts("hamlet", "h" + std::to_string(10 + 3 * c + dice.below(3)), some_counts(dice));
      if (kind == 4)
        feed.counts("commune", kCommunes[static_cast<std::size_t>(2 * c + dice.below(2))], some_counts(dice));
    }
    if (dice.one_in(5)) feed.names("school", std::to_string(100 + dice.below(8)));
  }
}

Province random_province(std::uint64_t seed) {
  Dice dice(seed);
  Province p;
  p.threads = 1;
  add_territories(p, dice);
  add_places(p, dice);
  add_submissions(p, dice);
  return p;
}

std::vector<std::int64_t> counts_of(const Figure& f) {
  return {f.covered,
          f.covered_upper,
          f.weight_covered,
          f.weight_covered_upper,
          f.no_data,
          f.unlocated,
          f.demand_total,
          f.demand_covered,
          f.demand_covered_upper,
          f.unknown_demand,
          f.white,
          f.partly_dark,
          f.over_total,
          f.estimated,
          f.unweighted,
          f.connected.value_or(0)};
}

using Head = std::tuple<std::string, std::string, std::string>;  // kind, technology, operator

TEST(Conservation, EveryLevelAndOutsideEqualTheTotal) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    const auto a = random_province(static_cast<std::uint64_t>(seed)).assess();
    std::map<Head, std::map<std::string, std::vector<const Figure*>>> levels;
    for (const auto& f : a.figures) levels[{f.kind, f.technology, f.op}][f.level].push_back(&f);
    for (const auto& [head, by_level] : levels) {
      const Figure& whole = *by_level.at("*").front();
      for (const auto& [level, figures] : by_level) {
        std::vector<std::int64_t> sum(counts_of(whole).size(), 0), by_operators(whole.by_operators.size(), 0);
        std::int64_t total = 0;
        for (const Figure* f : figures) {
          const auto counts = counts_of(*f);
          for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
          for (std::size_t i = 0; i < f->by_operators.size(); ++i) by_operators[i] += f->by_operators[i];
          total += f->total.value_or(0);
        }
        ASSERT_EQ(sum, counts_of(whole)) << seed << " " << level << " " << whole.kind << " " << whole.op;
        ASSERT_EQ(by_operators, whole.by_operators) << seed;
        if (whole.total) {
          ASSERT_EQ(total, *whole.total) << seed << " " << level;
        }
      }
    }
  }
}

TEST(Bounds, LowIsAtMostHighAndAUnionLiesBetweenTheLargestOperatorAndTheSum) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    const auto a = random_province(static_cast<std::uint64_t>(seed)).assess();
    std::map<std::tuple<std::string, std::string, std::string, std::string>,
             std::pair<std::int64_t, std::int64_t>>
        sums;
    for (const auto& f : a.figures) {
      ASSERT_LE(f.covered, f.covered_upper) << seed << f.kind << f.territory;
      ASSERT_LE(f.demand_covered, f.demand_covered_upper) << seed << f.kind << f.territory;
      ASSERT_LE(f.demand_covered_upper, f.demand_total) << seed << f.kind << f.territory;
      ASSERT_GE(f.covered, 0);
      ASSERT_GE(f.no_data, f.unlocated);
      if (f.total) {
        ASSERT_LE(f.covered_upper + f.no_data, *f.total) << seed << f.kind << f.territory << f.technology;
      }
      if (f.op == kAny) continue;
      auto& [largest, sum] = sums[{f.kind, f.technology, f.level, f.territory}];
      largest = std::max(largest, f.covered);
      sum += f.covered_upper;
    }
    for (const auto& f : a.figures) {
      if (f.op != kAny || is_zone_kind(f.kind))
        continue;  // half of a zone may be covered by two who cover a third each
      const auto [largest, sum] = sums[{f.kind, f.technology, f.level, f.territory}];
      ASSERT_LE(largest, f.covered) << seed << " " << f.kind << " " << f.territory;
      ASSERT_LE(f.covered_upper, sum) << seed << " " << f.kind << " " << f.territory;
    }
    for (const auto& f : a.areas) ASSERT_LE(f.area_m2, f.area_sum_m2);
  }
}

TEST(Monotony, AFurtherClaimOfTheSameKindOfEvidenceNeverLowersCoverage) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    Province p = random_province(static_cast<std::uint64_t>(seed));
    const auto before = p.assess();
    Dice dice(static_cast<std::uint64_t>(seed) + 1'000'000);
    for (auto& s : p.stated) {
      if (!s.claims.empty() && s.claims.front().kind == ClaimKind::area) Feed(s).area(random_box(dice));
    }
    const auto after = p.assess();
    ASSERT_EQ(before.figures.size(), after.figures.size());
    for (std::size_t i = 0; i < before.figures.size(); ++i) {
      const Figure &b = before.figures[i], &a = after.figures[i];
      ASSERT_LE(b.covered, a.covered)
          << seed << " " << b.kind << " " << b.technology << " " << b.op << " " << b.territory;
      ASSERT_LE(b.weight_covered, a.weight_covered) << seed;
      ASSERT_EQ(b.total, a.total) << seed;
      ASSERT_GE(b.no_data, a.no_data)
          << seed;  // one covered home proves a commune of which little else is known
    }
  }
}

TEST(Sameness, NeitherThreadsNorTheOrderOfSubmissionsChangeADigit) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    Province p = random_province(static_cast<std::uint64_t>(seed));  // every submission is a part of its own
    const auto a = p.assess();
    std::reverse(p.stated.begin(), p.stated.end());
    for (std::size_t i = 0; i < p.stated.size(); ++i)
      p.stated[i].submission.id = static_cast<std::int64_t>(i) + 1;
    p.threads = 3;
    const auto b = p.assess();
    ASSERT_EQ(a.input_digest, b.input_digest) << seed;
    ASSERT_EQ(a.result_digest, b.result_digest) << seed;
    ASSERT_EQ(a.areas.size(), b.areas.size());
    for (std::size_t i = 0; i < a.areas.size(); ++i) {
      ASSERT_EQ(a.areas[i].area_m2, b.areas[i].area_m2) << seed;
      ASSERT_EQ(a.areas[i].area_sum_m2, b.areas[i].area_sum_m2) << seed;
    }
  }
}

TEST(Answers, OfPlacesAreThoseOfTheGeometryItself) {
  for (int seed = 0; seed < 100; ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    Province p;
    for (int i = 0; i < 50; ++i) p.at("school", std::to_string(100 + i), anywhere(dice));
    Feed feed = p.submit("viettel", "5g");
    std::vector<geo::MultiPolygon> areas;
    for (int i = 0; i < 5; ++i) areas.push_back(random_box(dice));
    for (const auto& area : areas) feed.area(area);
    const auto a = p.assess();
    const auto& said = answers(a, "school", "5g", "any");
    for (std::size_t i = 0; i < 50; ++i) {
      const geo::GridPoint at = *p.entries["school"][i].point;
      const bool lit = std::ranges::any_of(areas, [&](const auto& area) { return geo::covers(area, at); });
      ASSERT_EQ(bit(said.covered, i), lit) << seed << " " << i;
    }
  }
}

/// One operator's true reach: by polygons, which its households then follow, or a random set that it reports
/// in true rows.
struct Truth {
  std::set<std::size_t> homes;
};

Truth tell(Province& p, Dice& dice, const std::string& op, const std::vector<Entry>& homes) {
  Truth truth;
  const int how = dice.below(4);
  if (how == 0) {
    Feed feed = p.submit(op, "fiber");
    for (int i = 0; i < 3; ++i) {
      const auto area = random_box(dice);
      feed.area(area);
      for (std::size_t h = 0; h < homes.size(); ++h) {
        if (geo::covers(area, *homes[h].point)) truth.homes.insert(h);
      }
    }
    return truth;
  }
  const std::int32_t rate = 1 + dice.below(4);
  std::map<std::string, std::int64_t> by_hamlet, by_commune;
  for (std::size_t h = 0; h < homes.size(); ++h) {
    by_hamlet[homes[h].parent] += 0;
    by_commune["c" + homes[h].parent.substr(1, 1)] += 0;
    if (!dice.one_in(rate)) continue;
    truth.homes.insert(h);
    ++by_hamlet[homes[h].parent];
    ++by_commune["c" + homes[h].parent.substr(1, 1)];
  }
  if (how != 1) {
    Feed feed = p.submit(op, "fiber");
    for (const auto& [code, count] : by_commune) feed.counts("commune", code, passed(count));
  }
  if (how != 2) {  // 3: both, with some hamlets only
    Feed feed = p.submit(op, "fiber");
    for (const auto& [code, count] : by_hamlet) {
      if (how == 1 || !dice.one_in(3)) feed.counts("hamlet", code, passed(count));
    }
  }
  return truth;
}

TEST(Bounds, HoldTheTruthOfOperatorsWhoseRowsAreTrue) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    Province p;
    p.threads = 1;
    for (std::int32_t c = 0; c < 4; ++c) {
      p.commune("c" + std::to_string(c), box(c * kSide, 0, (c + 1) * kSide - 1, 2 * kSide));
      for (int h = 0; h < 3; ++h) {
        p.add("hamlet", "h" + std::to_string(c) + std::to_string(h), "c" + std::to_string(c));
      }
    }
    for (int i = 0; i < 60; ++i) {
      const std::int32_t c = dice.below(4);
      const std::string hamlet = "h" + std::to_string(c) + std::to_string(dice.below(3));
      p.at("household", std::to_string(100 + i), {c * kSide + dice.below(kSide - 1), dice.below(2 * kSide)},
           hamlet);
    }
    std::set<std::size_t> all;
    const auto homes = p.entries["household"];
    for (const char* op : {"fpt", "viettel", "vnpt"}) {
      const Truth truth = tell(p, dice, op, homes);
      all.insert(truth.homes.begin(), truth.homes.end());
      const Figure own = figure(p.assess(), "household", "fiber", op);
      ASSERT_EQ(own.covered, static_cast<std::int64_t>(truth.homes.size())) << seed << op;
      ASSERT_EQ(own.covered_upper, own.covered) << seed << op;
    }
    const auto a = p.assess();
    for (std::int32_t c = 0; c < 4; ++c) {
      const auto& f = figure(a, "household", "fiber", "any", "c" + std::to_string(c));
      const auto truth =
          std::ranges::count_if(all, [&](std::size_t h) { return homes[h].parent[1] == '0' + c; });
      ASSERT_LE(f.covered, truth) << seed << " " << c;
      ASSERT_GE(f.covered_upper, truth) << seed << " " << c;
    }
  }
}

}  // namespace
}  // namespace vungphu::assess::testing
