// `hamlets history`: what is known of one hamlet.
#include <algorithm>
#include <set>

#include "current.hpp"

namespace vungphu::service {
namespace {

using formats::Cell;
using formats::CellType;

struct Moment {
  Date date = kBeginning;
  std::string what;  ///< an event, "listed" or "ended"
  std::string from, to;
  std::optional<Entry> version;
  std::int64_t list = 0;
  std::string decision;
};

Cell date_cell(Date date) { return date == kBeginning ? Cell() : Cell(iso(date)); }

/// Each version with the list that it came with; where a list ended the hamlet, that.
Result<std::vector<Moment>> versions_of(const store::Store& store, const std::string& code) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::set<Date> dates;
  for (const ListInfo& list : lists)
    if (list.kind == "hamlet") dates.insert(list.valid_from);
  std::vector<Moment> found;
  std::int64_t before = 0;  // id of the version in force, 0 none
  for (const Date date : dates) {
    std::optional<Entry> version;
    VP_CHECK(store.visit_entries("hamlet", date, [&](Entry&& entry) -> Status {
      if (entry.code == code) version = std::move(entry);
      return {};
    }));
    const std::int64_t now = version ? version->id : 0;
    if (now == before) continue;
    before = now;
    Moment& moment = found.emplace_back();
    moment.date = date;
    moment.what = version ? "listed" : "ended";
    const std::int64_t by = version ? version->list : 0;
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const ListInfo& l) { return l.id == by; });
    if (list != lists.end()) {
      moment.list = list->id;
      moment.decision = list->source;
    }
    moment.version = std::move(version);
  }
  return found;
}

}  // namespace

Result<Resource> hamlet_history(const store::Store& store, const std::string& code, Lang lang) {
  VP_TRY(std::vector<Moment> moments, versions_of(store, code));
  VP_TRY(const std::vector<Change> changes, store.changes("hamlet"));
  for (const Change& change : changes)
    if (change.from == code || change.to == code)
      moments.push_back({.date = change.date,
                         .what = change.event,
                         .from = change.from,
                         .to = change.to,
                         .version = {},
                         .list = change.list,
                         .decision = change.decision});
  if (moments.empty()) return fail("service.hamlet_unknown", {{"code", code}});
  std::stable_sort(moments.begin(), moments.end(),
                   [](const Moment& a, const Moment& b) { return a.date < b.date; });
  Resource made;
  made.schema.name = "hamlet_history";
  made.schema.title = text(lang, "text.hamlet_history_title", {{"code", code}});
  made.schema.columns = {column("date", CellType::date),
                         word_column("event", "event."),
                         column("from", CellType::code),
                         column("into", CellType::code),
                         column("name"),
                         column("commune", CellType::code),
                         column("households", CellType::count),
                         column("list", CellType::count),
                         column("decision")};
  made.produce = [moments = std::move(moments)](formats::Writer& out) -> Status {
    for (const Moment& m : moments) {
      const Cell cells[] = {date_cell(m.date),
                            m.what,
                            text_cell(m.from),
                            text_cell(m.to),
                            m.version ? text_cell(m.version->name) : Cell(),
                            m.version ? text_cell(m.version->parent) : Cell(),
                            m.version ? cell(m.version->weight) : Cell(),
                            m.list ? Cell(m.list) : Cell(),
                            text_cell(m.decision)};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
