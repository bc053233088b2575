#include "vungphu/intake/hamlets.hpp"

#include <gmock/gmock.h>

#include "vungphu/intake/entries.hpp"

namespace vungphu::intake {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Date kDay = 2026y / 1 / 1;

struct At {
  std::optional<geo::GridPoint> point = std::nullopt;
  std::optional<std::int64_t> weight = std::nullopt;
};

/// Rows of a list without codes, all called "Ấp 1" in commune 45001, and the ids that they get.
struct Imported {
  std::vector<Entry> entries;
  std::vector<Finding> findings;
  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const Entry& entry : entries) all.push_back(entry.code);
    return all;
  }
  std::vector<std::string> told(std::string_view code) const {
    std::vector<std::string> rows;
    for (const Finding& finding : findings)
      if (finding.code == code) rows.push_back(std::to_string(finding.row));
    return rows;
  }
  std::vector<KnownHamlet> known() const {
    std::vector<KnownHamlet> all;
    for (const Entry& entry : entries) all.push_back({entry, entry.parent});
    // The ledger gives them in the order of codes.
    std::ranges::sort(all, {}, [](const KnownHamlet& hamlet) { return hamlet.entry.code; });
    return all;
  }
};

Imported import(const std::vector<At>& rows, const std::vector<KnownHamlet>& known = {},
                const std::string& name = "Ấp 1") {
  Imported made;
  std::vector<std::int64_t> numbers;
  for (const At& at : rows) {
    Row row;
    row.row = static_cast<std::int64_t>(numbers.size()) + 2;
    row.values = {{"name", name}, {"parent", "45001"}};
    if (at.weight) row.values["weight"] = std::to_string(*at.weight);
    if (at.point) row.geometry = geo::MultiPoint{{*at.point}};
    made.entries.push_back(make_entry(row, "hamlet", false, made.findings).value());
    numbers.push_back(row.row);
  }
  settle_hamlet_ids(made.entries, numbers, std::vector<bool>(rows.size(), true), known, made.findings);
  return made;
}

TEST(HamletIds, OfFourNamesakesInOneCommuneAreFour_AndTheSameNextTime) {
  const Imported first = import({{}, {}, {}, {}});
  const std::vector<std::string> ids = first.ids();
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 4U);
  EXPECT_THAT(first.told("hamlet_same_name"), ElementsAre("2", "3", "4", "5"));
  EXPECT_THAT(first.told("hamlet_paired_by_order"), IsEmpty());
  EXPECT_EQ(import({{}, {}, {}, {}}).ids(), ids);
  // Against those in force: the same, but nothing tells one from another, and that is said.
  const Imported again = import({{}, {}, {}, {}}, first.known());
  EXPECT_EQ(again.ids(), ids);
  EXPECT_THAT(again.told("hamlet_paired_by_order"), ElementsAre("2", "3", "4", "5"));
}

TEST(HamletIds, StayWhenAPositionOrAWeightIsAddedOrCorrected) {
  const Imported bare = import({{}});
  const Imported placed = import({{.point = geo::GridPoint{5, 5}, .weight = 80}}, bare.known());
  EXPECT_EQ(placed.ids(), bare.ids());
  const Imported moved = import({{.point = geo::GridPoint{6, 6}, .weight = 90}}, placed.known());
  EXPECT_EQ(moved.ids(), bare.ids());
  EXPECT_THAT(moved.findings, IsEmpty());
  EXPECT_EQ(import({{}}, bare.known(), "ẤP  1").ids(), bare.ids());
  EXPECT_NE(import({{}}, bare.known(), "Ấp 2").ids(), bare.ids());
}

TEST(HamletIds, OfNamesakesGoByPositionThenByWeight) {
  const std::optional<geo::GridPoint> north = geo::GridPoint{0, 9}, south = geo::GridPoint{0, 1};
  const Imported first = import({{north, 80}, {south, 90}, {std::nullopt, 70}});
  const auto ids = first.ids();
  // In another order; the one in the south has grown, the one of 70 has been found on the ground.
  const Imported second = import({{geo::GridPoint{4, 4}, 70}, {south, 95}, {north, 80}}, first.known());
  EXPECT_THAT(second.ids(), ElementsAre(ids[2], ids[1], ids[0]));
  EXPECT_THAT(second.told("hamlet_paired_by_order"), IsEmpty());
}

TEST(HamletIds, OfAFurtherNamesakeIsNew) {
  const Imported one = import({{.weight = 80}});
  const Imported two = import({{.weight = 60}, {.weight = 80}}, one.known());
  EXPECT_NE(two.ids()[0], two.ids()[1]);
  EXPECT_EQ(two.ids()[1], one.ids()[0]);
  EXPECT_THAT(two.told("hamlet_paired_by_order"), IsEmpty());
}

TEST(HamletIds, AreNotGivenToAHamletOfAnotherCommune_NorTwice) {
  const Imported one = import({{}});
  std::vector<KnownHamlet> elsewhere = one.known();
  elsewhere[0].unit = "45002";
  const Imported other = import({{}}, elsewhere);
  EXPECT_NE(other.ids(), one.ids());
}

TEST(HamletIds, AnOfficialCodeStaysWithAListThatLeavesItOut) {
  Imported numbered = import({{}});
  numbered.entries[0].code = "4500101";
  EXPECT_THAT(import({{}}, numbered.known()).ids(), ElementsAre("4500101"));
}

Entry hamlet(const std::string& code, std::optional<std::int64_t> weight,
             const std::string& parent = "45001") {
  Entry made;
  made.kind = "hamlet";
  made.code = code;
  made.name = "Ấp " + code;
  made.parent = parent;
  made.weight = weight;
  return made;
}

HamletDay day(const std::vector<Entry>& hamlets) {
  HamletDay made;
  for (const Entry& entry : hamlets) made.hamlets.emplace(entry.code, entry);
  made.communes = {"45001", "45002"};
  return made;
}

HamletEvent event(const std::string& what, const std::string& hamlet, const std::string& into = {}) {
  HamletEvent made;
  made.event = what;
  made.hamlet = hamlet;
  made.into = into;
  made.date = kDay;
  return made;
}

struct Told {
  HamletsApplied applied;
  std::vector<std::string> codes;
  const Entry& of(const std::string& code) const {
    return *std::ranges::find(applied.versions, code, &Entry::code);
  }
};
Told apply(const std::vector<HamletEvent>& events, const HamletDay& on) {
  Told told;
  std::vector<Finding> findings;
  told.applied = apply_events(events, on, findings);
  for (const Finding& finding : findings) told.codes.push_back(finding.code);
  return told;
}

TEST(Events, RenamingAndMovingKeepTheIdAndEverythingElse) {
  HamletEvent renamed = event("rename", "a");
  renamed.name = "Ấp Mới";
  HamletEvent moved = event("move", "a");
  moved.commune = "45002";
  const Told told = apply({renamed, moved}, day({hamlet("a", 80), hamlet("b", 90)}));
  ASSERT_EQ(told.applied.versions.size(), 1U);
  EXPECT_EQ(told.of("a").name, "Ấp Mới");
  EXPECT_EQ(told.of("a").parent, "45002");
  EXPECT_EQ(told.of("a").weight, 80);
  ASSERT_EQ(told.applied.changes.size(), 2U);
  EXPECT_EQ(told.applied.changes[0].from, "a");
  EXPECT_EQ(told.applied.changes[0].to, "a");
  EXPECT_THAT(told.codes, IsEmpty());
}

TEST(Events, AMergeAddsUpWhatIsKnown) {
  const HamletDay known = day({hamlet("a", 80), hamlet("b", 90), hamlet("c", 10), hamlet("d", std::nullopt)});
  const Told sum = apply({event("merge", "a", "b"), event("merge", "c", "b")}, known);
  EXPECT_EQ(sum.of("b").weight, 180);
  EXPECT_TRUE(sum.of("a").ended);
  EXPECT_TRUE(sum.of("c").ended);
  EXPECT_FALSE(sum.of("b").ended);
  EXPECT_EQ(apply({event("merge", "d", "b"), event("merge", "a", "b")}, known).of("b").weight, std::nullopt);
  HamletEvent weighed = event("merge", "d", "b");
  weighed.weight = 120;
  EXPECT_EQ(apply({weighed, event("merge", "a", "b")}, known).of("b").weight, 120);
}

TEST(Events, AMergeMayMakeAHamletAnew) {
  HamletEvent first = event("merge", "a", "ab");
  EXPECT_THAT(apply({first}, day({hamlet("a", 80)})).codes, ElementsAre("event_incomplete"));
  first.name = "Ấp Liên";
  first.commune = "45001";
  const Told told = apply({first, event("merge", "b", "ab")}, day({hamlet("a", 80), hamlet("b", 90)}));
  EXPECT_EQ(told.of("ab").name, "Ấp Liên");
  EXPECT_EQ(told.of("ab").weight, 170);
  EXPECT_EQ(told.of("ab").position, Position::none);
  EXPECT_THAT(told.codes, IsEmpty());
}

TEST(Events, ASplitEndsTheHamletUnlessARowKeepsIt) {
  HamletEvent one = event("split", "a", "a1"), two = event("split", "a", "a2"),
              rest = event("split", "a", "a");
  one.name = "Ấp A1";
  one.weight = 30;
  two.name = "Ấp A2";
  const HamletDay known = day({hamlet("a", 80)});
  const Told told = apply({one, two}, known);
  EXPECT_TRUE(told.of("a").ended);
  EXPECT_EQ(told.of("a1").weight, 30);
  EXPECT_EQ(told.of("a1").parent, "45001");
  EXPECT_EQ(told.of("a2").weight, std::nullopt);
  rest.weight = 50;
  const Told kept = apply({one, rest}, known);
  EXPECT_FALSE(kept.of("a").ended);
  EXPECT_EQ(kept.of("a").weight, 50);
  EXPECT_EQ(kept.of("a").name, "Ấp a");
}

TEST(Events, ThatCannotBeAppliedAreErrorsAndChangeNothing) {
  HamletEvent nowhere = event("move", "a");
  nowhere.commune = "99999";
  HamletDay known = day({hamlet("a", 80)});
  known.adrift = {"a"};
  HamletEvent renamed = event("rename", "a");
  renamed.name = "Ấp B";
  const Told told =
      apply({event("rename", "x"), nowhere, event("merge", "a", "a"), event("rename", "a"), renamed}, known);
  EXPECT_THAT(told.codes, ElementsAre("event_hamlet_unknown", "event_commune_unknown", "event_into_itself",
                                      "event_incomplete", "event_commune_needed"));
  EXPECT_THAT(told.applied.versions, IsEmpty());
  EXPECT_THAT(told.applied.changes, IsEmpty());
}

TEST(AnEventRow, IsReadInWordsOfOffices) {
  Row row;
  row.row = 4;
  row.values = {
      {"event", "Sáp nhập"}, {"code", "a"}, {"into", "b"}, {"date", "01/07/2025"}, {"weight", "1.200"}};
  std::vector<Finding> findings;
  const auto made = make_event(row, findings);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->event, "merge");
  EXPECT_EQ(made->date, Date(2025y / 7 / 1));
  EXPECT_EQ(made->weight, 1200);
  row.values = {{"event", "giải thể"}, {"code", "a"}};
  EXPECT_FALSE(make_event(row, findings));
  row.values = {{"event", "merge"}, {"code", "a"}};
  EXPECT_FALSE(make_event(row, findings));
  row.values = {{"event", "rename"}, {"code", "a"}, {"name", "b"}, {"date", "hôm qua"}, {"weight", "nhiều"}};
  EXPECT_FALSE(make_event(row, findings));
  std::vector<std::string> codes;
  for (const Finding& finding : findings) codes.push_back(finding.code);
  EXPECT_THAT(codes, ElementsAre("event_unclear", "event_incomplete", "event_incomplete",
                                 "event_date_unclear", "count_bad"));
}

}  // namespace
}  // namespace vungphu::intake
