#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "vungphu/base/date.hpp"
#include "vungphu/model/digest.hpp"

#include "claim_draft_impl.hpp"
#include "claim_record.hpp"
#include "impl.hpp"

namespace vungphu {

template <class S, class Visit>
void each_field(S& s, Visit&& visit) requires std::is_same_v<std::remove_const_t<S>, Submission> {
  visit(s.id);
  visit(s.sha256);
  visit(s.op);
  visit(s.technology);
  visit(s.as_of);
  visit(s.part);
  visit(s.scope);
  visit(s.layer);
  visit(s.member);
  visit(s.where);
  visit(s.crs);
  visit(s.operation);
  visit(s.axes);
  visit(s.text);
  visit(s.mapping);
  visit(s.unit);
  visit(s.codes_as_of);
  visit(s.reach_mm);
  visit(s.threshold);
  visit(s.environment);
  visit(s.basis);
  visit(s.raster);
  visit(s.collector);
  visit(s.supersede);
  visit(s.file_name);
  visit(s.format);
  visit(s.submitted_at);
  visit(s.state);
  visit(s.why);
  visit(s.content_digest);
  visit(s.replay_of);
  visit(s.read);
  visit(s.accepted);
  visit(s.refused);
  visit(s.filtered);
  visit(s.operational);
  visit(s.planned);
  visit(s.unknown);
  visit(s.passed);
  visit(s.connected);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Submission, 944>);

constexpr std::string_view kColumns =
    "id, sha256, operator, technology, as_of, part, scope, layer, member, filter, crs, operation, axes, "
    "text, "
    "mapping, unit, codes_as_of, reach_mm, threshold, environment, basis, raster, collector, supersede, "
    "file_name, format, submitted_at, state, why, "
    "content_digest, replay_of, read, accepted, refused, filtered, operational, planned, unknown, passed, "
    "connected";
/// As the table says, but for those withdrawn: their state and why are of the withdrawal.
Result<std::vector<Submission>> read_submissions(const Database& db, Statement& rows) {
  VP_TRY(std::vector<Submission> all, read_all<Submission>(db, rows));
  VP_TRY(Statement mark, db.prepare("SELECT why FROM withdrawals WHERE submission = ?1"));
  for (Submission& submission : all) {
    VP_TRY(const bool withdrawn, mark.with(submission.id).next());
    if (withdrawn) {
      submission.state = "withdrawn";
      submission.why = mark.text(0);
    }
    mark.reset();
  }
  return all;
}

Status insert_claims(const Database& db, std::int64_t id, std::span<const Claim> claims, const Task& task) {
  VP_TRY(Statement insert, db.prepare(insert_sql("claims", "submission, " + std::string(kClaimColumns))));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    VP_CHECK(step(task, "store_claims", i, claims.size()));
    Binder bind(insert);
    bind(id);
    each_field(claims[i], bind);
    VP_CHECK(insert.run());
  }
  return {};
}

std::string detail_of(const Submission& s) {
  const nlohmann::json detail{{"operator", s.op},       {"technology", s.technology}, {"as_of", iso(s.as_of)},
                              {"part", s.part},         {"sha256", s.sha256},         {"state", s.state},
                              {"accepted", s.accepted}, {"refused", s.refused}};
  return detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// `put_claims` stores the claims of the submission whose id it is given.
template <class PutClaims>
Result<std::int64_t> put_submission(const Database& db, Submission info, const PutClaims& put_claims,
                                    std::span<const Finding> findings) {
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::int64_t last, db.number("SELECT max(id) FROM submissions"));
  info.id = last + 1;
  info.submitted_at = now_utc();
  VP_TRY(Statement insert, db.prepare(insert_sql("submissions", kColumns)));
  Binder bind(insert);
  each_field(info, bind);
  VP_CHECK(insert.run());
  VP_CHECK(put_claims(info.id));
  VP_CHECK(add_findings(db, Owner::submission, info.id, findings));
  VP_CHECK(append_audit(db, {.action = "submission.add",
                             .subject = fmt::format("submission:{}", info.id),
                             .detail = detail_of(info),
                             .ref = info.id}));
  VP_CHECK(transaction.commit());
  return info.id;
}

/// The file of a draft beside the ledger, as "draft", for as long as this stands.
class Attached {
 public:
  static Result<Attached> attach(const Database& db, const std::string& path) {
    VP_CHECK(db.run("ATTACH ?1 AS draft", std::string_view(path)));
    return Attached(db);
  }
  Attached(Attached&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  Attached& operator=(Attached&&) = delete;
  ~Attached() {
    if (db_) static_cast<void>(db_->execute("DETACH draft"));
  }

 private:
  explicit Attached(const Database& db) : db_(&db) {}
  const Database* db_;
};

}  // namespace

Result<std::int64_t> Store::add_submission(Submission info, std::span<const Claim> claims,
                                           std::span<const Finding> findings, const Task& task) {
  const Database& db = *impl_->db;
  info.content_digest = content_digest(claims);
  const auto put_claims = [&](std::int64_t id) { return insert_claims(db, id, claims, task); };
  return put_submission(db, std::move(info), put_claims, findings);
}

Result<std::int64_t> Store::add_submission(Submission info, ClaimDraft& claims,
                                           std::span<const Finding> findings) {
  const Database& db = *impl_->db;
  VP_TRY(info.content_digest, claims.digest());
  claims.impl_->insert.reset();
  VP_CHECK(claims.impl_->database->execute("COMMIT"));
  VP_TRY(const Attached draft, Attached::attach(db, claims.impl_->database->path()));
  const auto put_claims = [&](std::int64_t id) {
    return db.run(fmt::format("INSERT INTO main.claims(submission, {0}) SELECT ?1, {0} FROM draft.claims "
                              "ORDER BY id",
                              kClaimColumns),
                  id);
  };
  return put_submission(db, std::move(info), put_claims, findings);
}

Result<std::vector<Submission>> Store::submissions() const {
  VP_TRY(Statement rows, impl_->db->prepare(fmt::format("SELECT {} FROM submissions ORDER BY id", kColumns)));
  return read_submissions(*impl_->db, rows);
}

Result<std::optional<Submission>> Store::submission(std::int64_t id) const {
  VP_TRY(Statement rows,
         impl_->db->prepare(fmt::format("SELECT {} FROM submissions WHERE id = ?1", kColumns)));
  VP_TRY(std::vector<Submission> found, read_submissions(*impl_->db, rows.with(id)));
  if (found.empty()) return std::nullopt;
  return std::optional<Submission>(std::move(found.front()));
}

Status Store::withdraw(std::int64_t id, std::string_view why) {
  const Database& db = *impl_->db;
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::optional<Submission> found, submission(id));
  if (!found) return fail("store.unknown_submission", {{"id", std::to_string(id)}});
  if (found->state != "accepted") {
    return fail("store.not_accepted",
                {{"id", std::to_string(id)}, {"state", found->state}, {"why", found->why}});
  }
  VP_CHECK(db.run("INSERT INTO withdrawals(submission, why, at) VALUES (?, ?, ?)", id, why,
                  std::string_view(now_utc())));
  const nlohmann::json detail{{"why", why}};
  VP_CHECK(append_audit(db, {.action = "submission.withdraw",
                             .subject = fmt::format("submission:{}", id),
                             .detail = detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                             .ref = db.last_id()}));
  return transaction.commit();
}

Result<Size> Store::size_of_claims(std::int64_t submission) const {
  VP_TRY(Statement sums, impl_->db->prepare("SELECT count(*), coalesce(sum(length(geometry)), 0) + "
                                            "coalesce(sum(length(cells)), 0) FROM claims "
                                            "WHERE submission = ?1"));
  VP_TRY(const bool row, sums.with(submission).next());
  return row ? Size{sums.integer(0), sums.integer(1)} : Size{};
}

Status Store::visit_claims(std::int64_t submission, const std::function<Status(Claim&&)>& visit) const {
  const Database& db = *impl_->db;
  VP_TRY(Statement rows, db.prepare(fmt::format("SELECT {}, id FROM claims WHERE submission = ?1 ORDER BY id",
                                                kClaimColumns)));
  rows.with(submission);
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return {};
    Claim claim;
    Extractor extract(rows);
    each_field(claim, extract);
    extract(claim.id);
    if (!extract.ok()) return damaged(db);
    VP_CHECK(visit(std::move(claim)));
  }
}

}  // namespace store
}  // namespace vungphu
