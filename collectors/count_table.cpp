// count-table: rows keyed by the code of a territory or hamlet, with counts.
//
// The form that offices send: how many homes a network can serve (passed) in each commune or hamlet, and
// where known how many there are, are connected, asked, and were answered. Counts are read as offices write
// them (1.234, padded, "-" for none given). A row whose passed cell is blank says nothing, which is not zero:
// it is filtered, with a warning; so are, with a note, totals, headings and signatures. Counts are kept as
// sent; one over its total is flagged by the checks and capped where it is counted, not here.
#include <algorithm>
#include <array>

#include "vungphu/base/text.hpp"

#include "fields.hpp"
#include "keys.hpp"
#include "no_data.hpp"
#include "technology.hpp"

namespace vungphu::collectors {
namespace {

constexpr auto kWanted = std::to_array<std::string_view>(
    {"code", "kind", "passed", "connected", "requested_met", "requested", "total", "technology"});

int fits(const LayerInfo&, const Mapping& mapping) {
  return has(mapping, "code") && has(mapping, "passed") ? 80 : 0;
}

/// Hamlets, then territories from the lowest level up.
std::vector<std::string> key_kinds(const Context& context) {
  std::vector<std::string> kinds{"hamlet"};
  if (context.profile)
    kinds.insert(kinds.end(), context.profile->levels.rbegin(), context.profile->levels.rend());
  return kinds;
}

bool holds_a_count(const Row& row) {
  constexpr std::string_view kCounts[]{"passed", "total", "connected", "requested", "requested_met"};
  return std::any_of(std::begin(kCounts), std::end(kCounts), [&](std::string_view meaning) {
    const std::string* value = row.find(meaning);
    return value && parse_count(*value);
  });
}

Outcome collect(const Row& row, const Context& context, std::vector<Finding>& findings) {
  if (is_no_data(row, "code", holds_a_count(row), context, findings)) return {.claims = {}, .filtered = true};
  if (is_of_other_technology(row, context, findings)) return {.claims = {}, .filtered = true};
  if (!row.find("code")) {
    tell(row, "code_missing", Severity::error, "code", findings);
    return {};
  }
  bool bad = false;
  Claim claim = start_claim(row, ClaimKind::row, findings);
  claim.counts = {.passed = count_of(row, "passed", findings, bad),
                  .total = count_of(row, "total", findings, bad),
                  .connected = count_of(row, "connected", findings, bad),
                  .requested = count_of(row, "requested", findings, bad),
                  .requested_met = count_of(row, "requested_met", findings, bad)};
  if (bad) return {};
  if (!claim.counts.passed) {
    tell(row, "count_blank", Severity::warning, "passed", findings);
    return {.claims = {}, .filtered = true};
  }
  if (!set_key(row, "code", key_kinds(context), context, claim, findings)) return {};
  return {.claims = {std::move(claim)}, .filtered = false};
}

}  // namespace

Collector count_table() { return {"count-table", kWanted, fits, no_reach, needs_nothing, collect}; }

}  // namespace vungphu::collectors
