// Seals: the digest of the rows that an audit entry is about, taken in the transaction that wrote them and
// hashed into the chain. So `check` finds a change in any row, by a flipped bit or by hand, whatever its
// table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sqlite.hpp"

namespace vungphu::store {

/// What an action wrote: a table whose rows are its subjects, and queries for all rows of the subject ?1.
struct Sealed {
  std::string_view action;
  std::string_view table;
  std::span<const std::string_view> rows;
};
std::span<const Sealed> sealed_actions();

/// BLAKE2b-256 over the rows of subject `ref`; empty for an action that writes none ("migrate").
Result<std::string> seal(const Database& database, std::string_view action, std::int64_t ref);

}  // namespace vungphu::store
