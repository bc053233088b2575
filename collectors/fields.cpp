#include "fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "vungphu/base/text.hpp"

namespace vungphu::collectors {
namespace {

constexpr double kLongestReach_m =
    100'000;  ///< no network serves farther; a larger number is no reach in metres

/// Words of a status field, folded.
constexpr auto kOperational =
    std::to_array<std::string_view>({"operational", "active", "existing", "inservice", "live", "hoatdong",
                                     "danghoatdong", "dangkhaithac", "daphu", "co", "1", "true", "yes"});
constexpr auto kPlanned =
    std::to_array<std::string_view>({"planned", "proposed", "underconstruction", "kehoach", "dukien",
                                     "dangxaydung", "dangtrienkhai", "theokehoach", "0"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string status_of(const Row& row, std::vector<Finding>& findings) {
  if (!row.columns.contains("status")) return "operational";
  const std::string* value = row.find("status");
  if (!value) return "unknown";
  const std::string word = fold(*value);
  if (among(kOperational, word)) return "operational";
  if (among(kPlanned, word)) return "planned";
  tell(row, "status_unknown_word", Severity::warning, "status", findings);
  return "unknown";
}

/// Mb/s; what is no number, or below zero, is left out and said.
std::optional<double> speed_of(const Row& row, std::string_view meaning, std::vector<Finding>& findings) {
  const std::string* value = row.find(meaning);
  if (!value) return std::nullopt;
  const auto speed = parse_decimal(*value);
  if (speed && *speed >= 0) return speed;
  tell(row, "speed_bad", Severity::warning, meaning, findings);
  return std::nullopt;
}

}  // namespace

bool has(const Mapping& mapping, std::string_view meaning) {
  return std::any_of(mapping.begin(), mapping.end(),
                     [&](const ColumnUse& use) { return use.meaning == meaning; });
}

void tell(const Row& row, std::string_view code, Severity severity, std::string_view meaning,
          std::vector<Finding>& findings, Args args) {
  const auto column = row.columns.find(meaning);
  const std::string* value = row.find(meaning);
  findings.push_back({std::string(code), severity, row.row, column == row.columns.end() ? "" : column->second,
                      value ? *value : "", std::move(args)});
}

Claim start_claim(const Row& row, ClaimKind kind, std::vector<Finding>& findings) {
  Claim claim;
  claim.row = row.row;
  claim.kind = kind;
  claim.status = status_of(row, findings);
  claim.down_mbps = speed_of(row, "down", findings);
  claim.up_mbps = speed_of(row, "up", findings);
  return claim;
}

std::optional<std::int64_t> reach_of(const Row& row, const Context& context, std::vector<Finding>& findings) {
  const std::string* value = row.find("reach");
  if (!value) {
    if (!context.reach_mm) tell(row, "reach_missing", Severity::error, "reach", findings);
    return context.reach_mm;
  }
  const auto metres = parse_decimal(*value);
  if (metres && *metres > 0 && *metres <= kLongestReach_m) return std::llround(*metres * 1000);
  tell(row, "reach_bad", Severity::error, "reach", findings);
  return std::nullopt;
}

std::optional<std::int64_t> count_of(const Row& row, std::string_view meaning, std::vector<Finding>& findings,
                                     bool& bad) {
  const std::string* value = row.find(meaning);
  if (!value) return std::nullopt;
  const auto count = parse_count(*value);
  if (count && *count >= 0 && *count <= kMostCounted) return count;
  tell(row, "count_bad", Severity::error, meaning, findings);
  bad = true;
  return std::nullopt;
}

}  // namespace vungphu::collectors
