// covered_by_reach: edge by edge through the cells near it.
#include <algorithm>
#include <cmath>

#include "local_scale.hpp"
#include "marks.hpp"
#include "point_index.hpp"
#include "spatial_order.hpp"
#include "stretch.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

/// Marks what stretches reach in one band of rows.
class ReachJoin {
 public:
  ReachJoin(const Cells& cells, Range band, Marks<std::uint8_t>& marks)
      : cells_(cells),
        band_(band),
        marks_(marks),
        scales_(static_cast<std::size_t>(band.last - band.first + 1)) {}

  void add(const Stretch& stretch) {
    const Range rows = cells_.rows(stretch.box) & band_;
    for (std::int32_t row = rows.first; row <= rows.last; ++row) {
      if (stretch.wraps)
        add_wrapping(stretch, row);
      else
        add_row(stretch, row);
    }
  }

 private:
  struct RowScale {
    std::int64_t reach_mm = -1;
    std::optional<LocalScale> scale;
  };

  /// Claims of one submission mostly share a reach: the last scale of a row is kept.
  const std::optional<LocalScale>& scale_of(std::int32_t row, const Stretch& stretch) {
    RowScale& kept = scales_[static_cast<std::size_t>(row - band_.first)];
    if (kept.reach_mm != stretch.reach_mm) {
      const auto bottom = static_cast<std::int32_t>(cells_.row_bottom(row));
      kept = {stretch.reach_mm,
              LocalScale::around(bottom, bottom + kCellUnits - 1, stretch.reach_m() + kUnsureMetres)};
    }
    return kept.scale;
  }

  void add_row(const Stretch& stretch, std::int32_t row) {
    const std::optional<LocalScale>& scale = scale_of(row, stretch);
    if (!scale) return add_wrapping(stretch, row);
    const double sure = stretch.reach_m() - kUnsureMetres, possible = stretch.reach_m() + kUnsureMetres;
    visit(row, near_columns(stretch, row, *scale), [&](geo::GridPoint p) {
      const Bounds distance = scale->to_edge(p, stretch.a, stretch.b);
      if (distance.high <= sure) return true;
      return distance.low <= possible && reaches(stretch, p);
    });
  }

  /// Over the antimeridian or a pole every column may be near.
  void add_wrapping(const Stretch& stretch, std::int32_t row) {
    visit(row, cells_.columns(), [&](geo::GridPoint p) {
      const Bounds distance = far_bounds(p, stretch.a, stretch.b);
      return distance.low <= stretch.reach_m() + kUnsureMetres && reaches(stretch, p);
    });
  }

  /// Columns within reach of that part of the edge whose latitudes are within reach of the row.
  Range near_columns(const Stretch& stretch, std::int32_t row, const LocalScale& scale) const {
    const auto bottom = static_cast<double>(cells_.row_bottom(row));
    const double south = bottom - scale.margin_y(), north = bottom + kCellUnits + scale.margin_y();
    const auto [low, high] =
        stretch.a.y <= stretch.b.y ? std::pair(stretch.a, stretch.b) : std::pair(stretch.b, stretch.a);
    if (high.y < south || low.y > north) return {};
    // From here on dy is not 0 where x_at is asked for.
    const double dx = static_cast<double>(high.x) - low.x, dy = static_cast<double>(high.y) - low.y;
    const auto x_at = [&, x = low.x, y = low.y](double latitude) { return x + (latitude - y) / dy * dx; };
    const double from = low.y < south ? x_at(south) : low.x, to = high.y > north ? x_at(north) : high.x;
    const double margin = scale.margin_x() + 1;  // and a unit for round-off
    const auto column = [&](double x) {
      return cells_.column(static_cast<std::int32_t>(std::clamp(x, -1.9e9, 1.9e9)));
    };
    return Range{column(std::min(from, to) - margin), column(std::max(from, to) + margin)} & cells_.columns();
  }

  template <class Covers>
  void visit(std::int32_t row, Range columns, const Covers& covers) {
    if (columns.empty()) return;
    for (std::int32_t w = columns.first >> 6; w <= columns.last >> 6; ++w) {
      const std::size_t word = cells_.word(row, w);
      for (std::uint64_t bits = marks_.open(word) & word_mask(columns, w); bits != 0; bits &= bits - 1) {
        marks_.mark_points(word, std::countr_zero(bits), 0, covers);
      }
    }
  }

  const Cells& cells_;
  Range band_;
  Marks<std::uint8_t>& marks_;
  std::vector<RowScale> scales_;
};

}  // namespace

Result<Bitmap> covered_by_reach(const PointIndex& points, std::span<const Reach> claims, unsigned threads,
                                const Task& task) {
  const Cells& cells = points.impl().cells;
  std::vector<Stretch> stretches;
  std::vector<const geo::MultiPolygon*> areas;
  for (const Reach& claim : claims) {
    add_stretches(*claim.geometry, claim.reach_mm, 0, stretches);
    const auto* area = std::get_if<geo::MultiPolygon>(claim.geometry);
    if (area != nullptr && claim.reach_mm >= 0) areas.push_back(area);
  }
  threads = thread_count(threads);
  Bitmap covered = make_bitmap(points.size());
  if (!areas.empty()) {  // first, so that stages come in the same order as in covered_by
    VP_TRY(covered, covered_by_areas(points, areas, threads, task));
  }
  sort_along_curve(stretches);
  geo::Box all;  // nothing is done in rows that nothing reaches
  for (const Stretch& stretch : stretches) all.add(stretch.box);
  const std::vector<Band> bands =
      all.empty() ? std::vector<Band>{} : cells.bands_for(threads, cells.rows(all));
  Marks<std::uint8_t> marks(cells, bands);
  Progress progress(task, "reach", stretches.size() * bands.size());
  const auto join_band = [&](std::size_t band) -> Status {
    marks.clear(bands[band]);
    ReachJoin join(cells, bands[band].rows, marks);
    for (const Stretch& stretch : stretches) {
      join.add(stretch);
      VP_CHECK(progress.add(1));
    }
    return {};
  };
  VP_CHECK(run_jobs(bands.size(), threads, join_band));
  marks.add_to(covered, threads);
  return covered;
}

}  // namespace vungphu::engine
