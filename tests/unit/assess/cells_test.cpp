// Claims of a raster's cells, and stations.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "vungphu/assess/explain.hpp"
#include "vungphu/assess/gaps.hpp"
#include "vungphu/geo/lattice.hpp"

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

constexpr std::int32_t kCell = 1000;  // grid units
/// Ten by ten cells over the commune (0, 0) to (10000, 10000), the first line in the north.
const geo::RasterGrid kGrid{10, 10, {0, 1e-4, 0, 1e-3, 0, -1e-4}};

void claim_cells(Province& p, std::vector<geo::CellRun> runs, std::string_view status = "operational") {
  p.submit("viettel", "5g").submission().crs = "EPSG:4326";
  Stated& stated = p.stated.back();
  stated.submission.raster = kGrid;
  Claim& claim = stated.claims.emplace_back();
  claim.kind = ClaimKind::cells;
  claim.row = 1;
  claim.status = status;
  const auto wgs84 = geo::Transformer::create("EPSG:4326", {});
  claim.geometry = geo::outline(runs, kGrid, *wgs84)->geometry;
  claim.cells = std::move(runs);
}

Province commune_with_schools(const std::vector<geo::GridPoint>& points) {
  Province p;
  p.commune("c", box(0, 0, 10 * kCell, 10 * kCell));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::string digits = std::to_string(i);
    p.at("school", "s" + std::string(5 - digits.size(), '0') + digits, points[i], "c");
  }
  return p;
}

TEST(Cells, CoverWhatLiesInThemAndTheirEdgesTowardsTheOriginAlone) {
  Province p = commune_with_schools({{2000, 9000},    // the corner of column 2, line 1: its own
                                     {2999, 8001},    // inside, as far as can be
                                     {3000, 9000},    // the next column's edge
                                     {2000, 8000},    // the next line's edge
                                     {2500, 9001}});  // the line above
  claim_cells(p, {{1, 2, 2}});
  const auto assessment = p.assess();
  const Answers& found = answers(assessment, "school", "5g", "viettel");
  EXPECT_EQ(found.covered.at(0) & 31, 0b00011u);
  EXPECT_EQ(found.known.at(0) & 31, 0b11111u);
  EXPECT_EQ(figure(assessment, "school", "5g", "viettel").covered, 2);
}

TEST(Cells, AnswerAsTheRuleSaysForPlacesAnywhere) {
  std::mt19937 random(5);
  std::vector<geo::GridPoint> points;
  for (int i = 0; i < 3000; ++i)
    points.push_back(
        {static_cast<std::int32_t>(random() % 9999), static_cast<std::int32_t>(random() % 9999 + 1)});
  Province p = commune_with_schools(points);
  std::vector<geo::CellRun> runs;
  bool lit[10][10] = {};
  for (std::int32_t line = 0; line < 10; ++line)
    for (std::int32_t column = 0; column < 10; ++column)
      if (random() % 2) {
        lit[line][column] = true;
        runs.push_back({line, column, column});
      }
  claim_cells(p, runs);
  const auto assessment = p.assess();
  const Answers& found = answers(assessment, "school", "5g", "viettel");
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool truth = lit[(10 * kCell - points[i].y) / kCell][points[i].x / kCell];
    EXPECT_EQ((found.covered[i / 64] >> (i % 64) & 1) != 0, truth) << points[i].x << ", " << points[i].y;
  }
  p.threads = 1;
  EXPECT_EQ(answers(p.assess(), "school", "5g", "viettel").covered, found.covered);
}

TEST(Cells, CoverNothingWhilePlanned) {
  Province p = commune_with_schools({{2500, 8500}});
  claim_cells(p, {{1, 2, 2}}, "planned");
  EXPECT_EQ(figure(p.assess(), "school", "5g", "viettel").covered, 0);
}

TEST(Cells, MeasureAZoneByTheirOutline) {
  Province p = commune_with_schools({});
  p.add("industrial_zone", "half", "c").area = box(0, 8000, 2000, 9000);  // two cells, one lit
  p.add("industrial_zone", "less", "c").area = box(500, 8000, 2600, 9000);
  claim_cells(p, {{1, 0, 0}});
  const auto assessment = p.assess();
  const Answers& found = answers(assessment, "industrial_zone", "5g", "viettel");
  EXPECT_EQ(found.known.at(0) & 3, 3u);
  EXPECT_EQ(found.covered.at(0) & 3, 1u);
}

const PlaceAnswer& of_viettel(const PlaceExplanation& found) {
  const auto is = [](const PlaceAnswer& a) { return a.technology == "5g" && a.op == "viettel"; };
  return *std::ranges::find_if(found.answers, is);
}

TEST(Cells, AreNamedWhereAPlaceIsExplained) {
  Province p = commune_with_schools({{2500, 8500}, {5500, 8500}});
  claim_cells(p, {{1, 2, 2}, {7, 0, 9}});
  const Inputs inputs = p.inputs();
  const auto lit = explain_place(inputs, *assess::assess(inputs), "school", "s00000", "");
  ASSERT_TRUE(lit);
  const auto& claims = of_viettel(*lit).claims;
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].claim->kind, ClaimKind::cells);
  EXPECT_TRUE(claims[0].covers);
  const auto dark = explain_place(inputs, *assess::assess(inputs), "school", "s00001", "");
  EXPECT_TRUE(of_viettel(*dark).claims.empty());
  EXPECT_EQ(of_viettel(*dark).why, "no_claim");
}

/// A cell of a station.
void cell(Feed feed, Stated& stated, std::string code, geo::GridPoint at,
          std::string_view status = "operational") {
  feed.area(box(at.x - 1, at.y - 1, at.x + 1, at.y + 1), status);
  stated.claims.back().station = Station{std::move(code), at};
}

Province with_stations() {
  Province p = commune_with_schools({{100, 100}});
  p.commune("d", box(20'000, 0, 30'000, 10'000));
  Feed four = p.submit("viettel", "4g");
  Stated& of_four = p.stated.back();
  cell(four, of_four, "A", {1000, 1000});
  cell(four, of_four, "A", {1000, 1000});
  cell(four, of_four, "B", {25'000, 5000});
  cell(four, of_four, "", {26'000, 5000});
  cell(four, of_four, "", {26'000, 5000});
  Feed five = p.submit("viettel", "5g");
  Stated& of_five = p.stated.back();
  cell(five, of_five, "A", {1000, 1000});
  cell(five, of_five, "B", {25'000, 5000}, "planned");
  Feed other = p.submit("vnpt", "5g");
  cell(other, p.stated.back(), "A", {90'000, 5000});
  return p;
}

std::string told(const std::vector<SiteCount>& counts) {
  std::string text;
  for (const SiteCount& one : counts)
    text += one.territory + " " + one.op + " " + one.technology + " " + std::to_string(one.stations) + "/" +
            std::to_string(one.cells) + "/" + std::to_string(one.planned) + "/" +
            (one.of_4g ? std::to_string(*one.of_4g) : "-") + "\n";
  return text;
}

TEST(Sites, CountAStationOnceByOperatorAndCodeElseByPosition) {
  const Province p = with_stations();
  EXPECT_EQ(told(count_sites(p.inputs(), {})),
            "c viettel 4g 1/2/0/-\n"
            "c viettel 5g 1/1/0/1\n"
            "c any 4g 1/2/0/-\n"
            "c any 5g 1/1/0/1\n"
            "d viettel 4g 2/3/0/-\n"
            "d viettel 5g 0/0/1/2\n"
            "d any 4g 2/3/0/-\n"
            "d any 5g 0/0/1/2\n"
            "outside vnpt 5g 1/1/0/-\n"
            "outside any 5g 1/1/0/-\n");
  EXPECT_EQ(told(count_sites(p.inputs(), {.by_commune = false})),
            "* viettel 4g 3/5/0/-\n"
            "* viettel 5g 1/1/1/3\n"
            "* vnpt 5g 1/1/0/-\n"
            "* any 4g 3/5/0/-\n"
            "* any 5g 2/2/1/3\n");
}

TEST(Sites, TellTheNearestInOperationToAGap) {
  const Province p = with_stations();
  const Inputs inputs = p.inputs();
  const auto assessment = *assess::assess(inputs);
  const auto of_all = gaps(assessment, inputs, {.kind = "school", .technology = "5g"});
  ASSERT_EQ(of_all->size(), 1u);
  ASSERT_TRUE(of_all->front().nearest_site);
  EXPECT_EQ(of_all->front().nearest_site->code, "A");
  EXPECT_EQ(of_all->front().nearest_site->op, "viettel");
  EXPECT_NEAR(of_all->front().nearest_site->metres, 14.11, 0.05);  // 900 units east and north at the equator
  const auto of_vnpt = gaps(assessment, inputs, {.kind = "school", .technology = "5g", .op = "vnpt"});
  EXPECT_EQ(of_vnpt->front().nearest_site->op, "vnpt");
}

}  // namespace
}  // namespace vungphu::assess::testing
