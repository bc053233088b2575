// covered_by: all kinds of claims of a layer held against all points.
#include <algorithm>

#include "vungphu/engine/claims.hpp"

#include "raster_cells.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

void add_raster(std::span<const geo::GridPoint> points, const Raster& raster, unsigned threads,
                Bitmap& covered) {
  const RasterCells cells(raster.runs);
  const Pieces pieces{points.size()};
  run_all(pieces.jobs(), threads, [&](std::size_t job) {
    const std::size_t begin = pieces.begin(job), count = pieces.end(job) - begin;
    std::vector<RasterPosition> positions(count);
    raster.locate(points.subspan(begin, count), positions);
    for (std::size_t i = 0; i < count; ++i) {
      if (cells.hold(positions[i])) set_bit(covered, begin + i);
    }
  });
}

void add_keys(std::span<const Key> of_points, std::vector<Key> keys, unsigned threads, Bitmap& covered) {
  std::ranges::sort(keys);
  const Pieces pieces{of_points.size()};
  run_all(pieces.jobs(), threads, [&](std::size_t job) {
    for (std::size_t i = pieces.begin(job); i < pieces.end(job); ++i) {
      if (of_points[i] != kNoKey && std::ranges::binary_search(keys, of_points[i])) set_bit(covered, i);
    }
  });
}

void add(const Bitmap& more, Bitmap& covered) {
  for (std::size_t w = 0; w < covered.size(); ++w) covered[w] |= more[w];
}

}  // namespace

Result<Bitmap> covered_by(const PointIndex& index, std::span<const geo::GridPoint> points,
                          std::span<const Key> keys, const Claims& claims, unsigned threads,
                          const Task& task) {
  threads = thread_count(threads);
  Bitmap covered = make_bitmap(points.size());
  if (!claims.areas.empty()) {
    VP_TRY(covered, covered_by_areas(index, claims.areas, threads, task));
  }
  if (!claims.reaches.empty()) {
    VP_TRY(const Bitmap reached, covered_by_reach(index, claims.reaches, threads, task));
    add(reached, covered);
  }
  for (const Raster& raster : claims.rasters) {
    VP_CHECK(task.check());
    add_raster(points, raster, threads, covered);
  }
  VP_CHECK(task.check());
  if (!claims.keys.empty()) add_keys(keys, claims.keys, threads, covered);
  return covered;
}

}  // namespace vungphu::engine
