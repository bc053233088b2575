// The join of homes with communes and claims, against GEOS and against one pass of reading the same memory,
// in the same run: each round runs every one of them once, one after the other. Prints JSON. See
// docs/performance.md.
//
//   engine_bench [--homes N] [--tiles N] [--on-vertices N] [--rounds N] [--threads N] [--without-geos]
//                [--write DIR] [--turns]
//
// --write: the land and the answers as files, for peers that are other programs. --turns: a round for every
// line of standard input, answered by a line, so that such a peer can take its turn between two rounds.
#include "vungphu/engine/engine.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include <malloc.h>
#include <nlohmann/json.hpp>

#include "figures.hpp"
#include "geos_peer.hpp"
#include "land_files.hpp"

namespace vungphu::bench {
namespace {

using nlohmann::ordered_json;

struct Options {
  Shape shape;
  int rounds = 5;
  unsigned threads = 2;
  bool geos = true;
  bool turns = false;
  std::filesystem::path folder;
};

Options options_of(int argc, char** argv) {
  Options made;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--without-geos") {
      made.geos = false;
      continue;
    }
    if (word == "--turns") {
      made.turns = true;
      continue;
    }
    if (word == "--write" && i + 1 < argc) {
      made.folder = argv[++i];
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

struct Ours {
  std::vector<std::int32_t> commune;
  std::vector<engine::Bitmap> layers;
};

Ours join(const Land& land, unsigned threads) {
  const engine::PointIndex index(land.homes, threads);
  Ours ours;
  ours.commune = engine::belonging(index, addresses(land.communes), threads).value();
  for (const Layer& layer : land.layers) {
    ours.layers.push_back(engine::covered_by_areas(index, addresses(layer.claims), threads).value());
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

struct Rounds {
  std::map<std::string, std::vector<double>> times;
  int count = 0;
  std::int64_t differ = 0;
  bool same_for_threads = true;
  double highest_load = load();
  std::uint64_t kept = 0;  // so that nothing is left out
};

/// Everything once, one after the other.
void one_round(const Land& land, unsigned threads, const GeosPeer* geos, Rounds& rounds) {
  Ours one, many;
  rounds.times["memory"].push_back(seconds([&] { rounds.kept += read_all(land); }));
  const double before = processor_seconds();
  rounds.times["one_thread"].push_back(seconds([&] { one = join(land, 1); }));
  rounds.times["one_thread_cpu"].push_back(processor_seconds() - before);
  rounds.times["threads"].push_back(seconds([&] { many = join(land, threads); }));
  rounds.same_for_threads =
      rounds.same_for_threads && one.commune == many.commune && one.layers == many.layers;
  if (geos != nullptr) {
    GeosPeer::Answers theirs;
    rounds.times["geos"].push_back(seconds([&] { theirs = geos->join(); }));
    rounds.differ = std::max(rounds.differ, differing(one, theirs));
  }
  rounds.highest_load = std::max(rounds.highest_load, load());
  ++rounds.count;
}

void add_times(const Rounds& rounds, ordered_json& result) {
  const auto time = [&](const char* what) { return median(rounds.times.at(what)); };
  const double one = time("one_thread"), many = time("threads");
  result["memory_pass_s"] = time("memory");
  result["one_thread_s"] = one;
  result["one_thread_cpu_s"] = time("one_thread_cpu");
  result["threads_s"] = many;
  result["threads_against_one"] = one / many;
  result["memory_passes"] = one / time("memory");
  result["same_for_threads"] = rounds.same_for_threads;
  if (!rounds.times.contains("geos")) return;
  result["geos_s"] = time("geos");
  result["geos_against_one_thread"] = time("geos") / one;
  result["geos_against_threads"] = time("geos") / many;
  result["differing_answers"] = rounds.differ;
}

/// Whether to run another: so many as asked, or as long as whoever gives turns gives one.
bool next_round(const Options& options, int done) {
  if (!options.turns) return done < options.rounds;
  std::cout << (done == 0 ? "ready" : "round") << std::endl;
  std::string line;
  return static_cast<bool>(std::getline(std::cin, line));
}

int run(const Options& options) {
  const Land land = make_land(options.shape);
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak so far was that of making the land
  const double land_mb = memory_mb("VmRSS");
  const Ours first = join(land, options.threads);
  const double peak_mb = memory_mb("VmHWM");
  if (!options.folder.empty()) {
    write_land(land, options.folder);
    write_answers(first.commune, first.layers, options.folder / "answers.csv");
  }
  const std::unique_ptr<GeosPeer> geos = options.geos ? std::make_unique<GeosPeer>(land) : nullptr;

  Rounds rounds;
  while (next_round(options, rounds.count)) one_round(land, options.threads, geos.get(), rounds);
  if (rounds.count == 0) return 0;

  ordered_json result = {{"subject", "engine"},
                         {"homes", land.homes.size()},
                         {"communes", land.communes.size()},
                         {"vertices", vertices_of(land)},
                         {"on_vertices_and_midpoints", 2 * options.shape.on_vertices},
                         {"rounds", rounds.count},
                         {"threads", options.threads},
                         {"land_mb", land_mb},
                         {"peak_mb", peak_mb}};
  add_times(rounds, result);
  add_machine(result, rounds.highest_load);
  std::cout << result.dump(1) << '\n';
  return rounds.kept == 1 || rounds.differ != 0 || !rounds.same_for_threads ? 1 : 0;
}

}  // namespace
}  // namespace vungphu::bench

int main(int argc, char** argv) { return vungphu::bench::run(vungphu::bench::options_of(argc, argv)); }
