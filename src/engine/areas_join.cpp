// covered_by_areas and belonging: one join. An area that only covers has the same value as all others, and
// they are taken in spatial order; for belonging the value is the area's index, and the first one is to win.
#include "point_index.hpp"
#include "polygon_join.hpp"
#include "spatial_order.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

/// Polygons after which progress is told and a stop looked for.
constexpr std::size_t kItemsPerStep = 64;

struct Item {
  const geo::Polygon* polygon;
  geo::Box box;
  std::size_t area;
};

/// All polygons, by area.
std::vector<Item> items_of(std::span<const geo::MultiPolygon* const> areas, unsigned threads) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    for (const geo::Polygon& polygon : areas[i]->polygons) items.push_back({&polygon, {}, i});
  }
  constexpr std::size_t kEach = 64;
  run_all((items.size() + kEach - 1) / kEach, threads, [&](std::size_t job) {
    for (std::size_t i = job * kEach; i < std::min(items.size(), (job + 1) * kEach); ++i) {
      geo::Box box;
      for (const geo::Path& ring : items[i].polygon->rings) {  // all: a hole outside its shell is in
        for (const geo::GridPoint p : ring) box.add(p);
      }
      items[i].box = box;
    }
  });
  std::erase_if(items, [](const Item& item) { return item.box.empty(); });
  return items;
}

template <class Value, class ValueOf>
Result<Marks<Value>> join(const Cells& cells, const std::vector<Item>& items, unsigned threads,
                          const Task& task, const ValueOf& value_of) {
  geo::Box all;  // nothing is done in rows that no area meets
  for (const Item& item : items) all.add(item.box);
  const std::vector<Band> bands =
      all.empty() ? std::vector<Band>{} : cells.bands_for(threads, cells.rows(all));
  Marks<Value> marks(cells, bands);
  const auto heads = std::make_unique_for_overwrite<std::uint32_t[]>(cells.cells());
  Progress progress(task, "join", items.size() * bands.size());
  const auto join_band = [&](std::size_t i) -> Status {
    const Band& band = bands[i];
    marks.clear(band);
    std::fill(heads.get() + band.first_cell, heads.get() + band.end_cell, kNoPiece);
    PolygonJoin<Value> polygons(cells, band.rows, marks, heads.get());
    for (std::size_t begin = 0; begin < items.size(); begin += kItemsPerStep) {
      const std::size_t end = std::min(items.size(), begin + kItemsPerStep);
      for (std::size_t k = begin; k < end; ++k) {
        polygons.add(*items[k].polygon, items[k].box, value_of(items[k]));
      }
      VP_CHECK(progress.add(end - begin));
    }
    return {};
  };
  VP_CHECK(run_jobs(bands.size(), threads, join_band));
  return marks;
}

}  // namespace

Result<Bitmap> covered_by_areas(const PointIndex& points, std::span<const geo::MultiPolygon* const> areas,
                                unsigned threads, const Task& task) {
  threads = thread_count(threads);
  std::vector<Item> items = items_of(areas, threads);
  sort_along_curve(items);
  VP_TRY(const auto marks,
         join<std::uint8_t>(points.impl().cells, items, threads, task, [](const Item&) { return 0; }));
  Bitmap covered = make_bitmap(points.size());
  marks.add_to(covered, threads);
  return covered;
}

Result<std::vector<std::int32_t>> belonging(const PointIndex& points,
                                            std::span<const geo::MultiPolygon* const> areas, unsigned threads,
                                            const Task& task) {
  threads = thread_count(threads);
  const std::vector<Item> items = items_of(areas, threads);
  VP_TRY(const auto marks,
         join<std::int32_t>(points.impl().cells, items, threads, task,
                            [](const Item& item) { return static_cast<std::int32_t>(item.area); }));
  std::vector<std::int32_t> first(points.size());
  const Pieces pieces{points.size()};
  run_all(pieces.jobs(), threads, [&](std::size_t job) {
    for (std::size_t i = pieces.begin(job); i < pieces.end(job); ++i) {
      const std::int32_t area = marks.of_given(i);
      first[i] = area == marks.kNone ? -1 : area;
    }
  });
  return first;
}

}  // namespace vungphu::engine
