// What comes beside the forms of homes: schools by their codes, one operator's maps of its cables, and mobile
// coverage, of which Viettel alone counts by hamlet.
#include <fmt/core.h>

#include "paper_form.hpp"
#include "shapes.hpp"

namespace vungphu::demo {
namespace {

using formats::GeometryKind;

constexpr int kLastHalf = 2;
constexpr const char* kOperating = "Đang hoạt động";

struct Others {
  const Paper& paper;
  const std::string& folder;
  Feeds& feeds;

  const World& world() const { return paper.world; }
  Prng stream(std::uint64_t n) const { return {world().options.seed, kFeedStream + n}; }
  void add(const std::string& file, Operator op, const char* technology, const std::string& part = {}) {
    SubmissionFeed feed;
    feed.file = file;
    feed.op = kOperators[op];
    feed.technology = technology;
    feed.as_of = kHalfYearEnds[1];
    feed.part = part;
    feeds.submissions.push_back(std::move(feed));
  }

  Status viettel_schools() {
    const std::string file = "viettel_truong_hoc_2025-12.xlsx";
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::none,
                                 {count("STT"), code("Mã trường"), code("Điểm trường"), {"Tên trường"}}));
    Prng prng = stream(1'000'003);
    std::int64_t number = 0;
    for (const Entry& school : world().province.schools)
      if (prng.percent(school.site.empty() ? 70 : 40))
        VP_CHECK(feed.row({++number, school.code, school.site, school.name}));
    add(file, kViettel, "fiber");
    return feed.close();
  }

  /// Areas, which cannot say anything of hamlets and schools that nobody has placed.
  Status vnpt_areas() {
    const std::string file = "vnpt_vung_phuc_vu_2025-12.gpkg";
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::area, {{"ma_vung"}, {"trang_thai"}}, kVn2000));
    const std::vector<Section> sections = make_sections(world());
    for (std::size_t s = 0; s < sections.size(); ++s) {
      const Section& section = sections[s];
      if (!is_built(section.since[kVnpt], kLastHalf)) continue;
      Prng prng = stream(s * 4 + kVnpt);
      VP_CHECK(feed.row({fmt::format("VN{:05}", s + 1), kOperating},
                        geo::MultiPolygon{{strip(world().hamlets[section.hamlet].stretch, section.from,
                                                 section.to, prng)}}));
    }
    add(file, kVnpt, "fiber");
    return feed.close();
  }

  /// By hamlet, but for the last district: there nobody speaks of hamlets that have no position.
  Status viettel_4g(std::size_t d, const Entry& district, const Masts& masts) {
    std::vector<bool> lit(world().hamlets.size());
    for (const Mast& mast : masts[kViettel])
      if (is_built(mast.since, kLastHalf)) lit[mast.hamlet] = true;
    std::vector<FormRow> rows;
    for (std::size_t h = 0; h < world().hamlets.size(); ++h) {
      if (paper.district_of(h) != d || !paper.has_id(h)) continue;
      const Entry& hamlet = world().province.hamlets[h];
      FormRow row{.code = hamlet.code, .name = hamlet.name, .total = *hamlet.weight};
      // Without a mast of its own a hamlet sees that of a neighbour, or not.
      row.passed = lit[h] ? row.total : row.total * std::max(0, world().hamlets[h].level - 30) / 100;
      row.connected = row.passed * stream(5'000'000 + h).between(40, 80) / 100;
      row.requested = row.total;
      rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    const std::string file = fmt::format("viettel_4g_huyen{}_2025-12.xlsx", district.code);
    const Form form{
        .file = file,
        .office = "Viettel – chi nhánh tỉnh minh họa",
        .title = "BÁO CÁO SỐ HỘ ĐƯỢC PHỦ SÓNG 4G",
        .about = fmt::format("Địa bàn: {} (cũ), số liệu đến 31/12/2025", district.name),
        .letter = fmt::format("(Kèm theo Công văn số {}/BC-VT ngày 06/01/2026)", 10 * (d + 1) + 5),
        .key = "ấp",
        .passed = "Số hộ được phủ"};
    VP_CHECK(write_form(folder, form, rows));
    add(file, kViettel, "4g", "huyen-" + district.code);
    return {};
  }

  Status vnpt_4g(const Masts& masts) {
    const std::string file = "vnpt_tram_4g_2025-12.xlsx";
    VP_TRY(Feed feed,
           Feed::open(folder, file, GeometryKind::none,
                      {code("Mã trạm"), degree("Kinh độ"), degree("Vĩ độ"), count("Bán kính (m)")}));
    for (const Mast& mast : masts[kVnpt]) {
      if (!is_built(mast.since, kLastHalf)) continue;
      const geo::GridPoint at = world().hamlets[mast.hamlet].centre;
      VP_CHECK(
          feed.row({fmt::format("CMU{:04}", mast.hamlet + 1), longitude(at), latitude(at), mast.reach_m}));
    }
    add(file, kVnpt, "4g");
    return feed.close();
  }

  Status mobifone_5g(const Masts& masts) {
    if (masts[kMobifone].empty()) return {};  // of a small province
    const std::string file = "mobifone_5g_2025-12.geojson";
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::area, {{"ma_tram"}, {"trang_thai"}}));
    for (const Mast& mast : masts[kMobifone]) {
      Prng prng = stream(3'000'000 + 4 * mast.hamlet + kMobifone);
      VP_CHECK(feed.row({fmt::format("5G-{:04}", mast.hamlet + 1),
                         is_built(mast.since, kLastHalf) ? kOperating : "Dự kiến"},
                        mast_area(world().hamlets[mast.hamlet].centre, mast.reach_m * kUnitsPerMetre, prng)));
    }
    add(file, kMobifone, "5g");
    return feed.close();
  }
};

}  // namespace

Status write_paper_other(const Paper& paper, const std::string& folder, Feeds& feeds) {
  Others others{paper, folder, feeds};
  const Masts masts_4g = make_4g(paper.world), masts_5g = make_5g(paper.world);
  const std::vector<Entry>& districts = paper.province().districts;
  VP_CHECK(others.viettel_schools());
  VP_CHECK(others.vnpt_areas());
  for (std::size_t d = 0; d + 1 < districts.size(); ++d)
    VP_CHECK(others.viettel_4g(d, districts[d], masts_4g));
  VP_CHECK(others.vnpt_4g(masts_4g));
  return others.mobifone_5g(masts_5g);
}

}  // namespace vungphu::demo
