#include "cells.hpp"

#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace vungphu::engine {
namespace {

std::vector<geo::GridPoint> some_points(const geo::Box& box, int count) {
  testing::Random random(5);
  std::vector<geo::GridPoint> points;
  for (int i = 0; i < count; ++i) points.push_back(random.point(box));
  return points;
}

TEST(Cells, EveryPointStandsInItsCellAndKnowsWhereItCameFrom) {
  for (const geo::Box box :
       {geo::Box{{0, 0}, {100, 100}}, geo::Box{{-5'000'000, -3'000'000}, {4'000'000, 3'000'000}},
        geo::Box{{-1'800'000'000, -900'000'000}, {1'800'000'000, 900'000'000}}}) {
    const std::vector<geo::GridPoint> points = some_points(box, 3000);
    const Cells cells(points);
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < points.size(); ++i) {
      EXPECT_EQ(cells.point(cells.sorted(i)), points[i]);
      seen.insert(cells.sorted(i));
    }
    EXPECT_EQ(seen.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      const geo::GridPoint p = cells.point(i);
      const std::size_t word = cells.word(cells.row(p.y), cells.column(p.x) >> 6);
      const int bit = cells.column(p.x) & 63;
      ASSERT_TRUE(cells.occupied(word) >> bit & 1);
      const std::size_t cell = cells.cell(word, bit);
      EXPECT_LE(cells.first(cell), i);
      EXPECT_GT(cells.first(cell + 1), i);
    }
  }
}

TEST(Cells, TheOrderIsByRowColumnAndThenAsGivenForAnyNumberOfThreads) {
  std::vector<geo::GridPoint> points = some_points({{-9'000'000, 0}, {9'000'000, 7'000'000}}, 150'000);
  points.insert(points.end(), points.begin(), points.begin() + 70'000);  // at the very same place
  const Cells one(points, 1);
  const auto key = [&](std::size_t i) {
    return std::tuple(points[i].y >> kCellBits, points[i].x >> kCellBits, i);
  };
  std::vector<std::size_t> order(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) order[one.sorted(i)] = i;
  for (std::size_t i = 1; i < order.size(); ++i) ASSERT_LT(key(order[i - 1]), key(order[i]));
  const Cells three(points, 3);
  ASSERT_EQ(one.cells(), three.cells());
  for (std::size_t i = 0; i < points.size(); ++i) ASSERT_EQ(one.sorted(i), three.sorted(i));
  for (std::size_t i = 0; i <= one.cells(); ++i) ASSERT_EQ(one.first(i), three.first(i));
}

TEST(Cells, BandsAreAllRowsOnceEvenWithFewerPointsThanBands) {
  for (const int count : {0, 1, 3, 1000}) {
    const Cells cells(some_points({{0, 0}, {9'000'000, 9'000'000}}, count));
    for (const std::size_t parts : {1U, 4U, 40U}) {
      std::int32_t next = 0;
      std::size_t points = 0, cell = 0;
      for (const Band& band : cells.bands(parts)) {
        EXPECT_EQ(band.rows.first, next);
        EXPECT_FALSE(band.rows.empty());
        next = band.rows.last + 1;
        EXPECT_EQ(band.first_point, points);
        EXPECT_EQ(band.first_cell, cell);
        points = band.end_point, cell = band.end_cell;
        EXPECT_EQ(cells.first(cell), points);
      }
      EXPECT_EQ(next, cells.rows().last + 1);
      EXPECT_EQ(points, cells.points());
      EXPECT_EQ(cell, cells.cells());
    }
  }
}

TEST(Cells, BandsOfSomeRowsHoldTheirPointsAndNoOthers) {
  const Cells cells(some_points({{0, 0}, {9'000'000, 9'000'000}}, 1000));
  for (const Range rows : {Range{0, 0}, Range{3, 400}, Range{900, cells.rows().last}, Range{5, 4}}) {
    std::size_t points = 0;
    for (const Band& band : cells.bands(4, rows)) {
      EXPECT_TRUE(rows.first <= band.rows.first && band.rows.last <= rows.last);
      for (std::size_t i = band.first_point; i < band.end_point; ++i) {
        const std::int32_t row = cells.row(cells.point(i).y);
        EXPECT_TRUE(band.rows.first <= row && row <= band.rows.last);
      }
      EXPECT_EQ(cells.first(band.first_cell), band.first_point);
      EXPECT_EQ(cells.first(band.end_cell), band.end_point);
      points += band.end_point - band.first_point;
    }
    std::size_t wanted = 0;
    for (std::size_t i = 0; i < cells.points(); ++i) {
      const std::int32_t row = cells.row(cells.point(i).y);
      wanted += rows.first <= row && row <= rows.last;
    }
    EXPECT_EQ(points, wanted);
  }
}

TEST(WordMask, HoldsTheColumnsThatAreInTheWord) {
  EXPECT_EQ(word_mask({0, 63}, 0), ~std::uint64_t{0});
  EXPECT_EQ(word_mask({2, 3}, 0), 0b1100U);
  EXPECT_EQ(word_mask({60, 65}, 1), 0b11U);
  EXPECT_EQ(word_mask({60, 200}, 0), std::uint64_t{0xF} << 60);
}

}  // namespace
}  // namespace vungphu::engine
