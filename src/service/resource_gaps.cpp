// `gaps`: places that are uncovered, and partly dark hamlets.
#include <algorithm>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/resources.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

using assess::Gap;
using formats::Cell;
using formats::CellType;
using formats::Column;

Column shown_if(bool shown, Column column) { return shown ? column : only_machine(std::move(column)); }

std::vector<Column> gap_columns(const Profile& profile, const assess::Inputs& inputs,
                                const std::string& technology, bool sites, bool stations, Lang lang) {
  Column site = column("site", CellType::code);
  site.only_machine = !sites;
  std::vector<Column> columns = {only_machine(word_column("kind", "kind.")), column("code", CellType::code),
                                 site, column("name")};
  for (const std::string& level : profile.levels) {
    Column code = only_machine(column(level, CellType::code)), name = column(level + "_name");
    name.label = "kind." + level;
    code.label = "kind." + level;
    columns.push_back(code);
    // For a person: not the province, which is the same in every row, and no level that this vintage does not
    // have.
    const bool told = level != profile.levels.front() && in_force(inputs, level);
    columns.push_back(told ? name : only_machine(name));
  }
  columns.insert(
      columns.end(),
      {column("households", CellType::count), column("uncovered_households", CellType::count),
       column("distance_m", CellType::metres),
       labelled(word_column("nearest_operator", "operator."), operator_labels(inputs.operators, lang)),
       shown_if(stations, column("nearest_site", CellType::code)),
       shown_if(stations, column("nearest_site_m", CellType::metres)),
       only_machine(column("nearest_site_operator", CellType::code)),
       word_column("status", status_words(technology))});
  return columns;
}

/// `told[i]`: level i is in force; where it is not, a place lies neither in nor outside of it.
std::vector<Cell> gap_cells(const Gap& gap, const std::vector<bool>& told, Lang lang) {
  std::vector<Cell> cells = {gap.kind, gap.code, text_cell(gap.site), gap.name};
  for (std::size_t i = 0; i < gap.territories.size(); ++i) {
    cells.emplace_back(told[i] ? Cell(gap.territories[i]) : Cell());
    cells.emplace_back(told[i] ? Cell(territory_name(gap.territories[i], gap.territory_names[i], lang))
                               : Cell());
  }
  cells.insert(cells.end(), {cell(gap.households), cell(gap.uncovered_households), cell(gap.metres),
                             text_cell(gap.nearest_operator),
                             gap.nearest_site ? text_cell(gap.nearest_site->code) : Cell(),
                             gap.nearest_site ? Cell(gap.nearest_site->metres) : Cell(),
                             gap.nearest_site ? Cell(gap.nearest_site->op) : Cell(), gap.status});
  return cells;
}

/// An operator by its name, as far as the registry knows it.
Error named(Error error, const std::vector<Operator>& operators) {
  for (auto& [name, value] : error.args) {
    const auto known = std::ranges::find(operators, value, &Operator::id);
    if (name == "operator" && known != operators.end()) value = known->name;
  }
  return error;
}

}  // namespace

Result<Resource> gaps(const store::Store& store, const assess::GapQuery& asked_for, const AssessmentQuery& of,
                      Lang lang, const Task& task) {
  assess::GapQuery query = asked_for;
  VP_TRY(query.op, operator_id(store, asked_for.op));
  VP_TRY(Current now, current(store, of, true, task));
  std::size_t total = 0;
  auto answer = assess::gaps(now.assessment, now.inputs, query, task, &total);
  if (!answer) return tl::unexpected(named(std::move(answer.error()), now.inputs.operators));
  std::vector<Gap> found = std::move(*answer);
  const bool sites = std::ranges::any_of(found, [](const Gap& gap) { return !gap.site.empty(); });
  const bool stations =
      std::ranges::any_of(found, [](const Gap& gap) { return gap.nearest_site.has_value(); });
  auto rows = std::make_shared<const std::vector<Gap>>(std::move(found));
  Resource made;
  made.head = head_of(now.assessment);
  made.notes = notes_of(now.assessment, false, lang);
  note_limit(rows->size(), total, lang, made.notes);
  made.pinned = now.profile->pinned_operations;
  made.schema.name = "gaps";
  made.schema.title = text(lang, "text.gaps_title",
                           {{"kind", text(lang, "kind." + query.kind)},
                            {"technology", text(lang, "technology." + query.technology)},
                            {"count", print_count(static_cast<std::int64_t>(total), lang)}});
  made.schema.geometry = formats::GeometryKind::point;
  made.schema.columns = gap_columns(*now.profile, now.inputs, query.technology, sites, stations, lang);
  std::vector<bool> told;
  for (const std::string& level : now.profile->levels) told.push_back(in_force(now.inputs, level));
  made.produce = [rows, told, lang](formats::Writer& out) -> Status {
    for (const Gap& gap : *rows) {
      geo::Geometry geometry;
      if (gap.point) geometry = geo::MultiPoint{{*gap.point}};
      VP_CHECK(out.write(gap_cells(gap, told, lang), geometry));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
