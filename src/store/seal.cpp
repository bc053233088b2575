#include "seal.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "vungphu/base/hash.hpp"

namespace vungphu::store {
namespace {

constexpr std::array<std::string_view, 1> kProfile{"SELECT * FROM profiles WHERE id = ?1"};
constexpr std::array<std::string_view, 1> kOperator{"SELECT * FROM operators WHERE id = ?1"};
constexpr std::array<std::string_view, 6> kList{"SELECT * FROM lists WHERE id = ?1",
                                                "SELECT * FROM entries WHERE list = ?1 ORDER BY id",
                                                "SELECT * FROM reported WHERE list = ?1 ORDER BY id",
                                                "SELECT * FROM changes WHERE list = ?1 ORDER BY id",
                                                "SELECT * FROM group_members WHERE list = ?1 ORDER BY id",
                                                "SELECT * FROM findings WHERE list = ?1 ORDER BY id"};
constexpr std::array<std::string_view, 3> kSubmission{
    "SELECT * FROM submissions WHERE id = ?1", "SELECT * FROM claims WHERE submission = ?1 ORDER BY id",
    "SELECT * FROM findings WHERE submission = ?1 ORDER BY id"};
constexpr std::array<std::string_view, 1> kWithdrawal{"SELECT * FROM withdrawals WHERE id = ?1"};
constexpr std::array<std::string_view, 6> kAssessment{
    "SELECT * FROM assessments WHERE id = ?1",
    "SELECT * FROM figures WHERE assessment = ?1 ORDER BY id",
    "SELECT * FROM area_figures WHERE assessment = ?1 ORDER BY id",
    "SELECT * FROM place_sets WHERE assessment = ?1 ORDER BY id",
    "SELECT * FROM answers WHERE assessment = ?1 ORDER BY id",
    "SELECT * FROM findings WHERE assessment = ?1 ORDER BY id"};

constexpr std::array kActions{
    Sealed{"init", "profiles", kProfile},
    Sealed{"profile.add", "profiles", kProfile},
    Sealed{"operator.add", "operators", kOperator},
    Sealed{"list.add", "lists", kList},
    Sealed{"submission.add", "submissions", kSubmission},
    Sealed{"submission.withdraw", "withdrawals", kWithdrawal},
    Sealed{"assessment.add", "assessments", kAssessment},
};

/// By position, type and value, NULLs left out: a column that a later step adds at the end changes no older
/// seal.
void add_row(Blake2b& hash, const Statement& row) {
  for (int column = 0; column < row.columns(); ++column) {
    const int type = row.type(column);
    if (type == SQLITE_NULL) continue;
    hash.add_int(column);
    hash.add_int(type);
    if (type == SQLITE_INTEGER) {
      hash.add_int(row.integer(column));
    } else if (type == SQLITE_FLOAT) {
      hash.add_int(std::bit_cast<std::int64_t>(row.real(column)));
    } else {
      hash.add_text(row.view(column));
    }
  }
  hash.add_int(-1);
}

}  // namespace

std::span<const Sealed> sealed_actions() { return kActions; }

Result<std::string> seal(const Database& database, std::string_view action, std::int64_t ref) {
  const auto sealed = std::ranges::find(kActions, action, &Sealed::action);
  if (sealed == kActions.end()) return std::string();
  Blake2b hash;
  for (const std::string_view query : sealed->rows) {
    VP_TRY(Statement rows, database.prepare(query));
    rows.with(ref);
    for (;;) {
      VP_TRY(const bool row, rows.next());
      if (!row) break;
      add_row(hash, rows);
    }
    hash.add_int(-2);
  }
  return hash.hex_digest();
}

}  // namespace vungphu::store
