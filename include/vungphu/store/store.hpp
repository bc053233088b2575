// The ledger of a workspace: lists, submissions, assessments, audit and kept bytes (DESIGN section 5).
//
// workspace.db is SQLite that no other program opens; blobs/ holds bytes as received, named by their SHA-256.
// Nothing is overwritten: a later list closes what it changes, a later submission supersedes, a withdrawal is
// a mark. Every change is one transaction with its audit entry, chained by hash, in it. One writer at a time
// (an advisory lock on workspace.lock, waited for and then refused with who holds it); readers never wait and
// see one snapshot for their life. Not for use from two threads at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/model/assessment.hpp"
#include "vungphu/model/change.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/store/claim_draft.hpp"

namespace vungphu::store {

enum class Access { read, write };

struct AuditEntry {
  std::int64_t id = 0;
  std::string at, action, subject, detail, hash;
};

/// What was looked at, and all that is wrong with it.
struct CheckReport {
  std::int64_t blobs = 0, lists = 0, submissions = 0, assessments = 0, audit_entries = 0;
  std::vector<Error> faults;  ///< empty: all is well
};

/// Kind of the lists that add_reported keeps. They have no entries.
inline constexpr std::string_view kReportedKind = "reported";
/// Kind of the lists that add_changes keeps. They have no entries.
inline constexpr std::string_view kChangesKind = "changes";

/// A list and what is in it.
struct FullList {
  ListInfo info;
  std::vector<Entry> entries;
};

/// Bytes that came in and are not kept yet.
class Received {
 public:
  const std::string& path() const { return path_; }
  const std::string& sha256() const { return sha256_; }
  Received(Received&& other) noexcept
      : path_(std::exchange(other.path_, {})), sha256_(std::move(other.sha256_)) {}
  Received& operator=(Received&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(sha256_, other.sha256_);
    return *this;
  }
  ~Received();

 private:
  friend class Store;
  explicit Received(std::string path) : path_(std::move(path)) {}
  std::string path_, sha256_;
};

/// Rows, and the bytes that their geometries take as stored.
struct Size {
  std::int64_t rows = 0, geometry = 0;
};

/// How long a writer waits for another one before it is refused.
inline constexpr std::chrono::milliseconds kWriterWait{10'000};

class Store {
 public:
  /// Makes the folder with an empty ledger. Error store.exists when `folder` holds a workspace,
  /// store.not_empty when it holds anything else. Leaves nothing behind when it fails.
  static Result<Store> create(const std::string& folder, const Profile& profile);
  /// Errors: store.no_workspace, store.newer_version (made by a later program), store.older_version (a reader
  /// met one that a writer has to bring up to date first), store.busy (another writer, after `wait`),
  /// store.damaged.
  static Result<Store> open(const std::string& folder, Access access,
                            std::chrono::milliseconds wait = kWriterWait);

  const std::string& folder() const;
  /// The profile that the workspace was made with, and with it the technologies of those added since.
  Result<Profile> profile() const;
  /// All of them, that one first.
  Result<std::vector<Profile>> profiles() const;
  /// Another set of targets. Errors: store.profile_exists (the id), store.profile_technology (a technology of
  /// that id has other members here).
  Status add_profile(const Profile& added);

  // Operators: the profile's and those added since. Errors: store.operator_bad_id, store.operator_exists (a
  // name, id or brand that another one has).
  Status add_operator(const Operator& added);
  Result<std::vector<Operator>> operators() const;

  // Kept bytes. receive copies `path` into blobs/ while hashing: one at a time, and gone with its owner. keep
  // makes it blobs/<sha256>, durably; equal bytes are kept once, and who has it open may go on reading.
  // put_blob does both and gives the hash.
  Result<Received> receive(const std::string& path);
  Status keep(Received&& received);
  Result<std::string> put_blob(const std::string& path);
  std::string blob_path(std::string_view sha256) const;

  // Lists. `info.id`, `imported_at` and `content_digest` are given here. With info.updates, entries hold
  // whole new versions. Every entry is of info.kind; the same (code, site) twice is Error
  // store.duplicate_key.
  Result<std::int64_t> add_list(ListInfo info, std::span<const Entry> entries,
                                std::span<const Finding> findings, const Task& task = {});
  Result<std::vector<ListInfo>> lists() const;
  /// Lists that decide what is in force at `date` for `kind`, oldest first: those with valid_from <= date,
  /// from the newest replacing one on.
  Result<std::vector<ListInfo>> lists_in_force(std::string_view kind, Date date) const;
  /// Entries of `kind` in force at `date`, in the byte order of (code, site): of each key the one of the
  /// newest list (by valid_from, then id). O(n log lists), streamed: memory does not grow with them.
  Status visit_entries(std::string_view kind, Date date, const std::function<Status(Entry&&)>& visit) const;
  /// The most that visit_entries may come to. Cheap for households; areas of other kinds are looked at.
  Result<Size> size_of_entries(std::string_view kind, Date date) const;
  Result<std::optional<Entry>> entry(std::int64_t id) const;
  /// Kinds that have entries in force at `date`, in byte order. Cheap, whatever their number.
  Result<std::vector<std::string>> kinds_in_force(Date date) const;

  // Changes (mappings of territories, lives of hamlets) and groups: lists of the kinds kChangesKind and
  // kGroup. add_changes may bring lists of hamlets with it (which update, one for each date), all in one
  // transaction; it returns the id of the list of changes.
  Result<std::int64_t> add_changes(ListInfo info, std::span<const Change> changes,
                                   std::span<const Finding> findings, std::span<const FullList> hamlets = {});
  /// By date, then in the order they came; of all dates.
  Result<std::vector<Change>> changes(std::string_view kind) const;
  Result<std::int64_t> add_groups(ListInfo info, std::span<const GroupMember> members,
                                  std::span<const Finding> findings);
  /// Of each group the members that its newest list with valid_from <= date names, in byte order of (group,
  /// level, territory).
  Result<std::vector<GroupMember>> groups(Date date) const;

  // Submissions. `id`, `submitted_at` and `content_digest` are given here. Refused ones are kept with their
  // findings, without claims.
  Result<std::int64_t> add_submission(Submission info, std::span<const Claim> claims,
                                      std::span<const Finding> findings, const Task& task = {});
  /// With the claims of a draft, which are copied over in SQLite; the draft is used up.
  Result<std::int64_t> add_submission(Submission info, ClaimDraft& claims, std::span<const Finding> findings);
  Result<std::vector<Submission>> submissions() const;  ///< by id
  Result<std::optional<Submission>> submission(std::int64_t id) const;
  /// Errors: store.unknown_submission, store.not_accepted (refused or withdrawn already).
  Status withdraw(std::int64_t id, std::string_view why);
  Status visit_claims(std::int64_t submission, const std::function<Status(Claim&&)>& visit) const;
  /// What visit_claims comes to.
  Result<Size> size_of_claims(std::int64_t submission) const;
  Result<std::vector<Finding>> findings_of_submission(std::int64_t id) const;
  Result<std::vector<Finding>> findings_of_list(std::int64_t id) const;

  // Assessments. `id` and `made_at` are given here.
  Result<std::int64_t> add_assessment(const Assessment& assessment, const Task& task = {});
  Result<std::optional<std::int64_t>> find_assessment(std::string_view input_digest) const;
  /// All of them, oldest first, without figures, areas, places, answers and findings (cheap).
  Result<std::vector<Assessment>> assessments() const;
  /// `id` 0: of the newest as-of the newest made, so that looking back at an old date hides nothing. Without
  /// `places`, PlaceSets and Answers are left out (cheap).
  Result<std::optional<Assessment>> assessment(std::int64_t id, bool places) const;

  // Reported indicators: a later value of the same (indicator, territory, period) is used, the earlier kept.
  Status add_reported(const ListInfo& source, std::span<const Reported> values,
                      std::span<const Finding> findings = {});
  Result<std::vector<Reported>> reported() const;

  // Upkeep.
  Result<std::vector<AuditEntry>> audit() const;
  /// Ledger integrity, foreign keys, the audit chain, the seal of everything that it speaks of (so of every
  /// row of the ledger), and the hash of every blob that the ledger names.
  Result<CheckReport> check(const Task& task = {}) const;
  /// One file (a zip) with an online copy of the ledger and every blob it names, whole or not at all. Error
  /// store.backup_inside for a file in the workspace itself.
  Status backup(const std::string& file, const Task& task = {}) const;
  /// Makes a workspace folder out of a backup; verifies before it gives the folder its name.
  /// Errors: store.not_empty, store.bad_backup (not one of ours), store.backup_damaged.
  static Status restore(const std::string& file, const std::string& folder, const Task& task = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vungphu::store
