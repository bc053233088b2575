#include <fmt/format.h>

#include "blobs.hpp"
#include "impl.hpp"

namespace vungphu::store {
namespace {

/// SQLite's own view: pages, indexes, types. It sees about three of four flipped bits; the seals see the
/// rest.
Status check_pages(const Database& db, CheckReport& report) {
  VP_TRY(Statement rows, db.prepare("PRAGMA integrity_check(20)"));
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return {};
    if (rows.view(0) != "ok") report.faults.push_back({"store.check_integrity", {{"reason", rows.text(0)}}});
  }
}

Status check_references(const Database& db, CheckReport& report) {
  VP_TRY(Statement rows, db.prepare("PRAGMA foreign_key_check"));
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return {};
    report.faults.push_back({"store.check_reference", {{"table", rows.text(0)}, {"id", rows.text(1)}}});
  }
}

Status count(const Database& db, CheckReport& report) {
  VP_TRY(report.lists, db.number("SELECT count(*) FROM lists"));
  VP_TRY(report.submissions, db.number("SELECT count(*) FROM submissions"));
  VP_TRY(report.assessments, db.number("SELECT count(*) FROM assessments"));
  return {};
}

/// A ledger too damaged to be read any further is a fault like the others; only a wish to stop ends the
/// check.
Status note(Status part, CheckReport& report) {
  if (part || part.error().code == "base.cancelled") return part;
  report.faults.push_back(std::move(part).error());
  return {};
}

}  // namespace

Result<CheckReport> Store::check(const Task& task) const {
  const Database& db = *impl_->db;
  CheckReport report;
  task.step("check_ledger", 0, 0);
  VP_CHECK(note(check_pages(db, report), report));
  VP_CHECK(task.check());
  VP_CHECK(note(check_references(db, report), report));
  VP_CHECK(note(count(db, report), report));
  VP_CHECK(note(check_audit(db, report, task), report));
  VP_CHECK(note(check_blobs(db, impl_->folder, report, task), report));
  return report;
}

}  // namespace vungphu::store
