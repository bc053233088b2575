#include <map>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "vungphu/model/digest.hpp"

#include "workspace.hpp"

namespace vungphu::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Date kOld = 2024y / 1 / 1;
constexpr Date kNew = 2025y / 7 / 1;

TEST(Lists, ComeBackAsTheyWereGiven) {
  const Workspace workspace;
  Store store = workspace.create();
  ListInfo info = list_of("hamlet", kOld);
  info.where = "tỉnh = '96'";
  info.mapping = {{"weight", {"Logements", "Établissements"}, true}, {"code", {"Mã \"ấp\""}, false}};
  info.read = 10;
  info.imported = 7;
  info.refused = 2;
  info.filtered = 1;
  const std::int64_t id = must(store.add_list(info, {}, {}));
  const ListInfo back = must(store.lists()).at(0);
  EXPECT_EQ(back.id, id);
  EXPECT_EQ(back.where, info.where);
  EXPECT_EQ(back.valid_from, kOld);
  ASSERT_EQ(back.mapping.size(), 2U);
  EXPECT_EQ(back.mapping[0].columns, info.mapping[0].columns);
  EXPECT_TRUE(back.mapping[0].from_guess);
  EXPECT_EQ(back.mapping[1].columns[0], "Mã \"ấp\"");
  EXPECT_EQ(back.read, 10);
  EXPECT_EQ(back.filtered, 1);
  EXPECT_FALSE(back.imported_at.empty());
}

TEST(Lists, KeepEveryFieldOfAnEntryAndTellUnknownFromZero) {
  const Workspace workspace;
  Entry entry = hamlet("h-1", "Ấp Một", "2");
  entry.parent = "32134";
  entry.point = geo::GridPoint{-1'050'000'000, 91'000'000};
  entry.area = geo::MultiPolygon{{{{{{0, 0}, {90, 0}, {90, 90}}, {{20, 10}, {80, 10}, {80, 70}}}}}};
  entry.weight = 0;
  entry.people = 300;
  entry.power = false;
  std::int64_t id = 0;
  {
    Store store = workspace.create();
    must(store.add_list(list_of("hamlet", kOld), std::span(&entry, 1), {}));
    id = in_force(store, "hamlet", kOld).at(0).id;
  }
  const Store store = workspace.open();
  const Entry back = must(store.entry(id)).value();
  EXPECT_EQ(back.kind, "hamlet");
  EXPECT_EQ(back.list, 1);
  EXPECT_EQ(content_digest(std::span(&back, 1)), content_digest(std::span<const Entry>(&entry, 1)));
  EXPECT_EQ(back.weight, 0);
  EXPECT_FALSE(back.demand);
  EXPECT_EQ(must(store.lists()).at(0).content_digest, content_digest(std::span<const Entry>(&entry, 1)));
  EXPECT_FALSE(must(store.entry(id + 1)));
}

TEST(Lists, AreInForceFromTheirDateOn) {
  const Workspace workspace;
  Store store = workspace.create();
  must(store.add_list(list_of("hamlet", kNew), std::vector{hamlet("1", "a")}, {}));
  EXPECT_THAT(names_in_force(store, "hamlet", 2025y / 6 / 30), IsEmpty());
  EXPECT_THAT(names_in_force(store, "hamlet", kNew), ElementsAre("1=a"));
  EXPECT_THAT(names_in_force(store, "school", kNew), IsEmpty());
}

TEST(Lists, OfOneKeyTheNewestVersionCounts_AndTheOrderIsThatOfBytes) {
  const Workspace workspace;
  Store store = workspace.create();
  must(store.add_list(list_of("hamlet", kOld),
                      std::vector{hamlet("b", "1"), hamlet("a", "1", "2"), hamlet("a", "1")}, {}));
  must(store.add_list(list_of("hamlet", kNew),
                      std::vector{hamlet("Đ", "2"), hamlet("b", "2"), hamlet("a", "2", "2")}, {}));
  EXPECT_THAT(names_in_force(store, "hamlet", kNew), ElementsAre("a=1", "a/2=2", "b=2", "Đ=2"));
  EXPECT_THAT(names_in_force(store, "hamlet", kOld), ElementsAre("a=1", "a/2=1", "b=1"));
  EXPECT_THAT(must(store.kinds_in_force(kNew)), ElementsAre("hamlet"));
}

TEST(Lists, OneThatReplacesEndsWhatItLeavesOut) {
  const Workspace workspace;
  Store store = workspace.create();
  must(store.add_list(list_of("hamlet", kOld), std::vector{hamlet("a", "1"), hamlet("b", "1")}, {}));
  must(store.add_list(list_of("hamlet", kNew, true), std::vector{hamlet("b", "2")}, {}));
  EXPECT_THAT(names_in_force(store, "hamlet", kNew), ElementsAre("b=2"));
  EXPECT_THAT(names_in_force(store, "hamlet", kOld), ElementsAre("a=1", "b=1"));
  EXPECT_EQ(must(store.lists_in_force("hamlet", kNew)).size(), 1U);
}

TEST(Lists, AnEmptyOneThatReplacesClosesAKind) {
  const Workspace workspace;
  Store store = workspace.create();
  Entry district = hamlet("964", "Năm Căn");
  district.kind = "district";
  must(store.add_list(list_of("district", kOld), std::span(&district, 1), {}));
  must(store.add_list(list_of("district", kNew, true), {}, {}));
  EXPECT_THAT(names_in_force(store, "district", kNew), IsEmpty());
  EXPECT_THAT(names_in_force(store, "district", kOld), ElementsAre("964=Năm Căn"));
  EXPECT_THAT(must(store.kinds_in_force(kNew)), IsEmpty());
}

TEST(Lists, ACodeUsedAgainMeansWhatItMeantAtItsDate) {
  const Workspace workspace;
  Store store = workspace.create();
  Entry commune = hamlet("32134", "xã Phú Hưng");
  commune.kind = "commune";
  must(store.add_list(list_of("commune", kOld), std::span(&commune, 1), {}));
  commune.name = "xã Lương Thế Trân";
  must(store.add_list(list_of("commune", kNew, true), std::span(&commune, 1), {}));
  EXPECT_THAT(names_in_force(store, "commune", 2025y / 6 / 30), ElementsAre("32134=xã Phú Hưng"));
  EXPECT_THAT(names_in_force(store, "commune", 2025y / 7 / 1), ElementsAre("32134=xã Lương Thế Trân"));
}

TEST(Lists, OfOneDateTheOneImportedLaterCounts) {
  const Workspace workspace;
  Store store = workspace.create();
  must(store.add_list(list_of("hamlet", kNew), std::vector{hamlet("a", "1")}, {}));
  must(store.add_list(list_of("hamlet", kOld), std::vector{hamlet("a", "0"), hamlet("b", "0")}, {}));
  must(store.add_list(list_of("hamlet", kNew), std::vector{hamlet("a", "2")}, {}));
  EXPECT_THAT(names_in_force(store, "hamlet", kNew), ElementsAre("a=2", "b=0"));
}

TEST(Lists, RefuseTheSameKeyTwiceAndKeepNothingOfIt) {
  const Workspace workspace;
  Store store = workspace.create();
  const auto added =
      store.add_list(list_of("hamlet", kOld), std::vector{hamlet("a", "1"), hamlet("a", "2")}, {});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, "store.duplicate_key");
  EXPECT_THAT(must(store.lists()), IsEmpty());
}

TEST(Lists, StopWhenAskedAndLeaveTheLedgerAsItWas) {
  const Workspace workspace;
  Store store = workspace.create();
  std::stop_source source;
  source.request_stop();
  const auto added =
      store.add_list(list_of("hamlet", kOld), std::vector{hamlet("a")}, {}, {{}, source.get_token()});
  EXPECT_EQ(added.error().code, "base.cancelled");
  EXPECT_THAT(must(store.lists()), IsEmpty());
  EXPECT_EQ(must(store.audit()).size(), 1U);
  must(store.add_list(list_of("hamlet", kOld), std::vector{hamlet("a")}, {}));
}

TEST(Lists, KeepTheirFindingsInOrder) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::vector<Finding> findings{
      {.code = "code_unknown",
       .severity = Severity::warning,
       .row = 12,
       .field = "Mã xã",
       .value = "1",
       .args = {{"nearest", "01"}, {"nearest", "10"}}},
      {.code = "repaired", .severity = Severity::note, .row = 3, .field = "", .value = "", .args = {}}};
  const std::int64_t id = must(store.add_list(list_of("hamlet", kOld), {}, findings));
  const std::vector<Finding> back = must(store.findings_of_list(id));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].code, "code_unknown");
  EXPECT_EQ(back[0].severity, Severity::warning);
  EXPECT_EQ(back[0].field, "Mã xã");
  EXPECT_EQ(back[0].args, findings[0].args);
  EXPECT_EQ(back[1].row, 3);
  EXPECT_THAT(must(store.findings_of_submission(id)), IsEmpty());
}

/// The rule of the header, over plain maps.
std::map<std::string, std::string> expected_in_force(
    const std::vector<std::pair<ListInfo, std::vector<Entry>>>& lists, Date date) {
  std::vector<const std::pair<ListInfo, std::vector<Entry>>*> order;
  for (const auto& list : lists) {
    if (list.first.valid_from <= date) order.push_back(&list);
  }
  std::ranges::stable_sort(order, {}, [](const auto* list) { return list->first.valid_from; });
  std::map<std::string, std::string> names;
  for (const auto* list : order) {
    if (list->first.replaces) names.clear();
    for (const Entry& entry : list->second) names[entry.code] = entry.name;
  }
  return names;
}

RC_GTEST_PROP(Lists, AnyHistoryOfListsReadsAsAMapThatIsUpdatedInTheirOrder, ()) {
  const Workspace workspace;
  Store store = workspace.create();
  std::vector<std::pair<ListInfo, std::vector<Entry>>> lists;
  const auto date = [](int day) { return Date(2025y / 1 / static_cast<unsigned>(day)); };
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    const bool replaces = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
    const ListInfo info = list_of("hamlet", date(*rc::gen::inRange(1, 5)), replaces);
    std::vector<Entry> entries;
    for (const int code : *rc::gen::unique<std::vector<int>>(rc::gen::inRange(0, 12))) {
      entries.push_back(hamlet(std::to_string(code), std::to_string(i)));
    }
    must(store.add_list(info, entries, {}));
    lists.emplace_back(info, entries);
  }
  for (int day = 1; day <= 5; ++day) {
    std::vector<std::string> expected;
    for (const auto& [code, name] : expected_in_force(lists, date(day)))
      expected.push_back(code + "=" + name);
    RC_ASSERT(names_in_force(store, "hamlet", date(day)) == expected);
    RC_ASSERT(must(store.kinds_in_force(date(day))).empty() == expected.empty());
    RC_ASSERT(must(store.size_of_entries("hamlet", date(day))).rows >=
              static_cast<std::int64_t>(expected.size()));
  }
}

}  // namespace
}  // namespace vungphu::store
