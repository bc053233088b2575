#include "vungphu/engine/layers.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <functional>
#include <optional>
#include <tuple>
#include <utility>

#include "area_index.hpp"
#include "mask_counts.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

/// So many points or fewer are asked for one by one; for more it pays to walk all claims.
constexpr std::size_t kFewPoints = 20'000;
constexpr std::size_t kFewPerJob = 64;

/// What the claims and territories say of some points.
struct Joined {
  std::vector<std::int32_t> belongs;
  std::vector<std::uint64_t> masks;
  std::optional<PointIndex> index;  ///< of the points, where one was made
};

void add_layer(const Bitmap& covered, std::size_t layer, std::vector<std::uint64_t>& masks) {
  for (std::size_t i = 0; i < masks.size(); ++i) masks[i] |= std::uint64_t{get_bit(covered, i)} << layer;
}

}  // namespace

struct Layers::Impl {
  struct Layer {
    Claims claims;
    ClaimIndex index{Claims{}};
  };

  Impl(std::vector<const geo::MultiPolygon*> all_territories, unsigned thread_limit)
      : territories(std::move(all_territories)),
        territory_index(territories),
        threads(thread_count(thread_limit)) {}

  std::int32_t territory_of(geo::GridPoint p) const {
    const std::int32_t covering = territory_index.first(p);
    return covering >= 0 ? covering : territory_index.first_near(p);
  }
  Result<Joined> join(std::span<const LayerPoint> points, const Task& task) const;
  Result<Joined> join_few(std::span<const LayerPoint> points, const Task& task) const;
  void reserve(std::size_t more);
  void append(std::span<const LayerPoint> points, const Joined& joined);
  void apply(const Bitmap& covered, int layer);
  /// Calls use(id) for the points whose bit of the layer is not that of `covered`.
  template <class Use>
  void changing(const Bitmap& covered, int layer, const Use& use) const;
  std::size_t territory_slot(std::int32_t territory) const {
    return territory < 0 ? territories.size() : static_cast<std::size_t>(territory);
  }

  std::vector<const geo::MultiPolygon*> territories;
  AreaIndex territory_index;
  unsigned threads;
  std::array<Layer, kMost> layers;
  std::uint64_t claiming = 0;  ///< layers that claim anything
  // By id.
  std::vector<geo::GridPoint> places;
  std::vector<std::int64_t> weights;
  std::vector<Key> keys;
  std::vector<std::int32_t> belongs;
  std::vector<std::uint64_t> masks;
  Bitmap there;
  std::optional<PointIndex> sorted;  ///< of all places; none since one was added or moved
  MaskCounts counts;
};

Result<Joined> Layers::Impl::join(std::span<const LayerPoint> points, const Task& task) const {
  if (points.size() <= kFewPoints) return join_few(points, task);
  std::vector<geo::GridPoint> at(points.size());
  std::vector<Key> their_keys(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) at[i] = points[i].at, their_keys[i] = points[i].key;
  Joined joined;
  const PointIndex& index = joined.index.emplace(at, threads);
  VP_TRY(joined.belongs, engine::belonging(index, territories, threads, task));
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (joined.belongs[i] < 0) joined.belongs[i] = territory_index.first_near(at[i]);
  }
  joined.masks.assign(points.size(), 0);
  for (std::uint64_t left = claiming; left != 0; left &= left - 1) {
    const auto k = static_cast<std::size_t>(std::countr_zero(left));
    VP_TRY(const Bitmap covered, covered_by(index, at, their_keys, layers[k].claims, threads, task));
    add_layer(covered, k, joined.masks);
  }
  return joined;
}

Result<Joined> Layers::Impl::join_few(std::span<const LayerPoint> points, const Task& task) const {
  Joined joined{std::vector<std::int32_t>(points.size()), std::vector<std::uint64_t>(points.size()), {}};
  Progress progress(task, "join", points.size());
  const auto ask = [&](std::size_t job) -> Status {
    const std::size_t begin = job * kFewPerJob, end = std::min(points.size(), begin + kFewPerJob);
    VP_CHECK(progress.add(end - begin));
    for (std::size_t i = begin; i < end; ++i) {
      joined.belongs[i] = territory_of(points[i].at);
      for (std::uint64_t left = claiming; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        joined.masks[i] |= std::uint64_t{layers[k].index.covers(points[i].at, points[i].key)} << k;
      }
    }
    return {};
  };
  VP_CHECK(run_jobs((points.size() + kFewPerJob - 1) / kFewPerJob, threads, ask));
  return joined;
}

/// Room for more points: at least half as many again, so that points that come one by one are not all moved
/// each time.
void Layers::Impl::reserve(std::size_t more) {
  const auto make_room = [](auto& values, std::size_t size) {
    if (values.capacity() < size) values.reserve(std::max(size, values.size() + values.size() / 2));
  };
  const std::size_t points = places.size() + more;
  make_room(places, points), make_room(weights, points), make_room(keys, points);
  make_room(belongs, points), make_room(masks, points), make_room(there, (points + 63) / 64);
}

// In append, apply and move: all that may throw comes first, and only then the picture is changed.

void Layers::Impl::append(std::span<const LayerPoint> points, const Joined& joined) {
  MaskCounts changes;
  for (std::size_t i = 0; i < points.size(); ++i)
    changes.add(joined.belongs[i], joined.masks[i], 1, points[i].weight);
  counts.reserve(changes);
  reserve(points.size());

  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t id = places.size();
    places.push_back(points[i].at), weights.push_back(points[i].weight), keys.push_back(points[i].key);
    belongs.push_back(joined.belongs[i]), masks.push_back(joined.masks[i]);
    if (id % 64 == 0) there.push_back(0);
    set_bit(there, id);
  }
  counts.add(changes);
}

template <class Use>
void Layers::Impl::changing(const Bitmap& covered, int layer, const Use& use) const {
  for (std::size_t w = 0; w < there.size(); ++w) {
    const std::size_t end = std::min(masks.size(), (w + 1) * 64);
    std::uint64_t before = 0;
    for (std::size_t id = w * 64; id < end; ++id) before |= (masks[id] >> layer & 1) << (id & 63);
    for (std::uint64_t changed = before ^ (covered[w] & there[w]); changed != 0; changed &= changed - 1) {
      use(w * 64 + static_cast<std::size_t>(std::countr_zero(changed)));
    }
  }
}

/// Sets the layer's bit of all points, and counts those anew of which it changed.
void Layers::Impl::apply(const Bitmap& covered, int layer) {
  const std::uint64_t bit = std::uint64_t{1} << layer;
  MaskCounts changes;
  changing(covered, layer, [&](std::size_t id) {
    changes.add(belongs[id], masks[id], -1, -weights[id]);
    changes.add(belongs[id], masks[id] ^ bit, 1, weights[id]);
  });
  counts.reserve(changes);

  changing(covered, layer, [&](std::size_t id) { masks[id] ^= bit; });
  counts.add(changes);
}

Layers::Layers(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Layers::~Layers() = default;
Layers::Layers(Layers&&) noexcept = default;
Layers& Layers::operator=(Layers&&) noexcept = default;

Result<Layers> Layers::make(std::span<const LayerPoint> points,
                            std::vector<const geo::MultiPolygon*> territories, unsigned threads,
                            const Task& task) {
  Layers made(std::make_unique<Impl>(std::move(territories), threads));
  made.impl_->reserve(points.size());
  VP_CHECK(made.add(points, task));
  return made;
}

Status Layers::set_layer(int layer, Claims claims, const Task& task) {
  assert(layer >= 0 && layer < kMost);
  Impl& own = *impl_;
  if (!own.sorted) own.sorted.emplace(own.places, own.threads);
  VP_TRY(const Bitmap covered, covered_by(*own.sorted, own.places, own.keys, claims, own.threads, task));
  ClaimIndex index(claims);
  VP_CHECK(task.check());
  own.apply(covered, layer);
  const std::uint64_t bit = std::uint64_t{1} << layer;
  own.claiming = claims.empty() ? own.claiming & ~bit : own.claiming | bit;
  own.layers[static_cast<std::size_t>(layer)] = {std::move(claims), std::move(index)};
  return {};
}

Result<std::uint32_t> Layers::add(std::span<const LayerPoint> points, const Task& task) {
  VP_TRY(Joined joined, impl_->join(points, task));
  const auto first = static_cast<std::uint32_t>(impl_->places.size());
  impl_->append(points, joined);
  if (first == 0)
    impl_->sorted = std::move(joined.index);
  else if (!points.empty())
    impl_->sorted.reset();
  return first;
}

Status Layers::move(std::span<const std::uint32_t> ids, std::span<const LayerPoint> to, const Task& task) {
  assert(ids.size() == to.size());
  Impl& own = *impl_;
  VP_TRY(const Joined joined, own.join(to, task));
  // Which of `to` each id gets: its last.
  std::vector<std::pair<std::uint32_t, std::size_t>> moved;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (holds(ids[i])) moved.emplace_back(ids[i], i);
  }
  std::ranges::sort(moved, std::greater{});
  const auto earlier = std::ranges::unique(moved, {}, [](const auto& pair) { return pair.first; });
  moved.erase(earlier.begin(), earlier.end());
  MaskCounts changes;
  for (const auto& [id, i] : moved) {
    changes.add(own.belongs[id], own.masks[id], -1, -own.weights[id]);
    changes.add(joined.belongs[i], joined.masks[i], 1, to[i].weight);
  }
  own.counts.reserve(changes);

  for (const auto& [id, i] : moved) {
    own.places[id] = to[i].at, own.weights[id] = to[i].weight, own.keys[id] = to[i].key;
    own.belongs[id] = joined.belongs[i], own.masks[id] = joined.masks[i];
  }
  own.counts.add(changes);
  if (!moved.empty()) own.sorted.reset();
  return {};
}

void Layers::remove(std::span<const std::uint32_t> ids) noexcept {
  for (const std::uint32_t id : ids) {
    if (!holds(id)) continue;
    // Counted, so its slot is there and no room has to be made.
    impl_->counts.add(impl_->belongs[id], impl_->masks[id], -1, -impl_->weights[id]);
    impl_->there[id / 64] &= ~(std::uint64_t{1} << (id % 64));
    impl_->belongs[id] = -1, impl_->masks[id] = 0;
  }
}

std::span<const std::uint64_t> Layers::masks() const { return impl_->masks; }
std::span<const std::int32_t> Layers::belonging() const { return impl_->belongs; }
bool Layers::holds(std::uint32_t id) const { return id < impl_->places.size() && get_bit(impl_->there, id); }

std::vector<MaskCount> Layers::counts() const {
  std::vector<MaskCount> all;
  impl_->counts.for_each([&](const MaskCount& count) { all.push_back(count); });
  std::ranges::sort(all, {}, [](const MaskCount& c) { return std::tuple(c.territory, c.mask); });
  return all;
}

std::vector<CoveredCount> Layers::covered_by_any(std::uint64_t layers) const {
  std::vector<CoveredCount> result(impl_->territories.size() + 1);
  impl_->counts.for_each([&](const MaskCount& count) {
    CoveredCount& of = result[impl_->territory_slot(count.territory)];
    of.all.points += count.points, of.all.weight += count.weight;
    if ((count.mask & layers) == 0) return;
    of.covered.points += count.points, of.covered.weight += count.weight;
  });
  return result;
}

std::vector<std::vector<Count>> Layers::by_operators(std::span<const std::uint64_t> operators) const {
  std::vector<std::vector<Count>> result(impl_->territories.size() + 1,
                                         std::vector<Count>(operators.size() + 1));
  impl_->counts.for_each([&](const MaskCount& count) {
    const auto covering = std::ranges::count_if(operators, [&](auto own) { return (own & count.mask) != 0; });
    Count& of = result[impl_->territory_slot(count.territory)][static_cast<std::size_t>(covering)];
    of.points += count.points, of.weight += count.weight;
  });
  return result;
}

PointCovering Layers::at(geo::GridPoint p, Key key) const {
  PointCovering covering{impl_->territory_of(p), {}};
  for (std::uint64_t left = impl_->claiming; left != 0; left &= left - 1) {
    const auto k = static_cast<std::size_t>(std::countr_zero(left));
    Covering claims = impl_->layers[k].index.at(p, key);
    if (!claims.empty()) covering.layers.push_back({static_cast<int>(k), std::move(claims)});
  }
  return covering;
}

}  // namespace vungphu::engine
