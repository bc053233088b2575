#include <algorithm>
#include <cassert>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "vungphu/base/date.hpp"

#include "entries.hpp"
#include "impl.hpp"

namespace vungphu {

template <class L, class Visit>
void each_field(L& list, Visit&& visit) requires std::is_same_v<std::remove_const_t<L>, ListInfo> {
  visit(list.kind);
  visit(list.source);
  visit(list.list_date);
  visit(list.valid_from);
  visit(list.replaces);
  visit(list.updates);
  visit(list.codes_as_of);
  visit(list.sha256);
  visit(list.file_name);
  visit(list.format);
  visit(list.layer);
  visit(list.member);
  visit(list.where);
  visit(list.crs);
  visit(list.operation);
  visit(list.axes);
  visit(list.text);
  visit(list.mapping);
  visit(list.read);
  visit(list.imported);
  visit(list.refused);
  visit(list.filtered);
  visit(list.content_digest);
  visit(list.imported_at);
  visit(list.id);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<ListInfo, 528>);

// `id` stands last; bound as NULL it would be given by SQLite, but a list's number is its place in the log.
constexpr std::string_view kColumns =
    "kind, source, list_date, valid_from, replaces, updates, codes_as_of, sha256, file_name, format, layer, "
    "member, filter, crs, operation, axes, text, "
    "mapping, read, imported, refused, filtered, content_digest, imported_at, id";

std::string select(std::string_view rest) { return fmt::format("SELECT {} FROM lists {}", kColumns, rest); }

/// Indexes of `entries` in the byte order of their keys; rows then lie in the ledger as they are read.
Result<std::vector<std::size_t>> key_order(std::span<const Entry> entries) {
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto key = [&](std::size_t i) { return std::tie(entries[i].code, entries[i].site); };
  std::ranges::sort(order, {}, key);
  const auto twice = std::ranges::adjacent_find(order, {}, key);
  if (twice == order.end()) return order;
  return fail("store.duplicate_key", {{"code", entries[*twice].code}, {"site", entries[*twice].site}});
}

}  // namespace

Result<std::int64_t> insert_list(const Database& database, ListInfo info, const std::string& digest) {
  VP_TRY(const std::int64_t last, database.number("SELECT max(id) FROM lists"));
  info.id = last + 1;
  info.content_digest = digest;
  info.imported_at = now_utc();
  VP_TRY(Statement insert, database.prepare(insert_sql("lists", kColumns)));
  Binder bind(insert);
  each_field(info, bind);
  VP_CHECK(insert.run());
  return info.id;
}

Status log_list(const Database& database, std::int64_t id, const ListInfo& info) {
  const nlohmann::json detail{{"kind", info.kind}, {"sha256", info.sha256}, {"imported", info.imported}};
  return append_audit(database,
                      {.action = "list.add",
                       .subject = fmt::format("list:{}", id),
                       .detail = detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                       .ref = id});
}

Result<std::int64_t> put_list(const Database& db, const ListInfo& info, std::span<const Entry> entries,
                              std::span<const Finding> findings, const Task& task) {
  assert(std::ranges::all_of(entries, [&](const Entry& entry) { return entry.kind == info.kind; }));
  VP_TRY(const std::vector<std::size_t> order, key_order(entries));
  const std::string digest = content_digest(entries);
  VP_TRY(const std::int64_t id, insert_list(db, info, digest));
  VP_TRY(EntryWriter writer, EntryWriter::create(db, id));
  for (std::size_t i = 0; i < order.size(); ++i) {
    VP_CHECK(step(task, "store_list", i, order.size()));
    VP_CHECK(writer.add(entries[order[i]]));
  }
  VP_CHECK(add_findings(db, Owner::list, id, findings));
  VP_CHECK(log_list(db, id, info));
  return id;
}

Result<std::int64_t> Store::add_list(ListInfo info, std::span<const Entry> entries,
                                     std::span<const Finding> findings, const Task& task) {
  VP_TRY(Transaction transaction, Transaction::begin(*impl_->db));
  VP_TRY(const std::int64_t id, put_list(*impl_->db, info, entries, findings, task));
  VP_CHECK(transaction.commit());
  return id;
}

Result<std::vector<ListInfo>> Store::lists() const {
  VP_TRY(Statement rows, impl_->db->prepare(select("ORDER BY id")));
  return read_all<ListInfo>(*impl_->db, rows);
}

Result<std::vector<ListInfo>> Store::lists_in_force(std::string_view kind, Date date) const {
  VP_TRY(Statement rows,
         impl_->db->prepare(select("WHERE kind = ?1 AND valid_from <= ?2 ORDER BY valid_from, id")));
  rows.with(kind, std::string_view(iso(date)));
  VP_TRY(std::vector<ListInfo> lists, read_all<ListInfo>(*impl_->db, rows));
  const auto newest_replacing = std::ranges::find(lists.rbegin(), lists.rend(), true, &ListInfo::replaces);
  if (newest_replacing != lists.rend()) lists.erase(lists.begin(), newest_replacing.base() - 1);
  return lists;
}

}  // namespace store
}  // namespace vungphu
