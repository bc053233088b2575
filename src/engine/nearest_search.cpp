// A tree of edges, searched within a distance that is known to be enough.
//
// Points are taken in spatial order, and the edge that was nearest to the one before gives the distance to
// start with: what can be farther is passed over, what is nearer shortens it. Bounds decide which few edges
// PROJ is asked about.
#include "nearest_search.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "box_tree.hpp"
#include "local_scale.hpp"
#include "spatial_order.hpp"
#include "workers.hpp"

namespace vungphu::engine {
namespace {

constexpr std::size_t kPointsPerJob = 1024;

/// Along the curve, and of edges that are the same (a house of 5,000 homes is one point) only that of the
/// lowest claim: the others are as far from everywhere.
void sort_without_repeats(std::vector<Stretch>& stretches) {
  const auto edge = [](const Stretch& s) { return std::tuple(s.a.x, s.a.y, s.b.x, s.b.y, s.reach_mm); };
  sort_along_curve(stretches, [&](const Stretch& one, const Stretch& other) {
    return std::pair(edge(one), one.claim) < std::pair(edge(other), other.claim);
  });
  const auto repeats = std::ranges::unique(stretches, {}, edge);
  stretches.erase(repeats.begin(), repeats.end());
}

/// All claims' edges, for any number of searches at once.
struct Edges {
  explicit Edges(std::vector<Stretch> all) : stretches(std::move(all)), tree(boxes_of(stretches)) {
    for (const Stretch& stretch : stretches) longest_reach = std::max(longest_reach, stretch.reach_m());
  }
  std::vector<Stretch> stretches;
  BoxTree tree;
  double longest_reach = 0;
};

/// The search for one point after another; one thread each.
class Search {
 public:
  explicit Search(const Edges& edges) : edges_(edges) {}

  /// `inside` is the first area that covers p, or negative.
  Best find(geo::GridPoint p, std::int32_t inside) {
    best_ = inside < 0 ? Best{} : Best{0, inside};
    candidates_.clear();
    if (edges_.stretches.empty()) return best_;
    const Stretch& seed = stretch(seed_);
    enough_ = inside < 0 ? beyond(seed, far_bounds(p, seed.a, seed.b).high) : 0;
    const double radius = enough_ + edges_.longest_reach + 2 * kUnsureMetres;
    const std::optional<LocalScale> scale = LocalScale::around(p.y, p.y, radius);
    if (scale && scale->holds(p.x, p.x)) {
      enough_ = std::min(enough_, beyond(seed, scale->to_edge(p, seed.a, seed.b).high));
      edges_.tree.descend([&](const geo::Box& box) { return may_matter(scale->low_to_box(p, box)); },
                          [&](std::size_t i) { look(i, scale->to_edge(p, stretch(i).a, stretch(i).b)); });
    } else {
      edges_.tree.descend([&](const geo::Box& box) { return may_matter(far_low_to_box(p, box)); },
                          [&](std::size_t i) { look(i, far_bounds(p, stretch(i).a, stretch(i).b)); });
    }
    decide(p);
    return best_;
  }

 private:
  struct Candidate {
    double low;  ///< metres beyond its reach, at least
    std::size_t index;
  };

  const Stretch& stretch(std::size_t i) const { return edges_.stretches[i]; }
  static double beyond(const Stretch& stretch, double metres) {
    return std::max(0.0, metres - stretch.reach_m());
  }
  bool may_matter(double low) const { return low <= enough_ + 2 * kUnsureMetres; }

  void look(std::size_t index, Bounds distance) {
    const Stretch& one = stretch(index);
    if (distance.high <= one.reach_m() - kUnsureMetres) {  // certainly within reach
      best_ = std::min(best_, Best{0, one.claim});
      enough_ = 0, seed_ = index;
      return;
    }
    const double low = distance.low - one.reach_m();
    if (!may_matter(low)) return;
    enough_ = std::min(enough_, beyond(one, distance.high));
    candidates_.push_back({low, index});
  }

  /// The geodesic, for those that the bounds leave, likeliest first.
  void decide(geo::GridPoint p) {
    std::erase_if(candidates_, [&](const Candidate& c) { return !may_matter(c.low); });
    std::sort(candidates_.begin(), candidates_.end(), [&](const Candidate& a, const Candidate& b) {
      return std::pair(a.low, stretch(a.index).claim) < std::pair(b.low, stretch(b.index).claim);
    });
    for (const Candidate& candidate : candidates_) {
      const Stretch& one = stretch(candidate.index);
      if (candidate.low * 1000 > static_cast<double>(best_.millimetres) + 2) break;
      if (best_.millimetres == 0 && one.claim >= best_.claim) continue;
      const Best found{millimetres_beyond(one, p), one.claim};
      if (found < best_) best_ = found, seed_ = candidate.index;
    }
  }

  const Edges& edges_;
  std::size_t seed_ = 0;  ///< the edge found nearest last
  Best best_;
  double enough_ = 0;  ///< no edge farther beyond its reach than this is nearest
  std::vector<Candidate> candidates_;
};

}  // namespace

Result<std::vector<Best>> search_nearest(const Cells& cells, std::vector<Stretch> stretches,
                                         std::span<const std::int32_t> inside, unsigned threads,
                                         const Task& task) {
  const std::size_t points = cells.points();
  std::vector<std::int32_t> inside_sorted(points, -1);
  for (std::size_t i = 0; i < inside.size(); ++i) inside_sorted[cells.sorted(i)] = inside[i];
  sort_without_repeats(stretches);
  const Edges edges(std::move(stretches));
  std::vector<Best> sorted(points), result(points);
  Progress progress(task, "nearest", points);
  const auto search_some = [&](std::size_t job) -> Status {
    Search search(edges);
    const std::size_t begin = job * kPointsPerJob, end = std::min(begin + kPointsPerJob, points);
    for (std::size_t i = begin; i < end; ++i) {
      sorted[i] = search.find(cells.point(i), inside_sorted[i]);
      VP_CHECK(progress.add(1));
    }
    return {};
  };
  VP_CHECK(run_jobs((points + kPointsPerJob - 1) / kPointsPerJob, thread_count(threads), search_some));
  for (std::size_t i = 0; i < points; ++i) result[i] = sorted[cells.sorted(i)];
  return result;
}

}  // namespace vungphu::engine
