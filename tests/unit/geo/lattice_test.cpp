// Cells as shapes, and places as positions among them.
#include "vungphu/geo/lattice.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/geo/measure.hpp"

namespace vungphu::geo {
namespace {

/// Runs of a drawing: '#' is a cell.
std::vector<CellRun> drawn(const std::vector<std::string>& lines, std::int32_t column = 0,
                           std::int32_t line = 0) {
  std::vector<CellRun> runs;
  for (std::size_t l = 0; l < lines.size(); ++l)
    for (std::size_t c = 0; c < lines[l].size(); ++c)
      if (lines[l][c] == '#') {
        const auto at = column + static_cast<std::int32_t>(c);
        runs.push_back({line + static_cast<std::int32_t>(l), at, at});
      }
  return runs;
}

/// Twice the area of a ring in cells, above 0 for a shell.
std::int64_t twice(const LatticeRing& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
    sum += std::int64_t{a.column} * b.line - std::int64_t{b.column} * a.line;
  }
  return sum;
}

RC_GTEST_PROP(Dissolve, KeepsTheAreaOfTheCellsInRingsThatDoNotTouchThemselves, ()) {
  const auto width = *rc::gen::inRange(1, 12);
  const auto bits = *rc::gen::container<std::vector<bool>>(
      static_cast<std::size_t>(width * *rc::gen::inRange(1, 12)), rc::gen::arbitrary<bool>());
  std::vector<CellRun> runs;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const auto at = static_cast<std::int32_t>(i);
    if (bits[i]) runs.push_back({40 + at / width, 7 + at % width, 7 + at % width});
  }
  std::int64_t area = 0;
  for (const LatticePolygon& polygon : dissolve(runs)) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      const LatticeRing& ring = polygon.rings[r];
      RC_ASSERT((twice(ring) > 0) == (r == 0));  // one shell, the others are holes
      RC_ASSERT(std::set<LatticePoint>(ring.begin(), ring.end()).size() == ring.size());
      area += twice(ring) / 2;
    }
  }
  RC_ASSERT(area == std::ssize(runs));
}

TEST(Dissolve, TellsHolesAndCellsThatMeetInACorner) {
  EXPECT_EQ(dissolve(drawn({"###", "#.#", "###"})).front().rings.size(), 2u);
  EXPECT_EQ(dissolve(drawn({"#.", ".#"})).size(), 2u);
  // A loop that closes in a corner: what it encloses is a hole that touches the shell.
  const auto closed = dissolve(drawn({"###.", "#..#", "####"}));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed.front().rings.size(), 2u);
  EXPECT_TRUE(dissolve({}).empty());
}

const RasterGrid kDegrees{100, 100, {105, 0.001, 0, 10, 0, -0.001}};

TEST(Outline, IsValidAsItIsDrawn) {
  const auto wgs84 = Transformer::create("EPSG:4326", {});
  for (const auto& lines : std::vector<std::vector<std::string>>{
           {"#.#", ".#.", "#.#"}, {"###.", "#..#", "####"}, {"#####", "#.#.#", "##.##", "#.#.#", "#####"}}) {
    const auto made = outline(drawn(lines), kDegrees, *wgs84);
    ASSERT_TRUE(made);
    EXPECT_FALSE(made->repaired);
  }
}

/// Cells of 10 m in VN-2000, so that the area in the plane is known to the last square metre.
const RasterGrid kMetres{2000, 2000, {540000, 10, 0, 1120000, 0, -10}};
const PinnedOperations kPinned{{"EPSG:4756", "EPSG:6960"}};

TEST(Outline, StaysWithinAMetreOfTheCellsEdge) {
  const auto crs = Transformer::create("EPSG:9210", kPinned);
  ASSERT_TRUE(crs);
  const RasterGrid wide{512, 512, {540000, 100, 0, 1120000, 0, -100}};  // a block is 25.6 km wide
  const std::vector<CellRun> block = [] {
    std::vector<CellRun> runs;
    for (std::int32_t line = 0; line < 256; ++line) runs.push_back({line, 0, 255});
    return runs;
  }();
  const auto made = outline(block, wide, *crs);
  ASSERT_TRUE(made);
  const auto& area = std::get<MultiPolygon>(made->geometry);
  for (int i = 0; i <= 2560; ++i) {
    const auto [x, y] = crs->to_wgs84(540000 + 10.0 * i, 1120000);
    EXPECT_LT(distance_m({to_units(x), to_units(y)}, Geometry(MultiLine{{area.polygons[0].rings[0]}})), 1);
  }
  // 0.9999² of the plane's area at the meridian; nearer to 1 away from it.
  EXPECT_NEAR(area_m2(area) / (25600.0 * 25600), 1, 3e-4);
}

TEST(CellLocator, PutsEveryPlaceInExactlyOneCell) {
  const auto locator = CellLocator::create(kDegrees, "EPSG:4326", {});
  ASSERT_TRUE(locator);
  // The corner of cell (3, 2), on the grid: it and its edges towards the origin are its own.
  const GridPoint corner{1050030000, 99980000};
  EXPECT_EQ(locator->at(corner), (CellPosition{3 << kCellBits, 2 << kCellBits}));
  EXPECT_EQ(locator->at({corner.x - 10, corner.y}).x >> kCellBits, 2);
  EXPECT_EQ(locator->at({corner.x, corner.y + 10}).y >> kCellBits, 1);
  EXPECT_EQ(locator->at({1049990000, 99980000}), CellPosition{});  // before the first column
  EXPECT_FALSE(CellLocator::create({10, 10, {0, 0, 0, 0, 0, 0}}, "EPSG:4326", {}));
}

TEST(CellLocator, FindsTheMiddleOfEveryCellInTheCrsOfTheRaster) {
  const auto crs = Transformer::create("EPSG:9210", kPinned);
  const auto locator = CellLocator::create(kMetres, "EPSG:9210", kPinned);
  ASSERT_TRUE(crs && locator);
  for (std::int64_t i = 0; i < 2000; i += 37) {
    const auto [x, y] = crs->to_wgs84(540000 + 10.0 * static_cast<double>(i) + 5,
                                      1120000 - 10.0 * static_cast<double>(1999 - i) - 5);
    const CellPosition at = locator->at({to_units(x), to_units(y)});
    EXPECT_EQ(at.x >> kCellBits, i);
    EXPECT_EQ(at.y >> kCellBits, 1999 - i);
  }
}

}  // namespace
}  // namespace vungphu::geo
