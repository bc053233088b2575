#include <nlohmann/json.hpp>

#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsGeoJson = FormatsTest;
using nlohmann::json;

const Schema kAreas{"areas", "", GeometryKind::area, {column("code", CellType::code)}};

json geometry_of(const Schema& schema, const geo::Geometry& geometry) {
  return json::parse(printed(schema, to("geojsonseq"), {{{std::string("1")}, geometry}}))["geometry"];
}

/// Twice the signed area in the plane: positive for anticlockwise.
double turning(const json& ring) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    sum += ring[i][0].get<double>() * ring[i + 1][1].get<double>() -
           ring[i + 1][0].get<double>() * ring[i][1].get<double>();
  }
  return sum;
}

TEST_F(FormatsGeoJson, Is_one_collection_without_a_crs_member) {
  const json collection = json::parse(printed(hamlets(), to("geojson"), hamlet_rows()));
  EXPECT_EQ(collection["type"], "FeatureCollection");
  EXPECT_FALSE(collection.contains("crs"));
  ASSERT_EQ(collection["features"].size(), 2U);
  const json& first = collection["features"][0];
  EXPECT_EQ(first["geometry"], json::parse(R"({"type":"Point","coordinates":[105.1234567,9.0000001]})"));
  EXPECT_EQ(first["properties"]["code"], "00123");
  EXPECT_EQ(first["properties"]["by_operators"], (json{1, 2, 30}));
  EXPECT_TRUE(collection["features"][1]["geometry"].is_null());
}

TEST_F(FormatsGeoJson, Without_rows_is_a_whole_collection) {
  EXPECT_EQ(json::parse(printed(hamlets(), to("geojson"), {}))["features"], json::array());
}

TEST_F(FormatsGeoJson, Follows_the_right_hand_rule_and_closes_rings) {
  const json geometry = geometry_of(kAreas, holed_square(105, 9, 0.3));
  EXPECT_EQ(geometry["type"], "Polygon");
  const json& rings = geometry["coordinates"];
  ASSERT_EQ(rings.size(), 2U);
  EXPECT_GT(turning(rings[0]), 0) << "shell anticlockwise";
  EXPECT_LT(turning(rings[1]), 0) << "hole clockwise";
  EXPECT_EQ(rings[0].front(), rings[0].back());
}

TEST_F(FormatsGeoJson, Writes_at_most_seven_decimals) {
  const std::string text =
      printed(hamlets(), to("geojsonseq"), {{hamlet_rows()[0].cells, point(105.0000001, -8.99999995)}});
  EXPECT_NE(text.find("[105.0000001,-9]"), std::string::npos) << text;
}

TEST_F(FormatsGeoJson, Cuts_at_the_antimeridian) {
  const geo::Geometry across = geo::MultiPolygon{{{{{at(179, 0), at(-179, 0), at(-179, 1), at(179, 1)}}}}};
  const json geometry = geometry_of(kAreas, across);
  EXPECT_EQ(geometry["type"], "MultiPolygon");
  ASSERT_EQ(geometry["coordinates"].size(), 2U);
  for (const json& polygon : geometry["coordinates"]) {
    for (const json& p : polygon[0]) EXPECT_GE(std::abs(p[0].get<double>()), 179.0);
    EXPECT_GT(turning(polygon[0]), 0);
  }
}

TEST_F(FormatsGeoJson, Leaves_whole_what_is_only_wide) {
  const geo::Geometry wide = geo::MultiPolygon{
      {{{{at(-170, 0), at(-20, 0), at(100, 0), at(170, 0), at(170, 1), at(0, 2), at(-170, 1)}}}}};
  const json geometry = geometry_of(kAreas, wide);
  EXPECT_EQ(geometry["type"], "Polygon");
  EXPECT_EQ(geometry["coordinates"][0].size(), 8U);
}

TEST_F(FormatsGeoJson, Reads_again_with_its_values) {
  ASSERT_TRUE(write(hamlets(), to("geojson", path("gaps.geojson")), hamlet_rows()));
  const Reread again = reread(path("gaps.geojson"));
  EXPECT_EQ(again.layer, "gaps");
  EXPECT_EQ(again.crs, "4326");
  ASSERT_EQ(again.rows.size(), 2U);
  EXPECT_EQ(again.rows[0].at("name"), "Ấp \"Rạch Gốc\"; Đông, A");
  EXPECT_EQ(again.rows[0].at("households"), "3000000000");
  EXPECT_EQ(again.wkt[0], "POINT (105.1234567 9.0000001)");
}

TEST_F(FormatsGeoJson, Another_crs_is_refused) {
  for (const char* format : {"geojson", "geojsonseq", "kml", "csv"}) {
    Output output = to(format, path("x"));
    output.crs = "EPSG:9207";
    const auto out = open(hamlets(), output);
    ASSERT_FALSE(out) << format;
    EXPECT_EQ(out.error().code, "formats.crs_not_here");
  }
  Output output = to("geojson", path("x"));
  output.crs = "OGC:CRS84";
  EXPECT_TRUE(open(hamlets(), output)) << "the same CRS by another name";
}

}  // namespace
}  // namespace vungphu::formats::test
