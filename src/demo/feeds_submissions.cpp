// What three operators send for two quarters, each from its own tools. Some files are as untidy as true ones:
// outlines that cross themselves, rows sent twice, codes nobody knows, coordinates that were lost.
#include <algorithm>

#include <fmt/core.h>

#include "vungphu/base/text.hpp"

#include "feed.hpp"
#include "shapes.hpp"

namespace vungphu::demo {
namespace {

using formats::CellType;
using formats::GeometryKind;

constexpr std::array<const char*, 2> kQuarterEnds{"2026-03-31", "2026-06-30"};
constexpr const char* kOperating = "Đang hoạt động";
constexpr const char* kPlannedWord = "Dự kiến";
constexpr std::int64_t kCableReach_m = 150;
constexpr std::size_t kHamletsPerCable = 16;
constexpr std::int64_t kRowsPerSlip =
    60;  ///< of the untidy files: far below the share at which a file is refused

std::string file_name(const char* op, const char* what, int quarter, const char* ending) {
  return fmt::format("{}_{}_2026q{}.{}", op, what, quarter, ending);
}

struct Submissions {
  const World& world;
  const std::string& folder;
  Feeds& feeds;
  const std::vector<Section> sections;
  const Masts masts_4g, masts_5g;

  Prng stream(std::uint64_t n) const { return {world.options.seed, kFeedStream + n}; }
  /// No collector is named: each file tells by itself how it is to be read.
  void add(const std::string& file, Operator op, const char* technology, int quarter,
           std::int64_t reach_m = 0) {
    SubmissionFeed feed;
    feed.file = file;
    feed.op = kOperators[op];
    feed.technology = technology;
    feed.as_of = kQuarterEnds[static_cast<std::size_t>(quarter - 1)];
    feed.reach_m = reach_m;
    feeds.submissions.push_back(std::move(feed));
  }

  /// The same outline in both quarters, for nobody draws it anew.
  geo::Polygon outline(std::size_t section, Operator op) const {
    const Section& s = sections[section];
    Prng prng = stream(section * 4 + op);
    return strip(world.hamlets[s.hamlet].stretch, s.from, s.to, prng);
  }

  /// Tidy: polygons in VN-2000, as the operator's planning tool keeps them.
  Status viettel_fiber(int quarter) {
    const std::string file = file_name("viettel", "fiber", quarter, "gpkg");
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::area,
                                 {{"ma_vung"}, {"trang_thai"}, count("download"), count("upload")}, kVn2000));
    for (std::size_t s = 0; s < sections.size(); ++s) {
      if (!is_built(sections[s].since[kViettel], quarter)) continue;
      const bool town = world.hamlets[sections[s].hamlet].town;
      VP_CHECK(feed.row({fmt::format("VT-{:05}", s + 1), kOperating, std::int64_t{town ? 1000 : 300},
                         std::int64_t{town ? 1000 : 150}},
                        geo::MultiPolygon{{outline(s, kViettel)}}));
    }
    add(file, kViettel, "fiber", quarter);
    return feed.close();
  }

  /// Schools that were cabled one by one, by their codes; one code is a slip of the pen.
  Status viettel_schools(int quarter) {
    const std::string file = file_name("viettel", "schools", quarter, "xlsx");
    VP_TRY(
        Feed feed,
        Feed::open(folder, file, GeometryKind::none,
                   {count("STT"), code("Mã trường"), code("Điểm trường"), {"Tên trường"}, {"Trạng thái"}}));
    Prng prng = stream(1'000'001);
    std::int64_t number = 0;
    for (const Entry& school : world.province.schools)
      if (prng.percent(school.site.empty() ? 60 : 30))
        VP_CHECK(feed.row({++number, school.code, school.site, school.name, kOperating}));
    if (number >= kRowsPerSlip / 2)
      VP_CHECK(feed.row({++number, "TH99999", "", "Trường chưa rõ", kOperating}));
    add(file, kViettel, "fiber", quarter);
    return feed.close();
  }

  /// The untidy one: plans beside what works, words that say nothing, crossed outlines, the first rows sent
  /// again.
  Status vnpt_fiber(int quarter, bool untidy) {
    const std::string file = file_name("vnpt", "fiber", quarter, "shp");
    VP_TRY(Feed feed,
           Feed::open(folder, file, GeometryKind::area, {{"ma_vung"}, {"trang_thai"}, {"ghi_chu"}}));
    Prng prng = stream(1'000'002);
    std::vector<std::size_t> repeated;
    for (std::size_t s = 0; s < sections.size(); ++s) {
      const bool built = is_built(sections[s].since[kVnpt], quarter),
                 slip = untidy && prng.one_in(kRowsPerSlip);
      if (!built && !(untidy && sections[s].since[kVnpt] == kPlanned)) continue;
      if (built && repeated.size() < 3) repeated.push_back(s);
      const char* status = !built             ? kPlannedWord
                           : !slip            ? kOperating
                           : prng.percent(50) ? ""
                                              : "đang xem lại";
      VP_CHECK(vnpt_row(feed, s, status, slip && built));
    }
    if (untidy)
      for (const std::size_t s : repeated) VP_CHECK(vnpt_row(feed, s, kOperating, false));
    add(file, kVnpt, "fiber", quarter);
    return feed.close();
  }

  Status vnpt_row(Feed& feed, std::size_t section, const char* status, bool crossed) {
    geo::Polygon polygon = outline(section, kVnpt);
    geo::Path& ring = polygon.rings.front();
    if (crossed) std::swap(ring[ring.size() / 2 - 1], ring[ring.size() / 2]);  // the two ends of its far side
    return feed.row({fmt::format("VN{:05}", section + 1), status, crossed ? "vẽ tay" : ""},
                    geo::MultiPolygon{{std::move(polygon)}});
  }

  /// Trunk cables along the water, from which homes within reach can be served.
  Status vnpt_cables(int quarter) {
    const std::string file = file_name("vnpt", "cables", quarter, "kml");
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::line, {{"name"}, {"ten_ap"}}));
    std::size_t rural = 0;
    for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
      const Hamlet& hamlet = world.hamlets[h];
      if (hamlet.town || hamlet.level < 30 || ++rural % kHamletsPerCable != 0) continue;
      const geo::Path cable{hamlet.stretch.at(0, 0), hamlet.stretch.at(kWhole / 3, hamlet.stretch.bank / 4),
                            hamlet.stretch.at(kWhole * 2 / 3, 0)};
      VP_CHECK(feed.row({fmt::format("Tuyến {}", h + 1), world.province.hamlets[h].name},
                        geo::MultiLine{{cable}}));
    }
    add(file, kVnpt, "fiber", quarter, kCableReach_m);
    return feed.close();
  }

  /// A form of the office: title lines above the head, numbers as people type them, "-" for none.
  Status mobifone_fiber_form(int quarter) {
    const std::string file = file_name("mobifone", "fiber", quarter, "xlsx");
    VP_TRY(Feed feed,
           Feed::open(folder, file, GeometryKind::none,
                      {{"BIỂU SỐ HỘ CÓ HẠ TẦNG CÁP QUANG THEO ẤP, KHÓM"}, {""}, {""}, {""}, {""}, {""}}));
    VP_CHECK(feed.row({quarter == 1 ? "(Số liệu đến ngày 31/3/2026)" : "(Số liệu đến ngày 30/6/2026)", "", "",
                       "", "", ""}));
    VP_CHECK(feed.row({"Đơn vị tính: hộ", "", "", "", "", ""}));
    VP_CHECK(
        feed.row({"STT", "Mã ấp", "Tên ấp, khóm", "Tổng số hộ", "Số hộ có hạ tầng", "Số hộ đang sử dụng"}));
    std::int64_t number = 0;
    for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
      if (!mobifone_builds_in(world, h)) continue;
      const Take take = mobifone_fiber(world, h, quarter);
      VP_CHECK(feed.row({++number, world.province.hamlets[h].code, world.province.hamlets[h].name,
                         typed(world.hamlets[h].households), typed(take.passed),
                         take.connected == 0 ? "-" : typed(take.connected)}));
    }
    add(file, kMobifone, "fiber", quarter);
    return feed.close();
  }

  /// " 1.234 ": a number as text, with a point in its thousands.
  static std::string typed(std::int64_t number) { return " " + print_count(number, Lang::vi) + " "; }

  Status viettel_4g(int quarter) {
    const std::string file = file_name("viettel", "4g", quarter, "geojson");
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::area, {{"ma_tram"}, {"cong_nghe"}}));
    for (const Mast& mast : masts_4g[kViettel]) {
      if (!is_built(mast.since, quarter)) continue;
      Prng prng = stream(2'000'000 + mast.hamlet);
      VP_CHECK(feed.row({fmt::format("VTL{:04}", mast.hamlet + 1), "4G"},
                        geo::MultiPolygon{{geo::Polygon{{blot(world.hamlets[mast.hamlet].centre,
                                                              mast.reach_m * kUnitsPerMetre, 10, prng)}}}}));
    }
    add(file, kViettel, "4g", quarter);
    return feed.close();
  }

  /// A table of masts; a few have lost their coordinates on the way.
  Status vnpt_4g(int quarter) {
    const std::string file = file_name("vnpt", "4g", quarter, "csv");
    VP_TRY(Feed feed,
           Feed::open(folder, file, GeometryKind::none,
                      {code("Mã trạm"), {"Kinh độ"}, {"Vĩ độ"}, count("Bán kính (m)"), {"Trạng thái"}}));
    std::int64_t row = 0;
    for (const Mast& mast : masts_4g[kVnpt]) {
      if (mast.since == kNever) continue;
      const geo::GridPoint at = world.hamlets[mast.hamlet].centre;
      const std::int64_t slip = ++row % (2 * kRowsPerSlip);
      const formats::Cell lon = slip == 40   ? formats::Cell("NaN")
                                : slip == 50 ? formats::Cell()
                                             : longitude(at);
      const formats::Cell lat = slip == 50 ? formats::Cell() : latitude(at);
      VP_CHECK(feed.row({fmt::format("CMU{:04}", mast.hamlet + 1), lon, lat, mast.reach_m,
                         is_built(mast.since, quarter) ? kOperating : kPlannedWord}));
    }
    add(file, kVnpt, "4g", quarter);
    return feed.close();
  }

  Status mobifone_4g(int quarter) {
    const std::string file = file_name("mobifone", "4g", quarter, "geojson");
    VP_TRY(Feed feed,
           Feed::open(folder, file, GeometryKind::point, {{"ma_tram"}, count("ban_kinh"), {"trang_thai"}}));
    for (const Mast& mast : masts_4g[kMobifone])
      if (is_built(mast.since, quarter))
        VP_CHECK(feed.row({fmt::format("MBF{:04}", mast.hamlet + 1), mast.reach_m, kOperating},
                          geo::MultiPoint{{world.hamlets[mast.hamlet].centre}}));
    add(file, kMobifone, "4g", quarter);
    return feed.close();
  }

  Status towns_5g(Operator op, int quarter, const char* ending, const char* crs) {
    if (masts_5g[op].empty()) return {};  // of a small province
    const std::string file = file_name(kOperators[op], "5g", quarter, ending);
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::area, {{"ma_tram"}, {"trang_thai"}}, crs));
    for (const Mast& mast : masts_5g[op]) {
      Prng prng = stream(3'000'000 + 4 * mast.hamlet + op);
      const geo::MultiPolygon area =
          mast_area(world.hamlets[mast.hamlet].centre, mast.reach_m * kUnitsPerMetre, prng);
      VP_CHECK(feed.row({fmt::format("5G-{:04}", mast.hamlet + 1),
                         is_built(mast.since, quarter) ? kOperating : kPlannedWord},
                        area));
    }
    add(file, op, "5g", quarter);
    return feed.close();
  }

  Status quarter(int q) {
    VP_CHECK(viettel_fiber(q));
    VP_CHECK(vnpt_fiber(q, q == 2));
    VP_CHECK(mobifone_fiber_form(q));
    VP_CHECK(viettel_4g(q));
    VP_CHECK(vnpt_4g(q));
    VP_CHECK(towns_5g(kViettel, q, "gpkg", kVn2000));
    VP_CHECK(towns_5g(kMobifone, q, "shp", kWgs84));
    if (q == 1) return mobifone_4g(q);  // MobiFone's mobile figures of March are the newest there are
    VP_CHECK(viettel_schools(q));
    VP_CHECK(vnpt_cables(q));
    return towns_5g(kVnpt, q, "geojson", kWgs84);
  }
};

}  // namespace

Status write_submissions(const World& world, const std::string& folder, Feeds& feeds, const Task& task) {
  Submissions submissions{world, folder, feeds, make_sections(world), make_4g(world), make_5g(world)};
  for (const int q : {1, 2}) {
    VP_CHECK(task.check());
    VP_CHECK(submissions.quarter(q));
  }
  return {};
}

}  // namespace vungphu::demo
