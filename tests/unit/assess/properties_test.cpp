// What holds for every province, on 500 random ones: conservation, bounds, monotony, sameness (issue A, "must
// show").
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "vungphu/geo/geometry.hpp"
#include "vungphu/model/kinds.hpp"

#include "random_province.hpp"

namespace vungphu::assess::testing {
namespace {

constexpr int kProvinces = 500;
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
    const auto a = random_province(static_cast<std::uint64_t>(seed), true).assess();
    std::map<Head, std::map<std::string, std::vector<const Figure*>>> levels;
    for (const auto& f : a.figures) levels[{f.kind, f.technology, f.op}][f.level].push_back(&f);
    for (const auto& [head, by_level] : levels) {
      const Figure& whole = *by_level.at("*").front();
      for (const auto& [level, figures] : by_level) {
        if (level == kGroup) continue;  // groups overlap
        std::vector<std::int64_t> sum(counts_of(whole).size(), 0), by_operators(whole.by_operators.size(), 0);
        std::int64_t total = 0, shared = 0;
        bool unplaced = false;
        for (const Figure* f : figures) {
          unplaced = unplaced || f->territory == kUnplaced;
          const auto counts = counts_of(*f);
          for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
          for (std::size_t i = 0; i < f->by_operators.size(); ++i) by_operators[i] += f->by_operators[i];
          total += f->total.value_or(0);
          shared += f->shared_upper;
        }
        if (unplaced || shared > 0) {
          // It takes homes from what has no data: only proven and possible ones add up, these but for what
          // may lie in several.
          ASSERT_EQ(sum[0], whole.covered) << seed << " " << level << " " << whole.kind << " " << whole.op;
          ASSERT_EQ(sum[1] - shared, whole.covered_upper - whole.shared_upper) << seed << " " << level;
          ASSERT_GE(sum[4], whole.no_data) << seed << " " << level;
        } else {
          ASSERT_EQ(sum, counts_of(whole)) << seed << " " << level << " " << whole.kind << " " << whole.op;
        }
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
    const auto a = random_province(static_cast<std::uint64_t>(seed), true).assess();
    std::map<std::tuple<std::string, std::string, std::string, std::string>,
             std::pair<std::int64_t, std::int64_t>>
        sums;
    for (const auto& f : a.figures) {
      // What is unplaced is what the whole has beyond the sum of the territories: where rows allow for all
      // homes already, it may be proven without being allowed for anew.
      if (f.territory == kUnplaced) continue;
      ASSERT_LE(f.covered, f.covered_upper) << seed << f.kind << f.territory;
      ASSERT_LE(f.demand_covered, f.demand_covered_upper) << seed << f.kind << f.territory;
      ASSERT_LE(f.demand_covered_upper, f.demand_total) << seed << f.kind << f.territory;
      ASSERT_LE(f.people_covered, f.people_covered_upper) << seed << f.kind << f.territory;
      if (f.people_total) {
        ASSERT_LE(f.people_covered_upper + f.people_no_data, *f.people_total)
            << seed << f.kind << f.territory;
      }
      ASSERT_LE(f.borrowed_covered, f.borrowed) << seed << f.kind << f.territory;
      ASSERT_LE(f.borrowed, f.unlocated) << seed << f.kind << f.territory;
      ASSERT_LE(f.unlocated, f.no_data) << seed << f.kind << f.territory;
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
      if (f.op != kAny || is_zone_kind(f.kind) || f.territory == kUnplaced)
        continue;  // half of a zone may be covered by two who cover a third each
      const auto [largest, sum] = sums[{f.kind, f.technology, f.level, f.territory}];
      ASSERT_LE(largest, f.covered) << seed << " " << f.kind << " " << f.territory;
      ASSERT_LE(f.covered_upper - f.shared_upper, sum) << seed << " " << f.kind << " " << f.territory;
    }
    for (const auto& f : a.areas) ASSERT_LE(f.area_m2, f.area_sum_m2);
  }
}

TEST(Monotony, AFurtherClaimOfTheSameKindOfEvidenceNeverLowersCoverage) {
  for (int seed = 0; seed < kProvinces; ++seed) {
    Province p = random_province(static_cast<std::uint64_t>(seed), true);
    const auto before = p.assess();
    Dice dice(static_cast<std::uint64_t>(seed) + 1'000'000);
    for (auto& s : p.stated) {
      if (!s.claims.empty() && s.claims.front().kind == ClaimKind::area) Feed(s).area(random_box(dice));
    }
    const auto after = p.assess();
    ASSERT_EQ(before.figures.size(), after.figures.size());
    for (std::size_t i = 0; i < before.figures.size(); ++i) {
      const Figure &b = before.figures[i], &a = after.figures[i];
      ASSERT_EQ(b.territory, a.territory) << seed;
      if (a.territory == kUnplaced) continue;  // less is unplaced when more is known of the territories
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
    Province p =
        random_province(static_cast<std::uint64_t>(seed), true);  // every submission is a part of its own
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
