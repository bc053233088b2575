// The audit log: every change of the ledger, in the same transaction, each entry chained to the one before by
// its hash.
#pragma once

#include <cstdint>
#include <string>

#include "vungphu/store/store.hpp"

#include "sqlite.hpp"

namespace vungphu::store {

struct Event {
  std::string action;    ///< of sealed_actions(), or "migrate"
  std::string subject;   ///< "list:3"
  std::string detail{};  ///< JSON, or empty
  std::int64_t ref = 0;  ///< row that it is about; 0 for none
};

/// To be called last in a transaction: it seals what the action wrote.
Status append_audit(const Database& database, const Event& event);
Result<std::vector<AuditEntry>> audit_entries(const Database& database);
/// Recomputes the chain and every seal and looks for rows that no entry speaks of. What is wrong is added to
/// `report`.
Status check_audit(const Database& database, CheckReport& report, const Task& task);

}  // namespace vungphu::store
