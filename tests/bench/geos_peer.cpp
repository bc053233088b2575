#include "geos_peer.hpp"

#include <algorithm>

#include <geos_c.h>

namespace vungphu::bench {
namespace {

using Geometry = GEOSGeometry*;

Geometry ring_of(GEOSContextHandle_t geos, const geo::Path& path) {
  GEOSCoordSequence* points = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(path.size() + 1), 2);
  for (std::size_t i = 0; i <= path.size(); ++i) {
    const geo::GridPoint p = path[i % path.size()];
    GEOSCoordSeq_setXY_r(geos, points, static_cast<unsigned>(i), p.x, p.y);
  }
  return GEOSGeom_createLinearRing_r(geos, points);
}

Geometry geometry_of(GEOSContextHandle_t geos, const geo::MultiPolygon& area) {
  std::vector<Geometry> polygons;
  for (const geo::Polygon& polygon : area.polygons) {
    std::vector<Geometry> holes;
    for (std::size_t i = 1; i < polygon.rings.size(); ++i) holes.push_back(ring_of(geos, polygon.rings[i]));
    polygons.push_back(GEOSGeom_createPolygon_r(geos, ring_of(geos, polygon.rings.front()), holes.data(),
                                                static_cast<unsigned>(holes.size())));
  }
  if (polygons.size() == 1) return polygons.front();
  return GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, polygons.data(),
                                     static_cast<unsigned>(polygons.size()));
}

/// Prepared areas in a tree.
class Index {
 public:
  Index(GEOSContextHandle_t geos, const std::vector<Geometry>& areas) : geos_(geos) {
    tree_ = GEOSSTRtree_create_r(geos, 10);
    items_.reserve(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
      items_.push_back({GEOSPrepare_r(geos, areas[i]), static_cast<std::int32_t>(i)});
      GEOSSTRtree_insert_r(geos, tree_, areas[i], &items_.back());
    }
  }
  ~Index() {
    GEOSSTRtree_destroy_r(geos_, tree_);
    for (const Item& item : items_) GEOSPreparedGeom_destroy_r(geos_, item.area);
  }
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  /// The lowest index of an area that covers the point; -1 none. `any`: whichever is found first.
  std::int32_t find(Geometry point, bool any) const {
    Search search{geos_, point, any, -1};
    GEOSSTRtree_query_r(geos_, tree_, point, &Index::visit, &search);
    return search.found;
  }

 private:
  struct Item {
    const GEOSPreparedGeometry* area;
    std::int32_t index;
  };
  struct Search {
    GEOSContextHandle_t geos;
    Geometry point;
    bool any;
    std::int32_t found;
  };
  static void visit(void* item, void* search) {
    const Item& area = *static_cast<Item*>(item);
    Search& asked = *static_cast<Search*>(search);
    if (asked.found >= 0 && (asked.any || asked.found < area.index)) return;
    if (GEOSPreparedCovers_r(asked.geos, area.area, asked.point) == 1) asked.found = area.index;
  }

  GEOSContextHandle_t geos_;
  GEOSSTRtree* tree_;
  std::vector<Item> items_;
};

}  // namespace

struct GeosPeer::Impl {
  GEOSContextHandle_t geos = GEOS_init_r();
  std::vector<Geometry> homes, communes;
  std::vector<std::vector<Geometry>> layers;

  ~Impl() {
    for (auto* all : {&homes, &communes}) {
      for (Geometry g : *all) GEOSGeom_destroy_r(geos, g);
    }
    for (auto& layer : layers) {
      for (Geometry g : layer) GEOSGeom_destroy_r(geos, g);
    }
    GEOS_finish_r(geos);
  }
};

GeosPeer::GeosPeer(const Land& land) : impl_(std::make_unique<Impl>()) {
  for (const geo::GridPoint p : land.homes) {
    impl_->homes.push_back(GEOSGeom_createPointFromXY_r(impl_->geos, p.x, p.y));
  }
  for (const auto& commune : land.communes) impl_->communes.push_back(geometry_of(impl_->geos, commune));
  for (const Layer& layer : land.layers) {
    auto& made = impl_->layers.emplace_back();
    for (const auto& claim : layer.claims) made.push_back(geometry_of(impl_->geos, claim));
  }
}

GeosPeer::~GeosPeer() = default;

GeosPeer::Answers GeosPeer::join() const {
  Answers answers;
  answers.commune.reserve(impl_->homes.size());
  {
    const Index communes(impl_->geos, impl_->communes);
    for (Geometry home : impl_->homes) answers.commune.push_back(communes.find(home, false));
  }
  for (const auto& layer : impl_->layers) {
    const Index claims(impl_->geos, layer);
    auto& lit = answers.layers.emplace_back();
    lit.reserve(impl_->homes.size());
    for (Geometry home : impl_->homes) lit.push_back(claims.find(home, true) >= 0);
  }
  return answers;
}

}  // namespace vungphu::bench
