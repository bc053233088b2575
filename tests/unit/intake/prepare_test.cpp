#include "vungphu/intake/prepare.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/intake/columns.hpp"

#include "unit/intake/tables.hpp"

namespace vungphu::intake {
namespace {

using test::Cells;
using test::polygon_wkb;
using test::table;
using test::use;

const geo::PinnedOperations kPinned{{"EPSG:4756", "EPSG:6960"}};
const std::vector<std::string> kCandidates{"EPSG:9207", "EPSG:5897"};
constexpr std::array<std::string_view, 12> kWanted{"code", "name", "lon",    "lat",    "latlon", "x",
                                                   "y",    "site", "weight", "status", "passed", "people"};

struct Prepared {
  std::vector<std::optional<Row>> rows;
  std::vector<Finding> findings;
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const Finding& f : findings) all.push_back(f.code);
    return all;
  }
  geo::GridPoint point(std::size_t i) const {
    return std::get<geo::MultiPoint>(rows.at(i)->geometry).points.at(0);
  }
};

Prepared prepare(test::Table made, const std::string& crs = "", const Mapping& given = {}) {
  const auto mapping = map_columns(made.layer, kWanted, given);
  const auto choice = choose_crs(made.layer, *mapping, crs, kPinned, kCandidates);
  if (!choice) {
    ADD_FAILURE() << choice.error().code;
    return {};
  }
  Preparer preparer(made.layer, *mapping, *choice);
  Prepared prepared;
  for (RawFeature& row : made.rows)
    prepared.rows.push_back(preparer.prepare(std::move(row), prepared.findings));
  return prepared;
}

/// A layer of features with the geometry given, in `crs`.
test::Table features(const std::vector<std::string>& wkbs, const std::string& crs = "EPSG:4326") {
  test::Table made;
  made.layer.name = "layer";
  made.layer.geometry = "area";
  made.layer.crs = crs;
  for (const std::string& wkb : wkbs)
    made.rows.push_back({.row = static_cast<std::int64_t>(made.rows.size()) + 1,
                         .wkb = wkb,
                         .dropped_z = false,
                         .fields = {},
                         .cells = {}});
  return made;
}

TEST(Values, AreTrimmedAndBlankOnesAreLeftOutWhileTheColumnIsKnown) {
  const auto prepared = prepare(
      table({"Mã xã", "Tên", "Trạng thái"}, {{" 01234 ", "  Tân  ", "<NA>"}, {"01235", "-", std::nullopt}}));
  EXPECT_EQ(prepared.rows[0]->values,
            (std::map<std::string, std::string, std::less<>>{{"code", "01234"}, {"name", "Tân"}}));
  EXPECT_EQ(prepared.rows[1]->find("name"), nullptr);
  EXPECT_EQ(prepared.rows[0]->columns.at("status"), "Trạng thái");
}

TEST(Values, OfSeveralColumnsAreSummedWhereTheyCountAndJoinedElse) {
  const Mapping given{use("weight", {"Logements", "Établissements"}), use("name", {"Loại", "Tên"})};
  const auto prepared =
      prepare(table({"Logements", "Établissements", "Loại", "Tên"},
                    {{" 81    ", " -    ", "Ấp", "Một"}, {"1.200", "14", "Khóm", "2"}, {"8", "x8", "", "3"}}),
              "", given);
  EXPECT_EQ(*prepared.rows[0]->find("weight"), "81");
  EXPECT_EQ(*prepared.rows[1]->find("weight"), "1214");
  EXPECT_EQ(*prepared.rows[2]->find("weight"), "8+x8") << "the check of numbers shows what was there";
  EXPECT_EQ(*prepared.rows[0]->find("name"), "Ấp Một");
}

TEST(ARowWithoutCode, IsMarkedAsATotalByAnyOfItsCells) {
  const auto prepared = prepare(table({"STT", "Mã", "Xã", "Số hộ"}, {{"Tổng cộng:", "", "", "9"},
                                                                     {"", "", "Toàn tỉnh", "9"},
                                                                     {"", "Cộng", "", "9"},
                                                                     {"1", "", "Cộng Hòa", "9"},
                                                                     {"2", "31825", "Cộng", "9"}}));
  std::vector<std::string> totals;
  for (const auto& row : prepared.rows) {
    const std::string* total = row->find("total_row");
    totals.push_back(total ? *total : "");
  }
  EXPECT_THAT(totals, testing::ElementsAre("Tổng cộng:", "Toàn tỉnh", "Cộng", "", ""));
}

TEST(Position, OfDegreesComesFromLonAndLatWithPointOrComma) {
  const auto prepared =
      prepare(table({"Vĩ độ", "Kinh độ"}, {{"9.4178", "104.8837"}, {"9,4178", "104,8837"}}));
  EXPECT_EQ(prepared.point(0), (geo::GridPoint{1048837000, 94178000}));
  EXPECT_EQ(prepared.point(1), prepared.point(0));
}

TEST(Position, MayStandInOneCell) {
  const auto prepared = prepare(
      table({"Tọa độ"}, {{"9.4178, 104.8837"}, {"9,4178; 104,8837"}, {"9.4178 104.8837"}, {"ở chợ"}}));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(prepared.point(i), (geo::GridPoint{1048837000, 94178000}));
  EXPECT_THAT(prepared.codes(), testing::ElementsAre("coordinates_unreadable"));
}

// The first of the twenty reference points: X is northing, Y easting, printed as offices print.
struct Metres {
  std::vector<std::string> header;
  Cells cells;
};
class Vn2000 : public testing::TestWithParam<Metres> {};
TEST_P(Vn2000, IsReadInWhicheverOrderItIsWritten) {
  const auto prepared = prepare(table(GetParam().header, {GetParam().cells}), "EPSG:9207");
  ASSERT_TRUE(prepared.rows.at(0)) << testing::PrintToString(prepared.codes());
  EXPECT_NEAR(geo::degrees(prepared.point(0).x), 104.883723, 2e-5);
  EXPECT_NEAR(geo::degrees(prepared.point(0).y), 9.417830, 2e-5);
}
INSTANTIATE_TEST_SUITE_P(Tables, Vn2000,
                         testing::Values(Metres{{"X (m)", "Y (m)"}, {"1041493.8137", "541944.0511"}},
                                         Metres{{"X_North", "Y_East"}, {"1.041.493,8137", "541.944,0511"}},
                                         Metres{{"X", "Y"}, {"1.041.494", "541.944"}},
                                         Metres{{"x", "y"}, {"541944.0511", "1041493.8137"}},
                                         Metres{{"northing", "easting"}, {"1041493.8137", "541944.0511"}}));

TEST(Position, NamedByAPersonIsEastingThenNorthing) {
  const Mapping given{use("lon", {"e"}), use("lat", {"n"})};
  const auto prepared =
      prepare(table({"e", "n", "x", "y"}, {{"541944.0511", "1041493.8137", "1", "2"}}), "EPSG:9207", given);
  EXPECT_NEAR(geo::degrees(prepared.point(0).x), 104.883723, 1e-6);
}

TEST(Position, InMetresIsPreferredToDegreesWhereTheCrsIsInMetres) {
  const auto prepared = prepare(table({"Kinh độ", "Vĩ độ", "X (m)", "Y (m)"},
                                      {{"104.883723", "9.417830", "1041493.8137", "541944.0511"}}),
                                "EPSG:9207");
  EXPECT_NEAR(geo::degrees(prepared.point(0).x), 104.883723, 1e-6);
}

struct Bad {
  Cells cells;
  std::vector<std::string> codes;
};
class BadPosition : public testing::TestWithParam<Bad> {};
TEST_P(BadPosition, RefusesTheRowAndSaysWhy) {
  const auto prepared = prepare(table({"lon", "lat"}, {GetParam().cells}));
  EXPECT_FALSE(prepared.rows[0]);
  EXPECT_EQ(prepared.codes(), GetParam().codes);
  EXPECT_EQ(prepared.findings.at(0).severity, Severity::error);
  EXPECT_EQ(prepared.findings.at(0).field, "lon, lat");
}
INSTANTIATE_TEST_SUITE_P(Cells, BadPosition,
                         testing::Values(Bad{{"NaN", "9.4"}, {"coordinates_not_finite"}},
                                         Bad{{"104.8", "-inf"}, {"coordinates_not_finite"}},
                                         Bad{{"104.8", ""}, {"coordinates_incomplete"}},
                                         Bad{{"104.8", "chín"}, {"coordinates_unreadable"}},
                                         Bad{{"9.4178", "104.8837"}, {"axes_swapped"}},
                                         Bad{{"104.8", "95"}, {"coordinates_off_world"}}));

TEST(Position, ThatIsBlankMakesARowWithoutGeometry) {
  const auto prepared = prepare(table({"Mã", "lon", "lat"}, {{"1", "-", ""}}));
  ASSERT_TRUE(prepared.rows[0]);
  EXPECT_FALSE(geo::has_geometry(prepared.rows[0]->geometry));
}

TEST(Position, InDegreesUnderACrsInMetresIsRefused) {
  const auto prepared = prepare(table({"lon", "lat"}, {{"104.88", "9.41"}}), "EPSG:9207");
  EXPECT_THAT(prepared.codes(), testing::ElementsAre("coordinates_in_degrees"));
}

TEST(Features, ThatAreInvalidAreRepairedWithTheAreaSaid) {
  const auto prepared =
      prepare(features({polygon_wkb({{105, 9}, {105.01, 9.01}, {105.01, 9}, {105, 9.01}, {105, 9}})}));
  ASSERT_TRUE(prepared.rows[0]);
  ASSERT_THAT(prepared.codes(), testing::ElementsAre("geometry_repaired"));
  EXPECT_EQ(prepared.findings[0].severity, Severity::warning);
  EXPECT_EQ(prepared.findings[0].args.at(0).first, "area");
}

TEST(Features, ThatCannotBeUsedAreRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto prepared = prepare(features({
      polygon_wkb({{105, 9}, {nan, 9}, {105, 10}, {105, 9}}),
      polygon_wkb({{9, 105}, {9, 105.1}, {9.1, 105}, {9, 105}}),
      polygon_wkb({{-100, 9}, {100, 9}, {0, 10}, {-100, 9}}),
      polygon_wkb({{105, 9}, {105 + 1e-9, 9}, {105, 9 + 1e-9}, {105, 9}}),
      "no geometry at all",
  }));
  for (const auto& row : prepared.rows) EXPECT_FALSE(row);
  EXPECT_THAT(prepared.codes(),
              testing::ElementsAre("coordinates_not_finite", "axes_swapped", "edge_too_long",
                                   "geometry_collapsed", "geometry_unreadable"));
}

TEST(Features, InDegreesUnderACrsInMetresAreRefusedAsSuch) {
  const auto prepared = prepare(
      features({polygon_wkb({{105, 9}, {105.1, 9}, {105.1, 9.1}, {105, 9}}),
                polygon_wkb({{541944, 1041493}, {542944, 1041493}, {542944, 1042493}, {541944, 1041493}})}),
      "EPSG:9207");
  EXPECT_FALSE(prepared.rows[0]);
  EXPECT_TRUE(prepared.rows[1]);
  ASSERT_THAT(prepared.codes(), testing::ElementsAre("coordinates_in_degrees"));
  EXPECT_EQ(prepared.findings[0].value, "105.0000000, 9.0000000");
}

TEST(Features, KeepTheirGeometryAndTheSeatThatAPersonNamed) {
  auto made = features({polygon_wkb({{105, 9}, {105.1, 9}, {105.1, 9.1}, {105, 9}})});
  made.layer.fields = {{"e", "real", {}}, {"n", "real", {}}, {"longitude", "real", {}}};
  made.rows[0].fields = {"105.05", "9.02", "1"};
  const auto prepared = prepare(made, "", {use("lon", {"e"}), use("lat", {"n"})});
  EXPECT_TRUE(std::holds_alternative<geo::MultiPolygon>(prepared.rows[0]->geometry));
  EXPECT_EQ(prepared.rows[0]->point, (geo::GridPoint{1050500000, 90200000}));
}

TEST(Features, ThatLoseTheirHeightsSaySoOnceForTheFile) {
  const std::string triangle = polygon_wkb({{105, 9}, {105.1, 9}, {105.1, 9.1}, {105, 9}});
  auto made = features({triangle, triangle});
  for (RawFeature& feature : made.rows) feature.dropped_z = true;
  const auto prepared = prepare(made);
  ASSERT_THAT(prepared.codes(), testing::ElementsAre("dropped_z"));
  EXPECT_EQ(prepared.findings[0].row, 0);
}

TEST(Crs, ThatIsAskedForWinsOverTheFiles) {
  const auto layer = features({}, "EPSG:4326").layer;
  const auto choice = choose_crs(layer, {}, "EPSG:9207", kPinned, kCandidates);
  ASSERT_TRUE(choice);
  EXPECT_TRUE(choice->declared);
  EXPECT_EQ(choice->transformer.crs(), "EPSG:9207");
  EXPECT_EQ(choice->transformer.operation(), "EPSG:6960");
}

TEST(Crs, IsAskedForWhereNobodySaysIt) {
  const auto made = table({"X (m)", "Y (m)"}, {{"1041493", "541944"}});
  const auto mapping = map_columns(made.layer, kWanted, {});
  for (const auto& [layer, used] :
       {std::pair{made.layer, *mapping}, std::pair{features({}, "").layer, Mapping{}}}) {
    const auto choice = choose_crs(layer, used, "", kPinned, kCandidates);
    ASSERT_FALSE(choice);
    EXPECT_EQ(choice.error().code, "intake.crs_needed");
    EXPECT_THAT(text(Lang::vi, choice.error()), testing::HasSubstr("EPSG:5897"));
  }
}

TEST(Crs, ThatIsAMereNameIsNotSearchedFor) {
  const auto layer = features({}).layer;
  for (const char* name : {"foo", "VN-2000", "WGS 84", ":", "EPSG:", ":9207"}) {
    const auto choice = choose_crs(layer, {}, name, kPinned, kCandidates);
    ASSERT_FALSE(choice) << name;
    EXPECT_EQ(choice.error().code, "geo.unknown_crs");
    EXPECT_THAT(text(Lang::vi, choice.error()), testing::HasSubstr(name));
  }
  for (const char* definition : {"EPSG:9207", "OGC:CRS84", "+proj=longlat +datum=WGS84 +no_defs"})
    EXPECT_TRUE(choose_crs(layer, {}, definition, kPinned, kCandidates)) << definition;
}

/// A transverse Mercator grid as MapInfo and Esri software writes it.
std::string tm(const std::string& datum, const std::string& meridian, const std::string& scale) {
  return R"(PROJCS["unnamed",GEOGCS["unnamed",DATUM[")" + datum +
         R"(",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],)"
         R"(PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",)" +
         meridian + R"(],PARAMETER["scale_factor",)" + scale +
         R"(],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]])";
}

TEST(Crs, OfAZoneOfVn2000OnAnotherDatumIsDoubted) {
  const std::string proj = "+proj=tmerc +lat_0=0 +lon_0=104.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ";
  for (const std::string& crs : {tm("WGS_1984", "104.5", "0.9999"), proj + "+towgs84=0,0,0 +units=m",
                                 proj + "+datum=WGS84 +units=m"}) {
    const auto layer = features({}, crs).layer;
    const auto choice = choose_crs(layer, {}, "", kPinned, kCandidates);
    ASSERT_FALSE(choice) << crs;
    EXPECT_EQ(choice.error().code, "intake.crs_doubtful");
    EXPECT_THAT(text(Lang::vi, choice.error()), testing::HasSubstr("EPSG:9207."));
    for (const std::string& asked : {std::string("EPSG:9207"), crs})
      EXPECT_TRUE(choose_crs(layer, {}, asked, kPinned, kCandidates)) << "a person's word settles it";
  }
}

TEST(Crs, OfAFileIsTakenAtItsWordWhereItIsNoZoneOfVn2000OrSaysSo) {
  const std::string shifted =
      "+proj=tmerc +lat_0=0 +lon_0=104.5 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m +towgs84=-191.90441429,"
      "-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";
  for (const std::string& crs : {tm("D_Vietnam_2000", "104.5", "0.9999"), tm("WGS_1984", "105", "0.9996"),
                                 tm("WGS_1984", "104.25", "0.9999"), shifted, std::string("EPSG:32648"),
                                 std::string("EPSG:9207"), std::string("EPSG:4326")})
    EXPECT_TRUE(choose_crs(features({}, crs).layer, {}, "", kPinned, kCandidates)) << crs;
}

RC_GTEST_PROP(PrepareProperty, EveryRowIsUsedOrRefusedWithAnError, ()) {
  const auto cell = rc::gen::weightedOneOf<std::string>(
      {{3, rc::gen::map(rc::gen::inRange(-200, 200), [](int v) { return std::to_string(v); })},
       {1, rc::gen::element<std::string>("", "-", "NaN", "1e400", "1e300", "x", "9,4178", "1.041.494")},
       {1, rc::gen::string<std::string>()}});
  const auto crs = *rc::gen::element<std::string>("OGC:CRS84", "EPSG:9207");
  const auto prepared = prepare(table({"lon", "lat"}, {{*cell, *cell}}), crs);
  RC_ASSERT(prepared.rows.size() == 1);
  const bool error = std::any_of(prepared.findings.begin(), prepared.findings.end(),
                                 [](const Finding& f) { return f.severity == Severity::error; });
  RC_ASSERT(prepared.rows[0].has_value() != error);
  for (const std::string& code : prepared.codes())
    RC_ASSERT(has_text("finding." + code) && has_text("finding." + code + ".fix"));
}

}  // namespace
}  // namespace vungphu::intake
