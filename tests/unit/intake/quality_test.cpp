// Checks of shapes, positions, names and numbers: what is told, what is not, and where the line is.
#include <algorithm>
#include <array>
#include <set>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/nearness.hpp"
#include "vungphu/intake/prepare.hpp"

#include "unit/intake/tables.hpp"

namespace vungphu::intake {
namespace {

using test::polygon_wkb;
using testing::ElementsAre;
using testing::IsEmpty;

const geo::PinnedOperations kPinned{{"EPSG:4756", "EPSG:6960"}};
constexpr std::int32_t kX = 1'050'000'000, kY = 90'000'000;  // 105 east, 9 north

std::vector<std::string> said(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& f : findings) {
    all.push_back(std::string(name_of(f.severity)) + " " + f.code);
    for (const char* part : {"", ".fix"}) EXPECT_TRUE(has_text("finding." + f.code + part)) << f.code;
  }
  return all;
}

std::string argument(const Finding& finding, std::string_view name) {
  for (const auto& [key, value] : finding.args)
    if (key == name) return value;
  return {};
}

std::vector<Finding> found_in(test::Table made, const std::string& crs = "EPSG:4326") {
  static constexpr std::array<std::string_view, 4> kWanted{"code", "name", "lon", "lat"};
  const auto mapping = map_columns(made.layer, kWanted, {});
  const auto choice = choose_crs(made.layer, *mapping, crs, kPinned, {});
  Preparer preparer(made.layer, *mapping, *choice);
  std::vector<Finding> findings;
  for (RawFeature& row : made.rows) preparer.prepare(std::move(row), findings);
  preparer.finish(findings);
  return findings;
}

std::vector<Finding> found_in_shape(const std::string& wkb) {
  test::Table made;
  made.layer.name = "layer";
  made.layer.geometry = "area";
  made.layer.crs = "EPSG:4326";
  RawFeature row;
  row.row = 7;
  row.wkb = wkb;
  made.rows.push_back(row);
  return found_in(std::move(made));
}

using Ring = std::vector<std::pair<double, double>>;
constexpr double kA = 105.0123456, kB = 9.0123456;

Ring box(double width, double height) {
  return {{kA, kB}, {kA + width, kB}, {kA + width, kB + height}, {kA, kB + height}, {kA, kB}};
}

TEST(Shape, ThatIsSoundIsNotTold) { EXPECT_THAT(found_in_shape(polygon_wkb(box(0.01, 0.01))), IsEmpty()); }

TEST(Shape, OfARingThatIsOpenIsClosedAndTold) {
  Ring open = box(0.01, 0.01);
  open.pop_back();
  EXPECT_THAT(said(found_in_shape(polygon_wkb(open))), ElementsAre("note ring_unclosed"));
}

TEST(Shape, CountsVerticesThatRepeatTheOneBefore) {
  Ring ring = box(0.01, 0.01);
  ring.insert(ring.begin() + 1, 2, ring[1]);
  const auto findings = found_in_shape(polygon_wkb(ring));
  ASSERT_THAT(said(findings), ElementsAre("note vertices_repeated"));
  EXPECT_EQ(argument(findings[0], "count"), "2");
}

TEST(Shape, OfABowTieIsRepairedWithAWarning) {
  const auto findings = found_in_shape(
      polygon_wkb({{kA, kB}, {kA + 0.01, kB + 0.01}, {kA + 0.01, kB}, {kA, kB + 0.01}, {kA, kB}}));
  ASSERT_THAT(said(findings), ElementsAre("warning geometry_repaired"));
  EXPECT_EQ(argument(findings[0], "percent"), "100");
}

TEST(Shape, WhoseRepairChangesLittleIsANote) {
  // A spike of no width: the area stays.
  const auto findings = found_in_shape(polygon_wkb({{kA, kB},
                                                    {kA + 0.01, kB},
                                                    {kA + 0.02, kB},
                                                    {kA + 0.01, kB},
                                                    {kA + 0.01, kB + 0.01},
                                                    {kA, kB + 0.01},
                                                    {kA, kB}}));
  ASSERT_THAT(said(findings), ElementsAre("note geometry_repaired"));
  EXPECT_EQ(argument(findings[0], "percent"), "0.00");
}

TEST(Shape, ThinAndSmallIsASliver) {
  const auto findings = found_in_shape(polygon_wkb(box(0.00001, 0.003)));  // about 1 by 330 m
  ASSERT_THAT(said(findings), ElementsAre("warning sliver"));
  EXPECT_EQ(argument(findings[0], "count"), "1");
}

TEST(Shape, ThinAndLargeOrSmallAndRoundIsNone) {
  EXPECT_THAT(found_in_shape(polygon_wkb(box(0.0001, 0.03))), IsEmpty());      // 11 m by 3.3 km: 36,000 m2
  EXPECT_THAT(found_in_shape(polygon_wkb(box(0.00005, 0.0001))), IsEmpty());   // 5 by 11 m
  EXPECT_THAT(found_in_shape(polygon_wkb(box(0.00005, 0.00070))), IsEmpty());  // 1 : 14, thinness 0.19
}

TEST(Position, AtZeroIsACellThatNobodyFilledIn) {
  EXPECT_THAT(said(found_in(test::table({"lon", "lat"}, {{"0", "0.0"}, {"0", "9.12345"}}))),
              ElementsAre("error position_zero"));
}

test::Table positions(int coarse, int exact) {
  std::vector<test::Cells> rows(static_cast<std::size_t>(coarse), test::Cells{"105.01", "9.4"});
  rows.insert(rows.end(), static_cast<std::size_t>(exact), test::Cells{"105.01234", "9.4"});
  return test::table({"lon", "lat"}, rows);
}

TEST(Decimals, FewerThanFiveAreToldFromFivePercentOn) {
  EXPECT_THAT(said(found_in(positions(5, 95))), ElementsAre("warning decimals_few"));
  EXPECT_THAT(found_in(positions(4, 96)), IsEmpty());
  const auto findings = found_in(positions(3, 1));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(argument(findings[0], "percent"), "75");
  EXPECT_EQ(argument(findings[0], "decimals"), "2");
  EXPECT_EQ(argument(findings[0], "metres"), "1113");
}

TEST(Decimals, OfFeaturesAreSeenInTheirNumbers) {
  const auto told =
      found_in_shape(polygon_wkb({{105, 9}, {105.01, 9}, {105.01, 9.01}, {105, 9.01}, {105, 9}}));
  EXPECT_THAT(said(told), ElementsAre("warning decimals_few"));
}

TEST(Decimals, WithCommaAndPointAreMixed) {
  const auto mixed = test::table({"lon", "lat"}, {{"105,01234", "9,01234"}, {"105.01234", "9.01234"}});
  EXPECT_THAT(said(found_in(mixed)), ElementsAre("note decimals_mixed"));
  EXPECT_THAT(found_in(test::table({"lon", "lat"}, {{"105,01234", "9,01234"}})), IsEmpty());
}

geo::MultiPolygon square(std::int32_t x, std::int32_t y, std::int32_t side) {
  return {{geo::Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}}}}};
}

Claim area(std::int64_t row, geo::MultiPolygon shape) {
  Claim claim;
  claim.row = row;
  claim.geometry = std::move(shape);
  return claim;
}

std::vector<Finding> overlaps(const std::vector<Claim>& claims) {
  std::vector<Finding> findings;
  check_areas(claims, findings);
  return findings;
}

TEST(Overlap, IsToldOverHalfOfTheSmaller) {
  const auto findings = overlaps({area(4, square(kX, kY, 10'000)), area(9, square(kX + 4'900, kY, 10'000))});
  ASSERT_THAT(said(findings), ElementsAre("warning areas_overlap"));
  EXPECT_EQ(findings[0].row, 9);
  EXPECT_EQ(argument(findings[0], "first"), "4");
  EXPECT_EQ(argument(findings[0], "percent"), "51");
}

TEST(Overlap, OfHalfOrLessIsNotTold) {
  EXPECT_THAT(overlaps({area(4, square(kX, kY, 10'000)), area(9, square(kX + 5'000, kY, 10'000))}),
              IsEmpty());
  EXPECT_THAT(overlaps({area(4, square(kX, kY, 10'000)), area(9, square(kX + 10'000, kY, 10'000))}),
              IsEmpty());
}

TEST(Overlap, OfASmallAreaInALargeOneIsTold) {
  EXPECT_THAT(said(overlaps({area(1, square(kX, kY, 100'000)), area(2, square(kX + 900, kY + 900, 100))})),
              ElementsAre("warning areas_overlap"));
}

TEST(Overlap, OfPlannedOverOperationalOrOfEqualAreasIsNotTold) {
  Claim planned = area(2, square(kX + 1, kY, 10'000));
  planned.status = "planned";
  EXPECT_THAT(overlaps({area(1, square(kX, kY, 10'000)), planned}), IsEmpty());
  EXPECT_THAT(overlaps({area(1, square(kX, kY, 10'000)), area(2, square(kX, kY, 10'000))}), IsEmpty());
}

TEST(Overlap, OfAPileIsMeasuredInPartAndCounted) {
  std::vector<Claim> pile;
  for (int i = 0; i < 3'000; ++i) pile.push_back(area(i + 1, square(kX + i, kY + i % 7, 100'000)));
  const auto findings = overlaps(pile);
  EXPECT_EQ(std::count_if(findings.begin(), findings.end(),
                          [](const Finding& f) { return f.code == "areas_overlap"; }),
            50);
  ASSERT_EQ(findings.back().code, "areas_overlap_more");
  EXPECT_EQ(argument(findings.back(), "count"), "2949");  // each but the first lies on one before it
}

/// What is said, without row numbers.
std::multiset<std::string> without_rows(const std::vector<Finding>& findings) {
  std::multiset<std::string> all;
  for (const Finding& f : findings) {
    std::string text = f.code + "|" + f.value;
    for (const auto& [name, value] : f.args)
      if (name != "first") text += "|" + name + "=" + value;
    all.insert(std::move(text));
  }
  return all;
}

RC_GTEST_PROP(Findings, DoNotDependOnTheOrderOfRows, ()) {
  const int count = *rc::gen::inRange(2, 40);
  std::vector<Claim> claims;
  std::vector<Located> places;
  std::vector<std::pair<geo::GridPoint, std::int64_t>> points;
  for (int i = 0; i < count; ++i) {
    const std::int32_t x = kX + *rc::gen::inRange(0, 20'000), y = kY + *rc::gen::inRange(0, 20'000);
    claims.push_back(area(i + 1, square(x, y, *rc::gen::inRange(10, 15'000))));
    places.push_back({*rc::gen::element<std::string>("a", "b"), "", {x, y}, i + 1});
    points.emplace_back(geo::GridPoint{x / 5'000, y / 5'000}, i + 1);
  }
  const auto all = [&] {
    std::vector<Finding> findings = overlaps(claims);
    check_near(places, findings);
    check_same_point(points, 2, findings);
    return without_rows(findings);
  };
  const auto before = all();
  std::reverse(claims.begin(), claims.end());
  std::reverse(places.begin(), places.end());
  std::rotate(points.begin(), points.begin() + count / 2, points.end());
  for (std::size_t i = 0; i < claims.size(); ++i) claims[i].row = static_cast<std::int64_t>(i) + 1;
  RC_ASSERT(all() == before);
}

geo::GridPoint east_of(std::int32_t metres) {
  const double step = geo::distance_m({kX, kY}, {kX + 100'000, kY}) / 100'000;
  return {kX + static_cast<std::int32_t>(metres / step), kY};
}

std::vector<Finding> near(std::vector<Located> located) {
  std::vector<Finding> findings;
  check_near(std::move(located), findings);
  return findings;
}

TEST(Nearness, OfOneNameIsToldUpTo110Metres) {
  const auto told = near({{"a", "A", {kX, kY}, 2}, {"a", "A", east_of(110), 5}});
  ASSERT_THAT(said(told), ElementsAre("warning duplicate_nearby"));
  EXPECT_EQ(told[0].row, 5);
  EXPECT_EQ(argument(told[0], "first"), "2");
  EXPECT_EQ(argument(told[0], "metres"), "110");
  EXPECT_THAT(near({{"a", "A", {kX, kY}, 2}, {"a", "A", east_of(111), 5}}), IsEmpty());
  EXPECT_THAT(near({{"a", "A", {kX, kY}, 2}, {"b", "B", east_of(1), 5}}), IsEmpty());
}

TEST(Nearness, IsADistanceAndNoCell) {  // a metre apart, across an edge of whole thousandths of a degree
  EXPECT_THAT(said(near({{"a", "A", {kX - 50, kY - 50}, 2}, {"a", "A", {kX + 50, kY + 50}, 5}})),
              ElementsAre("warning duplicate_nearby"));
}

TEST(SamePoint, IsToldOverTheMost) {
  const auto pile = [](int count) {
    std::vector<Finding> findings;
    check_same_point(
        std::vector<std::pair<geo::GridPoint, std::int64_t>>(static_cast<std::size_t>(count), {{kX, kY}, 3}),
        kMostPlacesAtPoint, findings);
    return findings;
  };
  EXPECT_THAT(pile(5), IsEmpty());
  ASSERT_THAT(said(pile(6)), ElementsAre("warning same_position"));
  EXPECT_EQ(argument(pile(6)[0], "count"), "6");
}

TEST(Sites, AnAreaFartherThanTheReachIsTold) {
  const std::vector<Claim> claims{area(8, square(kX, kY, 1'000))};
  const auto with_site = [&](std::int32_t metres_west) {
    std::vector<Finding> findings;
    const geo::GridPoint site{2 * kX - east_of(metres_west).x, kY};
    check_sites(claims, {{site}, 500'000}, findings);
    return said(findings);
  };
  EXPECT_THAT(with_site(499), IsEmpty());
  EXPECT_THAT(with_site(502), ElementsAre("warning no_site_within_reach"));
}

TEST(Sites, AreNotMissedWhereThereAreNone) {
  std::vector<Finding> findings;
  check_sites({area(8, square(kX, kY, 1'000))}, {}, findings);
  EXPECT_THAT(findings, IsEmpty());
}

std::vector<std::string> names(const std::string& first, const std::string& second,
                               const std::string& parent = "32134") {
  Entry a, b;
  a.kind = b.kind = "hamlet";
  a.parent = "32134";
  b.parent = parent;
  a.name = first;
  b.name = second;
  a.code = "1";
  b.code = "2";
  std::vector<Finding> findings;
  check_names({a, b}, {2, 3}, findings);
  return said(findings);
}

TEST(Names, ThatDifferByASlipAreTold) {
  EXPECT_THAT(names("Ấp Tân Hưng", "Ấp Tân Hưg"), ElementsAre("note similar_name"));
  EXPECT_THAT(names("Ấp Rạch Gốc", "Ấp Rạnh Gốc"), ElementsAre("note similar_name"));
}

TEST(Names, ThatArePartedOnPurposeAreNot) {
  EXPECT_THAT(names("Ấp 1", "Ấp 2"), IsEmpty());
  EXPECT_THAT(names("Ấp Tân Lập A", "Ấp Tân Lập B"), IsEmpty());
  EXPECT_THAT(names("Ấp Tân Hưng Đông", "Ấp Tân Hưng Tây"), IsEmpty());
  EXPECT_THAT(names("Ấp Tân Hưng", "Ấp Tân Hưng 2"), IsEmpty());
  EXPECT_THAT(names("Ấp Tân Hưng", "Ấp Tân Hưg", "32135"), IsEmpty());
  EXPECT_THAT(names("Ấp Tân Hưng", "Ấp Cái Nước"), IsEmpty());
}

std::vector<std::string> ranges(std::optional<std::int64_t> weight, std::optional<std::int64_t> people) {
  Entry entry;
  entry.kind = "hamlet";
  entry.weight = weight;
  entry.people = people;
  std::vector<Finding> findings;
  check_ranges(entry, 2, findings);
  return said(findings);
}

TEST(Ranges, OfHouseholdsAndPeople) {
  EXPECT_THAT(ranges(5'000, {}), IsEmpty());
  EXPECT_THAT(ranges(5'001, {}), ElementsAre("warning weight_implausible"));
  EXPECT_THAT(ranges(100, 100), IsEmpty());
  EXPECT_THAT(ranges(100, 1'500), IsEmpty());
  EXPECT_THAT(ranges(100, 99), ElementsAre("warning people_implausible"));
  EXPECT_THAT(ranges(100, 1'501), ElementsAre("warning people_implausible"));
  EXPECT_THAT(ranges(0, 99), IsEmpty());
  EXPECT_THAT(ranges({}, 99), IsEmpty());
}

TEST(Ranges, OfSpeeds) {
  Claim claim;
  std::vector<Finding> findings;
  claim.down_mbps = 100'000;
  check_ranges(claim, findings);
  EXPECT_THAT(findings, IsEmpty());
  claim.up_mbps = 100'001;
  check_ranges(claim, findings);
  EXPECT_THAT(said(findings), ElementsAre("warning speed_implausible"));
}

TEST(Zones, SayUnderWhichAPositionWouldLieInside) {
  const auto own = geo::Transformer::create("EPSG:9209", kPinned);    // meridian 105.5
  const auto meant = geo::Transformer::create("EPSG:9207", kPinned);  // 104.5
  Reference reference;
  reference.outline = {square(kX, kY, 2'000'000)};
  reference.outline_codes = {"32134"};
  reference.outline_box = geo::bounds(reference.outline[0]);
  const auto [x, y] = meant->from_wgs84(105.1, 9.1);
  const geo::GridPoint read = *geo::snap_point(x, y, *own);
  const Zones zones(*own, kPinned, {"EPSG:9209", "EPSG:5897", "EPSG:9207"});
  Claim claim;
  claim.row = 4;
  claim.kind = ClaimKind::reach;
  claim.geometry = geo::MultiPoint{{read}};
  std::vector<Finding> findings;
  EXPECT_EQ(Checker(reference, &zones).check(claim, findings), false);
  ASSERT_THAT(said(findings), ElementsAre("error position_far", "note other_zone"));
  EXPECT_EQ(argument(findings[1], "zone"), "EPSG:9207");
}

TEST(Zones, SayNothingWhereNoneFits) {
  const auto own = geo::Transformer::create("EPSG:9209", kPinned);
  Reference reference;
  reference.outline = {square(kX, kY, 1'000'000)};
  reference.outline_codes = {"32134"};
  reference.outline_box = geo::bounds(reference.outline[0]);
  const Zones zones(*own, kPinned, {"EPSG:9207"});
  Claim claim;
  claim.kind = ClaimKind::reach;
  claim.geometry = geo::MultiPoint{{{1'100'000'000, 200'000'000}}};
  std::vector<Finding> findings;
  Checker(reference, &zones).check(claim, findings);
  EXPECT_THAT(said(findings), ElementsAre("error position_far"));
}

}  // namespace
}  // namespace vungphu::intake
