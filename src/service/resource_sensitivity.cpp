// `coverage --sensitivity` and `scorecard --sensitivity`: other rules beside the official one.
#include "vungphu/assess/sensitivity.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

using assess::RuleFigure;
using assess::RuleScore;
using assess::ScoreRow;
using formats::Cell;
using formats::CellType;
using formats::Column;
using Rows = std::vector<std::vector<Cell>>;

std::vector<Column> figure_columns(bool one_territory, Labels operators) {
  Column name = column("name");
  name.only_machine = one_territory;
  return {only_machine(column("territory", CellType::code)),
          only_machine(word_column("level", "kind.")),
          name,
          word_column("kind", "kind."),
          word_column("technology", "technology."),
          labelled(word_column("operator", "operator."), std::move(operators)),
          word_column("rule", "rule."),
          column("official", CellType::flag),
          column("total", CellType::count),
          column("covered", CellType::count),
          column("covered_upper", CellType::count),
          column("share", CellType::percent),
          column("no_data", CellType::count),
          only_machine(word_column("status", "status.")),
          only_machine(word_column("basis", "basis."))};
}

std::vector<Cell> figure_cells(const RuleFigure& found, Lang lang) {
  const Figure& f = found.figure;
  return {f.territory, f.level,         territory_name(f.territory, f.name, lang),
          f.kind,      f.technology,    f.op,
          f.rule,      found.official,  cell(f.total),
          f.covered,   f.covered_upper, share_cell(f),
          f.no_data,   f.status,        text_cell(f.basis)};
}

std::vector<Column> score_columns(bool one_territory) {
  Column name = column("territory_name");
  name.only_machine = one_territory;
  return {only_machine(column("territory", CellType::code)),
          only_machine(word_column("level", "kind.")),
          name,
          word_column("indicator", "indicator."),
          word_column("rule", "rule."),
          column("official", CellType::flag),
          column("numerator", CellType::count),
          only_machine(column("numerator_upper", CellType::count)),
          column("denominator", CellType::count),
          column("value", CellType::decimal),
          column("value_upper", CellType::decimal),
          only_machine(word_column("comparator", "comparator.")),
          only_machine(column("threshold", CellType::decimal)),
          column("no_data", CellType::count),
          word_column("status", "status."),
          column("differs", CellType::flag)};
}

Cell decimal(const std::optional<double>& value, int decimals) {
  return value ? Cell(formats::Number{*value, decimals}) : Cell();
}

std::vector<Cell> score_cells(const RuleScore& found, Lang lang) {
  const ScoreRow& row = found.row;
  return {row.territory,
          row.level,
          territory_name(row.territory, row.territory_name, lang),
          row.indicator,
          text_cell(row.rule),
          found.official,
          cell(row.numerator),
          cell(row.numerator_upper),
          cell(row.denominator),
          decimal(row.value, row.decimals),
          decimal(row.value_upper, row.decimals),
          text_cell(row.comparator),
          cell(row.threshold),
          row.no_data,
          row.status,
          found.differs};
}

Resource made_of(const Current& now, std::string name, std::string title, std::vector<Column> columns,
                 Rows rows, Lang lang) {
  Resource made;
  made.head = head_of(now.assessment);
  made.notes = notes_of(now.assessment, false, lang);
  made.notes.push_back(text(lang, "text.sensitivity_note"));
  made.schema.name = std::move(name);
  made.schema.title = std::move(title);
  made.schema.columns = std::move(columns);
  made.produce = [rows = std::move(rows)](formats::Writer& out) -> Status {
    for (const auto& row : rows) VP_CHECK(out.write(row));
    return {};
  };
  return made;
}

}  // namespace

Result<Resource> coverage_by_rules(const store::Store& store, const CoverageQuery& asked_for, Lang lang,
                                   const Task& task) {
  CoverageQuery query = asked_for;
  VP_TRY(query.op, operator_id(store, asked_for.op));
  // Filters that nothing matches are told in the same words as without rules.
  VP_TRY(const Resource plain, coverage(store, query, lang));
  VP_TRY(const Current now, current(store, query.of, true, task));
  VP_TRY(const auto found,
         assess::sensitivity(now.inputs,
                             {query.kind, query.technology, query.op, query.level, query.territory}, task));
  Rows rows;
  for (const RuleFigure& figure : found) rows.push_back(figure_cells(figure, lang));
  const bool whole = query.level.empty() && query.territory.empty();
  return made_of(now, "sensitivity", text(lang, "text.sensitivity_title"),
                 figure_columns(whole, operator_labels(now.inputs.operators, lang)), std::move(rows), lang);
}

Result<Resource> scorecard_by_rules(const store::Store& store, const ScorecardQuery& query, Lang lang,
                                    const Task& task) {
  VP_TRY(const Resource plain, scorecard(store, query, lang));  // its words for what does not exist
  VP_TRY(const Current now, current(store, query.of, true, task));
  assess::SensitivityQuery asked;
  asked.op = kAny;
  asked.level = query.level;
  asked.territory = query.territory;
  VP_TRY(const auto figures, assess::sensitivity(now.inputs, asked, task));
  Rows rows;
  for (const RuleScore& score : assess::rule_scores(figures, *now.profile, query.level, query.territory))
    rows.push_back(score_cells(score, lang));
  std::string title = text(lang, "text.sensitivity_scorecard_title");
  if (!query.territory.empty())
    title += ": " + territory_asked(now.assessment, query.level, query.territory, lang);
  return made_of(now, "sensitivity", std::move(title), score_columns(query.level.empty()), std::move(rows),
                 lang);
}

}  // namespace vungphu::service
