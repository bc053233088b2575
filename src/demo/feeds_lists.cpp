// The lists a department has: units of both vintages, hamlets, households, facilities, each in the form of
// its owner.
#include "feed.hpp"

namespace vungphu::demo {
namespace {

using formats::CellType;
using formats::GeometryKind;

constexpr const char* kOldDate = "2019-01-01";
constexpr const char* kStatistics = "Cục Thống kê (tỉnh minh họa)";
constexpr const char* kHomeAffairs = "Sở Nội vụ (tỉnh minh họa)";
constexpr const char* kEducation = "Sở Giáo dục và Đào tạo (tỉnh minh họa)";
constexpr const char* kHealth = "Sở Y tế (tỉnh minh họa)";
constexpr const char* kIndustry = "Ban Quản lý khu kinh tế (tỉnh minh họa)";
constexpr std::uint64_t kCheckEvery = 10'000;

struct Lists {
  const World& world;
  const std::string& folder;
  Feeds& feeds;
  const Task& task;

  const Province& province() const { return world.province; }
  void add(std::string file, std::string kind, const char* valid_from, const char* list_date,
           const char* source, bool replace = false) {
    feeds.lists.push_back({std::move(file), std::move(kind), valid_from, list_date, source, replace, {}, {}});
  }

  Status provinces() {
    VP_TRY(Feed feed,
           Feed::open(folder, "province.csv", GeometryKind::none, {code("Mã tỉnh"), {"Tên tỉnh"}}));
    for (const Entry& e : province().province) VP_CHECK(feed.row({e.code, e.name}));
    add("province.csv", "province", kOldDate, kOldDate, kHomeAffairs);
    return feed.close();
  }

  Status districts() {
    VP_TRY(Feed feed, Feed::open(folder, "districts.csv", GeometryKind::none,
                                 {code("Mã huyện"), {"Tên huyện"}, code("Mã tỉnh")}));
    for (const Entry& e : province().districts) VP_CHECK(feed.row({e.code, e.name, e.parent}));
    add("districts.csv", "district", kOldDate, "2024-12-31", kHomeAffairs);
    return feed.close();
  }

  Status communes_old() {
    VP_TRY(Feed feed, Feed::open(folder, "communes_old.gpkg", GeometryKind::area,
                                 {code("ma_xa"), {"ten_xa"}, code("ma_huyen")}));
    for (const Entry& e : province().communes_old) VP_CHECK(feed.row({e.code, e.name, e.parent}, *e.area));
    add("communes_old.gpkg", "commune", kOldDate, "2024-12-31", kHomeAffairs);
    return feed.close();
  }

  Status communes_new() {
    VP_TRY(Feed feed, Feed::open(folder, "communes_new.geojson", GeometryKind::area,
                                 {code("ma_xa"), {"ten_xa"}, code("ma_tinh"), count("so_ho")}));
    for (const Entry& e : province().communes_new)
      VP_CHECK(feed.row({e.code, e.name, e.parent, cell(e.weight)}, *e.area));
    add("communes_new.geojson", "commune", kMergerDate, kMergerDate, kHomeAffairs, true);
    return feed.close();
  }

  Status hamlets(const std::string& file, const std::vector<Entry>& hamlets) {
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::none,
                                 {count("STT"),
                                  code("Mã ấp"),
                                  {"Ấp/Khóm"},
                                  code("Mã xã"),
                                  count("Số hộ"),
                                  count("Dân số"),
                                  degree("Kinh độ"),
                                  degree("Vĩ độ"),
                                  count("Điện lưới")}));
    std::int64_t number = 0;
    for (const Entry& e : hamlets)
      VP_CHECK(feed.row({++number, e.code, e.name, e.parent, cell(e.weight), cell(e.people),
                         longitude(e.point), latitude(e.point), std::int64_t{e.power.value_or(false)}}));
    return feed.close();
  }

  Status both_hamlets() {
    VP_CHECK(hamlets("hamlets_2024.csv", province().hamlets_old));
    add("hamlets_2024.csv", "hamlet", kOldDate, "2024-12-31", kStatistics);
    VP_CHECK(hamlets("hamlets_2025.xlsx", province().hamlets));
    add("hamlets_2025.xlsx", "hamlet", kMergerDate, "2025-10-01", kStatistics, true);
    return {};
  }

  Status households() {
    VP_TRY(Feed feed,
           Feed::open(folder, "households.csv", GeometryKind::none,
                      {code("Mã hộ"), code("Mã ấp"), degree("Kinh độ"), degree("Vĩ độ"), count("Nhu cầu")}));
    std::uint64_t done = 0;
    for (const Entry& e : province().households) {
      VP_CHECK(feed.row({e.code, e.parent, longitude(e.point), latitude(e.point), cell(e.demand)}));
      if (++done % kCheckEvery == 0) VP_CHECK(task.check());
    }
    add("households.csv", "household", kMergerDate, "2025-12-31", kStatistics);
    return feed.close();
  }

  Status schools() {
    VP_TRY(Feed feed, Feed::open(folder, "schools.xlsx", GeometryKind::none,
                                 {count("STT"),
                                  code("Mã trường"),
                                  {"Tên trường"},
                                  code("Điểm trường"),
                                  code("Mã xã"),
                                  degree("Kinh độ"),
                                  degree("Vĩ độ")}));
    std::int64_t number = 0;
    for (const Entry& e : province().schools)
      VP_CHECK(feed.row({++number, e.code, e.name, e.site, e.parent, longitude(e.point), latitude(e.point)}));
    add("schools.xlsx", "school", kMergerDate, "2025-09-05", kEducation);
    return feed.close();
  }

  Status hospitals() {
    VP_TRY(Feed feed,
           Feed::open(folder, "hospitals.csv", GeometryKind::none,
                      {code("Mã CSKCB"), {"Tên CSKCB"}, code("Mã xã"), degree("Kinh độ"), degree("Vĩ độ")}));
    for (const Entry& e : province().hospitals)
      VP_CHECK(feed.row({e.code, e.name, e.parent, longitude(e.point), latitude(e.point)}));
    add("hospitals.csv", "hospital", kMergerDate, "2025-12-31", kHealth);
    return feed.close();
  }

  Status agencies() {
    VP_TRY(Feed feed, Feed::open(folder, "agencies.geojson", GeometryKind::point,
                                 {code("ma_co_quan"), {"ten_co_quan"}, code("ma_xa")}));
    for (const Entry& e : province().agencies)
      VP_CHECK(feed.row({e.code, e.name, e.parent}, geo::MultiPoint{{*e.point}}));
    add("agencies.geojson", "agency", kMergerDate, "2025-12-31", kHomeAffairs);
    return feed.close();
  }

  Status zones(const std::string& file, const std::string& kind, const std::vector<Field>& fields,
               const char* source, const std::string& crs) {
    VP_TRY(Feed feed, Feed::open(folder, file, GeometryKind::area, fields, crs));
    for (const Entry& e : province().zones)
      if (e.kind == kind) VP_CHECK(feed.row({e.code, e.name, e.parent}, *e.area));
    add(file, kind, kMergerDate, "2025-12-31", source);
    return feed.close();
  }
};

}  // namespace

Status write_lists(const World& world, const std::string& folder, Feeds& feeds, const Task& task) {
  Lists lists{world, folder, feeds, task};
  VP_CHECK(lists.provinces());
  VP_CHECK(lists.districts());
  VP_CHECK(lists.communes_old());
  VP_CHECK(lists.communes_new());
  VP_CHECK(lists.both_hamlets());
  VP_CHECK(lists.households());
  VP_CHECK(lists.schools());
  VP_CHECK(lists.hospitals());
  VP_CHECK(lists.agencies());
  VP_CHECK(lists.zones("industrial_zones.gpkg", "industrial_zone",
                       {code("ma_kcn"), {"ten_kcn"}, code("ma_xa")}, kIndustry, kVn2000));
  return lists.zones("residential_areas.geojson", "residential_area",
                     {code("ma_khu_dan_cu"), {"ten_khu_dan_cu"}, code("ma_xa")}, kIndustry, kWgs84);
}

}  // namespace vungphu::demo
