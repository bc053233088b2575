// The made-up province is one that could be: land without overlaps and gaps, everyone where they are said to
// be.
#include <map>
#include <numeric>
#include <set>

#include <gmock/gmock.h>

#include "vungphu/base/text.hpp"
#include "vungphu/demo/demo.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/geo/snap.hpp"
#include "vungphu/model/digest.hpp"

namespace vungphu::demo {
namespace {

constexpr Options kSmall{.seed = 1, .households = 3000};

const Province& small() {
  static const Province province = make_province(kSmall);
  return province;
}

std::vector<std::vector<Entry>> lists_of(const Province& p) {
  return {p.province,   p.districts, p.communes_old, p.communes_new, p.hamlets_old, p.hamlets,
          p.households, p.schools,   p.hospitals,    p.agencies,     p.zones};
}

std::map<std::string, const Entry*> by_code(const std::vector<Entry>& entries) {
  std::map<std::string, const Entry*> found;
  for (const Entry& entry : entries) found[entry.code] = &entry;
  return found;
}

std::vector<const geo::MultiPolygon*> areas(const std::vector<Entry>& entries) {
  std::vector<const geo::MultiPolygon*> found;
  for (const Entry& entry : entries) found.push_back(&*entry.area);
  return found;
}

double sum_of_areas(const std::vector<Entry>& entries) {
  return std::accumulate(entries.begin(), entries.end(), 0.0,
                         [](double sum, const Entry& entry) { return sum + geo::area_m2(*entry.area); });
}

std::string digest_of(const Province& province) {
  std::string all;
  for (const std::vector<Entry>& list : lists_of(province)) all += content_digest(list);
  return all;
}

/// Ordered pairs of neighbouring vertices, as the province's borders are held against each other.
std::multiset<std::pair<geo::GridPoint, geo::GridPoint>> edges_of(const std::vector<Entry>& communes) {
  std::multiset<std::pair<geo::GridPoint, geo::GridPoint>> edges;
  for (const Entry& commune : communes)
    for (const geo::Polygon& polygon : commune.area->polygons)
      for (std::size_t i = 0; i < polygon.rings.front().size(); ++i) {
        const geo::Path& ring = polygon.rings.front();
        edges.emplace(ring[i], ring[(i + 1) % ring.size()]);
      }
  return edges;
}

TEST(Province, TheSameSeedMakesTheSameProvinceAndAnotherSeedAnother) {
  EXPECT_EQ(digest_of(small()), digest_of(make_province(kSmall)));
  EXPECT_NE(digest_of(small()), digest_of(make_province({.seed = 2, .households = 3000})));
}

TEST(Province, HasTheHouseholdsAskedForAndTheHamletsCountThem) {
  for (const std::int64_t households : {1, 17, 3000, 5001}) {
    const Province province = make_province({.seed = 3, .households = households});
    EXPECT_EQ(static_cast<std::int64_t>(province.households.size()), households);
    for (const std::vector<Entry>* list : {&province.hamlets, &province.communes_new}) {
      std::int64_t sum = 0;
      for (const Entry& entry : *list) sum += *entry.weight;
      EXPECT_EQ(sum, households);
    }
    EXPECT_GE(province.communes_old.size(), 12U);
  }
}

TEST(Province, HasAHundredCommunesThatBecomeSixtyFourOnOldCodes) {
  const Province province = make_province({.seed = 1, .households = 300'000});
  EXPECT_EQ(province.communes_old.size(), 100U);
  EXPECT_EQ(province.communes_new.size(), 64U);
  EXPECT_EQ(province.districts.size(), 9U);
  EXPECT_THAT(province.hamlets.size() / 100, testing::AllOf(testing::Ge(8U), testing::Le(10U)));
  const auto old_communes = by_code(province.communes_old);
  std::size_t reused = 0, for_other_land = 0;
  for (const Entry& commune : province.communes_new) {
    const auto old = old_communes.find(commune.code);
    if (old == old_communes.end()) continue;
    ++reused;
    for_other_land += old->second->area->polygons.front().rings != commune.area->polygons.front().rings;
  }
  EXPECT_GE(reused, 60U);
  EXPECT_GE(for_other_land, 20U);
  std::size_t vertices = 0;
  for (const Entry& commune : province.communes_old) vertices += geo::vertex_count(*commune.area);
  EXPECT_THAT(vertices / 100, testing::AllOf(testing::Ge(1000U), testing::Le(1300U)));
}

TEST(Province, NoOutlineCrossesItselfForManySeeds) {
  const auto wgs84 = geo::Transformer::create("EPSG:4326", {});
  ASSERT_TRUE(wgs84.has_value());
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Province province =
        make_province({.seed = seed, .households = 36'000 * static_cast<std::int64_t>(seed % 4) + 10});
    for (const auto* list : {&province.communes_old, &province.communes_new, &province.zones})
      for (const Entry& entry : *list) {
        const auto snapped = geo::snap(geo::to_wkb(*entry.area), *wgs84);
        ASSERT_TRUE(snapped.has_value());
        EXPECT_FALSE(snapped->repaired) << "seed " << seed << ", " << entry.name;
      }
  }
}

TEST(Province, CommunesTileTheLandInBothVintages) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Province province = make_province({.seed = seed, .households = 60'000});
    const auto whole = geo::union_area_m2(areas(province.communes_old));
    ASSERT_TRUE(whole.has_value());
    EXPECT_NEAR(sum_of_areas(province.communes_old), *whole, *whole * 1e-9) << "no overlaps";
    EXPECT_NEAR(sum_of_areas(province.communes_new), *whole, *whole * 1e-9) << "nothing lost in the mergers";
    EXPECT_NEAR(geo::union_area_m2(areas(province.communes_new)).value(), *whole, *whole * 1e-9);
  }
}

TEST(Province, NeighboursShareTheSameVerticesInOppositeOrder) {
  for (const std::vector<Entry>* communes : {&small().communes_old, &small().communes_new}) {
    const auto edges = edges_of(*communes);
    std::size_t shared = 0;
    for (const auto& [a, b] : edges) {
      EXPECT_EQ(edges.count({a, b}), 1U);
      shared += edges.count({b, a});
    }
    EXPECT_GT(shared, edges.size() / 3);
  }
}

TEST(Province, BordersOfTheNewCommunesAreBordersOfTheOld) {
  const auto old_edges = edges_of(small().communes_old);
  for (const auto& edge : edges_of(small().communes_new)) EXPECT_EQ(old_edges.count(edge), 1U);
}

TEST(Province, EveryHouseholdIsInItsCommuneOfBothVintagesButForTheOutsiders) {
  const Province province = make_province({.seed = 5, .households = 20'000});
  const auto hamlets_old = by_code(province.hamlets_old), hamlets = by_code(province.hamlets);
  const auto communes_old = by_code(province.communes_old), communes_new = by_code(province.communes_new);
  const std::set<std::string> outsiders(province.outsiders.begin(), province.outsiders.end());
  std::size_t nowhere = 0;
  for (const Entry& home : province.households) {
    if (!home.point) {
      ++nowhere;
      continue;
    }
    const bool inside = !outsiders.contains(home.code);
    EXPECT_EQ(geo::covers(*communes_old.at(hamlets_old.at(home.parent)->parent)->area, *home.point), inside)
        << home.code;
    EXPECT_EQ(geo::covers(*communes_new.at(hamlets.at(home.parent)->parent)->area, *home.point), inside)
        << home.code;
  }
  for (const Entry& home : province.households) {
    if (!outsiders.contains(home.code)) continue;
    for (const Entry& commune : province.communes_new) EXPECT_FALSE(geo::covers(*commune.area, *home.point));
  }
  EXPECT_THAT(outsiders.size(), testing::AllOf(testing::Ge(1U), testing::Le(20U)));
  EXPECT_THAT(nowhere, testing::AllOf(testing::Ge(1U), testing::Le(40U)));
}

TEST(Province, PlacesStandInTheCommuneTheyName) {
  const auto communes = by_code(small().communes_new);
  for (const auto* list : {&small().hamlets, &small().schools, &small().hospitals, &small().agencies})
    for (const Entry& place : *list) {
      if (!place.point) continue;
      EXPECT_TRUE(geo::covers(*communes.at(place.parent)->area, *place.point)) << place.name;
    }
}

TEST(Province, KeysAreUniqueAndParentsExist) {
  std::set<std::string> codes;
  for (const std::vector<Entry>& list : lists_of(small())) {
    std::set<std::pair<std::string, std::string>> keys;
    for (const Entry& entry : list) EXPECT_TRUE(keys.emplace(entry.code, entry.site).second) << entry.code;
  }
  const auto districts = by_code(small().districts), provinces = by_code(small().province);
  for (const Entry& commune : small().communes_old) EXPECT_TRUE(districts.contains(commune.parent));
  for (const Entry& commune : small().communes_new) EXPECT_TRUE(provinces.contains(commune.parent));
}

TEST(Province, NoCodeNamesPlacesOfTwoKinds) {
  std::map<std::string, std::string> kind_of;
  for (const std::vector<Entry>& list : lists_of(small()))
    for (const Entry& entry : list)
      EXPECT_EQ(kind_of.emplace(entry.code, entry.kind).first->second, entry.kind) << entry.code;
}

TEST(Province, NamesAreVietnameseInNormalFormC) {
  for (const std::vector<Entry>& list : lists_of(small()))
    for (const Entry& entry : list) {
      EXPECT_TRUE(is_utf8(entry.name));
      EXPECT_EQ(entry.name, nfc(entry.name));
      EXPECT_EQ(entry.name, trim(entry.name));
      EXPECT_EQ(entry.name.find("  "), std::string::npos) << entry.name;
      EXPECT_EQ(entry.name.empty(), entry.kind == "household");
    }
}

}  // namespace
}  // namespace vungphu::demo
