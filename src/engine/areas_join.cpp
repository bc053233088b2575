// covered_by_areas and belonging: one join. An area that only covers has the same value as all others, and
// they are taken in spatial order; for belonging the value is the area's index, and the first one is to win.
#include "point_index.hpp"
#include "polygon_join.hpp"
#include "spatial_order.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

/// Bands of rows a thread: fewer leave threads idle at the end, more walk polygons that cross them more
/// often.
constexpr unsigned kBandsPerThread = 4;

struct Item {
  const geo::Polygon* polygon;
  geo::Box box;
  std::int32_t value;
};

/// Polygons that may meet the points, each with the value of its area.
template <class ValueOf>
std::vector<Item> items_of(std::span<const geo::MultiPolygon* const> areas, const ValueOf& value_of) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    for (const geo::Polygon& polygon : areas[i]->polygons) {
      geo::Box box;
      for (const geo::Path& ring : polygon.rings) {  // all rings: a hole outside its shell is in by even-odd
        for (const geo::GridPoint p : ring) box.add(p);
      }
      if (!box.empty()) items.push_back({&polygon, box, value_of(i)});
    }
  }
  return items;
}

Result<Marks> join(const Cells& cells, const std::vector<Item>& items, unsigned threads, const Task& task) {
  Marks marks(cells);
  std::vector<std::uint32_t> heads(cells.cells(), PolygonJoin::kNoPiece);
  threads = thread_count(threads);
  const std::vector<Range> bands = cells.bands(threads == 1 ? 1 : std::size_t{threads} * kBandsPerThread);
  Progress progress(task, "join", items.size() * bands.size());
  const auto join_band = [&](std::size_t band) -> Status {
    PolygonJoin polygons(cells, bands[band], marks, heads);
    for (const Item& item : items) {
      polygons.add(*item.polygon, item.box, item.value);
      VP_CHECK(progress.add(1));
    }
    return {};
  };
  VP_CHECK(run_jobs(bands.size(), threads, join_band));
  return marks;
}

}  // namespace

Result<Bitmap> covered_by_areas(const PointIndex& points, std::span<const geo::MultiPolygon* const> areas,
                                unsigned threads, const Task& task) {
  std::vector<Item> items = items_of(areas, [](std::size_t) { return 0; });
  sort_along_curve(items);
  VP_TRY(const Marks marks, join(points.impl().cells, items, threads, task));
  Bitmap covered = make_bitmap(points.size());
  marks.for_each([&](std::size_t point, std::int32_t) { set_bit(covered, point); });
  return covered;
}

Result<std::vector<std::int32_t>> belonging(const PointIndex& points,
                                            std::span<const geo::MultiPolygon* const> areas, unsigned threads,
                                            const Task& task) {
  const std::vector<Item> items = items_of(areas, [](std::size_t i) { return static_cast<std::int32_t>(i); });
  VP_TRY(const Marks marks, join(points.impl().cells, items, threads, task));
  std::vector<std::int32_t> first(points.size(), Marks::kNone);
  marks.for_each([&](std::size_t point, std::int32_t area) { first[point] = area; });
  return first;
}

}  // namespace vungphu::engine
