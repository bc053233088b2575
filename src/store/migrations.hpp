// The tables of the ledger, as numbered steps. A step that was ever released is never changed; a change is a
// new step.
#pragma once

#include "sqlite.hpp"

namespace vungphu::store {

/// The version that this program writes: the number of steps there are.
std::int64_t newest_version();
/// Steps done in this ledger.
Result<std::int64_t> version_of(const Database& database);
/// Brings the ledger to `version`, each step in the caller's transaction. Every table is append-only: an
/// UPDATE or DELETE of any row fails, by two triggers a table.
Status migrate(const Database& database, std::int64_t version);

}  // namespace vungphu::store
