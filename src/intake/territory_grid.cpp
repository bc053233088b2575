#include "territory_grid.hpp"

#include <algorithm>

namespace vungphu::intake {
namespace {

constexpr std::int64_t kCellsASide = 256;
// Marks of cells. Fresh atomics are zero.
constexpr std::int32_t kNotAsked = 0, kBorder = -1, kOutside = -2;  // else 1 + index of a territory

}  // namespace

TerritoryGrid::TerritoryGrid(const std::vector<geo::MultiPolygon>& territories) : territories_(&territories) {
  for (const geo::MultiPolygon& territory : territories) {
    boxes_.push_back(geo::bounds(territory));
    all_.add(boxes_.back());
  }
  if (all_.empty()) return;
  const std::int64_t width = std::int64_t{all_.max.x} - all_.min.x + 1;
  const std::int64_t height = std::int64_t{all_.max.y} - all_.min.y + 1;
  size_ = std::max(width, height) / kCellsASide + 1;
  columns_ = (width - 1) / size_ + 1;
  lines_ = (height - 1) / size_ + 1;
  cells_ = std::vector<std::atomic<std::int32_t>>(static_cast<std::size_t>(columns_ * lines_));
  for (const geo::MultiPolygon& territory : territories)
    for (const geo::Polygon& polygon : territory.polygons)
      for (const geo::Path& ring : polygon.rings)
        for (std::size_t i = 0; i < ring.size(); ++i) mark_edge(ring[i], ring[(i + 1) % ring.size()]);
}

TerritoryGrid::Cell TerritoryGrid::cell_of(geo::GridPoint p) const {
  return {(std::int64_t{p.x} - all_.min.x) / size_, (std::int64_t{p.y} - all_.min.y) / size_};
}

/// All cells that the edge crosses, line by line, and one more on either side: what is computed with rounding
/// may be off by far less. A cell too many costs time, one too few would cost exactness.
void TerritoryGrid::mark_edge(geo::GridPoint a, geo::GridPoint b) {
  if (a.y > b.y) std::swap(a, b);
  const std::int64_t first = cell_of(a).line, last = cell_of(b).line;
  const double rise = static_cast<double>(b.y) - a.y, run = static_cast<double>(b.x) - a.x;
  const auto column_at = [&](double y) {  // of the edge where it passes y
    const double share = rise > 0 ? std::clamp((y - a.y) / rise, 0.0, 1.0) : 0;
    return static_cast<std::int64_t>((a.x + run * share - all_.min.x) / static_cast<double>(size_));
  };
  for (std::int64_t line = first; line <= last; ++line) {
    const double low = static_cast<double>(all_.min.y + line * size_);
    std::int64_t from = column_at(low),
                 to = rise > 0 ? column_at(low + static_cast<double>(size_)) : cell_of(b).column;
    if (from > to) std::swap(from, to);
    for (std::int64_t column = std::max<std::int64_t>(from - 1, 0); column <= std::min(to + 1, columns_ - 1);
         ++column)
      cells_[static_cast<std::size_t>(line * columns_ + column)].store(kBorder, std::memory_order_relaxed);
  }
}

std::optional<std::size_t> TerritoryGrid::search(geo::GridPoint p) const {
  for (std::size_t i = 0; i < boxes_.size(); ++i)
    if (boxes_[i].holds(p) && geo::covers((*territories_)[i], p)) return i;
  return std::nullopt;
}

std::optional<std::size_t> TerritoryGrid::at(geo::GridPoint p) const {
  if (!all_.holds(p)) return std::nullopt;
  const Cell cell = cell_of(p);
  // Threads that ask at once find the same answer.
  std::atomic<std::int32_t>& mark = cells_[static_cast<std::size_t>(cell.line * columns_ + cell.column)];
  const std::int32_t known = mark.load(std::memory_order_relaxed);
  if (known > 0) return static_cast<std::size_t>(known - 1);
  if (known == kOutside) return std::nullopt;
  const std::optional<std::size_t> found = search(p);
  if (known == kNotAsked)
    mark.store(found ? static_cast<std::int32_t>(*found) + 1 : kOutside, std::memory_order_relaxed);
  return found;
}

}  // namespace vungphu::intake
