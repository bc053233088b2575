// The join of homes with communes and claims, against GEOS and against one pass of reading the same memory,
// in the same run: each round runs every one of them once, one after the other. Prints JSON. See
// docs/performance.md.
//
//   engine_bench [--homes N] [--tiles N] [--on-vertices N] [--rounds N] [--threads N] [--without-geos]
#include "vungphu/engine/engine.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>

#include <fmt/format.h>
#include <malloc.h>
#include <nlohmann/json.hpp>

#include "geos_peer.hpp"
#include "measure.hpp"

namespace vungphu::bench {
namespace {

using nlohmann::ordered_json;

struct Options {
  Shape shape;
  int rounds = 5;
  unsigned threads = 2;
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
    if (word == "--homes" && value > 0) {
      made.shape.homes = value;
    } else if (word == "--tiles" && value > 0) {
      made.shape.tiles = static_cast<int>(value);
    } else if (word == "--on-vertices") {
      made.shape.on_vertices = value;
    } else if (word == "--rounds" && value > 0) {
      made.rounds = static_cast<int>(value);
    } else if (word == "--threads" && value > 0) {
      made.threads = static_cast<unsigned>(value);
    } else {
      std::cerr << "unknown: " << word << '\n';
      std::exit(2);
    }
  }
  return made;
}

/// "VmHWM" or "VmRSS", in MB.
double memory_mb(std::string_view what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(what)) return std::atof(line.c_str() + what.size() + 1) / 1000;
  }
  return 0;
}

struct Ours {
  std::vector<std::int32_t> commune;
  std::vector<engine::Bitmap> layers;
};

Ours join(const Land& land, unsigned threads) {
  const engine::PointIndex index(land.homes, threads);
  const auto pointers = [](const std::vector<geo::MultiPolygon>& areas) {
    std::vector<const geo::MultiPolygon*> all;
    for (const auto& area : areas) all.push_back(&area);
    return all;
  };
  Ours ours;
  ours.commune = engine::belonging(index, pointers(land.communes), threads).value();
  for (const Layer& layer : land.layers) {
    ours.layers.push_back(engine::covered_by_areas(index, pointers(layer.claims), threads).value());
  }
  return ours;
}

/// What no join can be faster than: every home and every vertex read once.
std::uint64_t read_all(const Land& land) {
  std::uint64_t sum = 0;
  const auto read = [&](const geo::Path& path) {
    for (const geo::GridPoint p : path)
      sum += static_cast<std::uint32_t>(p.x) ^ static_cast<std::uint32_t>(p.y);
  };
  const auto read_areas = [&](const std::vector<geo::MultiPolygon>& areas) {
    for (const auto& area : areas) {
      for (const auto& polygon : area.polygons) std::ranges::for_each(polygon.rings, read);
    }
  };
  read(land.homes);
  read_areas(land.communes);
  for (const Layer& layer : land.layers) read_areas(layer.claims);
  return sum;
}

std::int64_t differing(const Ours& ours, const GeosPeer::Answers& theirs) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < ours.commune.size(); ++i) {
    count += ours.commune[i] != theirs.commune[i];
    for (std::size_t layer = 0; layer < ours.layers.size(); ++layer) {
      count += engine::get_bit(ours.layers[layer], i) != (theirs.layers[layer][i] != 0);
    }
  }
  return count;
}

int run(const Options& options) {
  const Land land = make_land(options.shape);
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak so far was that of making the land
  const double land_mb = memory_mb("VmRSS");
  join(land, options.threads);
  const double peak_mb = memory_mb("VmHWM");
  const std::unique_ptr<GeosPeer> geos = options.geos ? std::make_unique<GeosPeer>(land) : nullptr;

  std::map<std::string, std::vector<double>> times;
  std::int64_t differ = 0;
  bool same_for_threads = true;
  std::uint64_t kept = 0;  // so that nothing is left out
  double most_load = load();
  for (int round = 0; round < options.rounds; ++round) {
    Ours one, many;
    times["memory"].push_back(seconds([&] { kept += read_all(land); }));
    times["one_thread"].push_back(seconds([&] { one = join(land, 1); }));
    times["threads"].push_back(seconds([&] { many = join(land, options.threads); }));
    same_for_threads = same_for_threads && one.commune == many.commune && one.layers == many.layers;
    if (geos) {
      GeosPeer::Answers theirs;
      times["geos"].push_back(seconds([&] { theirs = geos->join(); }));
      differ = std::max(differ, differing(one, theirs));
    }
    most_load = std::max(most_load, load());
  }

  const double memory = median(times["memory"]), one = median(times["one_thread"]),
               many = median(times["threads"]);
  ordered_json result = {{"subject", "engine"},
                         {"homes", land.homes.size()},
                         {"communes", land.communes.size()},
                         {"vertices", vertices_of(land)},
                         {"on_vertices_and_midpoints", 2 * options.shape.on_vertices},
                         {"rounds", options.rounds},
                         {"threads", options.threads},
                         {"processor", processor()},
                         {"processors", std::thread::hardware_concurrency()},
                         {"highest_load", most_load},
                         {"memory_pass_s", memory},
                         {"one_thread_s", one},
                         {"threads_s", many},
                         {"threads_against_one", one / many},
                         {"memory_passes", one / memory},
                         {"land_mb", land_mb},
                         {"peak_mb", peak_mb},
                         {"same_for_threads", same_for_threads}};
  if (geos) {
    const double peer = median(times["geos"]);
    result["geos_s"] = peer;
    result["geos_against_one_thread"] = peer / one;
    result["geos_against_threads"] = peer / many;
    result["differing_answers"] = differ;
  }
  std::cout << result.dump(1) << '\n';
  return kept == 1 || differ != 0 || !same_for_threads ? 1 : 0;
}

}  // namespace
}  // namespace vungphu::bench

int main(int argc, char** argv) { return vungphu::bench::run(vungphu::bench::options_of(argc, argv)); }
