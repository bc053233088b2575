// Schools, hospitals, agencies and zones, where the people are.
#include <array>

#include <fmt/core.h>

#include "shapes.hpp"
#include "world.hpp"

namespace vungphu::demo {
namespace {

constexpr std::array<const char*, 3> kSchools{"Trường Mầm non ", "Trường Tiểu học ", "Trường THCS "};
constexpr std::array<const char*, 4> kOffices{"Chi cục Thuế khu vực ", "Kho bạc khu vực ",
                                              "Hạt Kiểm lâm khu vực ", "Chi nhánh Đăng ký đất đai "};

/// "xã Tân Hưng", as it stands within a name.
std::string within(std::string name) {
  name.front() = static_cast<char>(name.front() - 'A' + 'a');  // X, P or T
  return name;
}

struct Builder {
  World& world;
  Names& names;
  Prng prng;
  std::int64_t schools = 0, hospitals = 0, agencies = 0, parks = 0, quarters = 0;

  /// Near the culture house of a hamlet.
  Entry place(const Hamlet& hamlet, std::string kind, std::string code, std::string name) {
    Entry entry;
    entry.kind = std::move(kind);
    entry.code = std::move(code);
    entry.name = std::move(name);
    entry.parent = world.new_commune_of(hamlet).code;
    const geo::GridPoint p =
        hamlet.stretch.at(kWhole / 2 + prng.around(60'000), prng.around(hamlet.stretch.bank));
    entry.point = geo::covers(*world.province.communes_old[hamlet.commune].area, p) ? p : hamlet.centre;
    return entry;
  }

  void school(const std::vector<std::size_t>& hamlets, std::size_t main, std::string name) {
    const std::string code = fmt::format("TH{:05}", ++schools);
    std::vector<Entry>& all = world.province.schools;
    all.push_back(place(world.hamlets[hamlets[main]], "school", code, name));
    const std::int64_t satellites = std::max<std::int64_t>(0, prng.between(-3, 2));
    for (std::int64_t s = 1; s <= satellites; ++s) {
      const std::size_t at = hamlets[(main + static_cast<std::size_t>(s) * 2) % hamlets.size()];
      Entry satellite =
          place(world.hamlets[at], "school", code, name + " (điểm " + world.province.hamlets[at].name + ")");
      satellite.site = std::to_string(s);
      all.push_back(std::move(satellite));
    }
  }

  void commune(std::size_t c, const std::vector<std::size_t>& hamlets) {
    const std::string of = bare_name(world.province.communes_old[c].name);
    for (std::size_t k = 0; k < kSchools.size(); ++k)
      school(hamlets, k * 2 % hamlets.size(), kSchools[k] + of);
    if (prng.percent(40)) school(hamlets, hamlets.size() - 1, "Trường THPT " + names.person());
    const Hamlet& main = world.hamlets[hamlets[hamlets.size() / 2]];
    world.province.hospitals.push_back(place(main, "hospital", fmt::format("99{:03}", ++hospitals),
                                             "Trạm Y tế " + within(world.province.communes_old[c].name)));
    if (world.communes[c].town) town(c, hamlets, main);
  }

  void town(std::size_t c, const std::vector<std::size_t>& hamlets, const Hamlet& main) {
    const Entry& district = world.province.districts[world.communes[c].district];
    world.province.hospitals.push_back(place(main, "hospital", fmt::format("99{:03}", ++hospitals),
                                             "Bệnh viện Đa khoa " + bare_name(district.name)));
    for (const char* office : kOffices)
      agency(world.hamlets[prng.pick(hamlets)], office + bare_name(district.name));
    for (int k = 0; k < 3; ++k) {
      const Hamlet& at = world.hamlets[prng.pick(hamlets)];
      zone(at, "residential_area", fmt::format("KDC{:03}", ++quarters), "Khu dân cư " + names.commune(), 450);
    }
  }

  void agency(const Hamlet& at, std::string name) {
    world.province.agencies.push_back(
        place(at, "agency", fmt::format("CQ{:04}", ++agencies), std::move(name)));
  }

  void zone(const Hamlet& at, std::string kind, std::string code, std::string name, std::int64_t metres) {
    Entry entry = place(at, std::move(kind), std::move(code), std::move(name));
    const std::int64_t radius = metres * prng.between(80, 130) / 100 * kUnitsPerMetre;
    entry.area = geo::MultiPolygon{{geo::Polygon{{blot(*entry.point, radius, 4, prng)}}}};
    entry.point.reset();
    world.province.zones.push_back(std::move(entry));
  }
};

}  // namespace

void add_facilities(World& world, Names& names) {
  Builder builder{world, names, Prng(world.options.seed, kPlaceStream)};
  std::vector<std::vector<std::size_t>> hamlets_of(world.communes.size()),
      seats(world.province.communes_new.size());
  for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
    hamlets_of[world.hamlets[h].commune].push_back(h);
    seats[world.communes[world.hamlets[h].commune].merged].push_back(h);
  }
  for (std::size_t c = 0; c < world.communes.size(); ++c) builder.commune(c, hamlets_of[c]);
  for (std::size_t n = 0; n < seats.size(); ++n)
    builder.agency(world.hamlets[seats[n].front()],
                   "Ủy ban nhân dân " + within(world.province.communes_new[n].name));
  // An industrial zone in every other district, by turns at its town and far from it.
  for (std::size_t d = 0; d < world.province.districts.size(); d += 2) {
    std::vector<std::size_t> sites;
    for (std::size_t h = 0; h < world.hamlets.size(); ++h) {
      const Hamlet& hamlet = world.hamlets[h];
      if (world.communes[hamlet.commune].district == d && hamlet.town == (d % 4 == 0)) sites.push_back(h);
    }
    builder.zone(world.hamlets[builder.prng.pick(sites)], "industrial_zone",
                 fmt::format("KCN{:02}", ++builder.parks), "Khu công nghiệp " + names.water(), 900);
  }
}

}  // namespace vungphu::demo
