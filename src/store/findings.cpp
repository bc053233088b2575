#include "impl.hpp"

namespace vungphu {

template <class F, class Visit>
void each_field(F& finding, Visit&& visit) requires std::is_same_v<std::remove_const_t<F>, Finding> {
  visit(finding.code);
  visit(finding.severity);
  visit(finding.row);
  visit(finding.field);
  visit(finding.value);
  visit(finding.args);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Finding, 136>);

constexpr std::string_view kColumns = "code, severity, row, field, value, args";

std::string column_of(Owner owner) {
  return owner == Owner::list ? "list" : owner == Owner::submission ? "submission" : "assessment";
}

}  // namespace

Status add_findings(const Database& database, Owner owner, std::int64_t id,
                    std::span<const Finding> findings) {
  const std::string columns = column_of(owner) + ", " + std::string(kColumns);
  VP_TRY(Statement insert, database.prepare(insert_sql("findings", columns)));
  for (const Finding& finding : findings) {
    Binder bind(insert);
    bind(id);
    each_field(finding, bind);
    VP_CHECK(insert.run());
  }
  return {};
}

Result<std::vector<Finding>> findings_of(const Database& database, Owner owner, std::int64_t id) {
  VP_TRY(Statement rows, database.prepare("SELECT " + std::string(kColumns) + " FROM findings WHERE " +
                                          column_of(owner) + " = ?1 ORDER BY id"));
  rows.with(id);
  return read_all<Finding>(database, rows);
}

Result<std::vector<Finding>> Store::findings_of_list(std::int64_t id) const {
  return findings_of(*impl_->db, Owner::list, id);
}

Result<std::vector<Finding>> Store::findings_of_submission(std::int64_t id) const {
  return findings_of(*impl_->db, Owner::submission, id);
}

}  // namespace store
}  // namespace vungphu
