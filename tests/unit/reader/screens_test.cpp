// What a file may not hold, and what it may although it looks like it.
#include "reader/screens.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace vungphu::test {
namespace {

std::string code(std::string_view bytes) {
  const Status status = reader::screen(bytes);
  return status ? "" : status.error().code;
}

std::string geojson(const std::string& crs) {
  return R"({"type":"FeatureCollection",)" + crs +
         R"("features":[{"type":"Feature","properties":{"crs":"x"}}]})";
}

TEST(Screens, ALinkedCrsIsRefusedHoweverItIsWritten) {
  EXPECT_EQ(code(geojson(R"("crs":{"type":"link","properties":{"href":"http://x"}},)")), "reader.json_link");
  EXPECT_EQ(code(geojson(R"("\u0063rs" : {"type":"link","properties":{"href":"http://x"}},)")),
            "reader.json_link");
  EXPECT_EQ(code(geojson(R"("crs":{"type":"name","properties":{"href":"http://x"}},)")), "reader.json_link");
}

TEST(Screens, ANamedCrsPasses) {
  EXPECT_EQ(code(geojson(R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9210"}},)")),
            "");
  EXPECT_EQ(code(geojson(R"("crs":null,)")), "");
  EXPECT_EQ(code(geojson("")), "");
}

TEST(Screens, BracketsInTextAreNoDepth) {
  EXPECT_EQ(code(R"({"a":")" + std::string(5000, '[') + R"(\"[","b":[1]})"), "");
  EXPECT_EQ(code(R"({"a":)" + std::string(101, '[') + std::string(101, ']') + "}"), "reader.json_deep");
}

TEST(Screens, EntitiesAreRefused) {
  EXPECT_EQ(code("<?xml version=\"1.0\"?><!DOCTYPE kml []><kml/>"), "reader.xml_entities");
  EXPECT_EQ(code("<?xml version=\"1.0\"?><kml><name>&amp;</name></kml>"), "");
  const std::string wide("\xFF\xFE<\0!\0D\0O\0C\0T\0Y\0P\0E\0", 20);
  EXPECT_EQ(code(wide), "reader.xml_entities");
}

TEST(Screens, ATiffThatPointsElsewhereIsRefused) {
  using namespace std::string_literals;
  EXPECT_EQ(code("II*\0<Item name=\"OVERVIEW_FILE\" domain=\"OVERVIEWS\">/vsicurl/x</Item>"s),
            "reader.raster_link");
  EXPECT_EQ(code("II*\0<GDALMetadata><Item name='OVERVIEW&#x5f;F&#73;LE'>/vsicurl/x</Item></GDALMetadata>"s),
            "reader.raster_link");
  EXPECT_EQ(code("II*\0<GDALMetadata><Item name='AREA'>&#79;x</Item></GDALMetadata><GDALMetadata"s), "");
  EXPECT_EQ(code("II*\0<Item name=\"AREA\">x</Item>"s), "");
}

TEST(Screens, HalvesOfFilesAreNoTrouble) {
  for (std::string_view bytes :
       {"", "{", "{\"crs\"", "{\"crs\":", "{\"a\\", "PK\x03\x04", "PK\x05\x06", "<?xml"})
    (void)code(bytes);
  EXPECT_EQ(code("PK\x03\x04"), "reader.archive_damaged");
}

}  // namespace
}  // namespace vungphu::test
