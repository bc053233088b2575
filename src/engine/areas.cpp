// areas_within and covered_share: candidates by box, measured by shares_within, one area at a time on each
// thread.
#include <algorithm>
#include <cmath>

#include "vungphu/base/sum.hpp"
#include "vungphu/engine/engine.hpp"
#include "vungphu/geo/measure.hpp"

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

/// Calls use(i, parts of `claims` within areas[i]) for every area; results do not depend on which thread does
/// which.
template <class Use>
Status for_each_area(std::span<const geo::MultiPolygon* const> areas,
                     std::span<const geo::MultiPolygon* const> claims, unsigned threads, const Task& task,
                     const Use& use) {
  std::vector<geo::Box> boxes;
  for (const geo::MultiPolygon* claim : claims) boxes.push_back(geo::bounds(*claim));
  const BoxTree tree(std::move(boxes));
  Progress progress(task, "areas", areas.size());
  return run_jobs(areas.size(), thread_count(threads), [&](std::size_t i) -> Status {
    VP_CHECK(task.check());
    std::vector<const geo::MultiPolygon*> near;
    tree.meeting(geo::bounds(*areas[i]), [&](std::size_t claim) { near.push_back(claims[claim]); });
    VP_TRY(const Shares shares, shares_within(*areas[i], near, task));
    use(i, shares);
    return progress.add(1);
  });
}

}  // namespace

Result<std::vector<AreaSums>> areas_within(std::span<const geo::MultiPolygon* const> territories,
                                           std::span<const geo::MultiPolygon* const> claims, unsigned threads,
                                           const Task& task) {
  std::vector<AreaSums> sums(territories.size());
  VP_CHECK(for_each_area(territories, claims, threads, task, [&](std::size_t i, const Shares& shares) {
    sums[i].claims =
        std::count_if(shares.each_m2.begin(), shares.each_m2.end(), [](double m2) { return m2 > 0; });
    sums[i].sum_m2 = sum_of(shares.each_m2);
    sums[i].union_m2 = std::min(shares.union_m2, sums[i].sum_m2);
  }));
  return sums;
}

Result<std::vector<std::pair<double, double>>> covered_share(std::span<const geo::MultiPolygon* const> areas,
                                                             std::span<const geo::MultiPolygon* const> claims,
                                                             unsigned threads, const Task& task) {
  std::vector<std::pair<double, double>> result(areas.size());
  VP_CHECK(for_each_area(areas, claims, threads, task, [&](std::size_t i, const Shares& shares) {
    result[i] = {shares.union_m2, geo::area_m2(*areas[i])};
  }));
  return result;
}

}  // namespace vungphu::engine
