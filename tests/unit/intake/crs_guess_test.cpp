#include "vungphu/intake/crs_guess.hpp"

#include <gmock/gmock.h>

#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/prepare.hpp"

#include "unit/intake/tables.hpp"

namespace vungphu::intake {
namespace {

const geo::PinnedOperations kPinned{{"EPSG:4756", "EPSG:6960"}};
const std::vector<std::string> kCandidates{"EPSG:4326", "EPSG:4756", "EPSG:9207", "EPSG:9208", "EPSG:9210"};
constexpr std::array<std::string_view, 5> kWanted{"lon", "lat", "latlon", "x", "y"};

/// One commune, 22 km on a side or longer to the east.
Reference outline(double east) {
  Reference reference;
  const auto unit = [](double degrees) { return geo::to_units(degrees); };
  const geo::Path ring{
      {unit(104.9), unit(9.1)}, {unit(east), unit(9.1)}, {unit(east), unit(9.3)}, {unit(104.9), unit(9.3)}};
  reference.outline.push_back({{geo::Polygon{{ring}}}});
  reference.outline_codes.push_back("32001");
  reference.outline_box.add(geo::bounds(reference.outline.front()));
  return reference;
}

struct Asked {
  test::Table made;
  Mapping mapping;
  Reference reference;
  Checker checker;

  explicit Asked(test::Table table, double east = 105.1)
      : made(std::move(table)),
        mapping(*map_columns(made.layer, kWanted, {})),
        reference(outline(east)),
        checker(reference) {}
  std::vector<CrsGuess> guesses() { return guess_crs(made.layer, mapping, kPinned, kCandidates, checker); }
  Result<CrsChoice> choice(const std::string& crs = "", bool accept = false) {
    return choose_crs(made.layer, mapping, crs, kPinned, kCandidates, {"", accept, &checker});
  }
};

test::Table in_metres() {
  return test::table({"X (m)", "Y (m)"},
                     {{"1010390.82", "550116.27"}, {"1015667.81", "547128.57"}, {"1022746.56", "562088.44"}});
}
test::Table in_degrees(bool swapped) {
  if (swapped) return test::table({"lon", "lat"}, {{"9.136507", "104.957768"}, {"9.248072", "105.066873"}});
  return test::table({"lon", "lat"}, {{"104.957768", "9.136507"}, {"105.066873", "9.248072"}});
}

TEST(CrsGuess, OfMetresWithoutALabelTheZoneThatBringsThemInsideComesFirst) {
  Asked asked(in_metres());
  const auto guesses = asked.guesses();
  ASSERT_FALSE(guesses.empty());
  EXPECT_EQ(guesses[0].crs, "EPSG:9207");
  EXPECT_FALSE(guesses[0].swapped);
  EXPECT_EQ(guesses[0].inside, 3);
  EXPECT_EQ(guesses[0].tried, 3);
}

TEST(CrsGuess, TheNextZoneIsSome27KilometresAway) {
  Asked asked(in_metres(), 105.4);
  const auto guesses = asked.guesses();
  ASSERT_GT(guesses.size(), 1u);
  EXPECT_EQ(guesses[1].crs, "EPSG:9208");
  EXPECT_NEAR(*guesses[1].first_m, 27'400, 300);
}

TEST(CrsGuess, WithoutACrsTheCandidatesAreListedAndNothingIsApplied) {
  Asked asked(in_metres());
  const auto choice = asked.choice();
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().code, "intake.crs_choose");
}

TEST(CrsGuess, ASwappedFileIsImplausibleAndTheListSaysHowToReadIt) {
  Asked asked(in_degrees(true));
  const auto choice = asked.choice();
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().code, "intake.crs_implausible");
  std::string options;
  for (const auto& [name, value] : choice.error().args)
    if (name == "options") options = value;
  EXPECT_EQ(options, "--crs EPSG:4326 --axes swapped");
}

TEST(CrsGuess, DegreesOfTwoDatumsAreNeverToldApartByAGuess) {
  Asked asked(in_degrees(true));
  const auto guesses = asked.guesses();
  ASSERT_EQ(guesses.size(), 2u);
  EXPECT_NEAR(*guesses[0].next_m, 220, 30);
  EXPECT_FALSE(is_clear(guesses));
  EXPECT_FALSE(asked.choice("", true));
}

TEST(CrsGuess, APlausibleFileIsReadAsItIs) {
  Asked asked(in_degrees(false));
  const auto choice = asked.choice();
  ASSERT_TRUE(choice);
  EXPECT_FALSE(choice->told);
  EXPECT_FALSE(choice->transformer.swapped());
}

TEST(CrsGuess, WhatAPersonNamesIsUsedAndWhatFitsBetterIsTold) {
  Asked asked(in_metres());
  const auto choice = asked.choice("EPSG:9210");
  ASSERT_TRUE(choice);
  ASSERT_TRUE(choice->told);
  EXPECT_EQ(choice->told->code, "crs_elsewhere");
  EXPECT_FALSE(asked.choice("EPSG:9207")->told);
}

TEST(CrsGuess, IsClearOnlyWhereEveryOtherReadingIsElsewhere) {
  CrsGuess best, other;
  best.tried = other.tried = 100;
  best.inside = 95;
  other.inside = 4;
  other.first_m = 27'000;
  EXPECT_TRUE(is_clear({best, other}));
  other.inside = 5;
  EXPECT_FALSE(is_clear({best, other}));
  other.first_m = 0.8;
  EXPECT_TRUE(is_clear({best, other})) << "the same place by another name";
  best.inside = 94;
  EXPECT_FALSE(is_clear({best}));
  EXPECT_FALSE(is_clear({}));
}

TEST(CrsGuess, AcceptedIsUsedAndTold) {
  // Both near the outline's north-west corner: of any other zone they are outside.
  Asked asked(test::table({"X (m)", "Y (m)"}, {{"1010390.82", "546116.27"}, {"1012390.82", "546616.27"}}));
  const auto choice = asked.choice("", true);
  ASSERT_TRUE(choice) << choice.error().code;
  EXPECT_EQ(choice->transformer.crs(), "EPSG:9207");
  ASSERT_TRUE(choice->told);
  EXPECT_EQ(choice->told->code, "crs_guessed");
}

TEST(SwappedAxes, BringShapesAndColumnsWhereTheyBelong) {
  Asked asked(in_degrees(true));
  const auto choice = choose_crs(asked.made.layer, asked.mapping, "EPSG:4326", kPinned, kCandidates,
                                 {"swapped", false, &asked.checker});
  ASSERT_TRUE(choice);
  Preparer preparer(asked.made.layer, asked.mapping, *choice);
  std::vector<Finding> findings;
  const auto row = preparer.prepare(RawFeature(asked.made.rows[0]), findings);
  ASSERT_TRUE(row);
  EXPECT_EQ(std::get<geo::MultiPoint>(row->geometry).points[0],
            (geo::GridPoint{geo::to_units(104.957768), geo::to_units(9.136507)}));
}

TEST(DegreesMinutesSeconds, AreReadHoweverTheyAreWritten) {
  for (const auto& [lon, lat] :
       std::vector<std::pair<std::string, std::string>>{{"104°57'27.96\"E", "9°08'11,4\"N"},
                                                        {"104 57 27.96", "9 8 11.4"},
                                                        {"104º57’27,96” Đ", "9º8’11,4” B"},
                                                        {"E 104° 57.466'", "N 9° 8.19'"}}) {
    Asked asked(test::table({"Kinh độ", "Vĩ độ"}, {{lon, lat}}));
    const auto positions =
        sample_positions(asked.made.layer, asked.mapping, *geo::Transformer::create("EPSG:4326", {}));
    ASSERT_EQ(positions.size(), 1u);
    ASSERT_TRUE(positions[0]) << lon << ", " << lat;
    EXPECT_NEAR(geo::degrees(positions[0]->x), 104.957767, 1e-6);
    EXPECT_NEAR(geo::degrees(positions[0]->y), 9.1365, 1e-6);
  }
}

TEST(DegreesMinutesSeconds, WhatIsNoneIsNothing) {
  for (const char* bad : {"104°61'", "104°5'70\"", "10 5", "1 2 3 4", "°", "abc", "104.5°30'"}) {
    Asked asked(test::table({"Kinh độ", "Vĩ độ"}, {{bad, "9.1"}}));
    const auto positions =
        sample_positions(asked.made.layer, asked.mapping, *geo::Transformer::create("EPSG:4326", {}));
    ASSERT_EQ(positions.size(), 1u) << bad;
    EXPECT_FALSE(positions[0]) << bad;
  }
}

}  // namespace
}  // namespace vungphu::intake
