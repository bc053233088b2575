#include <cmath>
#include <cstdio>

#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsVector = FormatsTest;

void expect_hamlets(const Reread& again) {
  ASSERT_TRUE(again.opened);
  ASSERT_EQ(again.rows.size(), 2U);
  const auto& row = again.rows[0];
  EXPECT_EQ(row.at("code"), "00123");
  EXPECT_EQ(row.at("name"), "Ấp \"Rạch Gốc\"; Đông, A");
  EXPECT_EQ(row.at("status"), "met");
  EXPECT_EQ(std::stod(row.at("households")), 3e9);
  EXPECT_NEAR(std::stod(row.at("share")), 0.81349, 1e-12);
  EXPECT_EQ(again.wkt[0], "POINT (105.1234567 9.0000001)");
  EXPECT_EQ(again.rows[1].at("name"), "<null>");
  EXPECT_EQ(std::stod(again.rows[1].at("households")), 0) << "zero is not nothing";
  EXPECT_EQ(again.wkt[1], "");
}

TEST_F(FormatsVector, GeoPackage_reads_again_with_types_and_aliases) {
  ASSERT_TRUE(write(hamlets(), to("gpkg", path("g.gpkg")), hamlet_rows()));
  const Reread again = reread(path("g.gpkg"));
  expect_hamlets(again);
  EXPECT_EQ(again.layer, "gaps");
  EXPECT_EQ(again.crs, "4326");
  EXPECT_EQ(again.types, (std::vector<std::string>{"String", "String", "Integer64", "Real", "Real", "Date",
                                                   "Boolean", "String", "String"}));
  EXPECT_EQ(asked(path("g.gpkg"), "SELECT name FROM gpkg_data_columns WHERE column_name = 'name'"), "Tên");
  EXPECT_EQ(again.rows[0].at("as_of"), "2026/06/30") << "as GDAL prints a date";
  EXPECT_EQ(again.rows[0].at("by_operators"), "1;2;30");
  EXPECT_EQ(names(), std::vector<std::string>{"g.gpkg"}) << "no -wal, no -journal";
}

TEST_F(FormatsVector, FlatGeobuf_reads_again_in_order_and_says_what_it_cannot_hold) {
  const auto cells = hamlet_rows()[0].cells;
  auto out = open(hamlets(), to("fgb", path("g.fgb")));
  ASSERT_TRUE(out);
  for (const Row& row : {hamlet_rows()[0], Row{cells, point(104, 9)}, hamlet_rows()[1]}) {
    ASSERT_TRUE((*out)->write(row.cells, row.geometry));
  }
  ASSERT_TRUE((*out)->close());
  EXPECT_EQ((*out)->left_out(), 1U) << "the row without geometry";
  const Reread again = reread(path("g.fgb"));
  ASSERT_EQ(again.rows.size(), 2U);
  EXPECT_EQ(again.wkt, (std::vector<std::string>{"POINT (105.1234567 9.0000001)", "POINT (104 9)"}));
  EXPECT_EQ(again.rows[0].at("code"), "00123");
  EXPECT_EQ(again.rows[0].at("households"), "3000000000");
  EXPECT_EQ(again.crs, "4326");
  EXPECT_EQ(again.types[6], "Boolean");
}

TEST_F(FormatsVector, Kml_reads_again_with_labels) {
  ASSERT_TRUE(write(hamlets(), to("kml", path("g.kml")), hamlet_rows()));
  const Reread again = reread(path("g.kml"));
  ASSERT_TRUE(again.opened);
  ASSERT_EQ(again.rows.size(), 2U);
  EXPECT_EQ(again.rows[0].at("code"), "00123");
  EXPECT_EQ(again.rows[0].at("Name"), "Ấp \"Rạch Gốc\"; Đông, A");
  EXPECT_EQ(std::stod(again.rows[0].at("households")), 3e9);
  EXPECT_EQ(again.rows[0].at("status"), "met");
  EXPECT_EQ(again.wkt[0], "POINT (105.1234567 9.0000001)");
  EXPECT_NE(read_file(path("g.kml"))->find("<displayName>Số hộ</displayName>"), std::string::npos);
}

TEST_F(FormatsVector, Shapefile_is_utf8_with_all_its_parts) {
  ASSERT_TRUE(write(hamlets(), to("shp", path("g.shp")), hamlet_rows()));
  EXPECT_EQ(names(), (std::vector<std::string>{"g.cpg", "g.dbf", "g.prj", "g.shp", "g.shx"}));
  expect_hamlets(reread(path("g.shp")));
}

TEST_F(FormatsVector, Shapefile_in_one_file) {
  for (const char* name : {"g.shz", "g.shp.zip", "g.zip"}) {
    ASSERT_TRUE(write(hamlets(), to("shp", path(name)), hamlet_rows())) << name;
  }
  EXPECT_EQ(names().size(), 3U);
  expect_hamlets(reread(path("g.shz")));
  expect_hamlets(reread("/vsizip/" + path("g.zip")));
}

TEST_F(FormatsVector, Shapefile_takes_away_indexes_of_what_was_there_before) {
  ASSERT_TRUE(write_file(path("g.qix"), "old"));
  ASSERT_TRUE(write(hamlets(), to("shp", path("g.shp")), hamlet_rows()));
  EXPECT_FALSE(std::filesystem::exists(path("g.qix")));
}

TEST_F(FormatsVector, Shapefile_names_are_cut_and_stay_unique) {
  const Schema schema{
      "s",
      "",
      GeometryKind::point,
      {column("household_fiber", CellType::percent), column("household_5g", CellType::percent),
       column("household_", CellType::text), column("code", CellType::code)}};
  const auto shortened = shortened_names(schema, "shp");
  EXPECT_EQ(shortened, (std::vector<std::pair<std::string, std::string>>{{"household_fiber", "household2"},
                                                                         {"household_5g", "household3"}}));
  EXPECT_TRUE(shortened_names(schema, "gpkg").empty());
  ASSERT_TRUE(write(schema, to("shp", path("s.shp")),
                    {{{0.5, 0.25, std::string("x"), std::string("01")}, point(105, 9)}}));
  const Reread again = reread(path("s.shp"));
  EXPECT_EQ(again.fields, (std::vector<std::string>{"household2", "household3", "household_", "code"}));
  EXPECT_EQ(std::stod(again.rows[0].at("household3")), 0.25);
}

TEST_F(FormatsVector, Shapefile_refuses_mixed_geometry_and_other_names) {
  Schema schema = hamlets(GeometryKind::any);
  const auto cells = hamlet_rows()[0].cells;
  const Status mixed =
      write(schema, to("shp", path("g.shp")), {{cells, point(105, 9)}, {cells, holed_square(105, 9, 1)}});
  ASSERT_FALSE(mixed);
  EXPECT_EQ(mixed.error().code, "formats.mixed_geometry");
  EXPECT_TRUE(names().empty());
  EXPECT_TRUE(
      write(schema, to("gpkg", path("g.gpkg")), {{cells, point(105, 9)}, {cells, holed_square(105, 9, 1)}}));
  EXPECT_EQ(open(schema, to("shp", path("g.shape"))).error().code, "formats.shp_name");
}

TEST_F(FormatsVector, Areas_are_multipolygons_throughout_a_layer) {
  Schema schema = hamlets(GeometryKind::area);
  const auto cells = hamlet_rows()[0].cells;
  ASSERT_TRUE(write(schema, to("gpkg", path("g.gpkg")), {{cells, holed_square(105, 9, 0.3)}}));
  EXPECT_EQ(reread(path("g.gpkg")).wkt[0].substr(0, 12), "MULTIPOLYGON");
}

TEST_F(FormatsVector, Vn2000_goes_out_and_comes_back_by_the_pinned_operation) {
  const geo::PinnedOperations pinned{{"EPSG:4756", "EPSG:6960"}};
  const auto back = geo::Transformer::create("EPSG:9207", pinned);
  ASSERT_TRUE(back);
  for (const char* format : {"gpkg", "fgb", "shp"}) {
    Output output = to(format, path(std::string("v.") + format));
    output.crs = "EPSG:9207";
    output.pinned = pinned;
    ASSERT_TRUE(write(hamlets(), output, hamlet_rows())) << format;
    const Reread again = reread(output.path);
    EXPECT_TRUE(again.crs == "9207" || std::string(format) == "shp") << "a .prj holds no code: " << again.crs;
    double x = 0;
    double y = 0;
    ASSERT_EQ(std::sscanf(again.wkt[0].c_str(), "POINT (%lf %lf)", &x, &y), 2) << again.wkt[0];
    EXPECT_NEAR(x, 568'000, 2'000) << "easting first";
    EXPECT_NEAR(y, 995'000, 2'000);
    const auto [longitude, latitude] = back->to_wgs84(x, y);
    EXPECT_EQ(at(longitude, latitude), at(105.1234567, 9.0000001)) << format;
  }
}

TEST_F(FormatsVector, A_point_that_the_crs_cannot_express_is_said) {
  Output output = to("gpkg", path("v.gpkg"));
  output.crs = "+proj=gnom +lat_0=90 +datum=WGS84 +type=crs";  // one hemisphere, and no more
  const Status status = write(hamlets(), output, {{hamlet_rows()[0].cells, point(105, -10)}});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "formats.not_in_crs");
  EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace vungphu::formats::test
