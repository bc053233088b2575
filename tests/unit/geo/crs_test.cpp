#include "vungphu/geo/crs.hpp"

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "support/shared_data.hpp"

namespace vungphu::geo::test {
namespace {

const PinnedOperations kPinned{{"EPSG:4756", "EPSG:6960"}};

/// Rows of the reference as {column: value}.
std::vector<std::map<std::string, double>> reference_points() {
  std::ifstream file(vungphu::test::shared_data("vn2000/tm3-10430-reference.csv"));
  std::string line, cell;
  std::vector<std::string> names;
  std::getline(file, line);
  for (std::istringstream head(line); std::getline(head, cell, ',');) names.push_back(cell);
  std::vector<std::map<std::string, double>> rows;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::map<std::string, double> row;
    for (std::size_t i = 0; std::getline(cells, cell, ','); ++i) {
      if (i > 0) row[names[i]] = std::stod(cell);
    }
    rows.push_back(row);
  }
  return rows;
}

double metres_between(std::pair<double, double> degrees, double longitude, double latitude) {
  return std::hypot((degrees.first - longitude) * 109'800, (degrees.second - latitude) * 110'600);
}

void expect_the_twenty_points(const Transformer& vn2000) {
  const auto rows = reference_points();
  ASSERT_EQ(rows.size(), 20u);
  for (const auto& row : rows) {
    const double e = row.at("e_9207_ops6960"), n = row.at("n_9207_ops6960");
    const auto [x, y] = vn2000.from_wgs84(row.at("lon"), row.at("lat"));
    EXPECT_LT(std::hypot(x - e, y - n), 0.001);
    EXPECT_LT(metres_between(vn2000.to_wgs84(e, n), row.at("lon"), row.at("lat")), 0.001);
  }
}

TEST(Vn2000, AgreesWithThePinnedOperationWithinAMillimetreBothWays) {
  VP_NEED_SHARED_DATA("vn2000/tm3-10430-reference.csv");
  const auto vn2000 = Transformer::create("EPSG:9207", kPinned);
  ASSERT_TRUE(vn2000);
  expect_the_twenty_points(*vn2000);
  EXPECT_EQ(vn2000->crs(), "EPSG:9207");
  EXPECT_EQ(vn2000->crs_name(), "VN-2000 / TM-3 104-30");
  EXPECT_EQ(vn2000->operation(), "EPSG:6960");
  EXPECT_TRUE(vn2000->projected());
  EXPECT_FALSE(vn2000->is_identity());
}

TEST(Vn2000, IsNotTheRegionalOperationNorAWrongSignNorWithoutShift) {
  VP_NEED_SHARED_DATA("vn2000/tm3-10430-reference.csv");
  const auto vn2000 = Transformer::create("EPSG:9207", kPinned);
  ASSERT_TRUE(vn2000);
  for (const auto& row : reference_points()) {
    const auto [x, y] = vn2000->from_wgs84(row.at("lon"), row.at("lat"));
    EXPECT_GT(std::hypot(x - row.at("e_9207_ops5194"), y - row.at("n_9207_ops5194")), 0.5);
    EXPECT_GT(std::hypot(x - row.at("e_wrong_sign"), y - row.at("n_wrong_sign")), 0.3);
    EXPECT_GT(std::hypot(x - row.at("e_no_datum_shift"), y - row.at("n_no_datum_shift")), 200);
  }
}

TEST(Vn2000, FollowsThePinOfTheProfileAndNoOther) {
  VP_NEED_SHARED_DATA("vn2000/tm3-10430-reference.csv");
  const auto regional = Transformer::create("EPSG:9207", {{"EPSG:4756", "EPSG:5194"}});
  ASSERT_TRUE(regional);
  EXPECT_EQ(regional->operation(), "EPSG:5194");
  for (const auto& row : reference_points()) {
    const auto [x, y] = regional->from_wgs84(row.at("lon"), row.at("lat"));
    EXPECT_LT(std::hypot(x - row.at("e_9207_ops5194"), y - row.at("n_9207_ops5194")), 0.001);
  }
  const auto absent = Transformer::create("EPSG:9207", {{"EPSG:4756", "EPSG:1"}});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, "geo.no_operation");
}

/// As a Shapefile's .prj says it; no code anywhere.
std::string esri_tm3(const std::string& name, const std::string& datum, const std::string& meridian) {
  return "PROJCS[\"" + name + "\",GEOGCS[\"GCS_VN_2000\",DATUM[\"" + datum +
         "\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
         "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
         "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_"
         "Meridian\"," +
         meridian +
         "],PARAMETER[\"Scale_Factor\",0.9999],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
}

TEST(Vn2000, WrittenByEsriWithoutACodeIsFoundAndPinned) {
  VP_NEED_SHARED_DATA("vn2000/tm3-10430-reference.csv");
  const auto vn2000 =
      Transformer::create(esri_tm3("VN-2000_TM-3_104-30", "D_Vietnam_2000", "104.5"), kPinned);
  ASSERT_TRUE(vn2000);
  EXPECT_EQ(vn2000->crs(), "EPSG:9207");
  expect_the_twenty_points(*vn2000);
}

TEST(Vn2000, OfAMeridianWithoutACodeIsPinnedByItsDatum) {
  for (const char* datum : {"D_Vietnam_2000", "D_VN_2000", "VN-2000", "Vietnam 2000"}) {
    const auto odd = Transformer::create(esri_tm3("TM3_Ca_Mau", datum, "104.6"), kPinned);
    ASSERT_TRUE(odd) << datum;
    EXPECT_EQ(odd->operation(), "EPSG:6960") << datum;
    EXPECT_EQ(odd->crs(), "TM3_Ca_Mau");
    // 0.1 degree east of zone 104-30, the same figures are 0.1 degree east, but for what the datum shift
    // turns on the way.
    const auto coded = Transformer::create("EPSG:9207", kPinned)->to_wgs84(541944.0511, 1041493.8137);
    EXPECT_LT(metres_between(odd->to_wgs84(541944.0511, 1041493.8137), coded.first + 0.1, coded.second), 0.5);
  }
}

TEST(Vn2000, InDegreesIsShifted) {
  const auto degrees = Transformer::create("EPSG:4756", kPinned);
  ASSERT_TRUE(degrees);
  EXPECT_FALSE(degrees->projected());
  EXPECT_EQ(degrees->operation(), "EPSG:6960");
  const auto [x, y] = degrees->to_wgs84(104.88, 9.41);
  EXPECT_NEAR(metres_between({x, y}, 104.88, 9.41), 225, 20);
}

TEST(Vn2000, WithAFalseLabelIsNotTakenForItsLabel) {
  std::string wkt = esri_tm3("VN-2000 / TM-3 104-30", "Vietnam_2000", "105.25");
  wkt.insert(wkt.size() - 1, ",AUTHORITY[\"EPSG\",\"9207\"]");
  const auto mislabelled = Transformer::create(wkt, kPinned);
  ASSERT_TRUE(mislabelled);
  EXPECT_NE(mislabelled->crs(), "EPSG:9207");
  EXPECT_NEAR(mislabelled->to_wgs84(500'000, 1'041'000).first, 105.25, 0.003);
}

TEST(Transformer, LeavesWgs84Alone) {
  const std::string esri =
      "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
      "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
  for (const std::string& crs :
       {std::string("EPSG:4326"), std::string("OGC:CRS84"), esri,
        std::string("urn:ogc:def:crs:OGC:1.3:CRS84"), std::string("+proj=longlat +datum=WGS84")}) {
    const auto wgs84 = Transformer::create(crs, kPinned);
    ASSERT_TRUE(wgs84) << crs;
    EXPECT_TRUE(wgs84->is_identity());
    EXPECT_EQ(wgs84->operation(), "none");
    EXPECT_EQ(wgs84->to_wgs84(104.1234567891, 9.5), std::pair(104.1234567891, 9.5));
  }
}

TEST(Transformer, TakesEastingBeforeNorthingWhateverTheAuthoritySays) {
  const auto utm = Transformer::create("EPSG:32648", kPinned);
  ASSERT_TRUE(utm);
  EXPECT_EQ(utm->operation(), "none");
  const auto [x, y] = utm->to_wgs84(500'000, 0);
  EXPECT_NEAR(x, 105, 1e-9);
  EXPECT_NEAR(y, 0, 1e-9);
  const auto nad83 = Transformer::create("EPSG:4269", kPinned);  // latitude first, says EPSG
  ASSERT_TRUE(nad83);
  EXPECT_NEAR(nad83->to_wgs84(-100, 40).first, -100, 1e-3);
}

TEST(Transformer, UsesTheShiftThatAFileBringsForAnUnknownDatum) {
  VP_NEED_SHARED_DATA("vn2000/tm3-10430-reference.csv");
  const auto custom = Transformer::create(
      "+proj=tmerc +lat_0=0 +lon_0=104.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-191.90441429,"
      "-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs",
      kPinned);
  ASSERT_TRUE(custom);
  expect_the_twenty_points(*custom);
  EXPECT_NE(custom->operation().find("helmert"), std::string::npos) << custom->operation();
}

TEST(Transformer, NeverGuessesADatum) {
  const auto unknown =
      Transformer::create("+proj=tmerc +lon_0=104.5 +k=0.9999 +x_0=500000 +ellps=WGS84", kPinned);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "geo.no_operation");
}

TEST(Transformer, SaysWhatItDoesNotKnow) {
  for (const char* crs :
       {"", "EPSG:99999", "nonsense", "EPSG:6960", "+proj=longlat +ellps=bessel +nadgrids=/etc/hostname",
        "+init=epsg:4326", "+proj=pipeline +step +proj=hgridshift +grids=/etc/hostname"}) {
    const auto result = Transformer::create(crs, kPinned);
    ASSERT_FALSE(result) << crs;
    EXPECT_EQ(result.error().code, "geo.unknown_crs") << crs;
  }
  EXPECT_FALSE(Transformer::create("EPSG:5773", kPinned)) << "heights only";
}

TEST(Transformer, SaysNothingOnStandardError) {
  testing::internal::CaptureStderr();
  Transformer::create("PROJCS[broken", kPinned);
  const auto utm = Transformer::create("EPSG:32648", kPinned);
  const auto [x, y] = utm->to_wgs84(1e12, 1e12);
  EXPECT_TRUE(std::isnan(x) && std::isnan(y));
  EXPECT_TRUE(std::isnan(utm->to_wgs84(NAN, 0).first));
  EXPECT_NEAR(utm->to_wgs84(500'000, 0).first, 105, 1e-9) << "an error is not carried to the next point";
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace vungphu::geo::test
