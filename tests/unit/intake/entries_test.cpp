#include "vungphu/intake/entries.hpp"

#include <gmock/gmock.h>

namespace vungphu::intake {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

Row row_of(Values values, geo::Geometry geometry = {}) {
  Row row{.row = 7,
          .geometry = std::move(geometry),
          .values = std::move(values),
          .columns = {},
          .point = {},
          .cells = {}};
  for (const auto& [meaning, value] : row.values) row.columns[meaning] = "column " + meaning;
  return row;
}

geo::Geometry point(std::int32_t x, std::int32_t y) { return geo::MultiPoint{{{x, y}}}; }
geo::Geometry square() {
  return geo::MultiPolygon{{geo::Polygon{{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}}}}};
}

struct Made {
  std::optional<Entry> entry;
  std::vector<Finding> findings;
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const Finding& f : findings) all.push_back(f.code);
    return all;
  }
};
Made make(const Row& row, std::string_view kind, bool is_territory = false) {
  Made made;
  made.entry = make_entry(row, kind, is_territory, made.findings);
  return made;
}

TEST(AnEntry, TakesWhatTheRowSaysAndLeavesTheRestUnknown) {
  const auto made = make(row_of({{"code", "00123"},
                                 {"name", "Ấp 1"},
                                 {"parent", "31825"},
                                 {"weight", "1.234"},
                                 {"demand", "900"},
                                 {"people", "4,100"},
                                 {"power", "Có"}},
                                point(1050000000, 90000000)),
                         "hamlet");
  ASSERT_TRUE(made.entry);
  EXPECT_EQ(made.entry->code, "00123");
  EXPECT_EQ(made.entry->parent, "31825");
  EXPECT_EQ(made.entry->weight, 1234);
  EXPECT_EQ(made.entry->demand, 900);
  EXPECT_EQ(made.entry->people, 4100);
  EXPECT_EQ(made.entry->power, true);
  EXPECT_EQ(made.entry->point, (geo::GridPoint{1050000000, 90000000}));
  EXPECT_EQ(make(row_of({{"code", "1"}}), "hamlet").entry->weight, std::nullopt);
}

TEST(AHousehold, WeighsOneUnlessItSaysOtherwise) {
  EXPECT_EQ(make(row_of({{"code", "1"}}), "household").entry->weight, 1);
  EXPECT_EQ(make(row_of({{"code", "1"}, {"weight", "12"}}), "household").entry->weight, 12);
}

TEST(AHousehold, AsksOrDoesNotInWordsToo) {
  EXPECT_EQ(make(row_of({{"code", "1"}, {"demand", "Có"}}), "household").entry->demand, 1);
  EXPECT_EQ(make(row_of({{"code", "1"}, {"demand", "Không"}}), "household").entry->demand, 0);
}

TEST(ASchool, HasASiteAndOthersHaveNone) {
  EXPECT_EQ(make(row_of({{"code", "1"}, {"site", "2"}}), "school").entry->site, "2");
  EXPECT_EQ(make(row_of({{"code", "1"}, {"site", "2"}}), "hospital").entry->site, "");
}

TEST(AHamletWithoutCode, GetsAnIdThatStaysAndTellsNamesakesApart) {
  const Values values{{"name", "Ấp 1"}, {"parent", "31825"}};
  const std::string id = make(row_of(values, point(1, 2)), "hamlet").entry->code;
  EXPECT_THAT(id, testing::MatchesRegex("h-[0-9a-f]{10}"));
  EXPECT_EQ(make(row_of(values, point(1, 2)), "hamlet").entry->code, id);
  EXPECT_NE(make(row_of(values, point(1, 3)), "hamlet").entry->code, id);
  EXPECT_NE(make(row_of({{"name", "Ấp 1"}, {"parent", "31826"}}, point(1, 2)), "hamlet").entry->code, id);
}

TEST(APosition, IsSurveyedUnlessTheListSaysOtherwise) {
  const auto quality = [](const char* word) {
    return make(row_of({{"code", "1"}, {"position", word}}, point(1, 2)), "school").entry->position;
  };
  EXPECT_EQ(make(row_of({{"code", "1"}}, point(1, 2)), "school").entry->position, Position::surveyed);
  EXPECT_EQ(make(row_of({{"code", "1"}}, square()), "hamlet").entry->position, Position::surveyed);
  EXPECT_EQ(make(row_of({{"code", "1"}, {"position", "surveyed"}}), "school").entry->position,
            Position::none);
  EXPECT_EQ(quality("Đo thực địa"), Position::surveyed);
  EXPECT_EQ(quality("matched"), Position::matched);
  EXPECT_EQ(quality("tâm ấp"), Position::borrowed_hamlet);
  EXPECT_EQ(quality("borrowed_hamlet"), Position::borrowed_hamlet);
  EXPECT_EQ(quality("Trụ sở xã"), Position::borrowed_commune);
  // What is not understood proves nothing.
  EXPECT_EQ(quality("ông Ba nói"), Position::borrowed_commune);
  EXPECT_THAT(make(row_of({{"code", "1"}, {"position", "ông Ba nói"}}, point(1, 2)), "school").codes(),
              testing::ElementsAre("position_unclear"));
}

TEST(AHamletWithoutCode, NeedsAName) {
  const auto made = make(row_of({{"parent", "31825"}}), "hamlet");
  EXPECT_FALSE(made.entry);
  EXPECT_THAT(made.codes(), testing::ElementsAre("name_missing"));
}

TEST(AnEntryWithoutCode, IsRefusedIfItIsNoHamlet) {
  const auto made = make(row_of({{"name", "Trạm y tế"}}), "hospital");
  EXPECT_FALSE(made.entry);
  EXPECT_THAT(made.codes(), testing::ElementsAre("code_missing"));
}

TEST(ANumber, ThatIsNoneRefusesTheRowAndNamesTheColumn) {
  for (const char* value : {"nhiều", "-3", "1,5"}) {
    const auto made = make(row_of({{"code", "1"}, {"weight", value}}), "hamlet");
    EXPECT_FALSE(made.entry) << value;
    ASSERT_THAT(made.codes(), testing::ElementsAre("count_bad"));
    EXPECT_EQ(made.findings[0].field, "column weight");
    EXPECT_EQ(made.findings[0].value, value);
    EXPECT_EQ(made.findings[0].row, 7);
  }
}

TEST(ADoubt, IsAWarningAndTheRowStays) {
  const auto made =
      make(row_of({{"code", "1"}, {"weight", "5"}, {"demand", "6"}, {"power", "mùa khô"}}), "hamlet");
  EXPECT_TRUE(made.entry);
  EXPECT_EQ(made.entry->power, std::nullopt);
  EXPECT_THAT(made.codes(), testing::UnorderedElementsAre("power_unclear", "demand_over_weight"));
}

TEST(Geometry, OfAPlaceWithExtentIsItsArea) {
  for (const char* kind : {"hamlet", "industrial_zone", "residential_area"}) {
    const auto made = make(row_of({{"code", "1"}}, square()), kind);
    EXPECT_TRUE(made.entry->area && !made.entry->point) << kind;
  }
}

TEST(Geometry, OfAPointKindDrawnAsAnAreaIsItsCentre) {
  const auto made = make(row_of({{"code", "1"}}, square()), "school");
  EXPECT_FALSE(made.entry->area);
  ASSERT_TRUE(made.entry->point);
  EXPECT_TRUE(geo::covers(std::get<geo::MultiPolygon>(square()), *made.entry->point));
  EXPECT_THAT(made.codes(), testing::ElementsAre("area_as_point"));
}

TEST(Geometry, OfATerritoryIsItsAreaAndASeatBesideIt) {
  Row row = row_of({{"code", "31825"}}, square());
  row.point = geo::GridPoint{5, 5};
  const auto made = make(row, "commune", true);
  EXPECT_TRUE(made.entry->area);
  EXPECT_EQ(made.entry->point, (geo::GridPoint{5, 5}));
}

TEST(Geometry, OfLinesOrSeveralPointsIsRefused) {
  EXPECT_THAT(make(row_of({{"code", "1"}}, geo::MultiLine{{{{0, 0}, {1, 1}}}}), "agency").codes(),
              testing::ElementsAre("geometry_line"));
  EXPECT_THAT(make(row_of({{"code", "1"}}, geo::MultiPoint{{{0, 0}, {1, 1}}}), "agency").codes(),
              testing::ElementsAre("geometry_many_points"));
}

}  // namespace
}  // namespace vungphu::intake
