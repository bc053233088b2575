#include <gmock/gmock.h>

#include "store/sqlite.hpp"
#include "workspace.hpp"

namespace vungphu::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// A list, a submission with its bytes, and an assessment.
void fill(const Workspace& workspace) {
  Store store = workspace.create();
  must(store.add_list(list_of("hamlet", kBeginning),
                      std::vector{hamlet("a", "Ấp Một"), hamlet("b", "Ấp Hai")}, {}));
  Submission submission;
  submission.sha256 = must(store.put_blob(workspace.file("feed.csv", "code,passed\n1,2\n")));
  std::vector<Claim> claims(1);
  claims[0].kind = ClaimKind::row;
  claims[0].code = "a";
  must(store.add_submission(submission, claims, {}));
  must(store.add_assessment({}));
}

std::vector<std::string> faults(const Workspace& workspace) {
  std::vector<std::string> codes;
  for (const Error& fault : must(workspace.open().check()).faults) codes.push_back(fault.code);
  return codes;
}

/// What somebody with a SQL shell could do, past the triggers.
void tamper(const Workspace& workspace, const std::string& table, const std::string& sql) {
  const auto database = must(Database::open(workspace.ledger(), SQLITE_OPEN_READWRITE));
  for (const std::string change : {"UPDATE", "DELETE"}) {
    must(database->execute("DROP TRIGGER " + table + "_forbids_" + change));
  }
  must(database->execute(sql));
}

TEST(Check, FindsNothingWrongWithASoundWorkspaceAndCountsIt) {
  const Workspace workspace;
  fill(workspace);
  const CheckReport report = must(workspace.open().check());
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_EQ(report.blobs, 1);
  EXPECT_EQ(report.lists, 1);
  EXPECT_EQ(report.submissions, 1);
  EXPECT_EQ(report.assessments, 1);
  EXPECT_EQ(report.audit_entries, 4);
}

TEST(Check, FindsAByteChangedInABlob_AndABlobGone) {
  const Workspace workspace;
  fill(workspace);
  const std::string blob = workspace.open().blob_path(must(workspace.open().submission(1))->sha256);
  std::fstream(blob, std::ios::in | std::ios::out | std::ios::binary) << "C";
  EXPECT_THAT(faults(workspace), ElementsAre("store.check_blob_changed"));
  std::filesystem::remove(blob);
  EXPECT_THAT(faults(workspace), ElementsAre("store.check_blob_missing"));
}

TEST(Check, FindsARowChangedInAnyTable) {
  const std::vector<std::pair<std::string, std::string>> changes{
      {"profiles", "UPDATE profiles SET text = replace(text, '411', '412')"},
      {"entries", "UPDATE entries SET name = 'x' WHERE code = 'a'"},
      {"entries", "DELETE FROM entries WHERE code = 'a'"},
      {"lists", "UPDATE lists SET valid_from = '2020-01-01'"},
      {"claims", "UPDATE claims SET passed = 5"},
      {"submissions", "UPDATE submissions SET operator = 'vnpt'"},
      {"assessments", "UPDATE assessments SET result_digest = 'x'"}};
  for (const auto& [table, sql] : changes) {
    const Workspace workspace;
    fill(workspace);
    tamper(workspace, table, sql);
    EXPECT_THAT(faults(workspace), ElementsAre("store.check_content")) << sql;
  }
}

TEST(Check, FindsALogThatWasChangedCutOrLeftOut) {
  const std::vector<std::pair<std::string, std::string>> changes{
      {"UPDATE audit SET at = '2020-01-01T00:00:00Z' WHERE id = 2", "store.check_chain"},
      {"UPDATE audit SET seal = '' WHERE id = 2", "store.check_chain"},
      {"DELETE FROM audit WHERE id = 2", "store.check_chain"},
      {"DELETE FROM audit WHERE id = 4", "store.check_unlogged"},
      {"INSERT INTO withdrawals(submission, why, at) VALUES (1, '', '')", "store.check_unlogged"}};
  for (const auto& [sql, code] : changes) {
    const Workspace workspace;
    fill(workspace);
    tamper(workspace, "audit", sql);
    EXPECT_THAT(faults(workspace), Contains(code)) << sql;
  }
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Check, FindsAnyBitFlippedInStoredText) {
  const Workspace workspace;
  fill(workspace);
  const std::string bytes = bytes_of(workspace.ledger());
  const std::size_t at = bytes.find("Ấp Hai");
  ASSERT_NE(at, std::string::npos);
  for (int bit = 0; bit < 8; ++bit) {
    std::string flipped = bytes;
    flipped[at + 5] = static_cast<char>(flipped[at + 5] ^ (1 << bit));
    std::ofstream(workspace.ledger(), std::ios::binary | std::ios::trunc) << flipped;
    EXPECT_THAT(faults(workspace), Not(IsEmpty())) << bit;
  }
}

TEST(Check, OfALedgerWithARuinedPageReportsInsteadOfFailing) {
  const Workspace workspace;
  fill(workspace);
  constexpr std::size_t kPage = 4096;
  std::string bytes = bytes_of(workspace.ledger());
  const std::size_t at = bytes.find("Ấp Hai") / kPage * kPage;
  bytes.replace(at, 64, 64, '\xff');
  std::ofstream(workspace.ledger(), std::ios::binary | std::ios::trunc) << bytes;
  EXPECT_THAT(faults(workspace), Contains("store.check_integrity"));
}

}  // namespace
}  // namespace vungphu::store
