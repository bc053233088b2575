// mutations NUMBER SEED FOLDER…: real files, changed at random, each submitted to one workspace. This process
// must live, and every submission must end kept: accepted, or refused with what is stored of why. Only what
// is the request's fault by service/refusal.hpp ends without a record. Prints how many of each; exit status 1
// where one does not.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/reader/reader.hpp"
#include "vungphu/service/use_cases.hpp"

#include "service/refusal.hpp"

using namespace vungphu;
namespace fs = std::filesystem;

namespace {

using Random = std::mt19937_64;  // its numbers are the same everywhere; only `%` is used on them

struct Original {
  fs::path path;
  std::string bytes;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Original> originals(const std::vector<std::string>& folders) {
  constexpr std::uintmax_t kLargest = 64 << 10;  // a change in a large file is rarely met
  constexpr std::string_view kKinds = ".csv.xlsx.geojson.gpkg.kml.kmz.fgb.zip.tsv.xls.ods.tif.dxf.grd.grc.asc";
  std::vector<Original> found;
  for (const std::string& folder : folders)
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || extension.empty() || kKinds.find(extension) == kKinds.npos) continue;
      if (entry.file_size() > 0 && entry.file_size() <= kLargest)
        found.push_back({entry.path(), read(entry.path())});
    }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return found;
}

/// One change: a bit, a byte, a number that is too large, a piece lost, doubled or moved, the end cut off.
void change(std::string& bytes, Random& random) {
  if (bytes.empty()) return;
  const std::size_t at = random() % bytes.size(),
                    length = 1 + random() % std::min<std::size_t>(bytes.size() - at, 64);
  switch (random() % 8) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
      break;
    case 1:
      bytes[at] = static_cast<char>(random());
      break;
    case 2:
      for (std::size_t i = at; i < std::min(at + 4, bytes.size()); ++i) bytes[i] = '\xFF';
      break;
    case 3:
      bytes.erase(at, length);
      break;
    case 4:
      bytes.insert(at, bytes.substr(at, length));
      break;
    case 5:
      bytes.insert(random() % bytes.size(), bytes.substr(at, length));
      break;
    case 6:
      for (std::size_t i = at; i < at + length; ++i) bytes[i] = static_cast<char>(random());
      break;
    default:
      if (random() % 4 == 0) bytes.resize(at);
      break;
  }
}

/// What became of one file; empty when it ended as nothing may.
std::string outcome(store::Store& store, const std::string& file, Random& random) {
  service::SubmitRequest request;
  request.from.file = file;
  if (random() % 2 == 0) request.from.crs = "EPSG:4326";
  request.op = "vnpt";
  request.technology = random() % 2 == 0 ? "fiber" : "5g";
  request.as_of = *parse_iso_date("2026-06-30");
  if (random() % 2 == 0) request.reach_m = 300;
  request.supersede = random() % 2 == 0;
  const auto report = service::submit(store, request);
  if (!report) {
    const std::string& code = report.error().code;
    const auto row = std::ranges::find(service::fault_table(), code, &service::FaultRow::code);
    const bool typed = row != service::fault_table().end() && row->fault == service::Fault::request;
    if (!typed) std::printf("no record of %s\n", code.c_str());
    return typed && has_text("error." + code) ? "request " + code : "";
  }
  const auto kept = store.submission(report->submission.id);
  if (!kept || !*kept || (*kept)->state != report->submission.state) return "";
  if ((*kept)->state == "accepted") return "accepted";
  const auto why = store.findings_of_submission((*kept)->id);
  if (!why || why->empty() || !has_text("finding." + (*kept)->why)) return "";
  const bool by_error = (*kept)->why == "file_refused" || (*kept)->why == "answer_needed";
  return "refused " + (*kept)->why + (by_error ? " " + why->front().value : "");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && argv[1] == reader::kWorkerArgument) return reader::worker_main();
  if (argc < 4) return 2;
  const int number = std::stoi(argv[1]);
  Random random(std::stoull(argv[2]));
  const std::vector<Original> files = originals({argv + 3, argv + argc});
  std::string folder = (fs::temp_directory_path() / "vungphu-mutations-XXXXXX").string();
  if (files.empty() || !mkdtemp(folder.data())) return 2;
  const auto profile = service::load_profile("vn-province");
  auto store = service::init(folder + "/w", *profile);
  std::map<std::string, int> counts;
  bool good = store.has_value();
  for (int i = 0; good && i < number; ++i) {
    const Original& original = files[random() % files.size()];
    std::string bytes = original.bytes;
    for (std::uint64_t times = 1 + random() % 4; times > 0; --times) change(bytes, random);
    const std::string file = folder + "/a" + original.path.extension().string();
    std::ofstream(file, std::ios::binary) << bytes;
    const std::string became = outcome(*store, file, random);
    ++counts[became];
    if (became.empty()) std::printf("%d: %s ended without a word\n", i, original.path.c_str());
    good = !became.empty();
  }
  for (const auto& [what, count] : counts) std::printf("%6d %s\n", count, what.c_str());
  std::printf("%d files of %zu\n", number, files.size());
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return good ? 0 : 1;
}
