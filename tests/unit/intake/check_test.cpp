#include "vungphu/intake/check.hpp"

#include <gmock/gmock.h>

#include "vungphu/base/catalogue.hpp"

namespace vungphu::intake {
namespace {

constexpr std::int32_t kDegree = geo::kUnitsPerDegree;

geo::MultiPolygon square(std::int32_t x, std::int32_t y, std::int32_t side) {
  return {{geo::Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}}}}};
}

/// Two communes side by side, near 48 north and 4 west, where swapped axes stay on the world.
Reference brittany() {
  Reference reference;
  reference.levels = {"province", "commune"};
  reference.codes["province"] = {{"29", {.name = "Finistère", .parent = "", .weight = {}, .point = {}}}};
  reference.codes["commune"] = {{"01001", {.name = "Aast", .parent = "29", .weight = 640, .point = {}}},
                                {"29004", {.name = "Brest", .parent = "29", .weight = {}, .point = {}}}};
  reference.codes["hamlet"] = {{"h1", {}}};
  reference.codes["school"] = {{code_key("S1", "2"), {}}};
  reference.outline = {square(-4 * kDegree, 48 * kDegree, kDegree),
                       square(-3 * kDegree, 48 * kDegree, kDegree)};
  reference.outline_codes = {"01001", "29004"};
  for (const auto& area : reference.outline) reference.outline_box.add(geo::bounds(area));
  return reference;
}

using Count = std::optional<std::int64_t>;
Counts counts(Count passed, Count total = {}, Count connected = {}, Count requested = {}, Count met = {}) {
  return {passed, total, connected, requested, met};
}

Claim row_claim(std::string code, std::string kind = "commune", Counts sent = {}) {
  Claim claim;
  claim.row = 9;
  claim.kind = ClaimKind::row;
  claim.key_kind = std::move(kind);
  claim.code = std::move(code);
  claim.counts = sent;
  return claim;
}
Claim shape_claim(geo::Geometry geometry, ClaimKind kind = ClaimKind::area, std::int64_t row = 9) {
  Claim claim;
  claim.row = row;
  claim.kind = kind;
  claim.geometry = std::move(geometry);
  return claim;
}
Claim point_claim(double longitude, double latitude) {
  return shape_claim(geo::MultiPoint{{{geo::to_units(longitude), geo::to_units(latitude)}}},
                     ClaimKind::reach);
}

std::vector<std::string> said(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& f : findings) {
    all.push_back(std::string(name_of(f.severity)) + " " + f.code);
    EXPECT_TRUE(has_text("finding." + f.code) && has_text("finding." + f.code + ".fix")) << f.code;
  }
  return all;
}

using Said = std::vector<std::string>;

struct Example {
  std::string about;
  Claim claim;
  bool stays;
  Said findings;
};
class OneClaim : public testing::TestWithParam<Example> {};
TEST_P(OneClaim, IsHeldAgainstTheReference) {
  const Reference reference = brittany();
  std::vector<Finding> findings;
  EXPECT_EQ(check_claim(GetParam().claim, reference, findings), GetParam().stays) << GetParam().about;
  EXPECT_EQ(said(findings), GetParam().findings) << GetParam().about;
}

Claim school(std::string site) {
  Claim claim = row_claim("S1", "school");
  claim.site = std::move(site);
  return claim;
}

INSTANTIATE_TEST_SUITE_P(
    Claims, OneClaim,
    testing::Values(
        Example{"a known code", row_claim("29004"), true, {}},
        Example{"a code of any kind", row_claim("h1", ""), true, {}},
        Example{"a school's site", school("2"), true, {}},
        Example{"a site that is not there", school("3"), false, {"error code_unknown"}},
        Example{"a lost zero", row_claim("1001"), false, {"error code_unknown", "note code_lost_zero"}},
        Example{"a code of the tax system",
                row_claim("10105001"),
                false,
                {"error code_unknown", "note code_tax_system"}},
        Example{"digits that changed places",
                row_claim("92004"),
                false,
                {"error code_unknown", "note code_near"}},
        Example{"nothing like it", row_claim("Brest"), false, {"error code_unknown"}},
        Example{"over the list's total",
                row_claim("01001", "commune", counts(648)),
                true,
                {"warning count_over_total"}},
        Example{"over the row's total",
                row_claim("29004", "commune", counts(5, 4)),
                true,
                {"warning count_over_total"}},
        Example{
            "the row's total before the list's", row_claim("01001", "commune", counts(648, 700)), true, {}},
        Example{"connected over passed",
                row_claim("29004", "commune", counts(5, {}, 6)),
                true,
                {"warning connected_over_passed"}},
        Example{"met over requested",
                row_claim("29004", "commune", counts(5, {}, {}, 1, 2)),
                true,
                {"warning requested_met_over_requested"}},
        Example{"a point inside", point_claim(-3.5, 48.5), true, {}},
        Example{"a point on the border", point_claim(-4, 48), true, {}},
        Example{"a point near", point_claim(-4.05, 48.5), true, {"warning outside_outline"}},
        Example{"a point far", point_claim(10, 50), false, {"error position_far"}},
        Example{
            "a swapped point", point_claim(48.5, -3.5), false, {"error position_far", "note axes_swapped"}},
        Example{"an area inside", shape_claim(square(-4 * kDegree, 48 * kDegree, 100)), true, {}},
        Example{"an area that reaches in",
                shape_claim(square(-5 * kDegree, 47 * kDegree, 2 * kDegree)),
                true,
                {}},
        Example{"an area far away",
                shape_claim(square(10 * kDegree, 50 * kDegree, 100)),
                false,
                {"error position_far"}},
        Example{
            "a line of half a degree to the west: another meridian",
            shape_claim(geo::MultiLine{{{{-5 * kDegree, 48 * kDegree}, {-9 * kDegree / 2, 48 * kDegree}}}},
                        ClaimKind::reach),
            false,
            {"error position_far"}},
        Example{"a long area that ends near",
                shape_claim(square(-6 * kDegree, 48 * kDegree, 195 * (kDegree / 100))),
                true,
                {"warning outside_outline"}},
        Example{"a swapped area",
                shape_claim(square(48 * kDegree + 5, -4 * kDegree + 5, 100)),
                false,
                {"error position_far", "note axes_swapped"}}));

TEST(AClaim, IsNotHeldAgainstAnOutlineThatNobodyKnows) {
  std::vector<Finding> findings;
  EXPECT_TRUE(check_claim(point_claim(10, 50), Reference{}, findings));
  EXPECT_TRUE(findings.empty());
}

TEST(ALostZero, IsToldWithTheCodeThatIsMeant) {
  std::vector<Finding> findings;
  const Reference reference = brittany();
  check_claim(row_claim("1001"), reference, findings);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[1].args, (Args{{"known", "01001"}}));
}

TEST(ASubmission, RefusesTheLaterOfTwoCountsForOneKey) {
  std::vector<Claim> claims{row_claim("a", "commune", counts(1)), row_claim("b", "commune", counts(1)),
                            row_claim("a", "commune", counts(2)), row_claim("a", "hamlet", counts(2))};
  std::vector<Finding> findings;
  EXPECT_EQ(check_submission(claims, findings), std::vector<std::size_t>{2});
  EXPECT_EQ(said(findings), Said{"error duplicate_row"});
}

TEST(ASubmission, KeepsAPlaceNamedTwiceAndCountsOfAnotherStatus) {
  std::vector<Claim> claims{row_claim("a"), row_claim("a"), row_claim("b", "commune", counts(1)),
                            row_claim("b", "commune", counts(5))};
  claims[3].status = "planned";
  std::vector<Finding> findings;
  EXPECT_TRUE(check_submission(claims, findings).empty());
  EXPECT_EQ(said(findings), Said{"warning duplicate_place"});
}

TEST(ASubmission, NamesShapesThatAreTheSame) {
  std::vector<Claim> claims{shape_claim(square(0, 0, 5), ClaimKind::area, 1),
                            shape_claim(square(0, 0, 6), ClaimKind::area, 2),
                            shape_claim(square(0, 0, 5), ClaimKind::area, 3),
                            point_claim(1, 1),
                            point_claim(1, 1),
                            point_claim(1, 1)};
  std::vector<Finding> findings;
  EXPECT_TRUE(check_submission(claims, findings).empty());
  EXPECT_EQ(said(findings), (Said{"warning duplicate_geometry", "note duplicate_points"}));
  EXPECT_EQ(findings[0].row, 3);
  EXPECT_EQ(findings[0].args, (Args{{"first", "1"}}));
  EXPECT_EQ(findings[1].args, (Args{{"count", "2"}}));
}

Entry entry(std::string kind, std::string code, std::string parent = {}) {
  Entry made;
  made.kind = std::move(kind);
  made.code = std::move(code);
  made.parent = std::move(parent);
  return made;
}

TEST(AList, RefusesRepeatedAndMissingCodes) {
  std::vector<Entry> entries{entry("school", "1"), entry("school", "1"), entry("school", ""),
                             entry("school", "1")};
  entries[3].site = "2";
  std::vector<Finding> findings;
  EXPECT_EQ(check_entries(entries, {2, 3, 4, 5}, Reference{}, findings), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(said(findings), (Said{"error duplicate_code", "error code_missing"}));
  EXPECT_EQ(findings[0].row, 3);
}

TEST(AList, WarnsOfParentsThatNobodyKnows) {
  std::vector<Finding> findings;
  const Reference reference = brittany();
  EXPECT_TRUE(check_entries({entry("hamlet", "a", "29004"), entry("hamlet", "b", "1001"),
                             entry("household", "c", "h1")},
                            {2, 3, 4}, reference, findings)
                  .empty());
  EXPECT_EQ(said(findings), (Said{"warning parent_unknown", "note code_lost_zero"}));
}

TEST(AList, LetsPlacesNameTheirHamletAsParentButNotHamlets) {
  std::vector<Finding> findings;
  const Reference reference = brittany();
  check_entries({entry("school", "a", "h1"), entry("agency", "b", "h1"), entry("hamlet", "c", "h1")},
                {2, 3, 4}, reference, findings);
  EXPECT_EQ(said(findings), Said{"warning parent_unknown"});
  EXPECT_EQ(findings[0].row, 4);
}

TEST(AList, SaysOnceThatParentsCannotBeChecked) {
  std::vector<Finding> findings;
  EXPECT_TRUE(
      check_entries({entry("hamlet", "a", "1"), entry("hamlet", "b", "2")}, {2, 3}, Reference{}, findings)
          .empty());
  EXPECT_EQ(said(findings), Said{"note parents_unchecked"});
}

TEST(AList, WarnsOfPositionsOutsideSwappedOrInAnotherTerritory) {
  std::vector<Entry> entries{entry("hospital", "a"), entry("hospital", "b"), entry("hospital", "c", "29004"),
                             entry("hospital", "d", "01001"), entry("commune", "e")};
  entries[0].point = geo::GridPoint{10 * kDegree, 50 * kDegree};
  entries[1].point = geo::GridPoint{48 * kDegree + 1, -3 * kDegree + 1};
  entries[2].point = geo::GridPoint{-4 * kDegree + 1, 48 * kDegree + 1};
  entries[3].point = geo::GridPoint{-3 * kDegree, 48 * kDegree + 1};  // on the shared border: no disagreement
  entries[4].point = geo::GridPoint{10 * kDegree, 50 * kDegree};
  std::vector<Finding> findings;
  const Reference reference = brittany();
  EXPECT_TRUE(check_entries(entries, {2, 3, 4, 5, 6}, reference, findings).empty());
  EXPECT_EQ(said(findings), (Said{"warning outside_outline", "warning outside_outline",
                                  "warning axes_swapped", "warning parent_disagrees"}));
  EXPECT_EQ(findings[3].args, (Args{{"territory", "01001"}}));
}

TEST(Territories, ThatOverlapAreMeasuredAndGapsAreNoted) {
  // a and b share a strip of 1000 by 10000 units; c only touches b
  std::vector<Entry> territories{entry("commune", "a"), entry("commune", "b"), entry("commune", "c")};
  territories[0].area = square(0, 0, 10000);
  territories[1].area = square(9000, 0, 10000);
  territories[2].area = square(19000, 0, 10000);
  std::vector<Finding> findings;
  check_overlaps(territories, findings);
  ASSERT_EQ(said(findings), Said{"warning territory_overlap"});
  EXPECT_EQ(findings[0].args[0], (std::pair<std::string, std::string>{"first", "a"}));
  EXPECT_NEAR(std::stod(findings[0].args[2].second), 11.132 * 110.574, 1);

  findings.clear();
  territories.resize(2);
  territories[0].area =
      geo::MultiPolygon{{geo::Polygon{{{{0, 0}, {30000, 0}, {30000, 30000}, {0, 30000}},
                                       {{10000, 10000}, {10000, 20000}, {20000, 20000}, {20000, 10000}}}}}};
  territories[1].area = square(10000, 10000, 5000);
  check_overlaps(territories, findings);
  EXPECT_EQ(said(findings), Said{"note territory_gap"});
}

}  // namespace
}  // namespace vungphu::intake
