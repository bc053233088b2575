#include <gtest/gtest.h>

#include "vungphu/geo/snap.hpp"

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

const Transformer& degrees_as_they_are() {
  static const Transformer transformer = *Transformer::create("EPSG:4326", {});
  return transformer;
}

Result<Snapped> read(const std::string& wkb) { return snap(wkb, degrees_as_they_are()); }

TEST(Wkb, IsWrittenAsOneOrAsMany) {
  const Geometry point{MultiPoint{{{to_units(105), to_units(21)}}}};
  EXPECT_EQ(to_wkb(point), wkb_of("POINT (105 21)"));
  EXPECT_EQ(to_wkb(point, true), wkb_of("MULTIPOINT (105 21)"));
  const Geometry line{MultiLine{{{{0, 0}, {kUnitsPerDegree, 0}}}}};
  EXPECT_EQ(to_wkb(line), wkb_of("LINESTRING (0 0, 1 0)"));
  EXPECT_EQ(to_wkb(line, true), wkb_of("MULTILINESTRING ((0 0, 1 0))"));
  EXPECT_EQ(to_wkb(Geometry{}), "");
}

TEST(Wkb, HasShellsAnticlockwiseAndHolesClockwise) {
  constexpr std::int32_t d = kUnitsPerDegree;
  const Path clockwise{{0, 0}, {0, 3 * d}, {3 * d, 3 * d}, {3 * d, 0}};
  const Geometry area{area_of({clockwise, square(d, d, d)})};
  EXPECT_EQ(to_wkb(area), wkb_of("POLYGON ((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"));
  EXPECT_EQ(to_wkb(area, true),
            wkb_of("MULTIPOLYGON (((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1)))"));
}

TEST(Wkb, IsReadInEveryFlavourAndByteOrder) {
  const std::string expected = encode(read(wkb_of("LINESTRING (0 0, 1 1)"))->geometry);
  for (const int flavor : {GEOS_WKB_EXTENDED, GEOS_WKB_ISO}) {
    for (const int order : {GEOS_WKB_NDR, GEOS_WKB_XDR}) {
      const auto flat = read(wkb_of("LINESTRING (0 0, 1 1)", flavor, order));
      const auto high = read(wkb_of("LINESTRING Z (0 0 5, 1 1 6)", flavor, order));
      ASSERT_TRUE(flat && high);
      EXPECT_EQ(encode(flat->geometry), expected);
      EXPECT_EQ(encode(high->geometry), expected);
      EXPECT_FALSE(flat->dropped_z);
      EXPECT_TRUE(high->dropped_z);
    }
  }
}

TEST(Wkb, WithMeasuresOrAnSridIsReadToo) {
  const std::string xy = wkb_of("POINT (3 4)").substr(5);
  const std::string one_more(8, '\0');
  const auto with = [&](const char* head, std::size_t extra) {
    std::string wkb(head, 5);
    wkb += xy;
    for (std::size_t i = 0; i < extra; ++i) wkb += one_more;
    return read(wkb);
  };
  EXPECT_TRUE(with("\1\xd1\x07\0\0", 1)->dropped_z) << "ISO M, 2001";
  EXPECT_TRUE(with("\1\xb9\x0b\0\0", 2)->dropped_z) << "ISO ZM, 3001";
  EXPECT_TRUE(with("\1\1\0\0\x40", 1)->dropped_z) << "extended M";
  const auto srid = read(std::string("\1\1\0\0\x20\xe6\x10\0\0", 9) + xy);
  ASSERT_TRUE(srid);
  EXPECT_EQ(std::get<MultiPoint>(srid->geometry).points[0], (GridPoint{to_units(3), to_units(4)}));
}

TEST(Wkb, CollectionsGiveTheirHighestDimension) {
  const auto mixed =
      read(wkb_of("GEOMETRYCOLLECTION (POINT (9 9), LINESTRING (0 0, 1 1), "
                  "GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0))))"));
  ASSERT_TRUE(mixed);
  EXPECT_EQ(vertex_count(mixed->geometry), 3u);
  EXPECT_TRUE(std::holds_alternative<MultiPolygon>(mixed->geometry));
  EXPECT_FALSE(has_geometry(read(wkb_of("GEOMETRYCOLLECTION EMPTY"))->geometry));
  EXPECT_FALSE(has_geometry(read(wkb_of("POLYGON EMPTY"))->geometry));
}

TEST(Wkb, ThatIsDamagedOrCurvedIsRefused) {
  const std::string good = wkb_of("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))");
  for (std::size_t size = 0; size < good.size(); ++size) {
    const auto result = read(good.substr(0, size));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "geo.bad_wkb");
  }
  EXPECT_FALSE(read(good + "x"));
  EXPECT_FALSE(read(std::string("\1\x08\0\0\0\0\0\0\0", 9))) << "a circular string";
  EXPECT_FALSE(read(std::string("\1\2\0\0\0\xff\xff\xff\xff", 9))) << "a count that the bytes cannot hold";
}

TEST(Wkb, NestedWithoutEndIsRefusedNotFollowed) {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep.append("\1\7\0\0\0\1\0\0\0", 9);
  EXPECT_FALSE(read(deep + wkb_of("POINT (1 1)")));
}

}  // namespace
}  // namespace vungphu::geo::test
