// ClaimIndex: an index of each kind of claim.
#include <algorithm>
#include <array>

#include "vungphu/engine/claims.hpp"

#include "area_index.hpp"
#include "raster_cells.hpp"
#include "reach_index.hpp"

namespace vungphu::engine {
namespace {

void sort_unique(std::vector<std::uint32_t>& claims) {
  std::ranges::sort(claims);
  claims.erase(std::ranges::unique(claims).begin(), claims.end());
}

std::vector<Stretch> stretches_of(std::span<const Reach> reaches) {
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    add_stretches(*reaches[i].geometry, reaches[i].reach_mm, static_cast<std::int32_t>(i), stretches);
  }
  return stretches;
}

/// By the index of the reach: what is no area, or reaches nothing, is an empty one.
std::vector<const geo::MultiPolygon*> areas_of(std::span<const Reach> reaches) {
  static const geo::MultiPolygon kNothing;
  std::vector<const geo::MultiPolygon*> areas;
  for (const Reach& reach : reaches) {
    const auto* area = std::get_if<geo::MultiPolygon>(reach.geometry);
    areas.push_back(area != nullptr && reach.reach_mm >= 0 ? area : &kNothing);
  }
  return areas;
}

}  // namespace

struct ClaimIndex::Impl {
  struct Located {
    RasterCells cells;
    decltype(Raster::locate) locate;
    bool hold(geo::GridPoint p) const {
      RasterPosition position{};
      locate({&p, 1}, {&position, 1});
      return cells.hold(position);
    }
  };
  explicit Impl(const Claims& claims)
      : areas(claims.areas),
        reached_areas(areas_of(claims.reaches)),
        reaches(stretches_of(claims.reaches)),
        keys(claims.keys) {
    for (const Raster& raster : claims.rasters) rasters.push_back({RasterCells(raster.runs), raster.locate});
    std::ranges::sort(keys);
  }
  bool has(Key key) const { return key != kNoKey && std::ranges::binary_search(keys, key); }

  AreaIndex areas, reached_areas;
  ReachIndex reaches;
  std::vector<Located> rasters;
  std::vector<Key> keys;  ///< sorted
};

ClaimIndex::ClaimIndex(const Claims& claims) : impl_(std::make_unique<Impl>(claims)) {}
ClaimIndex::~ClaimIndex() = default;
ClaimIndex::ClaimIndex(ClaimIndex&&) noexcept = default;
ClaimIndex& ClaimIndex::operator=(ClaimIndex&&) noexcept = default;

Covering ClaimIndex::at(geo::GridPoint p, Key key) const {
  Covering covering;
  const auto add_to = [](std::vector<std::uint32_t>& list) {
    return [&list](auto claim) { return list.push_back(static_cast<std::uint32_t>(claim)), true; };
  };
  impl_->areas.covering(p, add_to(covering.areas));
  impl_->reached_areas.covering(p, add_to(covering.reaches));
  impl_->reaches.reaching(p, add_to(covering.reaches));
  for (std::uint32_t i = 0; i < impl_->rasters.size(); ++i) {
    if (impl_->rasters[i].hold(p)) covering.rasters.push_back(i);
  }
  sort_unique(covering.areas), sort_unique(covering.reaches);
  covering.by_key = impl_->has(key);
  return covering;
}

bool ClaimIndex::covers(geo::GridPoint p, Key key) const {
  if (impl_->has(key) || impl_->areas.any(p) || impl_->reached_areas.any(p)) return true;
  bool reached = false;
  impl_->reaches.reaching(p, [&](auto) { return !(reached = true); });
  return reached || std::ranges::any_of(impl_->rasters, [&](const auto& raster) { return raster.hold(p); });
}

}  // namespace vungphu::engine
