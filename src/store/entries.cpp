#include "entries.hpp"

#include <algorithm>
#include <memory>

#include "impl.hpp"

namespace vungphu {

template <class E, class Visit>
void each_field(E& entry, Visit&& visit) requires std::is_same_v<std::remove_const_t<E>, Entry> {
  visit(entry.code);
  visit(entry.site);
  visit(entry.name);
  visit(entry.parent);
  visit(entry.point);
  visit(entry.area);
  visit(entry.weight);
  visit(entry.demand);
  visit(entry.people);
  visit(entry.power);
  visit(entry.position);
  visit(entry.ended);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Entry, 280>);

constexpr std::string_view kColumns =
    "code, site, name, parent, x, y, area, weight, demand, people, power, position, ended";
constexpr int kCode = 2;  // in a row that leads with id and list
constexpr int kSite = 3;

std::string select(std::string_view rest) {
  return "SELECT e.id, e.list, " + std::string(kColumns) + " " + std::string(rest);
}

Result<Entry> read(const Database& database, const Statement& row, std::string_view kind) {
  Entry entry;
  Extractor extract(row);
  extract(entry.id);
  extract(entry.list);
  each_field(entry, extract);
  if (!extract.ok()) return damaged(database);
  entry.kind = kind;
  return entry;
}

/// The entries of one list in the order of their keys. `rank` is the list's place among those in force,
/// newest last.
struct Cursor {
  Statement rows;
  std::size_t rank;

  std::string_view code() const { return rows.view(kCode); }
  std::string_view site() const { return rows.view(kSite); }
  bool same_key(const Cursor& other) const { return code() == other.code() && site() == other.site(); }
};

/// For a heap whose front has the lowest key, and of equal keys the newest list.
bool comes_later(const Cursor& a, const Cursor& b) {
  const auto key = [](const Cursor& cursor) { return std::pair(cursor.code(), cursor.site()); };
  return key(a) != key(b) ? key(a) > key(b) : a.rank < b.rank;
}

/// A merge of cursors, so that memory does not grow with the number of entries.
class Merge {
 public:
  Status add(Cursor cursor) {
    VP_TRY(const bool row, cursor.rows.next());
    if (!row) return {};
    heap_.push_back(std::move(cursor));
    std::ranges::push_heap(heap_, comes_later);
    return {};
  }
  bool empty() const { return heap_.empty(); }
  const Cursor& front() const { return heap_.front(); }

  /// Past the key at the front, in every list that has it.
  Status advance() {
    const std::string code(front().code());
    const std::string site(front().site());
    while (!empty() && front().code() == code && front().site() == site) {
      std::ranges::pop_heap(heap_, comes_later);
      Cursor cursor = std::move(heap_.back());
      heap_.pop_back();
      VP_CHECK(add(std::move(cursor)));
    }
    return {};
  }

 private:
  std::vector<Cursor> heap_;
};

}  // namespace

Result<EntryWriter> EntryWriter::create(const Database& database, std::int64_t list) {
  VP_TRY(Statement insert, database.prepare(insert_sql("entries", "list, " + std::string(kColumns))));
  return EntryWriter(std::move(insert), list);
}

Status EntryWriter::add(const Entry& entry) {
  Binder bind(insert_);
  bind(list_);
  each_field(entry, bind);
  return insert_.run();
}

Status Store::visit_entries(std::string_view kind, Date date,
                            const std::function<Status(Entry&&)>& visit) const {
  const Database& db = *impl_->db;
  VP_TRY(const std::vector<ListInfo> lists, lists_in_force(kind, date));
  Merge merge;
  for (std::size_t rank = 0; rank < lists.size(); ++rank) {
    VP_TRY(Statement rows, db.prepare(select("FROM entries e WHERE list = ?1 ORDER BY code, site")));
    rows.with(lists[rank].id);
    VP_CHECK(merge.add({std::move(rows), rank}));
  }
  while (!merge.empty()) {
    VP_TRY(Entry entry, read(db, merge.front().rows, kind));
    if (!entry.ended) VP_CHECK(visit(std::move(entry)));
    VP_CHECK(merge.advance());
  }
  return {};
}

Result<std::optional<Entry>> Store::entry(std::int64_t id) const {
  const Database& db = *impl_->db;
  const std::string sql = "SELECT e.id, e.list, " + std::string(kColumns) +
                          ", l.kind FROM entries e JOIN lists l ON l.id = e.list WHERE e.id = ?1";
  VP_TRY(Statement rows, db.prepare(sql));
  VP_TRY(const bool row, rows.with(id).next());
  if (!row) return std::nullopt;
  const std::string kind = rows.text(rows.columns() - 1);
  VP_TRY(Entry found, read(db, rows, kind));
  return std::optional<Entry>(std::move(found));
}

}  // namespace store
}  // namespace vungphu
