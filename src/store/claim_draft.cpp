#include "vungphu/store/claim_draft.hpp"

#include <set>

#include <fmt/format.h>

#include "vungphu/model/digest.hpp"

#include "claim_draft_impl.hpp"
#include "claim_record.hpp"

namespace vungphu::store {
namespace {

tl::unexpected<Error> unreadable(const Database& database) {
  return fail("store.damaged", {{"path", database.path()}});
}

/// The claim of a row of "kClaimColumns, id".
Result<Claim> claim_of(const Database& database, Statement& row) {
  Claim claim;
  Extractor extract(row);
  each_field(claim, extract);
  extract(claim.id);
  if (!extract.ok()) return unreadable(database);
  return claim;
}

}  // namespace

ClaimDraft::ClaimDraft(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ClaimDraft::ClaimDraft(ClaimDraft&&) noexcept = default;
ClaimDraft& ClaimDraft::operator=(ClaimDraft&&) noexcept = default;
ClaimDraft::~ClaimDraft() = default;

Result<ClaimDraft> ClaimDraft::create(const std::string& folder) {
  auto impl = std::make_unique<Impl>();
  VP_TRY(impl->database, Database::open(folder + "/claims.db", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  // A draft that is cut short is of no use: no journal, no waiting for the disk. One transaction for all,
  // ended when the ledger takes it.
  VP_CHECK(impl->database->execute(
      fmt::format("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"
                  "CREATE TABLE claims(id INTEGER PRIMARY KEY, leaf, {}); BEGIN",
                  kClaimColumns)));
  VP_TRY(impl->insert,
         impl->database->prepare(insert_sql("claims", fmt::format("id, leaf, {}", kClaimColumns))));
  return ClaimDraft(std::move(impl));
}

Status ClaimDraft::add(const Claim& claim) {
  Binder bind(*impl_->insert);
  bind(impl_->added++);
  bind(content_leaf(claim));
  each_field(claim, bind);
  ++impl_->size;
  return impl_->insert->run();
}

Status ClaimDraft::visit(std::span<const std::int64_t> numbers, const Visit& visit) const {
  VP_TRY(Statement row,
         impl_->database->prepare(fmt::format("SELECT {}, id FROM claims WHERE id = ?1", kClaimColumns)));
  for (const std::int64_t number : numbers) {
    VP_TRY(const bool there, row.with(number).next());
    if (!there) return unreadable(*impl_->database);
    VP_TRY(Claim claim, claim_of(*impl_->database, row));
    VP_CHECK(visit(std::move(claim)));
    row.reset();
  }
  return {};
}

Result<std::int64_t> ClaimDraft::drop(std::span<const std::int64_t> numbers) {
  if (numbers.empty()) return 0;
  std::set<std::int64_t> rows;
  VP_TRY(Statement gone, impl_->database->prepare("DELETE FROM claims WHERE id = ?1 RETURNING row"));
  for (const std::int64_t number : numbers) {
    VP_TRY(const bool there, gone.with(number).next());
    if (!there) return unreadable(*impl_->database);
    rows.insert(gone.integer(0));
    VP_CHECK(gone.run());
  }
  impl_->size -= static_cast<std::int64_t>(numbers.size());
  VP_TRY(Statement left, impl_->database->prepare("SELECT row FROM claims"));
  for (;;) {
    VP_TRY(const bool row, left.next());
    if (!row) return static_cast<std::int64_t>(rows.size());
    rows.erase(left.integer(0));
  }
}

Status ClaimDraft::visit(const Visit& visit) const {
  VP_TRY(Statement rows,
         impl_->database->prepare(fmt::format("SELECT {}, id FROM claims ORDER BY id", kClaimColumns)));
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return {};
    VP_TRY(Claim claim, claim_of(*impl_->database, rows));
    VP_CHECK(visit(std::move(claim)));
  }
}

std::int64_t ClaimDraft::size() const { return impl_->size; }

Result<std::string> ClaimDraft::digest() const {
  ContentDigest digest(impl_->size);
  VP_TRY(Statement leaves, impl_->database->prepare("SELECT leaf FROM claims ORDER BY leaf"));
  for (;;) {
    VP_TRY(const bool row, leaves.next());
    if (!row) return digest.hex();
    digest.add(leaves.view(0));
  }
}

}  // namespace vungphu::store
