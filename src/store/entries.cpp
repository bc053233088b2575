#include "entries.hpp"

#include <algorithm>
#include <memory>
#include <utility>

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

Status read(const Database& database, const Statement& row, std::string_view kind, Entry& entry) {
  Extractor extract(row);
  extract(entry.id);
  extract(entry.list);
  each_field(entry, extract);
  if (!extract.ok()) return damaged(database);
  entry.kind = kind;
  return {};
}

/// Ids of the first and the last entry of a list: put_list writes them in one transaction and in key order,
/// so that they follow one another without a gap.
struct Range {
  std::int64_t first = 0, last = -1;
};

Result<Range> range_of(const Database& database, std::int64_t list) {
  VP_TRY(const std::int64_t first,
         database.number("SELECT id FROM entries WHERE list = ?1 ORDER BY code, site LIMIT 1", list));
  if (first == 0) return Range{};
  VP_TRY(
      const std::int64_t last,
      database.number("SELECT id FROM entries WHERE list = ?1 ORDER BY code DESC, site DESC LIMIT 1", list));
  return Range{first, last};
}

/// The entries of one list in the order of their keys, read as they lie in the file: by the index of keys
/// each of them would be looked up. `rank` is the list's place among those in force, newest last.
class Cursor {
 public:
  static Result<Cursor> open(const Database& database, std::int64_t list, std::size_t rank) {
    VP_TRY(const Range range, range_of(database, list));
    // "+": a list is no reason to go by the index of keys, and to sort.
    VP_TRY(Statement rows, database.prepare(select("FROM entries e WHERE id BETWEEN ?1 AND ?2 AND +list = ?3 "
                                                   "ORDER BY id")));
    rows.with(range.first, range.last, list);
    return Cursor(database, std::move(rows), rank);
  }

  /// To the next entry; false after the last one.
  Result<bool> next() {
    last_code_ = code_;
    last_site_ = site_;
    VP_TRY(const bool row, rows_.next());
    if (!row) return false;
    code_ = rows_.view(kCode);
    site_ = rows_.view(kSite);
    const bool first = !std::exchange(begun_, true);
    if (!first &&
        std::pair(code_, site_) <= std::pair<std::string_view, std::string_view>(last_code_, last_site_))
      return damaged(*database_);
    return true;
  }

  const Statement& row() const { return rows_; }
  std::size_t rank() const { return rank_; }
  std::string_view code() const { return code_; }
  std::string_view site() const { return site_; }

 private:
  Cursor(const Database& database, Statement rows, std::size_t rank)
      : database_(&database), rows_(std::move(rows)), rank_(rank) {}
  const Database* database_;
  Statement rows_;
  std::size_t rank_;
  bool begun_ = false;
  std::string_view code_, site_;  // of the row, as long as it stands
  std::string last_code_, last_site_;
};

/// For a heap whose front has the lowest key, and of equal keys the newest list.
bool comes_later(const Cursor& a, const Cursor& b) {
  const auto key = [](const Cursor& cursor) { return std::pair(cursor.code(), cursor.site()); };
  return key(a) != key(b) ? key(a) > key(b) : a.rank() < b.rank();
}

/// A merge of cursors, so that memory does not grow with the number of entries.
class Merge {
 public:
  static Result<Merge> open(const Database& database, const std::vector<ListInfo>& lists) {
    Merge merge;
    for (std::size_t rank = 0; rank < lists.size(); ++rank) {
      VP_TRY(Cursor cursor, Cursor::open(database, lists[rank].id, rank));
      VP_CHECK(merge.add(std::move(cursor)));
    }
    return merge;
  }
  bool empty() const { return heap_.empty(); }
  const Cursor& front() const { return heap_.front(); }

  /// Past the key at the front, in every list that has it.
  Status advance() {
    // The front of a heap is followed by one of its two children: most often it stays the front, for lists
    // mostly take turns by whole provinces.
    while (heap_.size() > 1) {
      const std::size_t second = heap_.size() > 2 && comes_later(heap_[1], heap_[2]) ? 2 : 1;
      if (heap_[second].code() != front().code() || heap_[second].site() != front().site()) break;
      VP_CHECK(take(second));  // an older version of the same
    }
    return take(0);
  }

 private:
  Status add(Cursor cursor) {
    VP_TRY(const bool row, cursor.next());
    if (!row) return {};
    heap_.push_back(std::move(cursor));
    std::ranges::push_heap(heap_, comes_later);
    return {};
  }

  /// The cursor `at` (the front or one of its children) to its next entry, and the heap in order again.
  Status take(std::size_t at) {
    VP_TRY(const bool row, heap_[at].next());
    if (!row) {
      heap_.erase(heap_.begin() + static_cast<std::ptrdiff_t>(at));
      std::ranges::make_heap(heap_, comes_later);
      return {};
    }
    for (;;) {  // sift down
      std::size_t first = at;
      for (std::size_t child = 2 * at + 1; child <= 2 * at + 2 && child < heap_.size(); ++child) {
        if (comes_later(heap_[first], heap_[child])) first = child;
      }
      if (first == at) return {};
      std::swap(heap_[at], heap_[first]);
      at = first;
    }
  }

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
  VP_TRY(Merge merge, Merge::open(db, lists));
  Entry entry;  // one for all: what a visitor leaves in place is written over, not made anew
  while (!merge.empty()) {
    VP_CHECK(read(db, merge.front().row(), kind, entry));
    if (!entry.ended) VP_CHECK(visit(std::move(entry)));
    VP_CHECK(merge.advance());
  }
  return {};
}

Result<Size> Store::size_of_entries(std::string_view kind, Date date) const {
  VP_TRY(const std::vector<ListInfo> lists, lists_in_force(kind, date));
  Size size;
  for (const ListInfo& list : lists) {
    VP_TRY(const Range range, range_of(*impl_->db, list.id));
    size.rows += range.last - range.first + 1;
    if (kind == "household") continue;  // points, tens of millions of them
    VP_TRY(const std::int64_t areas,
           impl_->db->number("SELECT coalesce(sum(length(area)), 0) FROM entries WHERE id BETWEEN ?1 AND ?2",
                             range.first, range.last));
    size.geometry += areas;
  }
  return size;
}

Result<std::vector<std::string>> Store::kinds_in_force(Date date) const {
  const Database& db = *impl_->db;
  std::vector<std::string> kinds;
  VP_TRY(Statement rows, db.prepare("SELECT DISTINCT kind FROM lists ORDER BY kind"));
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) return kinds;
    std::string kind = rows.text(0);
    VP_TRY(const std::vector<ListInfo> lists, lists_in_force(kind, date));
    VP_TRY(Merge merge, Merge::open(db, lists));
    for (Entry entry; !merge.empty();) {
      VP_CHECK(read(db, merge.front().row(), kind, entry));
      if (!entry.ended) break;
      VP_CHECK(merge.advance());
    }
    if (!merge.empty()) kinds.push_back(std::move(kind));
  }
}

Result<std::optional<Entry>> Store::entry(std::int64_t id) const {
  const Database& db = *impl_->db;
  const std::string sql = "SELECT e.id, e.list, " + std::string(kColumns) +
                          ", l.kind FROM entries e JOIN lists l ON l.id = e.list WHERE e.id = ?1";
  VP_TRY(Statement rows, db.prepare(sql));
  VP_TRY(const bool row, rows.with(id).next());
  if (!row) return std::nullopt;
  const std::string kind = rows.text(rows.columns() - 1);
  Entry found;
  VP_CHECK(read(db, rows, kind, found));
  return std::optional<Entry>(std::move(found));
}

}  // namespace store
}  // namespace vungphu
