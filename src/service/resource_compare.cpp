// `compare`: two dates held against each other.
#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

#include "compare.hpp"
#include "current.hpp"

namespace vungphu::service {
namespace {

using assess::Comparison;
using assess::PlaceChange;
using assess::Term;
using assess::Waterfall;
using formats::Cell;
using formats::CellType;
using formats::Column;
using nlohmann::ordered_json;

/// In the order in which they sum up, but for the two ends.
struct Named {
  const char* name;
  Term Waterfall::*term;
};
constexpr Named kSteps[] = {{"rules", &Waterfall::rules},
                            {"boundaries", &Waterfall::boundaries},
                            {"lists", &Waterfall::lists},
                            {"totals", &Waterfall::totals},
                            {"newly_covered", &Waterfall::newly_covered},
                            {"lost", &Waterfall::lost}};

ordered_json json_of(const Term& term) {
  ordered_json made{{"numerator", term.numerator}};
  made["denominator"] = term.denominator ? ordered_json(*term.denominator) : ordered_json(nullptr);
  return made;
}

std::optional<double> percent_of(const Term& term) {
  constexpr double kPercent = 100;
  if (!term.denominator || *term.denominator == 0) return std::nullopt;
  return kPercent * static_cast<double>(term.numerator) / static_cast<double>(*term.denominator);
}

ordered_json json_of_end(const Term& term) {
  ordered_json made = json_of(term);
  const auto percent = percent_of(term);
  made["percent"] = percent ? ordered_json(*percent) : ordered_json(nullptr);
  return made;
}

std::string head_of(const Staged& staged, const CompareRequest& request, const Comparison& found) {
  const auto date = [](const assess::Stage& stage, Date as_of) {
    return ordered_json{{"as_of", iso(as_of)}, {"vintage", iso(stage.inputs.vintage)}};
  };
  ordered_json comparison{{"from", date(*staged.stages.from, request.from)},
                          {"to", date(*staged.stages.to, request.to)},
                          {"territory", found.territory},
                          {"level", found.level},
                          {"redrawn", found.redrawn},
                          {"method", assess::kMethod}};
  comparison["stored"] = staged.stored ? ordered_json(staged.stored->id) : ordered_json(nullptr);
  comparison["passed_over"] =
      staged.passed_over ? ordered_json(staged.passed_over->id) : ordered_json(nullptr);
  ordered_json waterfall = ordered_json::array();
  for (const Waterfall& one : found.waterfall) {
    ordered_json steps;
    for (const Named& step : kSteps) steps[step.name] = json_of(one.*step.term);
    waterfall.push_back({{"indicator", one.indicator},
                         {"kind", one.kind},
                         {"technology", one.technology},
                         {"unit", one.unit},
                         {"from", json_of_end(one.from)},
                         {"steps", steps},
                         {"to", json_of_end(one.to)}});
  }
  return "\"comparison\":" + comparison.dump() + ",\n\"waterfall\":" + waterfall.dump();
}

Column named_column(std::string label, CellType type) {
  Column made = column(label, type);
  made.label = std::move(label);
  return made;
}

std::vector<Column> waterfall_columns(const CompareRequest& request, Lang lang) {
  std::vector<Column> columns = {word_column("indicator", "indicator."), word_column("term", "term."),
                                 named_column(print_date(request.from, lang), CellType::count)};
  for (const Named& step : kSteps) columns.push_back(column(step.name, CellType::count));
  columns.push_back(named_column(print_date(request.to, lang), CellType::count));
  columns.push_back(named_column(print_date(request.from, lang) + " %", CellType::decimal));
  columns.push_back(named_column(print_date(request.to, lang) + " %", CellType::decimal));
  for (auto at = columns.end() - 2; at != columns.end(); ++at) at->decimals = 1;
  return columns;
}

Status write_waterfall(const Waterfall& one, formats::Writer& out) {
  const auto percent = [](const Term& term) {
    const auto value = percent_of(term);
    return value ? Cell(*value) : Cell();
  };
  std::vector<Cell> numerators = {one.indicator, std::string("numerator"), one.from.numerator};
  std::vector<Cell> denominators = {std::string(), std::string("denominator"), cell(one.from.denominator)};
  for (const Named& step : kSteps) {
    const bool both = step.term != &Waterfall::totals;
    const bool counted = step.term != &Waterfall::newly_covered && step.term != &Waterfall::lost;
    numerators.push_back(both ? Cell((one.*step.term).numerator) : Cell());
    denominators.push_back(counted ? cell((one.*step.term).denominator) : Cell());
  }
  numerators.insert(numerators.end(), {one.to.numerator, percent(one.from), percent(one.to)});
  denominators.insert(denominators.end(), {cell(one.to.denominator), Cell(), Cell()});
  VP_CHECK(out.write(numerators));
  return out.write(denominators);
}

/// Of a level that is not in force at the to-date nothing is told: a place lies neither in nor outside of it.
std::vector<bool> told_levels(const assess::Inputs& to) {
  std::vector<bool> told;
  for (const std::string& level : to.profile->levels) told.push_back(in_force(to, level));
  return told;
}

std::vector<Column> place_columns(const std::vector<std::string>& levels, Labels operators) {
  Column from = word_column("from", "status."), to = word_column("to", "status.");
  from.label = "label.status_from";
  to.label = "label.status_to";
  std::vector<Column> columns = {word_column("kind", "kind."), word_column("technology", "technology."),
                                 column("code", CellType::code), only_machine(column("site", CellType::code)),
                                 column("name")};
  for (const std::string& level : levels) {
    Column code = only_machine(column(level, CellType::code)), name = column(level + "_name");
    code.label = name.label = "kind." + level;
    columns.push_back(code);
    columns.push_back(level == levels.back() ? name : only_machine(name));
  }
  columns.insert(columns.end(), {column("households", CellType::count), from, to,
                                 word_column("change", "change."), word_column("step", "step."),
                                 labelled(column("operators", CellType::codes), std::move(operators))});
  return columns;
}

std::vector<Cell> place_cells(const PlaceChange& place, const std::vector<bool>& told, Lang lang) {
  const std::string words = status_words(place.technology);
  const auto status = [&](const std::string& code) {
    return code.empty() ? Cell() : Cell(formats::Word{code, words});
  };
  std::vector<Cell> cells = {place.kind, place.technology, place.code, text_cell(place.site), place.name};
  for (std::size_t i = 0; i < place.territories.size(); ++i) {
    cells.push_back(told[i] ? Cell(place.territories[i]) : Cell());
    cells.push_back(told[i] ? Cell(territory_name(place.territories[i], place.territory_names[i], lang))
                            : Cell());
  }
  cells.insert(cells.end(), {cell(place.households), status(place.from), status(place.to), place.change,
                             place.step, place.operators});
  return cells;
}

std::vector<std::string> notes_of(const Staged& staged, const CompareRequest& request,
                                  const Comparison& found, Lang lang) {
  const std::string from = print_date(request.from, lang), to = print_date(request.to, lang);
  std::vector<std::string> notes = {text(lang, "text.waterfall_note", {{"from", from}, {"to", to}})};
  if (found.redrawn)
    notes.push_back(text(lang, "text.compare_redrawn", {{"from", from}, {"code", found.territory}}));
  if (staged.passed_over)
    notes.push_back(text(lang, "text.compare_passed_over",
                         {{"id", std::to_string(staged.passed_over->id)}, {"from", from}}));
  return notes;
}

Resource places_resource(std::shared_ptr<const Comparison> found, const assess::Inputs& to,
                         const CompareRequest& request, Lang lang) {
  Resource made;
  made.rows = "places";
  made.pinned = to.profile->pinned_operations;
  made.schema.name = "changes";
  const std::size_t count = found->places.size();
  const std::size_t shown = request.limit == 0 ? count : std::min(request.limit, count);
  const std::string all = print_count(static_cast<std::int64_t>(count), lang);
  made.schema.title = text(lang, "text.changes_title", {{"count", all}});
  if (shown < count)
    made.notes.push_back(
        text(lang, "text.changes_shown",
             {{"shown", print_count(static_cast<std::int64_t>(shown), lang)}, {"count", all}}));
  made.schema.geometry = formats::GeometryKind::point;
  made.schema.columns = place_columns(to.profile->levels, operator_labels(to.operators, lang));
  made.produce = [found = std::move(found), told = told_levels(to), shown,
                  lang](formats::Writer& out) -> Status {
    for (std::size_t i = 0; i < shown; ++i) {
      const PlaceChange& place = found->places[i];
      geo::Geometry geometry;
      if (place.point) geometry = geo::MultiPoint{{*place.point}};
      VP_CHECK(out.write(place_cells(place, told, lang), geometry));
    }
    return {};
  };
  return made;
}

}  // namespace

Result<Compared> compare(const store::Store& store, const CompareRequest& request, Lang lang,
                         const Task& task) {
  VP_TRY(const std::unique_ptr<Staged> staged, stage(store, request, task));
  VP_TRY(Comparison comparison, assess::compare(staged->stages, request.of, task));
  const auto found = std::make_shared<const Comparison>(std::move(comparison));
  Compared made;
  Resource& table = made.waterfall;
  table.notes = notes_of(*staged, request, *found, lang);
  table.schema.name = "waterfall";
  table.schema.title = text(lang, "text.waterfall_title",
                            {{"from", print_date(request.from, lang)},
                             {"to", print_date(request.to, lang)},
                             {"territory", named_territory(found->territory, found->territory_name, lang)}});
  table.schema.columns = waterfall_columns(request, lang);
  table.produce = [found](formats::Writer& out) -> Status {
    for (const Waterfall& one : found->waterfall) VP_CHECK(write_waterfall(one, out));
    return {};
  };
  made.places = places_resource(found, staged->stages.to->inputs, request, lang);
  made.places.head = head_of(*staged, request, *found);
  return made;
}

}  // namespace vungphu::service
