// coverage-polygons, reach and what all collectors read in the same way.
#include <gmock/gmock.h>

#include "unit/collectors/rows.hpp"

namespace vungphu::collectors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace test;

TEST(CoveragePolygons, MakesAnAreaOfEachPolygon) {
  const World world;
  const auto made =
      collect("coverage-polygons", row_of({{"down", "300"}, {"up", "150,5"}}, an_area()), world.context());
  EXPECT_EQ(made.claim().kind, ClaimKind::area);
  EXPECT_EQ(made.claim().row, 5);
  EXPECT_EQ(made.claim().status, "operational");
  EXPECT_EQ(made.claim().down_mbps, 300);
  EXPECT_EQ(made.claim().up_mbps, 150.5);
  EXPECT_TRUE(geo::has_geometry(made.claim().geometry));
  EXPECT_THAT(made.findings, IsEmpty());
}

TEST(CoveragePolygons, RefusesWhatIsNoArea) {
  const World world;
  for (const auto& geometry : {geo::Geometry(), a_point(), a_line()})
    EXPECT_THAT(collect("coverage-polygons", row_of({}, geometry), world.context()).codes(),
                ElementsAre("area_needed"));
}

TEST(Reach, TakesTheFieldBeforeTheFigureOfTheFile) {
  const World world;
  EXPECT_EQ(collect("reach", row_of({{"reach", "300,5"}}, a_point()), world.context("fiber", 1000))
                .claim()
                .reach_mm,
            300'500);
  EXPECT_EQ(
      collect("reach", row_of({{"reach", ""}}, a_line()), world.context("fiber", 1000)).claim().reach_mm,
      1000);
  EXPECT_EQ(collect("reach", row_of({}, a_line()), world.context("fiber", 1000)).claim().kind,
            ClaimKind::reach);
}

TEST(Reach, RefusesRowsWithoutOneOrWithNone) {
  const World world;
  EXPECT_THAT(collect("reach", row_of({{"reach", ""}}, a_point()), world.context()).codes(),
              ElementsAre("reach_missing"));
  for (const char* bad : {"0", "-5", "xa", "250000"})
    EXPECT_THAT(collect("reach", row_of({{"reach", bad}}, a_point()), world.context("fiber", 1000)).codes(),
                ElementsAre("reach_bad"))
        << bad;
  EXPECT_THAT(collect("reach", row_of({}, an_area()), world.context("fiber", 1)).codes(),
              ElementsAre("point_or_line_needed"));
}

struct Word {
  std::string value, status;
  bool warned = false;
};
class Status_ : public testing::TestWithParam<Word> {};
TEST_P(Status_, IsReadFromItsWord) {
  const World world;
  const auto made =
      collect("coverage-polygons", row_of({{"status", GetParam().value}}, an_area()), world.context());
  EXPECT_EQ(made.claim().status, GetParam().status) << GetParam().value;
  EXPECT_EQ(made.codes(),
            GetParam().warned ? std::vector<std::string>{"status_unknown_word"} : std::vector<std::string>{});
}
INSTANTIATE_TEST_SUITE_P(Words, Status_,
                         testing::Values(Word{"Operational", "operational"}, Word{"ACTIVE", "operational"},
                                         Word{"Hoạt động", "operational"},
                                         Word{"Đang hoạt động", "operational"}, Word{"1", "operational"},
                                         Word{"existing", "operational"}, Word{"Planned", "planned"},
                                         Word{"proposed", "planned"}, Word{"Under construction", "planned"},
                                         Word{"Kế hoạch", "planned"}, Word{"dự kiến", "planned"},
                                         Word{"0", "planned"}, Word{"", "unknown"},
                                         Word{"Ngừng hoạt động", "unknown", true}));

struct Spoken {
  std::string value;
  const char* technology;
  bool kept;
  bool warned = false;
};
class TechnologyOf : public testing::TestWithParam<Spoken> {};
TEST_P(TechnologyOf, ARowIsKeptOrFiltered) {
  const World world;
  for (const char* collector : {"coverage-polygons", "location-list", "reach", "count-table"}) {
    const bool area = std::string_view(collector) == "coverage-polygons";
    const auto made = collect(collector,
                              row_of({{"technology", GetParam().value}, {"code", "h1"}, {"passed", "1"}},
                                     area ? an_area() : a_point()),
                              world.context(GetParam().technology, 1000));
    EXPECT_EQ(made.outcome.claims.size(), GetParam().kept ? 1u : 0u) << GetParam().value;
    EXPECT_EQ(made.outcome.filtered, !GetParam().kept) << GetParam().value;
    EXPECT_EQ(!made.findings.empty(), GetParam().warned) << GetParam().value;
  }
}
INSTANTIATE_TEST_SUITE_P(Words, TechnologyOf,
                         testing::Values(Spoken{"50", "fiber", true}, Spoken{"40", "fiber", false},
                                         Spoken{"0", "fiber", false}, Spoken{"Cáp quang", "fiber", true},
                                         Spoken{"FTTH/GPON", "fiber", true},
                                         Spoken{"Cáp đồng", "fiber", false}, Spoken{"4G", "fiber", false},
                                         Spoken{"4G", "4g", true}, Spoken{"LTE", "4g", true},
                                         Spoken{"3G, 4G", "4g", true}, Spoken{"4G/5G", "5g", true},
                                         Spoken{"4G", "5g", false}, Spoken{"4G", "4g+5g", true},
                                         Spoken{"500", "4g+5g", true}, Spoken{"", "fiber", true},
                                         Spoken{"Vô tuyến X", "fiber", false, true}));

TEST(Speeds, ThatAreNoneAreLeftOutWithAWarning) {
  const World world;
  const auto made =
      collect("coverage-polygons", row_of({{"down", "nhanh"}, {"up", "-1"}}, an_area()), world.context());
  EXPECT_EQ(made.claim().down_mbps, std::nullopt);
  EXPECT_THAT(made.codes(), ElementsAre("speed_bad", "speed_bad"));
}

}  // namespace
}  // namespace vungphu::collectors
