// Claims on their way into the ledger: what goes in comes out, and what is stored is what the vector would
// be.
#include "vungphu/store/claim_draft.hpp"

#include <gtest/gtest.h>

#include "vungphu/model/digest.hpp"

#include "workspace.hpp"

namespace vungphu::store {
namespace {

Claim claim(std::int64_t row, std::string code) {
  Claim made;
  made.row = row;
  made.kind = ClaimKind::row;
  made.key_kind = "commune";
  made.code = std::move(code);
  made.counts.passed = row * 10;
  return made;
}

Claim home(std::int64_t row, geo::GridPoint at) {
  Claim made;
  made.row = row;
  made.kind = ClaimKind::reach;
  made.reach_mm = 30'000;
  made.geometry = geo::MultiPoint{{at}};
  return made;
}

class Draft : public testing::Test {
 protected:
  Draft() {
    for (const Claim& one : claims_) EXPECT_TRUE(draft_.add(one));
  }
  std::vector<Claim> all() const {
    std::vector<Claim> found;
    EXPECT_TRUE(draft_.visit([&](Claim&& one) -> Status {
      found.push_back(std::move(one));
      return {};
    }));
    return found;
  }

  const Workspace workspace_;
  std::vector<Claim> claims_{claim(1, "a"), home(2, {1, 2}), home(2, {3, 4}), home(3, {1, 2})};
  ClaimDraft draft_ = must(ClaimDraft::create(workspace_.root()));
};

TEST_F(Draft, GivesBackWhatWasAddedInItsOrder) {
  const std::vector<Claim> found = all();
  ASSERT_EQ(found.size(), 4u);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].id, static_cast<std::int64_t>(i));
    EXPECT_EQ(content_leaf(found[i]), content_leaf(claims_[i]));
    EXPECT_EQ(found[i].row, claims_[i].row);
  }
  EXPECT_EQ(must(draft_.digest()), content_digest(std::span<const Claim>(claims_)));
}

TEST_F(Draft, VisitsThoseThatAreNamed) {
  std::vector<std::int64_t> seen;
  const std::vector<std::int64_t> numbers{1, 3};
  EXPECT_TRUE(draft_.visit(numbers, [&](Claim&& one) -> Status {
    seen.push_back(one.id);
    return {};
  }));
  EXPECT_EQ(seen, numbers);
}

TEST_F(Draft, CountsTheRowsThatLoseTheirLastClaim) {
  EXPECT_EQ(must(draft_.drop(std::vector<std::int64_t>{0, 1})), 1) << "row 2 has another one";
  EXPECT_EQ(draft_.size(), 2);
  const std::vector<Claim> left(claims_.begin() + 2, claims_.end());
  EXPECT_EQ(must(draft_.digest()), content_digest(std::span<const Claim>(left)));
}

TEST_F(Draft, IsStoredAsItsClaimsWouldBe) {
  Store store = workspace_.create();
  Submission info;
  info.op = "viettel";
  const std::int64_t one = must(store.add_submission(info, std::span<const Claim>(claims_), {}));
  const std::int64_t other = must(store.add_submission(info, draft_, {}));
  EXPECT_EQ(must(store.submission(one))->content_digest, must(store.submission(other))->content_digest);
  std::vector<std::string> leaves;
  for (const std::int64_t id : {one, other})
    EXPECT_TRUE(store.visit_claims(id, [&](Claim&& found) -> Status {
      leaves.push_back(content_leaf(found) + std::to_string(found.row));
      return {};
    }));
  ASSERT_EQ(leaves.size(), 8u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(leaves[i], leaves[i + 4]);
  EXPECT_TRUE(must(store.check({})).faults.empty());
}

}  // namespace
}  // namespace vungphu::store
