// `places locate`: the work list of places whose position would change a figure most.
#include "vungphu/assess/locate.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/resources.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

using assess::Unlocated;
using formats::Cell;
using formats::CellType;
using formats::Column;

/// The last two columns are empty: they are filled in, and the file is read back. A borrowed position is told
/// apart from them, so that nobody sends it back as his own.
std::vector<Column> locate_columns() {
  Column points = column("points", CellType::decimal);
  points.decimals = 2;
  Column commune = only_machine(column("commune", CellType::code)), name = column("commune_name");
  commune.label = name.label = "kind.commune";
  return {word_column("kind", "kind."),
          column("code", CellType::code),
          column("site", CellType::code),
          column("name"),
          commune,
          name,
          word_column("position", "position."),
          column("households", CellType::count),
          points,
          only_machine(column("undecided", CellType::flag)),
          only_machine(column("indicators")),
          column("indicator_names"),
          only_machine(column("near_lon", CellType::decimal)),
          only_machine(column("near_lat", CellType::decimal)),
          column("lon", CellType::decimal),
          column("lat", CellType::decimal)};
}

std::vector<Cell> locate_cells(const Unlocated& one, Lang lang) {
  std::vector<std::string> names;
  for (const std::string& id : one.indicators) names.push_back(text(lang, "indicator." + id));
  const auto& near = one.standing.point;
  return {one.kind,
          one.code,
          text_cell(one.site),
          one.name,
          one.territory,
          territory_name(one.territory, one.territory_name, lang),
          std::string(name_of(one.standing.quality)),
          cell(one.households),
          formats::Number{one.points, 2},
          one.undecided,
          join(one.indicators),
          join(names),
          near ? Cell(geo::degrees(near->x)) : Cell(),
          near ? Cell(geo::degrees(near->y)) : Cell(),
          Cell(),
          Cell()};
}

}  // namespace

Result<Resource> places_to_locate(const store::Store& store, const assess::LocateQuery& query,
                                  const AssessmentQuery& of, Lang lang, const Task& task) {
  VP_TRY(Current now, current(store, of, true, task));
  std::size_t total = 0;
  VP_TRY(std::vector<Unlocated> found, assess::places_to_locate(now.assessment, now.inputs, query, &total));
  auto rows = std::make_shared<const std::vector<Unlocated>>(std::move(found));
  Resource made;
  made.head = head_of(now.assessment);
  made.notes = notes_of(now.assessment, false, lang);
  made.notes.push_back(text(lang, "text.locate_note"));
  note_limit(rows->size(), total, lang, made.notes);
  made.pinned = now.profile->pinned_operations;
  made.schema.name = "locate";
  made.schema.title =
      text(lang, "text.locate_title", {{"count", print_count(static_cast<std::int64_t>(total), lang)}});
  made.schema.columns = locate_columns();
  made.produce = [rows, lang](formats::Writer& out) -> Status {
    for (const Unlocated& one : *rows) VP_CHECK(out.write(locate_cells(one, lang)));
    return {};
  };
  return made;
}

}  // namespace vungphu::service
