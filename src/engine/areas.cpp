// areas_within: candidates by box, measured by shares_within, one area at a time on each
// thread.
#include <algorithm>
#include <cmath>

#include "vungphu/base/sum.hpp"
#include "vungphu/engine/engine.hpp"

#include "area_grid.hpp"
#include "box_tree.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

/// From the least value on, so that the order given changes no digit.
double sum_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  CompensatedSum sum;
  for (const double value : values) sum.add(value);
  return sum.value();
}

/// Claims, and the sets that each is of.
struct Sets {
  std::span<const geo::MultiPolygon* const> claims;
  std::span<const std::uint64_t> of;
  std::size_t count;
};

/// Calls use(i, parts of the claims within areas[i], their sets) for every area; results do not depend on
/// which thread does which.
template <class Use>
Status for_each_area(std::span<const geo::MultiPolygon* const> areas, const Sets& sets, unsigned threads,
                     const Task& task, const Use& use) {
  std::vector<geo::Box> boxes;
  for (const geo::MultiPolygon* claim : sets.claims) boxes.push_back(geo::bounds(*claim));
  const BoxTree tree(std::move(boxes));
  Progress progress(task, "areas", areas.size());
  return run_jobs(areas.size(), thread_count(threads), [&](std::size_t i) -> Status {
    VP_CHECK(task.check());
    std::vector<const geo::MultiPolygon*> near;
    std::vector<std::uint64_t> of;
    tree.meeting(geo::bounds(*areas[i]), [&](std::size_t claim) {
      near.push_back(sets.claims[claim]);
      of.push_back(sets.of[claim]);
    });
    VP_TRY(const Shares shares, shares_within(*areas[i], near, of, sets.count, task));
    use(i, shares, of);
    return progress.add(1);
  });
}

AreaSums sums_of(const Shares& shares, std::span<const std::uint64_t> of, std::size_t set) {
  AreaSums sums;
  std::vector<double> each;
  for (std::size_t c = 0; c < of.size(); ++c) {
    if ((of[c] >> set & 1) == 0) continue;
    each.push_back(shares.each_m2[c]);
    if (each.back() > 0) ++sums.claims;
  }
  sums.sum_m2 = sum_of(std::move(each));
  sums.union_m2 = std::min(shares.union_m2[set], sums.sum_m2);
  return sums;
}

}  // namespace

Result<std::vector<std::vector<AreaSums>>> areas_within_sets(
    std::span<const geo::MultiPolygon* const> territories, std::span<const geo::MultiPolygon* const> claims,
    std::span<const std::uint64_t> sets, std::size_t count, unsigned threads, const Task& task) {
  std::vector<std::vector<AreaSums>> sums(territories.size());
  VP_CHECK(for_each_area(territories, {claims, sets, count}, threads, task,
                         [&](std::size_t i, const Shares& shares, std::span<const std::uint64_t> of) {
                           for (std::size_t s = 0; s < count; ++s) sums[i].push_back(sums_of(shares, of, s));
                         }));
  return sums;
}

Result<std::vector<AreaSums>> areas_within(std::span<const geo::MultiPolygon* const> territories,
                                           std::span<const geo::MultiPolygon* const> claims, unsigned threads,
                                           const Task& task) {
  const std::vector<std::uint64_t> one(claims.size(), 1);
  VP_TRY(const auto by_set, areas_within_sets(territories, claims, one, 1, threads, task));
  std::vector<AreaSums> sums;
  for (const auto& of_territory : by_set) sums.push_back(of_territory[0]);
  return sums;
}

}  // namespace vungphu::engine
