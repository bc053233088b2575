#include "vungphu/model/digest.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace vungphu {
namespace {

std::vector<Entry> three_hamlets() {
  std::vector<Entry> entries(3);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].kind = "hamlet";
    entries[i].code = "h-" + std::to_string(i);
    entries[i].weight = 80 + static_cast<std::int64_t>(i);
    entries[i].point = geo::GridPoint{1'050'000'000 + static_cast<std::int32_t>(i), 91'000'000};
  }
  return entries;
}

TEST(ContentDigest, DoesNotDependOnTheOrderOfRowsNorOnIds) {
  std::vector<Entry> entries = three_hamlets();
  const std::string before = content_digest(std::span<const Entry>(entries));
  std::ranges::reverse(entries);
  for (Entry& entry : entries) entry.id = 99, entry.list = 7;
  EXPECT_EQ(content_digest(std::span<const Entry>(entries)), before);
  EXPECT_EQ(before.size(), 64U);
}

TEST(ContentDigest, SeesEveryFieldOfAnEntry) {
  const std::vector<Entry> entries = three_hamlets();
  const std::string before = content_digest(std::span<const Entry>(entries));
  const auto changed = [&](auto change) {
    std::vector<Entry> copy = entries;
    change(copy[1]);
    return content_digest(std::span<const Entry>(copy)) != before;
  };
  EXPECT_TRUE(changed([](Entry& e) { e.name = "Ấp Hai"; }));
  EXPECT_TRUE(changed([](Entry& e) { e.site = "2"; }));
  EXPECT_TRUE(changed([](Entry& e) { e.parent = "32134"; }));
  EXPECT_TRUE(changed([](Entry& e) { ++e.point->x; }));
  EXPECT_TRUE(changed([](Entry& e) { e.point.reset(); }));
  EXPECT_TRUE(changed([](Entry& e) { e.area = geo::MultiPolygon{{{{{{0, 0}, {9, 0}, {9, 9}}}}}}; }));
  EXPECT_TRUE(changed([](Entry& e) { e.weight = 0; }));
  EXPECT_TRUE(changed([](Entry& e) { e.people = 300; }));
  EXPECT_TRUE(changed([](Entry& e) { e.power = false; }));
}

TEST(ContentDigest, SeesEveryFieldOfAChangeAndOfAMember) {
  const auto of_change = [](auto change) {
    std::vector<Change> changes(1);
    change(changes[0]);
    return content_digest(std::span<const Change>(changes));
  };
  const std::string plain = of_change([](Change&) {});
  EXPECT_EQ(of_change([](Change& c) { c.list = 4; }), plain);
  EXPECT_NE(of_change([](Change& c) { c.kind = "hamlet"; }), plain);
  EXPECT_NE(of_change([](Change& c) { c.event = "merge"; }), plain);
  EXPECT_NE(of_change([](Change& c) { c.from = "a"; }), of_change([](Change& c) { c.to = "a"; }));
  EXPECT_NE(of_change([](Change& c) { c.date += std::chrono::years(1); }), plain);
  EXPECT_NE(of_change([](Change& c) { c.decision = "1/NQ"; }), plain);
  const auto of_member = [](auto change) {
    std::vector<GroupMember> members(1);
    change(members[0]);
    return content_digest(std::span<const GroupMember>(members));
  };
  const std::string empty = of_member([](GroupMember&) {});
  EXPECT_EQ(of_member([](GroupMember& m) { m.list = 4; }), empty);
  EXPECT_NE(of_member([](GroupMember& m) { m.group = "a"; }),
            of_member([](GroupMember& m) { m.name = "a"; }));
  EXPECT_NE(of_member([](GroupMember& m) { m.level = "commune"; }), empty);
  EXPECT_NE(of_member([](GroupMember& m) { m.territory = "1"; }), empty);
  EXPECT_NE(of_member([](GroupMember& m) { m.valid_from += std::chrono::years(1); }), empty);
  EXPECT_NE(of_member([](GroupMember& m) { m.decision = "1/NQ"; }), empty);
}

TEST(ContentDigest, TellsUnknownFromZero) {
  std::vector<Entry> entries = three_hamlets();
  entries[0].demand = 0;
  const std::string zero = content_digest(std::span<const Entry>(entries));
  entries[0].demand.reset();
  EXPECT_NE(content_digest(std::span<const Entry>(entries)), zero);
}

TEST(ContentDigest, CountsEqualRowsTwice) {
  const std::vector<Claim> once(1);
  const std::vector<Claim> twice(2);
  EXPECT_NE(content_digest(std::span<const Claim>(once)), content_digest(std::span<const Claim>(twice)));
}

TEST(ContentDigest, SeesCountsStatusAndReachOfAClaimButNotItsRow) {
  std::vector<Claim> claims(1);
  const auto digest = [&] { return content_digest(std::span<const Claim>(claims)); };
  const std::string before = digest();
  claims[0].row = 12;
  EXPECT_EQ(digest(), before);
  claims[0].counts.passed = 5;
  const std::string counted = digest();
  EXPECT_NE(counted, before);
  claims[0].counts = {.passed = {}, .total = 5, .connected = {}, .requested = {}, .requested_met = {}};
  EXPECT_NE(digest(), counted);
  claims[0].status = "planned";
  const std::string planned = digest();
  claims[0].reach_mm = 30'000;
  EXPECT_NE(digest(), planned);
}

TEST(Identity, IsOfTheBytesAndTheWayTheyAreRead) {
  Submission a;
  a.sha256 = "00ff";
  a.op = "viettel";
  a.mapping = {{"code", {"Mã xã"}, false}, {"passed", {"Số hộ"}, true}};
  Submission b = a;
  std::ranges::reverse(b.mapping);
  b.mapping[0].from_guess = false;
  b.id = 9;
  b.file_name = "other.xlsx";
  EXPECT_EQ(identity(a), identity(b));
  b.reach_mm = 0;
  EXPECT_NE(identity(a), identity(b));
  b = a;
  b.scope = {"commune:32134"};
  EXPECT_NE(identity(a), identity(b));
  b = a;
  b.mapping[1].columns = {"Tổng số hộ"};
  EXPECT_NE(identity(a), identity(b));
}

}  // namespace
}  // namespace vungphu
