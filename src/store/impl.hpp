// What a Store holds, and small helpers for its parts (lists.cpp, submissions.cpp, …).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "vungphu/store/store.hpp"

#include "audit.hpp"
#include "ledger.hpp"
#include "lock.hpp"
#include "record.hpp"
#include "sqlite.hpp"

namespace vungphu::store {

struct Store::Impl {
  std::string folder;
  std::optional<WriterLock> lock;  ///< of a writer; outlives the connection
  std::unique_ptr<Database> db;
};

inline tl::unexpected<Error> damaged(const Database& database) {
  return fail("store.damaged", {{"path", database.path()}});
}

/// Which owner a finding has.
enum class Owner { list, submission, assessment };
Status add_findings(const Database& database, Owner owner, std::int64_t id,
                    std::span<const Finding> findings);
Result<std::vector<Finding>> findings_of(const Database& database, Owner owner, std::int64_t id);

/// Writes the header of a list with its id, time and digest, all of which it gives.
Result<std::int64_t> insert_list(const Database& database, ListInfo info, const std::string& digest);

/// The list with its entries and findings, sealed and logged, within the transaction at hand.
Result<std::int64_t> put_list(const Database& database, const ListInfo& info, std::span<const Entry> entries,
                              std::span<const Finding> findings, const Task& task);
/// Seals the list `id` and logs it.
Status log_list(const Database& database, std::int64_t id, const ListInfo& info);

/// All rows of a query as values of T, each read by `each_field`. T must be default-constructible.
template <class T>
Result<std::vector<T>> read_all(const Database& database, Statement& rows) {
  std::vector<T> all;
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return all;
    Extractor extract(rows);
    each_field(all.emplace_back(), extract);
    if (!extract.ok()) return damaged(database);
  }
}

/// Progress is told, and a wish to stop heard, once in so many rows.
inline constexpr std::size_t kRowsPerStep = 1024;
inline Status step(const Task& task, std::string_view stage, std::size_t done, std::size_t total) {
  if (done % kRowsPerStep != 0) return {};
  VP_CHECK(task.check());
  task.step(stage, done, total);
  return {};
}

}  // namespace vungphu::store
