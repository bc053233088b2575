#include "vungphu/geo/snap.hpp"

#include <cmath>
#include <cstring>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

const Transformer& degrees_as_they_are() {
  static const Transformer transformer = *Transformer::create("OGC:CRS84", {});
  return transformer;
}

Result<Snapped> snap_wkt(const std::string& wkt) { return snap(wkb_of(wkt), degrees_as_they_are()); }

std::string code_of_error(const Result<Snapped>& result) { return result ? "" : result.error().code; }

MultiPolygon polygons(const Result<Snapped>& result) { return std::get<MultiPolygon>(result->geometry); }

/// A WKB polygon of one ring, in degrees with all their digits.
std::string ring_wkb(const std::vector<std::pair<double, double>>& ring) {
  std::string wkb("\1\3\0\0\0\1\0\0\0", 9);
  const auto n = static_cast<std::uint32_t>(ring.size());
  wkb.append(reinterpret_cast<const char*>(&n), 4);
  for (const auto& [x, y] : ring) {
    wkb.append(reinterpret_cast<const char*>(&x), 8);
    wkb.append(reinterpret_cast<const char*>(&y), 8);
  }
  return wkb;
}

TEST(Snap, RoundsToTheGridAndLeavesWhatIsValid) {
  const auto result =
      snap_wkt("POLYGON ((105.00000004 21, 105.1 21, 105.1 21.1, 105.00000006 21.1, 105.00000004 21))");
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->repaired);
  EXPECT_FALSE(result->collapsed);
  EXPECT_EQ(result->area_change_m2, 0);
  const Path expected{{1'050'000'000, 210'000'000},
                      {1'051'000'000, 210'000'000},
                      {1'051'000'000, 211'000'000},
                      {1'050'000'001, 211'000'000}};
  EXPECT_EQ(polygons(result).polygons[0].rings[0], expected);
}

TEST(Snap, WindsShellsAnticlockwiseAndDropsRepeatedPoints) {
  const auto result = snap_wkt("POLYGON ((0 0, 0 1, 0 1.00000001, 1 1, 1 0, 0 0, 0 0))");
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->repaired);
  constexpr std::int32_t d = kUnitsPerDegree;
  EXPECT_EQ(polygons(result).polygons[0].rings[0], (Path{{0, 0}, {d, 0}, {d, d}, {0, d}}));
}

TEST(Snap, TransformsOnTheWay) {
  const auto utm = Transformer::create("EPSG:32648", {});
  const auto result = snap(wkb_of("LINESTRING (500000 0, 500000 1000000)"), *utm);
  ASSERT_TRUE(result);
  const Path& line = std::get<MultiLine>(result->geometry).lines[0];
  EXPECT_EQ(line[0], (GridPoint{1'050'000'000, 0}));
  EXPECT_EQ(line[1].x, 1'050'000'000);
  EXPECT_NEAR(degrees(line[1].y), 9.045, 0.01);
}

TEST(Snap, RepairsABowTieByStructure) {
  const auto result = snap_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))");
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->repaired);
  EXPECT_EQ(polygons(result).polygons.size(), 2u);
  EXPECT_TRUE(geos_valid(polygons(result)));
  EXPECT_GT(result->area_change_m2, 1e10) << "the two triangles cancelled each other before";
}

TEST(Snap, UnitesOverlappingPartsInsteadOfMakingHolesOfThem) {
  const auto result = snap_wkt("MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((1 1, 3 1, 3 3, 1 3, 1 1)))");
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->repaired);
  const MultiPolygon area = polygons(result);
  EXPECT_TRUE(covers(area, {15'000'000, 15'000'000}));
  const double overlap = area_m2(area_of({square(10'000'000, 10'000'000, 10'000'000)}));
  EXPECT_NEAR(result->area_change_m2, -overlap, 1);
}

TEST(Snap, SaysWhatFellTogether) {
  const auto sliver = snap_wkt("POLYGON ((0 0, 0.00000001 0, 0.00000001 0.00000001, 0 0))");
  ASSERT_TRUE(sliver);
  EXPECT_TRUE(sliver->collapsed);
  EXPECT_FALSE(has_geometry(sliver->geometry));
  const auto line = snap_wkt("MULTILINESTRING ((0 0, 0.00000001 0), (0 0, 1 1))");
  ASSERT_TRUE(line);
  EXPECT_TRUE(line->collapsed);
  EXPECT_EQ(std::get<MultiLine>(line->geometry).lines.size(), 1u);
  const auto hole =
      snap_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (0.5 0.5, 0.50000001 0.5, 0.5 0.50000001, 0.5 0.5))");
  ASSERT_TRUE(hole);
  EXPECT_TRUE(hole->collapsed);
  EXPECT_EQ(polygons(hole).polygons[0].rings.size(), 1u);
  const auto spike = snap_wkt("POLYGON ((0 0, 1 1, 2 2, 0 0))");
  ASSERT_TRUE(spike);
  EXPECT_TRUE(spike->repaired);
  EXPECT_FALSE(has_geometry(spike->geometry));
}

TEST(Snap, RefusesWhatIsNoPlaceOnEarth) {
  EXPECT_EQ(code_of_error(snap_wkt("POINT (181 0)")), "geo.off_world");
  EXPECT_EQ(code_of_error(snap_wkt("POINT (9 105)")), "geo.off_world") << "axes swapped in Vietnam";
  EXPECT_EQ(code_of_error(snap_wkt("LINESTRING (-90 0, 90 0)")), "geo.long_edge");
  EXPECT_EQ(code_of_error(snap_wkt("POLYGON ((-100 0, 0 0, 100 0, 0 10, -100 0))")), "");
  EXPECT_EQ(code_of_error(snap_wkt("POLYGON ((-100 0, 0 -10, 100 0, -100 0))")), "geo.long_edge")
      << "the closing edge";
  const double nan = std::nan("");
  EXPECT_EQ(code_of_error(snap(ring_wkb({{0, 0}, {1, 0}, {nan, 1}, {0, 0}}), degrees_as_they_are())),
            "geo.not_finite");
  EXPECT_EQ(code_of_error(snap(ring_wkb({{0, 0}, {1, 0}, {INFINITY, 1}, {0, 0}}), degrees_as_they_are())),
            "geo.not_finite");
  const auto off = snap_point(300, 5.5, degrees_as_they_are());
  ASSERT_FALSE(off);
  EXPECT_EQ(off.error().args, (Args{{"x", "300"}, {"y", "5.5"}}));
  EXPECT_EQ(*snap_point(180, -90, degrees_as_they_are()), (GridPoint{1'800'000'000, -900'000'000}));
}

RC_GTEST_PROP(Snap, GivesValidPolygonsOfAnySelfCrossingRing, ()) {
  // A small board in units makes shared points, spikes and crossings off the grid common.
  const int side = *rc::gen::element(8, 60, 4000, 20'000'000);
  const int size = *rc::gen::inRange(3, 40);
  std::vector<std::pair<double, double>> ring;
  for (int i = 0; i < size; ++i) {
    ring.emplace_back(105 + *rc::gen::inRange(0, side * 4) / 4e7, 9 + *rc::gen::inRange(0, side * 4) / 4e7);
  }
  ring.push_back(ring.front());
  const auto result = snap(ring_wkb(ring), degrees_as_they_are());
  RC_ASSERT(result.has_value());
  if (!has_geometry(result->geometry)) return;
  const MultiPolygon area = std::get<MultiPolygon>(result->geometry);
  RC_ASSERT(geos_valid(area));
  RC_ASSERT(decode(encode(result->geometry)).has_value());
  // Snapped once, it stays as it is.
  const auto again = snap(to_wkb(result->geometry), degrees_as_they_are());
  RC_ASSERT(again.has_value());
  RC_ASSERT(!again->repaired);
  RC_ASSERT(encode(again->geometry) == encode(result->geometry));
}

}  // namespace
}  // namespace vungphu::geo::test
