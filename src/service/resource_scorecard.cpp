// `scorecard`: the targets held against the newest assessment.
#include <algorithm>
#include <cmath>
#include <set>

#include "vungphu/assess/scorecard.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

using assess::ScoreRow;
using formats::Cell;
using formats::CellType;
using formats::Column;

/// What is the same in every row is said once, below the table.
std::vector<Column> score_columns(bool one_territory, bool one_deadline) {
  Column name = column("territory_name");
  name.only_machine = one_territory;
  Column deadline = column("deadline", CellType::date);
  deadline.only_machine = one_deadline;
  return {only_machine(column("territory", CellType::code)),
          only_machine(word_column("level", "kind.")),
          name,
          word_column("indicator", "indicator."),
          only_machine(word_column("kind", "kind.")),
          only_machine(word_column("technology", "technology.")),
          only_machine(word_column("unit", "unit.")),
          only_machine(word_column("rule", "rule.")),
          only_machine(word_column("basis", "basis.")),
          column("numerator", CellType::count),
          only_machine(column("numerator_upper", CellType::count)),
          column("denominator", CellType::count),
          column("value", CellType::decimal),
          column("value_upper", CellType::decimal),
          word_column("comparator", "comparator."),
          column("threshold", CellType::decimal),
          deadline,
          column("missing_to_target", CellType::count),
          column("uncovered", CellType::count),
          column("partly_dark", CellType::count),
          column("no_data", CellType::count),
          word_column("status", "status."),
          only_machine(column("decision")),
          column("reported", CellType::flag),
          only_machine(column("period")),
          only_machine(column("source")),
          only_machine(column("list_date", CellType::date))};
}

Cell decimal(const std::optional<double>& value, int decimals) {
  return value ? Cell(formats::Number{*value, decimals}) : Cell();
}

/// As many as the threshold is written with.
int threshold_decimals(double threshold) {
  constexpr int kMost = 6;
  int decimals = 0;
  for (double scaled = threshold; decimals < kMost && std::abs(scaled - std::round(scaled)) > 1e-7;
       scaled *= 10)
    ++decimals;
  return decimals;
}

std::vector<Cell> score_cells(const ScoreRow& row, Lang lang) {
  return {row.territory,
          row.level,
          territory_name(row.territory, row.territory_name, lang),
          row.indicator,
          text_cell(row.kind),
          text_cell(row.technology),
          row.unit,
          text_cell(row.rule),
          text_cell(row.basis),
          cell(row.numerator),
          cell(row.numerator_upper),
          cell(row.denominator),
          decimal(row.value, row.decimals),
          decimal(row.value_upper, row.decimals),
          text_cell(row.comparator),
          row.threshold ? decimal(row.threshold, threshold_decimals(*row.threshold)) : Cell(),
          row.deadline == kBeginning ? Cell() : Cell(iso(row.deadline)),
          cell(row.missing_to_target),
          cell(row.uncovered),
          cell(row.partly_dark),
          row.no_data,
          row.status,
          text_cell(row.decision),
          row.reported,
          text_cell(row.period),
          text_cell(row.source),
          text_cell(row.list_date)};
}

/// The level a code is of; Error with the nearest codes where it is of none.
Status check_territory(const Assessment& assessment, const ScorecardQuery& query) {
  if (query.territory.empty() && query.level.empty()) return {};
  std::set<std::string> codes, levels;
  for (const Figure& figure : assessment.figures) {
    if ((query.level.empty() || figure.level == query.level) &&
        (query.territory.empty() || figure.territory == query.territory))
      return {};
    if (figure.level == kWhole || figure.territory == kOutside) continue;
    codes.insert(figure.territory);
    levels.insert(figure.level);
  }
  const bool by_code = !query.territory.empty();
  const std::string& wanted = by_code ? query.territory : query.level;
  const std::set<std::string>& known = by_code ? codes : levels;
  return fail("service.nothing_of", {{"what", by_code ? "territory" : "level"},
                                     {"value", wanted},
                                     {"nearest", join(nearest_names(wanted, {known.begin(), known.end()}))}});
}

}  // namespace

Result<Resource> scorecard(const store::Store& store, const ScorecardQuery& query, Lang lang) {
  VP_TRY(Assessment assessment, newest_assessment(store, false));
  VP_CHECK(check_territory(assessment, query));
  VP_TRY(bool stale, is_stale(store, assessment));
  VP_TRY(Profile profile, store.profile());
  VP_TRY(std::vector<Reported> reported, store.reported());
  auto rows = std::make_shared<const std::vector<ScoreRow>>(
      assess::scorecard(assessment, profile, reported, query.level, query.territory));
  Resource made;
  made.head = head_of(assessment);
  made.notes = notes_of(assessment, stale, lang);
  made.notes.push_back(text(lang, "text.scorecard_note"));
  made.schema.name = "scorecard";
  made.schema.title = text(lang, "text.scorecard_title", {{"as_of", print_date(assessment.as_of, lang)}});
  const bool one_deadline = std::all_of(rows->begin(), rows->end(), [&](const ScoreRow& row) {
    return row.deadline == rows->front().deadline;
  });
  if (one_deadline && !rows->empty())
    made.notes.push_back(
        text(lang, "text.deadline_note", {{"date", print_date(rows->front().deadline, lang)}}));
  made.schema.columns = score_columns(query.level.empty(), one_deadline);
  made.produce = [rows, lang](formats::Writer& out) -> Status {
    for (const ScoreRow& row : *rows) VP_CHECK(out.write(score_cells(row, lang)));
    return {};
  };
  return made;
}

}  // namespace vungphu::service
