// What several collectors read from a row in the same way.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "vungphu/collectors/collector.hpp"

namespace vungphu::collectors {

bool has(const Mapping& mapping, std::string_view meaning);

/// A finding on `row`, with the column that carries `meaning` and its value; meaning may be empty.
void tell(const Row& row, std::string_view code, Severity severity, std::string_view meaning,
          std::vector<Finding>& findings, Args args = {});

/// A claim of `kind` with the row's number, status and speeds.
///
/// Status: "operational" without a status field; else by the word. An empty one is unknown, for a sender who
/// has the field and does not fill it has not said that it works; a word that nobody knows is unknown too,
/// with a warning.
Claim start_claim(const Row& row, ClaimKind kind, std::vector<Finding>& findings);

/// The reach of a row: its field, else --reach or the collector's default. Error findings reach_bad,
/// reach_missing.
std::optional<std::int64_t> reach_of(const Row& row, const Context& context, std::vector<Finding>& findings);

/// A count that is written and is one; nothing when blank. Error finding count_bad sets `bad`.
std::optional<std::int64_t> count_of(const Row& row, std::string_view meaning, std::vector<Finding>& findings,
                                     bool& bad);

/// For collectors that have no reach of their own, and that need nothing besides rows.
inline std::optional<std::int64_t> no_reach(const Profile&) { return std::nullopt; }
inline std::vector<Error> needs_nothing(const Mapping&, const Context&) { return {}; }

}  // namespace vungphu::collectors
