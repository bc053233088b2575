// Lists of an office without maps: tables of units in both vintages, what became of the communes, the old
// districts, hamlets without codes; then, by the ids that the hamlets were given, all else.
#include <filesystem>
#include <set>

#include <fmt/core.h>

#include "vungphu/base/file.hpp"
#include "vungphu/geo/measure.hpp"

#include "feed.hpp"
#include "paper.hpp"

namespace vungphu::demo {
namespace {

using formats::GeometryKind;

constexpr const char* kBefore = "2019-01-01";
constexpr const char* kYearEnd = "2024-12-31";
constexpr const char* kStatistics = "Cục Thống kê (tỉnh minh họa)";
constexpr const char* kHomeAffairs = "Sở Nội vụ (tỉnh minh họa)";
constexpr const char* kEducation = "Sở Giáo dục và Đào tạo (tỉnh minh họa)";
constexpr const char* kHealth = "Sở Y tế (tỉnh minh họa)";
constexpr const char* kIndustry = "Ban Quản lý khu kinh tế (tỉnh minh họa)";
constexpr const char* kDecision = "Nghị quyết 01/NQ-HĐND (tỉnh minh họa)";
constexpr std::size_t kSchoolsPerUnplaced = 3;

struct PaperLists {
  const Paper& paper;
  const std::string& folder;
  Feeds& feeds;

  const Province& province() const { return paper.province(); }
  Result<Feed> table(const std::string& file, const std::vector<Field>& fields) const {
    return Feed::open(folder, file, GeometryKind::none, fields);
  }
  void add(std::string file, std::string kind, const char* valid_from, const char* list_date,
           const char* source, bool replace = false,
           std::vector<std::pair<std::string, std::string>> columns = {}) {
    feeds.lists.push_back(
        {std::move(file), std::move(kind), valid_from, list_date, source, replace, std::move(columns), {}});
  }

  Status upper_levels() {
    VP_TRY(Feed provinces, table("tinh.csv", {code("Mã tỉnh"), {"Tên tỉnh"}}));
    for (const Entry& e : province().province) VP_CHECK(provinces.row({e.code, e.name}));
    VP_CHECK(provinces.close());
    add("tinh.csv", "province", kBefore, kBefore, kHomeAffairs);
    VP_TRY(Feed districts, table("huyen.xlsx", {code("Mã huyện"), {"Tên huyện"}, code("Mã tỉnh")}));
    for (const Entry& e : province().districts) VP_CHECK(districts.row({e.code, e.name, e.parent}));
    add("huyen.xlsx", "district", kBefore, kYearEnd, kHomeAffairs);
    return districts.close();
  }

  Status communes() {
    VP_TRY(Feed old_ones,
           table("xa_truoc_sap_xep.xlsx", {count("STT"), code("Mã xã"), {"Tên xã"}, code("Mã huyện")}));
    std::int64_t number = 0;
    for (const Entry& e : province().communes_old)
      VP_CHECK(old_ones.row({++number, e.code, e.name, e.parent}));
    VP_CHECK(old_ones.close());
    add("xa_truoc_sap_xep.xlsx", "commune", kBefore, kYearEnd, kHomeAffairs);
    VP_TRY(Feed new_ones, table("xa_sau_sap_xep.xlsx", {count("STT"),
                                                        code("Mã xã"),
                                                        {"Tên xã"},
                                                        code("Mã tỉnh"),
                                                        count("Số hộ"),
                                                        degree("Kinh độ"),
                                                        degree("Vĩ độ")}));
    number = 0;
    for (const Entry& e : province().communes_new)
      VP_CHECK(new_ones.row(
          {++number, e.code, e.name, e.parent, cell(e.weight), longitude(e.point), latitude(e.point)}));
    add("xa_sau_sap_xep.xlsx", "commune", kMergerDate, kMergerDate, kHomeAffairs, true);
    return new_ones.close();
  }

  Status mapping() {
    VP_TRY(Feed feed, table("sap_xep_xa.xlsx", {count("STT"),
                                                code("Mã xã cũ"),
                                                {"Tên xã cũ"},
                                                code("Mã xã mới"),
                                                {"Tên xã mới"},
                                                {"Toàn bộ/Một phần"},
                                                {"Văn bản"}}));
    std::int64_t number = 0;
    for (std::size_t c = 0; c < province().communes_old.size(); ++c) {
      std::set<std::size_t> into{paper.world.communes[c].merged};
      if (c == paper.split) into.insert(paper.receiver);
      for (const std::size_t n : into) {
        const Entry &was = province().communes_old[c], &is = province().communes_new[n];
        VP_CHECK(feed.row({++number, was.code, was.name, is.code, is.name,
                           into.size() == 1 ? "Toàn bộ" : "Một phần", kDecision}));
      }
    }
    feeds.maps.push_back({"sap_xep_xa.xlsx", kMergerDate, kHomeAffairs});
    return feed.close();
  }

  /// Districts are no more, and still what people ask for.
  Status old_districts() {
    VP_TRY(Feed feed, table("nhom_huyen_cu.xlsx",
                            {code("Mã nhóm"), {"Tên nhóm"}, code("Mã xã"), {"Ngày hiệu lực"}, {"Văn bản"}}));
    for (std::size_t d = 0; d < province().districts.size(); ++d) {
      const Entry& district = province().districts[d];
      for (const Entry& commune : province().communes_old)
        if (commune.parent == district.code)
          VP_CHECK(feed.row(
              {"cu-" + district.code, district.name + " (cũ)", commune.code, kLastOldDay, kDecision}));
    }
    feeds.groups.push_back({"nhom_huyen_cu.xlsx", kHomeAffairs});
    return feed.close();
  }

  /// The older list has no codes; the newer one bears the ids that the older one's hamlets were given.
  Status hamlets(const std::string& file, const std::vector<Entry>& hamlets, bool ids) {
    std::vector<Field> fields{count("STT")};
    if (ids) fields.push_back(code("Mã ấp"));
    for (const Field& field :
         {Field{"Ấp/Khóm"}, code("Mã xã"), count("Số hộ"), count("Dân số"), Field{"Điện lưới"}})
      fields.push_back(field);
    VP_TRY(Feed feed, table(file, fields));
    std::int64_t number = 0;
    for (const Entry& e : hamlets) {
      const char* power = e.power.value_or(false) ? "Có" : "Không";
      if (ids && e.code.empty()) continue;
      VP_CHECK(ids ? feed.row({++number, e.code, e.name, e.parent, cell(e.weight), cell(e.people), power})
                   : feed.row({++number, e.name, e.parent, cell(e.weight), cell(e.people), power}));
    }
    return feed.close();
  }

  /// A third has no coordinates; of these every other one names its hamlet instead of its commune.
  Status schools(const std::string& file, bool merged) {
    VP_TRY(Feed feed, table(file, {count("STT"),
                                   code("Mã trường"),
                                   {"Tên trường"},
                                   code("Điểm trường"),
                                   code("Mã xã/ấp"),
                                   degree("Kinh độ"),
                                   degree("Vĩ độ")}));
    for (std::size_t s = 0; s < province().schools.size(); ++s) {
      const Entry& school = province().schools[s];
      const std::size_t hamlet = paper.hamlet_near(school);
      const Entry& in = (merged ? province().hamlets : province().hamlets_old)[hamlet];
      const bool placed = s % kSchoolsPerUnplaced != 1,
                 by_hamlet = s % (2 * kSchoolsPerUnplaced) == 1 && paper.has_id(hamlet);
      const auto at = placed ? school.point : std::nullopt;
      VP_CHECK(feed.row({static_cast<std::int64_t>(s + 1), school.code, school.name, school.site,
                         by_hamlet ? in.code : in.parent, longitude(at), latitude(at)}));
    }
    const char* since = merged ? "2025-09-05" : "2024-09-05";
    add(file, "school", since, since, kEducation, merged, {{"parent", "Mã xã/ấp"}});
    return feed.close();
  }

  /// Points with the code of their old commune.
  Status points(const std::string& file, const std::string& kind, const std::vector<Entry>& entries,
                const std::vector<Field>& heads, const char* source) {
    std::vector<Field> fields = heads;
    for (const Field& field : {code("Mã xã"), degree("Kinh độ"), degree("Vĩ độ")}) fields.push_back(field);
    VP_TRY(Feed feed, table(file, fields));
    for (const Entry& e : entries) {
      if (e.kind != kind) continue;
      const auto at = e.point ? e.point : std::optional(geo::centre(*e.area));
      VP_CHECK(feed.row({e.code, e.name, province().hamlets_old[paper.hamlet_near(e)].parent, longitude(at),
                         latitude(at)}));
    }
    add(file, kind, kYearEnd, kYearEnd, source);
    return feed.close();
  }

  /// Offices of the new communes are among them.
  Status agencies() {
    VP_TRY(Feed feed,
           table("co_quan.xlsx",
                 {code("Mã cơ quan"), {"Tên cơ quan"}, code("Mã xã"), degree("Kinh độ"), degree("Vĩ độ")}));
    for (const Entry& e : province().agencies)
      VP_CHECK(feed.row({e.code, e.name, e.parent, longitude(e.point), latitude(e.point)}));
    add("co_quan.xlsx", "agency", kMergerDate, kMergerDate, kHomeAffairs);
    return feed.close();
  }
};

}  // namespace

Result<Feeds> write_paper_lists(const std::string& folder, const Options& options, const Task& task) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return tl::unexpected<Error>(io_error(folder, error.value()));
  VP_CHECK(task.check());
  const Paper paper = make_paper(options, task);
  Feeds feeds;
  PaperLists lists{paper, folder, feeds};
  VP_CHECK(lists.upper_levels());
  VP_CHECK(lists.communes());
  VP_CHECK(lists.mapping());
  VP_CHECK(lists.old_districts());
  VP_CHECK(lists.hamlets("ap_khom_2024.xlsx", paper.province().hamlets_old, false));
  lists.add("ap_khom_2024.xlsx", "hamlet", kYearEnd, kYearEnd, kStatistics);
  feeds.closed_levels = {"district"};
  feeds.closed_from = kMergerDate;
  return feeds;
}

Status write_paper_places(const Paper& paper, const std::string& folder, Feeds& feeds) {
  PaperLists lists{paper, folder, feeds};
  VP_CHECK(lists.hamlets("ap_khom_2025.xlsx", paper.province().hamlets, true));
  lists.add("ap_khom_2025.xlsx", "hamlet", "2025-10-01", "2025-10-01", kStatistics, true);
  VP_CHECK(lists.schools("truong_hoc_2024.xlsx", false));
  VP_CHECK(lists.schools("truong_hoc_2025.xlsx", true));
  VP_CHECK(lists.points("co_so_y_te.xlsx", "hospital", paper.province().hospitals,
                        {code("Mã CSKCB"), {"Tên CSKCB"}}, kHealth));
  VP_CHECK(lists.agencies());
  VP_CHECK(lists.points("khu_cong_nghiep.csv", "industrial_zone", paper.province().zones,
                        {code("Mã KCN"), {"Tên KCN"}}, kIndustry));
  return lists.points("khu_dan_cu.csv", "residential_area", paper.province().zones,
                      {code("Mã KDC"), {"Tên khu dân cư"}}, kIndustry);
}

}  // namespace vungphu::demo
