// The resident picture: points, the territories they belong to, and up to 64 layers of claims, kept up to
// date.
//
// Typical use:
//   VP_TRY(auto picture, Layers::make(points, territories, threads, task));
//   VP_CHECK(picture.set_layer(3, claims, task));      // joins layer 3 alone, counts what changed alone
//   VP_TRY(const auto first, picture.add(new_places, task));    // joins those alone
//   const auto by_commune = picture.covered_by_any(fiber_layers);
//
// After any sequence of changes counts are the same bytes as of a picture made anew of the points that are
// left, and so are the mask and the belonging of each of them; only its id may be another. Ids are not used
// again: where all points come anew, make a picture anew. At most 2^31 - 1 ids.
//
// A change that is cancelled or fails, out of memory too, leaves the picture as it was. The only Error is
// "base.cancelled"; std::bad_alloc, and what a Task's report or a raster's locate throws, goes on to the
// caller. Functions that are const may be called from several threads at once, the others by one thread while
// no other is in. Territories, and what claims point to, must stay as they are while they are in the picture.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "vungphu/engine/claims.hpp"

namespace vungphu::engine {

struct LayerPoint {
  geo::GridPoint at;
  std::int64_t weight = 1;
  Key key = kNoKey;
};

/// How many points there are of one territory and mask; points of the mask 0 are counted too.
struct MaskCount {
  std::int32_t territory;  ///< -1: outside
  std::uint64_t mask;      ///< bit k: layer k covers them
  std::int64_t points, weight;
  friend bool operator==(const MaskCount&, const MaskCount&) = default;
};

/// Points and their weight.
struct Count {
  std::int64_t points = 0, weight = 0;
  friend bool operator==(const Count&, const Count&) = default;
};
struct CoveredCount {
  Count covered, all;
  friend bool operator==(const CoveredCount&, const CoveredCount&) = default;
};

struct LayerCovering {
  int layer;
  Covering claims;
};
struct PointCovering {
  std::int32_t territory;             ///< -1: outside
  std::vector<LayerCovering> layers;  ///< those that cover the point, ascending
};

class Layers {
 public:
  static constexpr int kMost = 64;

  /// `territories` in the order of their codes. Points get the ids 0, 1, 2 …; no layer claims anything yet.
  /// Error "base.cancelled".
  static Result<Layers> make(std::span<const LayerPoint> points,
                             std::vector<const geo::MultiPolygon*> territories, unsigned threads = 0,
                             const Task& task = {});
  ~Layers();
  Layers(Layers&&) noexcept;
  Layers& operator=(Layers&&) noexcept;

  /// Replaces all that `layer` (below kMost) claims; no claims empty it. O(vertices + points); what is
  /// counted anew are the points that changed. Error "base.cancelled".
  Status set_layer(int layer, Claims claims, const Task& task = {});

  /// Returns the id of the first; the others follow. A few microseconds a point and layer. The next set_layer
  /// sorts all points anew, a twentieth of a full join. Error "base.cancelled".
  Result<std::uint32_t> add(std::span<const LayerPoint> points, const Task& task = {});
  /// Gives ids[i] the place, weight and key of to[i]. An id of no point is passed over, of one given twice
  /// the last holds. Error "base.cancelled".
  Status move(std::span<const std::uint32_t> ids, std::span<const LayerPoint> to, const Task& task = {});
  /// Their ids are not given again. An id of no point is passed over. Cannot fail.
  void remove(std::span<const std::uint32_t> ids) noexcept;

  /// By id. A removed point has mask 0, belongs to -1, and is in no count.
  std::span<const std::uint64_t> masks() const;
  std::span<const std::int32_t> belonging() const;
  bool holds(std::uint32_t id) const;

  /// By territory, then mask; none of 0 points.
  std::vector<MaskCount> counts() const;
  /// For each territory, and last for outside: points that any of `layers` (a mask) covers, once each.
  std::vector<CoveredCount> covered_by_any(std::uint64_t layers) const;
  /// The same, by how many of `operators` (each the mask of its layers) cover them: [territory][0 … all].
  std::vector<std::vector<Count>> by_operators(std::span<const std::uint64_t> operators) const;

  /// What covers a place, be there a point or not. Some microseconds.
  PointCovering at(geo::GridPoint p, Key key = kNoKey) const;

 private:
  struct Impl;
  explicit Layers(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vungphu::engine
