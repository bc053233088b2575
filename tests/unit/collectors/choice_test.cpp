#include <gmock/gmock.h>

#include "vungphu/collectors/collector.hpp"

#include "unit/collectors/rows.hpp"

namespace vungphu::collectors {
namespace {

struct Example {
  std::string about, geometry;
  std::vector<std::string> meanings;
  std::vector<std::string> best;  ///< several: the person is asked; none: no collector fits
};

class Choice : public testing::TestWithParam<Example> {};
TEST_P(Choice, IsMadeFromTheLayer) {
  LayerInfo layer;
  layer.geometry = GetParam().geometry;
  std::vector<std::string> best;
  int height = 1;
  for (const Collector& collector : registry()) {
    Mapping mapping;  // what a collector wants of the columns that there are
    for (const std::string& meaning : GetParam().meanings)
      if (std::find(collector.wanted.begin(), collector.wanted.end(), meaning) != collector.wanted.end())
        mapping.push_back({meaning, {meaning}, true});
    const int fit = collector.fits(layer, mapping);
    if (fit > height) best.clear();
    if (fit >= height) best.emplace_back(collector.name);
    height = std::max(height, fit);
  }
  EXPECT_EQ(best, GetParam().best) << GetParam().about;
}
INSTANTIATE_TEST_SUITE_P(
    Layers, Choice,
    testing::Values(
        Example{"Ibiza's coverage", "area", {}, {"coverage-polygons"}},
        Example{"served areas with a status", "area", {"status", "down"}, {"coverage-polygons"}},
        Example{"communes with counts: served area or table?",
                "area",
                {"code", "passed"},
                {"coverage-polygons", "count-table"}},
        Example{"fiber routes", "line", {"status"}, {"reach"}},
        Example{"boxes with coordinates in columns too", "point", {"lon", "lat", "reach"}, {"reach"}},
        Example{"points and areas mixed", "mixed", {}, {"coverage-polygons", "reach"}},
        Example{"the FCC's file", "none", {"location_id", "technology", "down", "up"}, {"location-list"}},
        Example{"addresses", "none", {"lon", "lat"}, {"location-list"}},
        Example{"addresses in metres", "none", {"x", "y"}, {"location-list"}},
        Example{"half a coordinate", "none", {"lon", "y"}, {}},
        Example{"codes of schools", "none", {"code", "kind"}, {"location-list"}},
        Example{"the Arcep's table", "none", {"code", "passed"}, {"count-table"}},
        Example{"counts of hamlets with coordinates",
                "none",
                {"code", "passed", "total", "lon", "lat"},
                {"count-table"}},
        Example{"counts beside a position but no code", "none", {"lon", "lat", "passed"}, {}},
        Example{"who is connected says nothing of who is passed", "none", {"code", "connected"}, {}},
        Example{"a table of anything", "none", {"status"}, {}}));

TEST(TheRegistry, NamesEachOnceAndFindsItByName) {
  std::vector<std::string> names;
  for (const Collector& collector : registry()) {
    names.emplace_back(collector.name);
    EXPECT_EQ(find(collector.name), &collector);
    EXPECT_FALSE(collector.wanted.empty());
  }
  EXPECT_THAT(names, testing::ElementsAre("coverage-polygons", "reach", "location-list", "count-table",
                                          "signal-raster", "cell-sites"));
  EXPECT_EQ(find("nothing"), nullptr);
}

TEST(TheRegistry, OnlyLocationListHasAReachOfItsOwn) {
  const Profile profile;
  for (const Collector& collector : registry())
    EXPECT_EQ(collector.default_reach_mm(profile),
              collector.name == "location-list" ? std::optional<std::int64_t>(30'000) : std::nullopt);
}

TEST(TheRegistry, SaysAtOnceWhichFigureIsNeeded) {
  const test::World world;
  const Mapping field{{"reach", {"Bán kính"}, true}};
  for (const Collector& collector : registry()) {
    const bool ranged = collector.name == "reach" || collector.name == "cell-sites";
    const std::vector<Error> without = collector.missing({}, world.context("5g"));
    EXPECT_EQ(without.size(), ranged ? 1u : 0u) << collector.name;
    EXPECT_TRUE(collector.missing(field, world.context("5g")).empty()) << collector.name;
    EXPECT_TRUE(collector.missing({}, world.context("5g", 500'000)).empty()) << collector.name;
    if (ranged) {
      EXPECT_EQ(without.front().code, "collectors.reach_needed");
    }
  }
}

TEST(TheRegistry, KeepsWhatIsOfMobileNetworksFromOthers) {
  const test::World world;
  for (const Collector& collector : registry()) {
    const std::vector<Error> missing = collector.missing({}, world.context("fiber", 500'000));
    EXPECT_EQ(missing.size(), collector.mobile ? 1u : 0u) << collector.name;
    if (collector.mobile) {
      EXPECT_EQ(missing.front().code, "collectors.mobile_needed");
    }
  }
}

}  // namespace
}  // namespace vungphu::collectors
