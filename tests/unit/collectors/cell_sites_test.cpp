// cell-sites: cells with their stations.
#include <gmock/gmock.h>

#include "vungphu/geo/measure.hpp"

#include "unit/collectors/rows.hpp"

namespace vungphu::collectors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace test;

Collected cell(const Values& values, std::optional<std::int64_t> reach_mm = 1'000'000) {
  const World world;
  return collect("cell-sites", row_of(values, a_point()), world.context("5g", reach_mm));
}

TEST(CellSites, DrawTheSectorAndKeepTheStation) {
  const auto made = cell({{"station", "CMU01"}, {"azimuth", "90"}, {"beam", "65"}, {"reach", "500"}});
  EXPECT_EQ(made.claim().kind, ClaimKind::area);
  EXPECT_EQ(made.claim().station, (Station{"CMU01", {1050000000, 90000000}}));
  const geo::Box box = geo::bounds(made.claim().geometry);
  EXPECT_EQ(box.min.x, 1050000000);  // all of it lies to the east
  EXPECT_NEAR(geo::distance_m({box.min.x, 90000000}, {box.max.x, 90000000}), 500, 1);
  EXPECT_THAT(made.findings, IsEmpty());
}

TEST(CellSites, DrawACircleWithoutADirectionAndOfAnAllRoundBeam) {
  for (const Values& values : {Values{{"station", "A"}}, Values{{"azimuth", "30"}, {"beam", "360"}}}) {
    const auto made = cell(values);
    const auto& area = std::get<geo::MultiPolygon>(made.claim().geometry);
    EXPECT_TRUE(geo::covers(area, {1050000000, 90080000}));
    EXPECT_TRUE(geo::covers(area, {1050000000, 89920000}));
  }
}

TEST(CellSites, InventNeitherARangeNorABeam) {
  EXPECT_THAT(cell({{"station", "A"}}, std::nullopt).codes(), ElementsAre("reach_missing"));
  EXPECT_THAT(cell({{"azimuth", "30"}, {"beam", ""}}).codes(), ElementsAre("beam_missing"));
  EXPECT_THAT(cell({{"azimuth", ""}, {"beam", "65"}}).codes(), ElementsAre("azimuth_missing"));
  EXPECT_THAT(cell({{"azimuth", "bắc"}, {"beam", "65"}}).codes(), ElementsAre("azimuth_bad"));
  EXPECT_THAT(cell({{"azimuth", "3"}, {"beam", "0"}}).codes(), ElementsAre("beam_bad"));
  const World world;
  const Collector* sites = find("cell-sites");
  const auto missing = [&](const Mapping& mapping, const Context& context) {
    std::vector<std::string> codes;
    for (const Error& error : sites->missing(mapping, context)) codes.push_back(error.code);
    return codes;
  };
  const Mapping azimuths{{"azimuth", {"a"}, true}};
  EXPECT_THAT(missing(azimuths, world.context("5g", 1)), ElementsAre("collectors.beam_needed"));
  EXPECT_THAT(missing({}, world.context("5g")), ElementsAre("collectors.reach_needed"));
  EXPECT_THAT(missing(azimuths, world.context("5g")),
              ElementsAre("collectors.beam_needed", "collectors.reach_needed"))
      << "asked together";
  EXPECT_THAT(missing(azimuths, world.context("fiber", 1)), ElementsAre("collectors.mobile_needed"));
}

TEST(CellSites, NameAStationByItsCodeElseItsNameElseNothing) {
  EXPECT_EQ(cell({{"station", ""}, {"station_name", "Năm Căn 1"}}).claim().station->code, "Năm Căn 1");
  EXPECT_EQ(cell({{"station", "A"}, {"station_name", "Năm Căn 1"}}).claim().station->code, "A");
  EXPECT_EQ(cell({}).claim().station->code, "");
}

TEST(CellSites, NeedAPositionAndLeaveOutOtherTechnologies) {
  const World world;
  EXPECT_THAT(collect("cell-sites", row_of({}), world.context("5g", 1000)).codes(),
              ElementsAre("station_position_needed"));
  EXPECT_TRUE(cell({{"technology", "4G"}}).outcome.filtered);
  EXPECT_EQ(cell({{"status", "Kế hoạch"}}).claim().status, "planned");
}

}  // namespace
}  // namespace vungphu::collectors
