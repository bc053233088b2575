// Province, districts and communes in both vintages. On 2025-07-01 the districts end and the communes are
// merged, most under the code that one of their parts had: the same code, another area.
#include <algorithm>

#include "world.hpp"

namespace vungphu::demo {
namespace {

constexpr const char* kProvinceCode = "99";
constexpr std::int64_t kFirstDistrictCode = 991, kFirstCommuneCode = 45001,
                       kFirstFreshCode = 46001;  // no real unit has these
constexpr std::int64_t kHouseholdsPerCommune = 3000;
constexpr std::int64_t kFewestCommunes = 12, kMostCommunes = 400;
constexpr std::size_t kMergedPercent = 64;  ///< of 100 communes so many are left
constexpr std::size_t kLargestMerger = 3;
constexpr int kDistrictsAcross = 3;
constexpr std::size_t kCellsForTwoWards = 9;

/// Cells of one district, in a line that goes to and fro, so that any stretch of it hangs together.
struct District {
  std::vector<int> cells;
};

std::vector<District> districts_of(const Tessellation& land) {
  const int across = std::clamp(land.columns / 2, 1, kDistrictsAcross),
            up = std::clamp(land.rows / 2, 1, kDistrictsAcross);
  std::vector<District> districts(static_cast<std::size_t>(across * up));
  for (int j = 0; j < land.rows; ++j) {
    for (int k = 0; k < land.columns; ++k) {
      const int i = j % 2 == 0 ? k : land.columns - 1 - k;
      const int district = (j * up / land.rows) * across + i * across / land.columns;
      districts[static_cast<std::size_t>(district)].cells.push_back(land.cell(i, j));
    }
  }
  return districts;
}

Tessellation make_land(const Options& options) {
  const std::int64_t wanted =
      std::clamp(options.households / kHouseholdsPerCommune, kFewestCommunes, kMostCommunes);
  int columns = 1;
  while (std::int64_t{columns + 1} * (columns + 1) <= wanted) ++columns;
  const int rows = static_cast<int>(wanted / columns);
  return make_tessellation(columns, rows, wanted >= 50 ? 8 : 6, options.seed);
}

/// Cuts the line of a district into `groups` stretches of 1 to 3 communes.
std::vector<std::vector<int>> cut(const std::vector<int>& line, std::size_t groups, Prng& prng) {
  std::vector<std::vector<int>> cuts;
  auto at = line.begin();
  for (; groups > 0; --groups) {
    const auto left = static_cast<std::size_t>(line.end() - at);
    const std::size_t most = std::min(kLargestMerger, left - (groups - 1));
    const std::size_t room = kLargestMerger * (groups - 1),
                      least = std::max<std::size_t>(1, left > room ? left - room : 0);
    const std::size_t wanted = prng.percent(55) ? 1 : prng.percent(75) ? 2 : 3;
    const auto size = static_cast<std::ptrdiff_t>(std::clamp(wanted, least, most));
    cuts.emplace_back(at, at + size);
    at += size;
  }
  return cuts;
}

Entry territory(std::string kind, std::string code, std::string name, std::string parent) {
  Entry entry;
  entry.kind = std::move(kind);
  entry.code = std::move(code);
  entry.name = std::move(name);
  entry.parent = std::move(parent);
  return entry;
}

struct Builder {
  World& world;
  Names& names;
  Prng prng;
  std::int64_t fresh_codes = kFirstFreshCode;

  /// The city has a heart of two wards where it is large; every other district has one town.
  void add_district(std::size_t d, const District& district, bool city) {
    const std::string code = std::to_string(kFirstDistrictCode + static_cast<std::int64_t>(d));
    const std::string water = names.water();
    world.province.districts.push_back(
        territory("district", code, (city ? "Thành phố " : "Huyện ") + water, kProvinceCode));
    const std::size_t middle = district.cells.size() / 2;
    for (std::size_t k = 0; k < district.cells.size(); ++k) {
      const auto cell = static_cast<std::size_t>(district.cells[k]);
      const bool town =
          k == middle || (city && k + 1 == middle && district.cells.size() >= kCellsForTwoWards);
      world.communes[cell].district = d;
      world.communes[cell].town = town;
      const std::string name = !town  ? "Xã " + names.commune()
                               : city ? "Phường " + names.commune()
                                      : "Thị trấn " + water;
      Entry& entry = world.province.communes_old[cell];
      entry = territory("commune", std::to_string(kFirstCommuneCode + static_cast<std::int64_t>(cell)), name,
                        code);
      entry.area = world.land.outline(std::vector<int>{district.cells[k]});
    }
  }

  void merge(const std::vector<int>& cells, bool city) {
    const std::size_t index = world.province.communes_new.size();
    bool town = false;
    for (const int cell : cells) {
      world.communes[static_cast<std::size_t>(cell)].merged = index;
      town |= world.communes[static_cast<std::size_t>(cell)].town;
    }
    const Entry& heir = world.province.communes_old[static_cast<std::size_t>(prng.pick(cells))];
    const bool same = cells.size() == 1, fresh = !same && prng.one_in(20);
    const std::string head = city && town ? "Phường " : "Xã ";
    const std::string name = head + (same || prng.percent(45) ? bare_name(heir.name) : names.commune());
    Entry entry =
        territory("commune", fresh ? std::to_string(fresh_codes++) : heir.code, name, kProvinceCode);
    entry.area = world.land.outline(cells);
    world.province.communes_new.push_back(std::move(entry));
  }
};

}  // namespace

void add_territories(World& world, Names& names) {
  world.land = make_land(world.options);
  const auto cells = static_cast<std::size_t>(world.land.columns * world.land.rows);
  world.communes.resize(cells);
  world.province.communes_old.resize(cells);
  world.province.province.push_back(territory("province", kProvinceCode, kProvinceName, ""));

  Builder builder{world, names, Prng(world.options.seed, kMergeStream)};
  const std::vector<District> districts = districts_of(world.land);
  const std::size_t city = districts.size() / 2;
  for (std::size_t d = 0; d < districts.size(); ++d) builder.add_district(d, districts[d], d == city);
  std::size_t seen = 0;
  for (std::size_t d = 0; d < districts.size(); ++d) {
    seen += districts[d].cells.size();
    const std::size_t groups = (seen * kMergedPercent + 50) / 100 - world.province.communes_new.size();
    for (const std::vector<int>& group : cut(districts[d].cells, groups, builder.prng))
      builder.merge(group, d == city);
  }
}

}  // namespace vungphu::demo
