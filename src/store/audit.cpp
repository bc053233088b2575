#include "audit.hpp"

#include <fmt/format.h>

#include "vungphu/base/date.hpp"
#include "vungphu/base/hash.hpp"

#include "record.hpp"
#include "seal.hpp"

namespace vungphu::store {
namespace {

struct Link {
  AuditEntry entry;
  std::int64_t ref = 0;
  std::string seal;
};

std::string chained(const std::string& previous, const Link& link) {
  Blake2b hash;
  hash.add_text(previous);
  hash.add_int(link.entry.id);
  for (const std::string* text : {&link.entry.at, &link.entry.action, &link.entry.subject})
    hash.add_text(*text);
  hash.add_int(link.ref);
  hash.add_text(link.entry.detail);
  hash.add_text(link.seal);
  return hash.hex_digest();
}

Result<std::vector<Link>> read_links(const Database& database) {
  std::vector<Link> links;
  VP_TRY(Statement rows,
         database.prepare("SELECT id, at, action, subject, detail, hash, ref, seal FROM audit ORDER BY id"));
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return links;
    links.push_back({.entry = {.id = rows.integer(0),
                               .at = rows.text(1),
                               .action = rows.text(2),
                               .subject = rows.text(3),
                               .detail = rows.text(4),
                               .hash = rows.text(5)},
                     .ref = rows.integer(6),
                     .seal = rows.text(7)});
  }
}

/// Rows that came in past the log, or whose entry was taken out of it.
Status check_complete(const Database& database, CheckReport& report) {
  for (const Sealed& sealed : sealed_actions()) {
    std::vector<std::string> actions;  // that add rows to this table
    for (const Sealed& other : sealed_actions()) {
      if (other.table == sealed.table) actions.emplace_back(other.action);
    }
    if (actions.front() != sealed.action) continue;  // looked at already
    VP_TRY(Statement rows,
           database.prepare(fmt::format("SELECT id FROM {} WHERE id NOT IN (SELECT ref FROM audit WHERE "
                                        "action IN (SELECT value FROM json_each(?1))) ORDER BY id",
                                        sealed.table)));
    const std::string names = to_json(actions);
    rows.with(std::string_view(names));
    for (;;) {
      VP_TRY(const bool row, rows.next());
      if (!row) break;
      report.faults.push_back(
          {"store.check_unlogged", {{"table", std::string(sealed.table)}, {"id", rows.text(0)}}});
    }
  }
  return {};
}

}  // namespace

Status append_audit(const Database& database, const Event& event) {
  VP_TRY(Statement last, database.prepare("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1"));
  VP_TRY(const bool any, last.next());
  const std::string previous = any ? last.text(1) : std::string();
  Link link;
  link.entry = {.id = any ? last.integer(0) + 1 : 1,
                .at = now_utc(),
                .action = event.action,
                .subject = event.subject,
                .detail = event.detail,
                .hash = {}};
  link.ref = event.ref;
  VP_TRY(link.seal, seal(database, event.action, event.ref));
  link.entry.hash = chained(previous, link);
  const auto text = [](const std::string& value) { return std::string_view(value); };
  return database.run(
      "INSERT INTO audit(id, at, action, subject, ref, detail, seal, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      link.entry.id, text(link.entry.at), text(link.entry.action), text(link.entry.subject), link.ref,
      text(link.entry.detail), text(link.seal), text(link.entry.hash));
}

Result<std::vector<AuditEntry>> audit_entries(const Database& database) {
  VP_TRY(std::vector<Link> links, read_links(database));
  std::vector<AuditEntry> entries;
  entries.reserve(links.size());
  for (Link& link : links) entries.push_back(std::move(link.entry));
  return entries;
}

Status check_audit(const Database& database, CheckReport& report, const Task& task) {
  VP_TRY(const std::vector<Link> links, read_links(database));
  report.audit_entries = static_cast<std::int64_t>(links.size());
  std::string previous;
  for (std::size_t i = 0; i < links.size(); ++i) {
    VP_CHECK(task.check());
    task.step("check_content", i, links.size());
    const Link& link = links[i];
    const bool in_order = link.entry.id == static_cast<std::int64_t>(i) + 1;
    if (!in_order || chained(previous, link) != link.entry.hash) {
      report.faults.push_back({"store.check_chain", {{"id", std::to_string(link.entry.id)}}});
    }
    VP_TRY(const std::string found, seal(database, link.entry.action, link.ref));
    if (found != link.seal) {
      report.faults.push_back({"store.check_content", {{"subject", link.entry.subject}}});
    }
    previous = link.entry.hash;
  }
  return check_complete(database, report);
}

}  // namespace vungphu::store
