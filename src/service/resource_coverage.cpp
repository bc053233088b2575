// `coverage` and `coverage --area`.
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

using formats::Cell;
using formats::CellType;
using formats::Column;

/// What groups straddle is told to a person where there are groups among the rows.
std::vector<Column> coverage_columns(bool groups, const Labels& operators, Labels territories) {
  Column straddles = labelled(column("straddles"), std::move(territories));
  straddles.only_machine = !groups;
  return {only_machine(column("territory", CellType::code)),
          word_column("level", "kind."),
          column("name"),
          word_column("kind", "kind."),
          word_column("technology", "technology."),
          labelled(word_column("operator", "operator."), operators),
          only_machine(word_column("status", "status.")),
          only_machine(word_column("unit", "unit.")),
          only_machine(word_column("rule", "rule.")),
          word_column("basis", "basis."),
          column("total", CellType::count),
          column("covered", CellType::count),
          column("covered_upper", CellType::count),
          only_machine(column("shared_upper", CellType::count)),
          column("share", CellType::percent),
          only_machine(column("weight_total", CellType::count)),
          only_machine(column("weight_covered", CellType::count)),
          only_machine(column("weight_share", CellType::percent)),
          only_machine(column("by_operators", CellType::counts)),
          only_machine(column("connected", CellType::count)),
          column("no_data", CellType::count),
          column("uncovered", CellType::count),
          only_machine(column("unknown_demand", CellType::count)),
          only_machine(column("unlocated", CellType::count)),
          only_machine(column("estimated", CellType::count)),
          only_machine(column("over_total", CellType::count)),
          only_machine(column("white", CellType::count)),
          only_machine(column("partly_dark", CellType::count)),
          only_machine(column("weight_covered_upper", CellType::count)),
          only_machine(column("demand_total", CellType::count)),
          only_machine(column("demand_covered", CellType::count)),
          only_machine(column("demand_covered_upper", CellType::count)),
          only_machine(column("unweighted", CellType::count)),
          only_machine(column("borrowed", CellType::count)),
          only_machine(column("borrowed_covered", CellType::count)),
          only_machine(column("refused", CellType::count)),
          only_machine(column("people_total", CellType::count)),
          only_machine(column("people_covered", CellType::count)),
          only_machine(column("people_covered_upper", CellType::count)),
          only_machine(column("people_no_data", CellType::count)),
          only_machine(column("unpeopled", CellType::count)),
          only_machine(column("powered_total", CellType::count)),
          only_machine(column("powered_covered", CellType::count)),
          only_machine(column("powered_no_data", CellType::count)),
          only_machine(column("unknown_power", CellType::count)),
          labelled(column("silent"), operators),
          only_machine(labelled(column("partly_silent"), operators)),
          straddles,
          column("list_date", CellType::date)};
}

/// All that is proven uncovered; nothing where the total is not known.
Cell uncovered_cell(const Figure& f) {
  if (!f.total) return {};
  return std::max<std::int64_t>(0, *f.total - f.covered_upper - f.no_data);
}

std::vector<Cell> coverage_cells(const Figure& f, Lang lang) {
  return {f.territory,
          f.level,
          territory_name(f.territory, f.name, lang),
          f.kind,
          f.technology,
          f.op,
          f.status,
          f.unit,
          f.rule,
          text_cell(f.basis),
          cell(f.total),
          f.covered,
          f.covered_upper,
          f.shared_upper,
          share_cell(f),
          cell(f.weight_total),
          f.weight_covered,
          f.status == "no_data" ? Cell() : share_cell(f.weight_covered, f.weight_total),
          f.by_operators.empty() ? Cell() : Cell(f.by_operators),
          cell(f.connected),
          f.no_data,
          uncovered_cell(f),
          f.unknown_demand,
          f.unlocated,
          f.estimated,
          f.over_total,
          f.white,
          f.partly_dark,
          f.weight_covered_upper,
          f.demand_total,
          f.demand_covered,
          f.demand_covered_upper,
          f.unweighted,
          f.borrowed,
          f.borrowed_covered,
          cell(f.refused),
          cell(f.people_total),
          f.people_covered,
          f.people_covered_upper,
          f.people_no_data,
          f.unpeopled,
          f.powered_total,
          f.powered_covered,
          f.powered_no_data,
          f.unknown_power,
          text_cell(join(f.silent)),
          text_cell(join(f.partly_silent)),
          text_cell(join(f.straddles)),
          text_cell(f.list_date)};
}

std::vector<Column> area_columns(const Labels& operators) {
  Column sum = column("area_sum_km2", CellType::decimal), area = column("area_km2", CellType::decimal);
  sum.decimals = area.decimals = 6;  // 1 m² (DESIGN 3.10)
  return {only_machine(column("territory", CellType::code)),
          word_column("level", "kind."),
          column("name"),
          word_column("technology", "technology."),
          labelled(word_column("operator", "operator."), operators),
          column("claims", CellType::count),
          sum,
          area,
          column("area_share", CellType::percent)};
}

/// What of the area lies in territories: of the whole, all but what lies outside of the lowest level.
double within_m2(const AreaFigure& f, const Assessment& assessment) {
  if (f.level != kWhole) return f.area_m2;
  double outside = 0;
  for (const AreaFigure& other : assessment.areas)  // the last level is the lowest
    if (other.territory == kOutside && other.technology == f.technology && other.op == f.op)
      outside = other.area_m2;
  return f.area_m2 - outside;
}

/// In whole square metres, to machines as well: what is smaller may differ from one processor's sine to
/// another's.
std::vector<Cell> area_cells(const AreaFigure& f, const Assessment& assessment, Lang lang) {
  constexpr double kSquareMetres = 1e6;
  return {
      f.territory,
      f.level,
      territory_name(f.territory, f.name, lang),
      f.technology,
      f.op,
      f.claims,
      std::round(f.area_sum_m2) / kSquareMetres,
      std::round(f.area_m2) / kSquareMetres,
      f.territory_m2 > 0 ? Cell(std::round(within_m2(f, assessment)) / std::round(f.territory_m2)) : Cell()};
}

bool asked(const std::string& wanted, const std::string& value) { return wanted.empty() || wanted == value; }

/// Values that occur, for a filter that nothing matches.
template <class Rows, class Member>
Status known(const Rows& rows, Member member, const std::string& wanted, const char* what) {
  if (wanted.empty()) return {};
  std::vector<std::string> values;
  for (const auto& row : rows) {
    const std::string& value = row.*member;
    if (value == wanted) return {};
    if (value == kWhole || value == kOutside || value == kUnplaced || value == kAny) continue;
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return fail("service.nothing_of",
              {{"what", what}, {"value", wanted}, {"nearest", join(nearest_names(wanted, values))}});
}

template <class Row>
Status check_filters(const std::vector<Row>& rows, const CoverageQuery& query) {
  VP_CHECK(known(rows, &Row::technology, query.technology, "technology"));
  VP_CHECK(known(rows, &Row::level, query.level, "level"));
  VP_CHECK(known(rows, &Row::territory, query.territory, "territory"));
  return known(rows, &Row::op, query.op, "operator");
}

}  // namespace

Result<Resource> coverage(const store::Store& store, const CoverageQuery& asked_for, Lang lang) {
  CoverageQuery query = asked_for;
  VP_TRY(query.op, operator_id(store, asked_for.op));
  VP_TRY(Assessment found, find_assessment(store, query.of, false));
  VP_TRY(bool stale, is_stale(store, found));
  auto assessment = std::make_shared<const Assessment>(std::move(found));
  Resource made;
  made.head = head_of(*assessment);
  made.notes = notes_of(*assessment, stale, lang);
  made.schema.name = query.area ? "area" : "coverage";
  made.schema.title = text(lang, query.area ? "text.area_title" : "text.coverage_title");
  auto matches = [query](const auto& f) {
    return asked(query.technology, f.technology) && asked(query.level, f.level) &&
           asked(query.territory, f.territory) && asked(query.op, f.op);
  };
  const bool groups = std::any_of(
      assessment->figures.begin(), assessment->figures.end(),
      [&](const Figure& f) { return f.level == kGroup && matches(f) && asked(query.kind, f.kind); });
  VP_TRY(const std::vector<Operator> registry, store.operators());
  const Labels operators = operator_labels(registry, lang);
  made.schema.columns = query.area ? area_columns(operators)
                                   : coverage_columns(groups, operators, territory_labels(*assessment));
  if (query.area) {
    VP_CHECK(check_filters(assessment->areas, query));
    made.produce = [=](formats::Writer& out) -> Status {
      for (const AreaFigure& figure : assessment->areas)
        if (matches(figure)) VP_CHECK(out.write(area_cells(figure, *assessment, lang)));
      return {};
    };
    return made;
  }
  VP_CHECK(check_filters(assessment->figures, query));
  VP_CHECK(known(assessment->figures, &Figure::kind, query.kind, "kind"));
  made.produce = [=](formats::Writer& out) -> Status {
    for (const Figure& figure : assessment->figures)
      if (matches(figure) && asked(query.kind, figure.kind))
        VP_CHECK(out.write(coverage_cells(figure, lang)));
    return {};
  };
  return made;
}

}  // namespace vungphu::service
