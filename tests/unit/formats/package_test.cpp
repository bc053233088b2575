#include "vungphu/formats/package.hpp"

#include <cpl_minixml.h>

#include "support.hpp"

namespace vungphu::formats::test {
namespace {

using FormatsPackage = FormatsTest;

PackageLayer places() {
  PackageLayer layer{.schema = hamlets(),
                     .title = "Ấp, khóm",
                     .style = {"status", {{"met", "đạt & hơn", "#1b7837"}}},
                     .produce = {}};
  layer.produce = [](Writer& out) -> Status {
    for (const Row& row : hamlet_rows()) VP_CHECK(out.write(row.cells, row.geometry));
    return {};
  };
  return layer;
}

PackageLayer territories() {
  PackageLayer layer = places();
  layer.schema = hamlets(GeometryKind::area);
  layer.schema.name = "commune";
  layer.title = "Xã, phường";
  layer.style = {};
  layer.produce = [](Writer& out) { return out.write(hamlet_rows()[0].cells, holed_square(105, 9, 0.3)); };
  return layer;
}

TEST_F(FormatsPackage, Holds_layers_aliases_and_default_styles) {
  ASSERT_TRUE(write_package(path("layers.gpkg"), {places(), territories()}));
  EXPECT_EQ(names(), std::vector<std::string>{"layers.gpkg"});
  const Reread hamlet = reread(path("layers.gpkg"), "gaps");
  ASSERT_EQ(hamlet.rows.size(), 2U);
  EXPECT_EQ(asked(path("layers.gpkg"), "SELECT title FROM gpkg_data_columns WHERE column_name = 'name'"),
            "Tên");
  EXPECT_EQ(asked(path("layers.gpkg"), "PRAGMA journal_mode"), "delete") << "no WAL";
  EXPECT_EQ(asked(path("layers.gpkg"), "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(reread(path("layers.gpkg"), "commune").rows.size(), 1U);
  const Reread styles = reread(path("layers.gpkg"), "layer_styles");
  ASSERT_EQ(styles.rows.size(), 2U);
  EXPECT_EQ(styles.rows[0].at("f_table_name"), "gaps");
  EXPECT_EQ(styles.rows[0].at("f_geometry_column"), "geom");
  EXPECT_EQ(styles.rows[0].at("useAsDefault"), "1");
  for (const auto& row : styles.rows) {
    CPLXMLNode* tree = CPLParseXMLString(row.at("styleQML").c_str());
    EXPECT_NE(tree, nullptr) << row.at("styleQML");
    CPLDestroyXMLNode(tree);
  }
  EXPECT_NE(styles.rows[0].at("styleQML").find("label=\"đạt &amp; hơn\""), std::string::npos);
}

TEST_F(FormatsPackage, Title_is_the_identifier) {
  ASSERT_TRUE(write_package(path("p.gpkg"), {places()}));
  GDALDatasetH dataset = GDALOpenEx(path("p.gpkg").c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  ASSERT_NE(dataset, nullptr);
  EXPECT_STREQ(GDALGetMetadataItem(GDALDatasetGetLayerByName(dataset, "gaps"), "IDENTIFIER", nullptr),
               "Ấp, khóm");
  GDALClose(dataset);
}

TEST_F(FormatsPackage, A_table_of_figures_without_geometry_is_a_layer_too) {
  PackageLayer figures = places();
  figures.schema.geometry = GeometryKind::none;
  ASSERT_TRUE(write_package(path("p.gpkg"), {figures}));
  EXPECT_EQ(reread(path("p.gpkg"), "gaps").rows.size(), 2U);
  EXPECT_EQ(asked(path("p.gpkg"), "SELECT title FROM gpkg_data_columns WHERE column_name = 'name'"), "Tên");
}

TEST_F(FormatsPackage, Empty_one_opens) {
  const Status status = write_package(path("p.gpkg"), {});
  ASSERT_TRUE(status) << text(Lang::en, status.error());
  EXPECT_TRUE(reread(path("p.gpkg")).opened);
}

TEST_F(FormatsPackage, Same_layers_same_bytes) {
  for (const char* name : {"a.gpkg", "b.gpkg"})
    ASSERT_TRUE(write_package(path(name), {places(), territories()}));
  EXPECT_EQ(bytes(path("a.gpkg")), bytes(path("b.gpkg")));
}

TEST_F(FormatsPackage, A_layer_that_fails_leaves_the_old_package) {
  ASSERT_TRUE(write_package(path("p.gpkg"), {places()}));
  const std::string before = bytes(path("p.gpkg"));
  PackageLayer broken = territories();
  broken.produce = [](Writer& out) -> Status {
    VP_CHECK(out.write(hamlet_rows()[0].cells, holed_square(105, 9, 0.3)));
    return fail("base.cancelled");
  };
  const Status status = write_package(path("p.gpkg"), {places(), broken});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "base.cancelled");
  EXPECT_EQ(bytes(path("p.gpkg")), before);
  EXPECT_EQ(names(), std::vector<std::string>{"p.gpkg"});
}

TEST_F(FormatsPackage, Stops_when_asked) {
  std::stop_source stop;
  stop.request_stop();
  const Status status = write_package(path("p.gpkg"), {places()}, "EPSG:4326", {{}, stop.get_token()});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "base.cancelled");
  EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace vungphu::formats::test
