// Changes of the resident picture, against GEOS that answers everything anew: a layer replaced, places added,
// "what covers this point", and what a vertex more costs. Each round runs every one of them once, one after
// the other; printed are medians. All in one thread, in time of the processor, but `at` in time on the clock.
// What the first round's changes lead to is held against answers made anew; exits with 1 when any differ.
// Prints JSON. See docs/performance.md.
//
//   changes_bench [--homes N, at least 20000] [--rounds N] [--without-geos]
#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <thread>

#include <nlohmann/json.hpp>

#include "vungphu/engine/layers.hpp"
#include "vungphu/geo/measure.hpp"

#include "figures.hpp"
#include "geos_peer.hpp"

namespace vungphu::bench {
namespace {

using nlohmann::ordered_json;
using Times = std::map<std::string, std::vector<double>>;

constexpr unsigned kThreads = 1;
constexpr std::size_t kAdded = 1'000, kAsked = 20'000, kChecked = 16;

struct Options {
  Shape shape;
  int rounds = 5;
  bool geos = true;
};

Options options_of(int argc, char** argv) {
  Options made;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--without-geos") {
      made.geos = false;
      continue;
    }
    const long long value = i + 1 < argc ? std::atoll(argv[++i]) : 0;
    if (word == "--homes" && value >= static_cast<long long>(kAsked)) {
      made.shape.homes = value;
    } else if (word == "--rounds" && value > 0) {
      made.rounds = static_cast<int>(value);
    } else {
      std::cerr << "unknown, or its value too small: " << word << '\n';
      std::exit(2);
    }
  }
  return made;
}

engine::Claims claims_of(const Layer& layer) {
  engine::Claims claims;
  claims.areas = addresses(layer.claims);
  return claims;
}

std::vector<engine::LayerPoint> points_of(std::span<const geo::GridPoint> homes) {
  std::vector<engine::LayerPoint> points;
  for (const geo::GridPoint home : homes) points.push_back({home});
  return points;
}

/// Nothing here can fail: there is no Task.
void done(const Status& status) {
  if (!status) std::abort();
}

engine::Layers picture_of(const Land& land, std::span<const engine::LayerPoint> points, unsigned threads) {
  auto picture = engine::Layers::make(points, addresses(land.communes), threads).value();
  for (std::size_t k = 0; k < land.layers.size(); ++k) {
    done(picture.set_layer(static_cast<int>(k), claims_of(land.layers[k])));
  }
  return picture;
}

engine::Layers picture_of(const Land& land, unsigned threads) {
  return picture_of(land, points_of(land.homes), threads);
}

/// The same land with a vertex more in the middle of every edge that is long enough.
Land subdivided(const Land& land) {
  Land made = land;
  const auto subdivide = [](std::vector<geo::MultiPolygon>& areas) {
    for (auto& area : areas) {
      for (auto& polygon : area.polygons) {
        for (geo::Path& ring : polygon.rings) {
          geo::Path finer;
          for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
            const geo::GridPoint middle{static_cast<std::int32_t>((std::int64_t{a.x} + b.x) / 2),
                                        static_cast<std::int32_t>((std::int64_t{a.y} + b.y) / 2)};
            finer.push_back(a);
            if (middle != a && middle != b) finer.push_back(middle);
          }
          ring = std::move(finer);
        }
      }
    }
  };
  subdivide(made.communes);
  for (Layer& layer : made.layers) subdivide(layer.claims);
  return made;
}

/// Commune and layers of every home from the beginning, as engine_bench takes it.
std::uint64_t join(const Land& land, unsigned threads) {
  const engine::PointIndex index(land.homes, threads);
  std::uint64_t kept = engine::belonging(index, addresses(land.communes), threads).value().size();
  for (const Layer& layer : land.layers) {
    kept += engine::covered_by_areas(index, addresses(layer.claims), threads).value()[0];
  }
  return kept;
}

std::int64_t differing(const engine::Layers& picture, const GeosPeer::Answers& theirs) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < theirs.commune.size(); ++i) {
    std::uint64_t mask = 0;
    for (std::size_t k = 0; k < theirs.layers.size(); ++k) {
      mask |= std::uint64_t{theirs.layers[k][i] != 0} << k;
    }
    count += picture.masks()[i] != mask || picture.belonging()[i] != theirs.commune[i];
  }
  return count;
}

/// What is asked after every change: any fiber, and how many operators.
std::uint64_t figures(const engine::Layers& picture) {
  const std::vector<std::uint64_t> operators{0b11, 0b1100, 0b110000, 0b11000000};
  return static_cast<std::uint64_t>(picture.covered_by_any(0b01010101)[0].covered.weight +
                                    picture.by_operators(operators)[0][1].points);
}

class Bench {
 public:
  explicit Bench(const Options& options)
      : options_(options),
        land_(make_land(options.shape)),
        fine_(subdivided(land_)),
        picture_(picture_of(land_, kThreads)) {
    Shape other = options.shape;
    other.seed = 2;  // other claims on other places of the same province, as a next quarter's might be
    next_ = make_land(other);
    for (std::size_t i = 0; i < kAdded; ++i)
      ids_.push_back(static_cast<std::uint32_t>(land_.homes.size() + i));
    if (!options.geos) return;
    geos_ = std::make_unique<GeosPeer>(land_);
    geos_fine_ = std::make_unique<GeosPeer>(fine_);
  }

  ordered_json run() {
    for (int round = 0; round < options_.rounds; ++round) {
      replace("fiber", 0);
      replace("mobile", 1);
      add_places();
      ask();
      find_nearest();
      cost_of_vertices();
      most_load_ = std::max(most_load_, load());
    }
    return result();
  }
  bool agrees() const { return differ_ == 0 && wrong_ == 0 && kept_ != 1; }

 private:
  /// There and back, so that the next round finds what this one did.
  void replace(const std::string& name, std::size_t layer) {
    for (const Land* to : {&next_, &land_}) {
      times_["replace_" + name].push_back(thread_seconds([&] {
        done(picture_.set_layer(static_cast<int>(layer), claims_of(to->layers[layer])));
        kept_ += figures(picture_);
      }));
    }
  }

  void add_places() {
    const auto more = points_of(std::span(next_.homes).first(kAdded)),
               elsewhere = points_of(std::span(next_.homes).subspan(kAdded, kAdded));
    engine::Layers grown = picture_of(land_, kThreads);
    times_["add_1000"].push_back(thread_seconds([&] {
      kept_ += grown.add(more).value();
      kept_ += figures(grown);
    }));
    check_added(grown, more);
    times_["move_1000"].push_back(thread_seconds([&] {
      done(grown.move(ids_, elsewhere));
      kept_ += figures(grown);
    }));
    check_added(grown, elsewhere);
    times_["remove_1000"].push_back(thread_seconds([&] {
      grown.remove(ids_);
      kept_ += figures(grown);
    }));
    wrong_ += grown.counts() != picture_.counts();
  }

  /// Once: the picture is that of the land's homes and these made anew.
  void check_added(const engine::Layers& grown, const std::vector<engine::LayerPoint>& added) {
    if (!times_["remove_1000"].empty()) return;
    auto points = points_of(land_.homes);
    points.insert(points.end(), added.begin(), added.end());
    const engine::Layers anew = picture_of(land_, points, kThreads);
    wrong_ += grown.counts() != anew.counts() || !std::ranges::equal(grown.masks(), anew.masks()) ||
              !std::ranges::equal(grown.belonging(), anew.belonging());
  }

  void ask() {
    for (std::size_t i = 0; i < kAsked; ++i) {
      const geo::GridPoint p = next_.homes[i];
      engine::PointCovering covering;
      times_["at"].push_back(seconds([&] { covering = picture_.at(p); }));
      ++asked_;
      for (const auto& layer : covering.layers) found_ += static_cast<double>(layer.claims.areas.size());
    }
    times_["index_fiber"].push_back(
        seconds([&] { kept_ += engine::ClaimIndex(claims_of(land_.layers[0])).covers(land_.homes[0]); }));
    times_["index_mobile"].push_back(
        seconds([&] { kept_ += engine::ClaimIndex(claims_of(land_.layers[1])).covers(land_.homes[0]); }));
  }

  /// Of every home that no 5G layer covers the nearest that one does.
  void find_nearest() {
    engine::Bitmap covered = engine::make_bitmap(land_.homes.size());
    for (std::size_t i = 0; i < land_.homes.size(); ++i) {
      if ((picture_.masks()[i] & 0b10101010) != 0) engine::set_bit(covered, i);
    }
    std::vector<engine::NearestPoint> found;
    times_["nearest_covered"].push_back(
        thread_seconds([&] { found = engine::nearest_covered(land_.homes, covered, kThreads).value(); }));
    uncovered_ = land_.homes.size();
    for (const std::uint64_t word : covered) uncovered_ -= static_cast<std::size_t>(std::popcount(word));
    if (times_["nearest_covered"].size() == 1) check_nearest(covered, found);
  }

  /// Of some uncovered homes, by the distance to every covered one.
  void check_nearest(const engine::Bitmap& covered, const std::vector<engine::NearestPoint>& found) {
    const std::size_t every = std::max<std::size_t>(1, uncovered_ / kChecked);
    for (std::size_t i = 0, seen = 0; i < land_.homes.size(); ++i) {
      if (engine::get_bit(covered, i) || seen++ % every != 0) continue;
      engine::NearestPoint best;
      for (std::size_t k = 0; k < land_.homes.size(); ++k) {
        if (!engine::get_bit(covered, k)) continue;
        const std::int64_t millimetres = geo::to_millimetres(geo::distance_m(land_.homes[i], land_.homes[k]));
        if (best.point < 0 || millimetres < best.millimetres)
          best = {static_cast<std::int32_t>(k), millimetres};
      }
      wrong_ += found[i].point != best.point || found[i].millimetres != best.millimetres;
    }
  }

  void cost_of_vertices() {
    for (int i = 0; i < 3; ++i) {  // a small difference of what is short: the least of many
      times_["join"].push_back(thread_seconds([&] { kept_ += join(land_, kThreads); }));
      times_["join_fine"].push_back(thread_seconds([&] { kept_ += join(fine_, kThreads); }));
    }
    if (!geos_) return;
    GeosPeer::Answers theirs;
    times_["geos"].push_back(thread_seconds([&] { theirs = geos_->join(); }));
    differ_ = std::max(differ_, differing(picture_, theirs));
    times_["geos_fine"].push_back(thread_seconds([&] { kept_ += geos_fine_->join().commune.size(); }));
  }

  double at(const std::string& name) const { return median(times_.at(name)); }
  /// Between the least times, which what else runs disturbs least.
  double difference(const std::string& less, const std::string& more) const {
    return std::ranges::min(times_.at(more)) - std::ranges::min(times_.at(less));
  }

  ordered_json result() const {
    const auto vertices = vertices_of(land_), fine = vertices_of(fine_);
    const double more = static_cast<double>(fine - vertices);
    const double per_vertex = difference("join", "join_fine") / more * 1e9;
    ordered_json made = {
        {"subject", "changes"},
        {"homes", land_.homes.size()},
        {"vertices", vertices},
        {"rounds", options_.rounds},
        {"threads", kThreads},
        {"processor", processor()},
        {"processors", std::thread::hardware_concurrency()},
        {"highest_load", most_load_},
        {"replace_fiber_s", at("replace_fiber")},
        {"replace_mobile_s", at("replace_mobile")},
        {"index_fiber_s", at("index_fiber")},
        {"index_mobile_s", at("index_mobile")},
        {"add_1000_s", at("add_1000")},
        {"move_1000_s", at("move_1000")},
        {"remove_1000_s", at("remove_1000")},
        {"at_p50_us", quantile(times_.at("at"), 0.5) * 1e6},
        {"at_p99_us", quantile(times_.at("at"), 0.99) * 1e6},
        {"claims_at_a_place", found_ / asked_},
        {"uncovered", uncovered_},
        {"nearest_covered_us_each", at("nearest_covered") / static_cast<double>(uncovered_) * 1e6},
        {"join_s", at("join")},
        {"vertices_fine", fine},
        {"join_fine_s", at("join_fine")},
        {"ns_per_added_vertex", per_vertex},
        {"wrong_after_changes", wrong_}};
    if (!geos_) return made;
    const double theirs = difference("geos", "geos_fine") / more * 1e9;
    made["geos_s"] = at("geos");
    made["geos_fine_s"] = at("geos_fine");
    made["geos_ns_per_added_vertex"] = theirs;
    made["geos_against_replace_fiber"] = at("geos") / at("replace_fiber");
    made["geos_against_replace_mobile"] = at("geos") / at("replace_mobile");
    made["geos_against_added_vertex"] = theirs / per_vertex;
    made["differing_answers"] = differ_;
    return made;
  }

  Options options_;
  Land land_, fine_, next_;
  engine::Layers picture_;
  std::unique_ptr<GeosPeer> geos_, geos_fine_;
  std::vector<std::uint32_t> ids_;
  Times times_;
  std::int64_t differ_ = 0, wrong_ = 0;
  std::uint64_t kept_ = 0;  // so that nothing is left out
  std::size_t uncovered_ = 0;
  double asked_ = 0, found_ = 0;
  double most_load_ = load();
};

}  // namespace
}  // namespace vungphu::bench

int main(int argc, char** argv) {
  vungphu::bench::Bench bench(vungphu::bench::options_of(argc, argv));
  std::cout << bench.run().dump(1) << '\n';
  return bench.agrees() ? 0 : 1;
}
