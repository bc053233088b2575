// What a ClaimDraft holds; the ledger copies from its file (submissions.cpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "vungphu/store/claim_draft.hpp"

#include "sqlite.hpp"

namespace vungphu::store {

struct ClaimDraft::Impl {
  std::unique_ptr<Database> database;
  std::optional<Statement> insert;  ///< after the database, which it points to
  std::int64_t added = 0, size = 0;
};

}  // namespace vungphu::store
