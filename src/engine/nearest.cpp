// nearest and nearest_covered: which edges are searched, and what is inside already.
#include <algorithm>
#include <limits>

#include "nearest_search.hpp"
#include "point_index.hpp"

namespace vungphu::engine {
namespace {

/// For every point the first claim that is an area and covers it.
Result<std::vector<std::int32_t>> inside_of(const PointIndex& points,
                                            std::span<const geo::Geometry* const> claims, unsigned threads,
                                            const Task& task) {
  const geo::MultiPolygon nothing;
  std::vector<const geo::MultiPolygon*> areas;
  for (const geo::Geometry* claim : claims) {
    const auto* area = std::get_if<geo::MultiPolygon>(claim);
    areas.push_back(area != nullptr ? area : &nothing);
  }
  return belonging(points, areas, threads, task);
}

}  // namespace

Result<std::vector<Nearest>> nearest(std::span<const geo::GridPoint> from,
                                     std::span<const geo::Geometry* const> claims,
                                     std::span<const std::int64_t> reach_mm, unsigned threads,
                                     const Task& task) {
  const PointIndex points(from, threads);
  VP_TRY(const std::vector<std::int32_t> inside, inside_of(points, claims, threads, task));
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    add_stretches(*claims[i], std::max<std::int64_t>(0, reach_mm[i]), static_cast<std::int32_t>(i),
                  stretches);
  }
  VP_TRY(const std::vector<Best> best,
         search_nearest(points.impl().cells, std::move(stretches), inside, threads, task));
  std::vector<Nearest> result(from.size(), {std::numeric_limits<double>::infinity(), -1});
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (best[i] != Best{}) result[i] = {static_cast<double>(best[i].millimetres) / 1000, best[i].claim};
  }
  return result;
}

Result<std::vector<NearestPoint>> nearest_covered(std::span<const geo::GridPoint> points,
                                                  const Bitmap& covered, unsigned threads, const Task& task) {
  std::vector<Stretch> lit;
  std::vector<geo::GridPoint> dark;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const geo::GridPoint p = points[i];
    if (get_bit(covered, i))
      lit.push_back({p, p, 0, static_cast<std::int32_t>(i), false, {p, p}});
    else
      dark.push_back(p);
  }
  const PointIndex index(dark, threads);
  VP_TRY(const std::vector<Best> best, search_nearest(index.impl().cells, std::move(lit), {}, threads, task));
  std::vector<NearestPoint> result(points.size());
  for (std::size_t i = 0, k = 0; i < points.size(); ++i) {
    if (get_bit(covered, i))
      result[i] = {static_cast<std::int32_t>(i), 0};
    else if (const Best& found = best[k++]; found != Best{})
      result[i] = {found.claim, found.millimetres};
  }
  return result;
}

}  // namespace vungphu::engine
