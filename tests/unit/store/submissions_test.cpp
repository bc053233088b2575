#include <gmock/gmock.h>

#include "vungphu/model/digest.hpp"

#include "workspace.hpp"

namespace vungphu::store {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

Submission fiber() {
  Submission s;
  s.op = "viettel";
  s.technology = "fiber";
  s.as_of = 2026y / 6 / 30;
  s.part = "coverage-polygons";
  s.scope = {"commune:32134", "commune:32135"};
  s.mapping = {{"status", {"Trạng thái"}, false}};
  s.crs = "EPSG:9207";
  s.operation = "EPSG:6960";
  s.reach_mm = 30'000;
  s.threshold = -105.5;
  s.codes_as_of = 2025y / 7 / 1;
  s.read = 3;
  s.accepted = 2;
  s.refused = 1;
  s.connected = 0;
  return s;
}

std::vector<Claim> claims() {
  std::vector<Claim> all(3);
  all[0].geometry = geo::MultiPolygon{{{{{{0, 0}, {90, 0}, {90, 90}}}}}};
  all[0].row = 7;
  all[1].kind = ClaimKind::reach;
  all[1].geometry = geo::MultiLine{{{{0, 0}, {5, 5}}}};
  all[1].reach_mm = 150'000;
  all[1].status = "planned";
  all[2].kind = ClaimKind::row;
  all[2].key_kind = "commune";
  all[2].code = "01234";
  all[2].counts = {.passed = 0, .total = 640, .connected = {}, .requested = 9, .requested_met = {}};
  all[2].down_mbps = 150.5;
  return all;
}

std::vector<Claim> claims_of(const Store& store, std::int64_t id) {
  std::vector<Claim> all;
  must(store.visit_claims(id, [&](Claim&& claim) -> Status {
    all.push_back(std::move(claim));
    return {};
  }));
  return all;
}

TEST(Submissions, ComeBackAsTheyWereGivenWithTheirClaims) {
  const Workspace workspace;
  std::int64_t id = 0;
  {
    Store store = workspace.create();
    id = must(store.add_submission(fiber(), claims(), {}));
  }
  const Store store = workspace.open();
  const Submission back = must(store.submission(id)).value();
  EXPECT_EQ(identity(back), identity(fiber()));
  EXPECT_EQ(back.state, "accepted");
  EXPECT_EQ(back.connected, 0);
  EXPECT_EQ(back.read, 3);
  EXPECT_EQ(back.content_digest, content_digest(std::span<const Claim>(claims())));
  const std::vector<Claim> found = claims_of(store, id);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(content_digest(std::span<const Claim>(found)), back.content_digest);
  EXPECT_EQ(found[0].row, 7);
  EXPECT_LT(found[0].id, found[1].id);
  EXPECT_FALSE(must(store.submission(id + 1)));
}

TEST(Submissions, OnesRefusedAreKeptWithTheirFindings) {
  const Workspace workspace;
  Store store = workspace.create();
  Submission refused = fiber();
  refused.state = "refused";
  refused.why = "too_many_errors";
  Finding finding;
  finding.code = "code_unknown";
  finding.severity = Severity::error;
  const std::int64_t id = must(store.add_submission(refused, {}, std::span(&finding, 1)));
  EXPECT_EQ(must(store.submission(id))->state, "refused");
  EXPECT_EQ(must(store.findings_of_submission(id)).size(), 1U);
  EXPECT_THAT(claims_of(store, id), IsEmpty());
  EXPECT_EQ(store.withdraw(id, "x").error().code, "store.not_accepted");
}

TEST(Submissions, OnesWithdrawnAreMarkedAndKept) {
  const Workspace workspace;
  Store store = workspace.create();
  const std::int64_t first = must(store.add_submission(fiber(), claims(), {}));
  const std::int64_t second = must(store.add_submission(fiber(), claims(), {}));
  must(store.withdraw(first, "gửi nhầm tỉnh"));
  const std::vector<Submission> all = must(store.submissions());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].state, "withdrawn");
  EXPECT_EQ(all[0].why, "gửi nhầm tỉnh");
  EXPECT_EQ(all[1].state, "accepted");
  EXPECT_EQ(claims_of(store, first).size(), 3U);
  EXPECT_EQ(store.withdraw(first, "x").error().code, "store.not_accepted");
  EXPECT_EQ(store.withdraw(second + 1, "x").error().code, "store.unknown_submission");
  EXPECT_EQ(must(store.audit()).back().action, "submission.withdraw");
  EXPECT_THAT(must(store.check()).faults, IsEmpty());
}

}  // namespace
}  // namespace vungphu::store
