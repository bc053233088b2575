// What became of units and hamlets, groups, and further profiles.
#include <gmock/gmock.h>

#include "vungphu/model/kinds.hpp"

#include "workspace.hpp"

namespace vungphu::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Date kOld = 2024y / 1 / 1;
constexpr Date kNew = 2025y / 7 / 1;

std::vector<std::string> codes(const std::vector<Entry>& entries) {
  std::vector<std::string> all;
  for (const Entry& entry : entries) all.push_back(entry.code);
  return all;
}

TEST(Changes, ComeBackByDateAndOnlyThoseOfTheKind) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::vector<Change> later{{0, "commune", "whole", "32134", "32140", kNew, "1278/NQ-UBTVQH15"}};
  const std::vector<Change> earlier{{0, "commune", "part", "00001", "00004", kOld, ""},
                                    {0, "hamlet", "rename", "h-1", "h-1", kOld, ""}};
  must(store.add_changes(list_of("changes", kNew), later, {}));
  const std::int64_t list = must(store.add_changes(list_of("changes", kOld), earlier, {}));
  const std::vector<Change> back = must(store.changes("commune"));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].from, "00001");
  EXPECT_EQ(back[0].list, list);
  EXPECT_EQ(back[1].to, "32140");
  EXPECT_EQ(back[1].date, kNew);
  EXPECT_EQ(back[1].decision, "1278/NQ-UBTVQH15");
  EXPECT_THAT(must(store.kinds_in_force(kNew)), IsEmpty());
}

TEST(Changes, BringTheNewVersionsOfHamletsWithThem) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::vector<Entry> two{hamlet("h-1", "Ấp Một"), hamlet("h-2", "Ấp Hai")};
  must(store.add_list(list_of("hamlet", kOld), two, {}));

  std::vector<Entry> versions{hamlet("h-1", "Ấp Một"), hamlet("h-2", "Ấp Một Hai")};
  versions[0].ended = true;
  ListInfo hamlets = list_of("hamlet", kNew);
  hamlets.updates = true;
  const std::vector<Change> merged{{0, "hamlet", "merge", "h-1", "h-2", kNew, ""}};
  // All or nothing: the second list has a key twice.
  const std::vector<FullList> bad{{hamlets, versions}, {hamlets, {versions[0], versions[0]}}};
  EXPECT_FALSE(store.add_changes(list_of("changes", kNew), merged, {}, bad));
  EXPECT_EQ(must(store.lists()).size(), 1U);
  must(store.add_changes(list_of("changes", kNew), merged, {}, std::vector<FullList>{{hamlets, versions}}));

  EXPECT_THAT(codes(in_force(store, "hamlet", kOld)), ElementsAre("h-1", "h-2"));
  EXPECT_THAT(codes(in_force(store, "hamlet", kNew)), ElementsAre("h-2"));
  EXPECT_EQ(in_force(store, "hamlet", kNew).at(0).name, "Ấp Một Hai");
  EXPECT_THAT(must(store.kinds_in_force(kNew)), ElementsAre("hamlet"));
  EXPECT_THAT(must(store.check()).faults, IsEmpty());
}

TEST(Groups, AreWhatTheirNewestListSaysAtTheDate) {
  const Workspace workspace;
  Store store = workspace.create();
  const auto member = [](const char* group, const char* territory, Date from) {
    return GroupMember{0, group, "", "commune", territory, from, ""};
  };
  const std::vector<GroupMember> first{member("A", "1", kOld), member("A", "2", kOld),
                                       member("B", "2", kOld)};
  const std::vector<GroupMember> second{member("A", "3", kNew)};
  must(store.add_groups(list_of("group", kOld), first, {}));
  must(store.add_groups(list_of("group", kNew), second, {}));

  const auto said = [&](Date date) {
    std::vector<std::string> all;
    for (const GroupMember& m : must(store.groups(date))) all.push_back(m.group + ":" + m.territory);
    return all;
  };
  EXPECT_THAT(said(kOld), ElementsAre("A:1", "A:2", "B:2"));
  EXPECT_THAT(said(kNew), ElementsAre("A:3", "B:2"));
  EXPECT_THAT(said(2023y / 1 / 1), IsEmpty());
}

TEST(Groups, OfALaterListOfTheSameDateAreThoseInForce) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::vector<GroupMember> wrong{{0, "A", "", "commune", "1", kOld, ""}};
  const std::vector<GroupMember> mended{{0, "A", "", "commune", "2", kOld, ""}};
  must(store.add_groups(list_of("group", kOld), wrong, {}));
  must(store.add_groups(list_of("group", kOld), mended, {}));
  const std::vector<GroupMember> members = must(store.groups(kOld));
  ASSERT_EQ(members.size(), 1U);
  EXPECT_EQ(members[0].territory, "2");
}

TEST(Profiles, BringTheirTechnologiesAndAreKeptOnce) {
  const Workspace workspace;
  Store store = workspace.create();
  Profile second = Workspace::profile();
  const std::string own = "\"id\": \"" + second.id + "\"";
  const std::size_t at = second.text.find(own);
  ASSERT_NE(at, std::string::npos);
  second = must(
      parse_profile(second.text.substr(0, at) + "\"id\": \"second\"" + second.text.substr(at + own.size())));
  must(store.add_profile(second));
  const std::vector<Profile> all = must(store.profiles());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, Workspace::profile().id);
  EXPECT_EQ(all[1].id, "second");
  EXPECT_EQ(must(store.profile()).technologies.size(), Workspace::profile().technologies.size());

  const Status again = store.add_profile(second);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "store.profile_exists");
  EXPECT_THAT(must(store.check()).faults, IsEmpty());
}

TEST(Assessments, AreListedWithoutTheirFigures) {
  const Workspace workspace;
  Store store = workspace.create();
  Assessment made;
  made.as_of = kNew;
  made.vintage = kOld;
  made.input_digest = "ab";
  made.findings = {{"evidence_disagrees", Severity::warning, 0, {}, {}, {{"code", "h-1"}}}};
  must(store.add_assessment(made));
  const std::vector<Assessment> all = must(store.assessments());
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].vintage, kOld);
  EXPECT_THAT(all[0].findings, IsEmpty());
  const Assessment whole = must(store.assessment(all[0].id, false)).value();
  ASSERT_EQ(whole.findings.size(), 1U);
  EXPECT_EQ(whole.findings[0].args.at(0).second, "h-1");
  EXPECT_THAT(must(store.check()).faults, IsEmpty());
}

}  // namespace
}  // namespace vungphu::store
