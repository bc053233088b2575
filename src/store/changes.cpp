// What became of units and hamlets, and who is in which group.
#include "vungphu/model/digest.hpp"
#include "vungphu/model/kinds.hpp"

#include "impl.hpp"

namespace vungphu {

template <class C, class Visit>
void each_field(C& change, Visit&& visit) requires std::is_same_v<std::remove_const_t<C>, Change> {
  visit(change.list);
  visit(change.kind);
  visit(change.event);
  visit(change.from);
  visit(change.to);
  visit(change.date);
  visit(change.decision);
}

template <class M, class Visit>
void each_field(M& member, Visit&& visit) requires std::is_same_v<std::remove_const_t<M>, GroupMember> {
  visit(member.list);
  visit(member.group);
  visit(member.name);
  visit(member.level);
  visit(member.territory);
  visit(member.valid_from);
  visit(member.decision);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Change, 176>);
static_assert(kSizeKnown<GroupMember, 176>);

constexpr std::string_view kChangeColumns = "list, kind, event, old_code, new_code, date, decision";
constexpr std::string_view kMemberColumns = "list, code, name, level, territory, valid_from, decision";

template <class Row>
Status insert_rows(const Database& db, std::string_view table, std::string_view columns, std::int64_t list,
                   std::span<const Row> rows) {
  VP_TRY(Statement insert, db.prepare(insert_sql(table, columns)));
  for (Row row : rows) {
    row.list = list;
    Binder bind(insert);
    each_field(row, bind);
    VP_CHECK(insert.run());
  }
  return {};
}

}  // namespace

Result<std::int64_t> Store::add_changes(ListInfo info, std::span<const Change> changes,
                                        std::span<const Finding> findings,
                                        std::span<const FullList> hamlets) {
  const Database& db = *impl_->db;
  info.kind = kChangesKind;
  VP_TRY(Transaction transaction, Transaction::begin(db));
  for (const FullList& list : hamlets) {
    VP_TRY(const std::int64_t versions, put_list(db, list.info, list.entries, {}, {}));
    static_cast<void>(versions);
  }
  VP_TRY(const std::int64_t id, insert_list(db, info, content_digest(changes)));
  VP_CHECK(insert_rows(db, "changes", kChangeColumns, id, changes));
  VP_CHECK(add_findings(db, Owner::list, id, findings));
  VP_CHECK(log_list(db, id, info));
  VP_CHECK(transaction.commit());
  return id;
}

Result<std::vector<Change>> Store::changes(std::string_view kind) const {
  VP_TRY(Statement rows, impl_->db->prepare("SELECT " + std::string(kChangeColumns) +
                                            " FROM changes WHERE kind = ?1 ORDER BY date, id"));
  return read_all<Change>(*impl_->db, rows.with(kind));
}

Result<std::int64_t> Store::add_groups(ListInfo info, std::span<const GroupMember> members,
                                       std::span<const Finding> findings) {
  const Database& db = *impl_->db;
  info.kind = kGroup;
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::int64_t id, insert_list(db, info, content_digest(members)));
  VP_CHECK(insert_rows(db, "group_members", kMemberColumns, id, members));
  VP_CHECK(add_findings(db, Owner::list, id, findings));
  VP_CHECK(log_list(db, id, info));
  VP_CHECK(transaction.commit());
  return id;
}

Result<std::vector<GroupMember>> Store::groups(Date date) const {
  // Of each group the rows of its newest date up to then, and of that date those of the last list.
  VP_TRY(Statement rows,
         impl_->db->prepare("SELECT " + std::string(kMemberColumns) +
                            " FROM (SELECT *, dense_rank() OVER (PARTITION BY code ORDER BY valid_from DESC, "
                            "list DESC) AS newest FROM group_members WHERE valid_from <= ?1) "
                            "WHERE newest = 1 ORDER BY code, level, territory"));
  return read_all<GroupMember>(*impl_->db, rows.with(std::string_view(iso(date))));
}

}  // namespace store
}  // namespace vungphu
