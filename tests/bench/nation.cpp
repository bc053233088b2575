// The whole program on the land of a nation: makes a workspace of households, hamlets, communes and provinces
// with submissions of four operators, province by province, through the store's own writer (intake would be
// measured else), and runs `vungphu assess` on it. Prints JSON. Deterministic but for times.
//
//   nation_bench --program build/release/vungphu --folder DIR [--homes N] [--tiles N] [--runs N]
//   [--make-only]
//                [-- FLAGS OF assess …]
//
// DIR is made when it is not there, and used as it is when it is.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vungphu/base/embedded.hpp"
#include "vungphu/store/store.hpp"

#include "province.hpp"

extern char** environ;  // NOLINT: as POSIX has it

namespace vungphu::bench {
namespace {

using nlohmann::ordered_json;
using namespace std::chrono_literals;

constexpr int kCommunes = 100, kHamletsAcross = 5;
constexpr std::int32_t kHamlet = kCommune / kHamletsAcross;
constexpr const char* kOperators[] = {"viettel", "vnpt", "mobifone", "fpt"};
const Date kSince = std::chrono::year(2026) / 1 / 1, kAsOf = std::chrono::year(2026) / 6 / 30;

struct Options {
  Shape shape;
  std::string program, folder;
  int runs = 1;
  bool make_only = false;
  std::vector<std::string> flags;
};

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << result.error().code;
  for (const auto& [name, value] : result.error().args) std::cerr << ' ' << name << '=' << value;
  std::cerr << '\n';
  std::exit(1);
}

Options options_of(int argc, char** argv) {
  Options made;
  const auto usage = [](std::string_view word) {
    std::cerr << "what is " << word << "?\n";
    std::exit(2);
  };
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") {
      made.flags.assign(argv + i + 1, argv + argc);
      break;
    }
    if (word == "--make-only") {
      made.make_only = true;
      continue;
    }
    if (i + 1 >= argc) usage(word);
    const std::string value = argv[++i];
    if (word == "--homes") {
      made.shape.homes = std::atoll(value.c_str());
    } else if (word == "--tiles") {
      made.shape.tiles = std::atoi(value.c_str());
    } else if (word == "--runs") {
      made.runs = std::atoi(value.c_str());
    } else if (word == "--program") {
      made.program = value;
    } else if (word == "--folder") {
      made.folder = value;
    } else {
      usage(word);
    }
  }
  if (made.folder.empty() || (made.program.empty() && !made.make_only))
    usage("missing: --folder or --program");
  return made;
}

std::string province_code(int tile) { return fmt::format("{:02}", tile + 1); }
std::string commune_code(int tile, int commune) { return fmt::format("{:02}{:03}", tile + 1, commune); }
std::string hamlet_code(int tile, int commune, int hamlet) {
  return fmt::format("{:02}{:03}{:02}", tile + 1, commune, hamlet);
}

geo::GridPoint origin_of(int tile) {
  return {kOrigin.x + tile % kTilesAcross * kTile, kOrigin.y + tile / kTilesAcross * kTile};
}

/// Of the square that a point lies in; towns at the rim reach a little out of their tile.
int square(std::int32_t offset, std::int32_t size, int count) {
  return std::clamp(offset / size, 0, count - 1);
}

int tile_of(geo::GridPoint p, int tiles) {
  const int x = square(p.x - kOrigin.x, kTile, std::min(tiles, kTilesAcross));
  return std::min(
      square(p.y - kOrigin.y, kTile, (tiles + kTilesAcross - 1) / kTilesAcross) * kTilesAcross + x,
      tiles - 1);
}

/// The list says the hamlet of the square: near wavy borders that is not where the household lies.
std::string hamlet_at(geo::GridPoint p, int tile) {
  const geo::GridPoint origin = origin_of(tile);
  const int x = square(p.x - origin.x, kHamlet, 10 * kHamletsAcross);
  const int y = square(p.y - origin.y, kHamlet, 10 * kHamletsAcross);
  return hamlet_code(tile, y / kHamletsAcross * 10 + x / kHamletsAcross,
                     y % kHamletsAcross * kHamletsAcross + x % kHamletsAcross);
}

Entry entry_of(std::string kind, std::string code, std::string parent) {
  Entry entry;
  entry.kind = std::move(kind);
  entry.code = std::move(code);
  entry.parent = std::move(parent);
  return entry;
}

void add_list(store::Store& store, const std::vector<Entry>& entries, const std::string& name) {
  ListInfo info;
  info.kind = entries.front().kind;
  info.source = "bench";
  info.list_date = info.valid_from = kSince;
  info.file_name = name;
  info.read = info.imported = static_cast<std::int64_t>(entries.size());
  must(store.add_list(info, entries, {}));
}

void add_units(store::Store& store, const Land& land, int tiles) {
  std::vector<Entry> provinces, communes, hamlets;
  for (int tile = 0; tile < tiles; ++tile) {
    provinces.push_back(entry_of("province", province_code(tile), {}));
    for (int commune = 0; commune < kCommunes; ++commune) {
      Entry& made =
          communes.emplace_back(entry_of("commune", commune_code(tile, commune), province_code(tile)));
      made.name = "Xã " + made.code;
      made.area = land.communes[static_cast<std::size_t>(tile * kCommunes + commune)];
      for (int hamlet = 0; hamlet < kHamletsAcross * kHamletsAcross; ++hamlet) {
        Entry& ap = hamlets.emplace_back(entry_of("hamlet", hamlet_code(tile, commune, hamlet), made.code));
        const geo::GridPoint origin = origin_of(tile);
        ap.name = "Ấp " + ap.code;
        ap.point = geo::GridPoint{
            origin.x + commune % 10 * kCommune + hamlet % kHamletsAcross * kHamlet + kHamlet / 2,
            origin.y + commune / 10 * kCommune + hamlet / kHamletsAcross * kHamlet + kHamlet / 2};
      }
    }
  }
  add_list(store, provinces, "provinces");
  add_list(store, communes, "communes");
  add_list(store, hamlets, "hamlets");
}

void add_homes(store::Store& store, const Land& land, int tiles) {
  std::vector<std::vector<geo::GridPoint>> by_tile(static_cast<std::size_t>(tiles));
  for (const geo::GridPoint p : land.homes) by_tile[static_cast<std::size_t>(tile_of(p, tiles))].push_back(p);
  for (int tile = 0; tile < tiles; ++tile) {
    std::vector<Entry> entries;
    const auto& points = by_tile[static_cast<std::size_t>(tile)];
    entries.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      Entry& home = entries.emplace_back(
          entry_of("household", fmt::format("{}{:07}", province_code(tile), i), hamlet_at(points[i], tile)));
      home.point = points[i];
    }
    if (!entries.empty()) add_list(store, entries, "households " + province_code(tile));
    std::cerr << "households of province " << tile + 1 << " of " << tiles << "\n";
  }
}

void add_claims(store::Store& store, const Land& land, int tiles) {
  for (int tile = 0; tile < tiles; ++tile) {
    for (std::size_t l = 0; l < land.layers.size(); ++l) {
      const auto& all = land.layers[l].claims;
      const std::size_t each = all.size() / static_cast<std::size_t>(tiles);
      std::vector<Claim> claims(each);
      for (std::size_t i = 0; i < each; ++i) {
        claims[i].row = static_cast<std::int64_t>(i) + 1;
        claims[i].geometry = all[static_cast<std::size_t>(tile) * each + i];
      }
      Submission info;
      info.op = kOperators[l / 2];
      info.technology = land.layers[l].fiber ? "fiber" : "5g";
      info.as_of = kAsOf;
      info.part = "area";
      info.scope = {"province:" + province_code(tile)};
      info.collector = "coverage_polygons";
      info.sha256 = fmt::format("{:064}", static_cast<std::size_t>(tile) * land.layers.size() + l);
      info.file_name = fmt::format("{}-{}-{}", info.op, info.technology, province_code(tile));
      info.read = info.accepted = info.operational = static_cast<std::int64_t>(each);
      must(store.add_submission(info, claims, {}));
    }
  }
}

void make_workspace(const Options& options) {
  const Land land = make_land(options.shape);
  const Profile profile = must(parse_profile(embedded_file("profiles/vn-province.json")));
  store::Store store = must(store::Store::create(options.folder, profile));
  add_units(store, land, options.shape.tiles);
  add_claims(store, land, options.shape.tiles);
  add_homes(store, land, options.shape.tiles);
}

double load() {
  double highest = 0;
  return getloadavg(&highest, 1) == 1 ? highest : -1;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

ordered_json run(const Options& options) {
  std::vector<std::string> words = {options.program, "-w",          options.folder, "--lang", "en",
                                    "assess",        "--recompute", "--format",     "json"};
  words.insert(words.end(), options.flags.begin(), options.flags.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string output = options.folder + ".json";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                   0600);
  const auto began = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, options.program.c_str(), &actions, nullptr, arguments.data(), environ) != 0) {
    std::cerr << "cannot run " << options.program << "\n";
    std::exit(1);
  }
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  ordered_json made;
  made["exit"] = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  made["wall_s"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  made["cpu_s"] = seconds(used.ru_utime) + seconds(used.ru_stime);
  made["peak_rss_mb"] = static_cast<double>(used.ru_maxrss) / 1024;
  made["load"] = load();
  if (made["exit"] == 0) {
    std::ifstream file(output);
    const ordered_json answer = ordered_json::parse(file);
    made["figures"] = answer.at("figures");
    made["result_digest"] = answer.at("result_digest");
  }
  std::filesystem::remove(output);
  return made;
}

}  // namespace
}  // namespace vungphu::bench

int main(int argc, char** argv) {
  using namespace vungphu::bench;
  const Options options = options_of(argc, argv);
  if (!std::filesystem::exists(options.folder)) make_workspace(options);
  if (options.make_only) return 0;
  ordered_json made;
  made["homes"] = options.shape.homes;
  made["tiles"] = options.shape.tiles;
  made["processors"] = std::thread::hardware_concurrency();
  bool well = true;
  for (int i = 0; i < options.runs; ++i) {
    made["runs"].push_back(run(options));
    well = well && made["runs"].back()["exit"] == 0;
  }
  std::cout << made.dump(2) << "\n";
  return well ? 0 : 1;
}
