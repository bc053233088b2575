// `explain INDICATOR`: one figure, taken apart.
#include <algorithm>
#include <cmath>

#include "vungphu/assess/explain.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

#include "explain_text.hpp"

namespace vungphu::service {
namespace {

using assess::FigureExplanation;
using formats::Cell;
using formats::CellType;
using formats::Column;
using nlohmann::ordered_json;
using Rows = std::vector<std::vector<Cell>>;

/// What of an explanation is printed, and in which language.
struct Page {
  const FigureExplanation& found;
  const assess::Inputs& inputs;
  const Labels& territories;
  Lang lang;

  std::string count(std::int64_t n) const { return print_count(n, lang); }
  std::string say(const std::string& key, const Args& args = {}) const { return text(lang, key, args); }
  std::string unit() const { return say("unit." + found.score.unit); }
  std::string sign() const {
    return found.score.measure == "count" ? std::string() : " " + say("unit." + found.score.measure);
  }
  std::string value(const std::optional<double>& number) const {
    if (!number) return "–";
    return print_number(*number, found.score.decimals, lang) + sign();
  }
};

std::string result_of(const Page& page) {
  const auto& score = page.found.score;
  if (!score.value || !score.numerator || !score.denominator) return page.value(score.value);
  return page.say("text.explain_result", {{"value", page.value(score.value)},
                                          {"numerator", page.count(*score.numerator)},
                                          {"denominator", page.count(*score.denominator)},
                                          {"unit", page.unit()}});
}

std::string target_of(const Page& page) {
  const auto& score = page.found.score;
  if (score.comparator.empty() || !score.threshold) return page.say("status.tracked");
  std::string target =
      page.say("comparator." + score.comparator) + " " +
      print_number(*score.threshold, *score.threshold == std::floor(*score.threshold) ? 0 : 1, page.lang) +
      page.sign();
  if (score.deadline != kBeginning)
    target += page.say("text.explain_deadline", {{"date", print_date(score.deadline, page.lang)}});
  return score.decision.empty() ? target : target + " (" + score.decision + ")";
}

/// Facts that are not there, or are nothing, are not told.
void add_counts(const Page& page, Explained& made) {
  const auto& score = page.found.score;
  const Figure& figure = *page.found.figure;
  const auto add = [&](const char* word, std::optional<std::int64_t> n, bool always) {
    if (n && (always || *n != 0)) made.facts.emplace_back(label(page.lang, word), page.count(*n));
  };
  add("covered", score.numerator, true);
  add("open", page.found.open, false);
  add("uncovered", score.uncovered, true);
  add("no_data", score.no_data, true);
  add("unlocated", figure.unlocated, false);
  add("borrowed", figure.borrowed, false);
  add("estimated", figure.estimated, false);
  if (score.unknown.value_or(0) > 0)
    made.facts.emplace_back(label(page.lang, "unknown_things"), page.count(*score.unknown));
  if (figure.kind == "hamlet") {
    add("white", figure.white, true);
    add("partly_dark", figure.partly_dark, true);
  }
  if (!figure.straddles.empty())
    made.facts.emplace_back(label(page.lang, "straddles"), labels_of(page.territories, figure.straddles));
  const auto names = [&](const char* word, const std::vector<std::string>& ids) {
    if (!ids.empty())
      made.facts.emplace_back(label(page.lang, word), operator_names(page.inputs, ids, page.lang));
  };
  names("silent", page.found.silent);
  names("partly_silent", page.found.partly_silent);
}

void add_facts(const Page& page, Explained& made) {
  const auto& score = page.found.score;
  const Lang lang = page.lang;
  made.facts.emplace_back(label(lang, "value"), result_of(page));
  if (score.value_upper && score.value_upper != score.value)
    made.facts.emplace_back(label(lang, "value_upper"), page.value(score.value_upper));
  made.facts.emplace_back(label(lang, "target"), target_of(page));
  std::string status = page.say("status." + score.status);
  if (score.missing_to_target.value_or(0) > 0)
    status += page.say("text.explain_missing", {{"count", page.count(*score.missing_to_target)}});
  made.facts.emplace_back(label(lang, "status"), status);
  std::string rule = page.say("rule." + page.found.formula);
  if (!score.reported && !score.rule.empty()) rule += "; " + page.say("rule." + score.rule);
  made.facts.emplace_back(label(lang, "rule"), rule);
  if (page.found.figure) add_counts(page, made);
}

Resource lists_table(const Page& page) {
  Rows rows;
  for (const auto& [list, in_force] : page.found.lists)
    rows.push_back({list.kind, text_cell(list.source),
                    list.list_date == kBeginning ? Cell() : Cell(iso(list.list_date)),
                    list.valid_from == kBeginning ? Cell() : Cell(iso(list.valid_from)), in_force,
                    text_cell(list.file_name)});
  return table_of("lists", page.say("text.explain_lists"),
                  {word_column("kind", "kind."), column("source"), column("list_date", CellType::date),
                   column("valid_from", CellType::date), column("entries_in_force", CellType::count),
                   column("file_name")},
                  std::move(rows));
}

Resource basis_table(const Page& page) {
  Rows rows;
  for (const auto& share : page.found.by_basis)
    rows.push_back({share.basis == "no_data" ? page.say("status.no_data") : page.say("basis." + share.basis),
                    share.numerator, cell(share.denominator)});
  return table_of(
      "by_basis", page.say("text.explain_basis"),
      {column("basis"), column("numerator", CellType::count), column("denominator", CellType::count)},
      std::move(rows));
}

Resource submissions_table(const Page& page) {
  const bool set = page.found.score.technology.find('+') != std::string::npos;
  Rows rows;
  for (const auto& part : page.found.submissions) {
    const Submission& s = part.submission;
    rows.push_back(
        {s.id, operator_name(page.inputs, s.op, page.lang), s.technology, iso(s.as_of), s.file_name,
         part.covered, part.only, s.refused,
         part.stale ? Cell(page.say("text.explain_stale", {{"days", page.count(part.age_days)}})) : Cell()});
  }
  rows.push_back({Cell(), page.say("text.explain_several"), Cell(), Cell(), Cell(), Cell(),
                  page.found.several, Cell(), Cell()});
  Column stale = column("stale");
  stale.only_machine = std::ranges::none_of(page.found.submissions, &assess::Contribution::stale);
  Column technology = word_column("technology", "technology.");
  technology.only_machine = !set;
  return table_of(
      "submissions", page.say("text.explain_submissions"),
      {column("id", CellType::count), column("operator"), technology, column("as_of", CellType::date),
       column("file_name"), column("covered_by_it", CellType::count), column("only_through", CellType::count),
       column("refused", CellType::count), column("stale")},
      std::move(rows));
}

Resource parts_table(const Page& page) {
  Rows rows;
  for (const auto& part : page.found.parts)
    rows.push_back({territory_name(part.territory, part.name, page.lang), cell(part.numerator),
                    cell(part.denominator),
                    part.numerator ? share_cell(*part.numerator, part.denominator) : Cell()});
  const std::string level =
      page.found.parts.empty() ? "" : page.say("kind." + page.found.parts.front().level);
  return table_of("parts", page.say("text.explain_parts", {{"level", level}}),
                  {column("territory_name"), column("numerator", CellType::count),
                   column("denominator", CellType::count), column("share", CellType::percent)},
                  std::move(rows));
}

Resource reports_table(const Page& page) {
  Rows rows;
  for (const Reported& r : page.found.reports)
    rows.push_back({r.period, text_cell(r.source), Cell(formats::Number{r.value, page.found.score.decimals}),
                    cell(r.numerator), cell(r.denominator)});
  return table_of("reports", page.say("text.explain_reports"),
                  {column("period"), column("source"), column("value", CellType::decimal),
                   column("numerator", CellType::decimal), column("denominator", CellType::decimal)},
                  std::move(rows));
}

ordered_json date_json(Date date) { return date == kBeginning ? ordered_json() : ordered_json(iso(date)); }

ordered_json score_json(const FigureExplanation& found) {
  const auto& s = found.score;
  return {{"indicator", s.indicator},
          {"level", s.level},
          {"territory", s.territory},
          {"territory_name", s.territory_name},
          {"operator", found.op},
          {"kind", s.kind},
          {"technology", s.technology},
          {"unit", s.unit},
          {"measure", s.measure},
          {"formula", found.formula},
          {"rule", s.rule},
          {"basis", s.basis},
          {"numerator", maybe(s.numerator)},
          {"numerator_upper", maybe(s.numerator_upper)},
          {"denominator", maybe(s.denominator)},
          {"value", maybe(s.value)},
          {"value_upper", maybe(s.value_upper)},
          {"comparator", s.comparator},
          {"threshold", maybe(s.threshold)},
          {"deadline", date_json(s.deadline)},
          {"decision", s.decision},
          {"status", s.status},
          {"missing_to_target", maybe(s.missing_to_target)},
          {"reported", s.reported}};
}

ordered_json counts_json(const FigureExplanation& found) {
  const Figure& f = *found.figure;
  return {{"open", maybe(found.open)},
          {"uncovered", maybe(found.score.uncovered)},
          {"no_data", found.score.no_data},
          {"unlocated", f.unlocated},
          {"borrowed", f.borrowed},
          {"borrowed_covered", f.borrowed_covered},
          {"estimated", f.estimated},
          {"over_total", f.over_total},
          {"unknown", maybe(found.score.unknown)},
          {"white", f.kind == "hamlet" ? ordered_json(f.white) : ordered_json()},
          {"partly_dark", f.kind == "hamlet" ? ordered_json(f.partly_dark) : ordered_json()}};
}

void add_arrays(const FigureExplanation& found, ordered_json& json) {
  json["lists"] = json["by_basis"] = json["submissions"] = json["parts"] = json["reports"] =
      ordered_json::array();
  for (const auto& [list, in_force] : found.lists)
    json["lists"].push_back({{"id", list.id},
                             {"kind", list.kind},
                             {"source", list.source},
                             {"list_date", date_json(list.list_date)},
                             {"valid_from", date_json(list.valid_from)},
                             {"in_force", in_force},
                             {"file", list.file_name},
                             {"sha256", list.sha256}});
  for (const auto& share : found.by_basis)
    json["by_basis"].push_back(
        {{"basis", share.basis}, {"numerator", share.numerator}, {"denominator", maybe(share.denominator)}});
  for (const auto& part : found.submissions) {
    const Submission& s = part.submission;
    ordered_json told = submission_json(s);
    told.update(ordered_json{{"covered", part.covered},
                             {"only", part.only},
                             {"refused", s.refused},
                             {"age_days", part.age_days},
                             {"stale", part.stale}});
    json["submissions"].push_back(std::move(told));
  }
  json["several"] = found.several;
  json["silent"] = found.silent;
  json["partly_silent"] = found.partly_silent;
  json["straddles"] = found.figure ? found.figure->straddles : std::vector<std::string>();
  for (const auto& part : found.parts)
    json["parts"].push_back({{"level", part.level},
                             {"territory", part.territory},
                             {"name", part.name},
                             {"numerator", maybe(part.numerator)},
                             {"denominator", maybe(part.denominator)}});
  for (const auto& r : found.reports)
    json["reports"].push_back({{"period", r.period},
                               {"territory", r.territory},
                               {"source", r.source},
                               {"value", r.value},
                               {"numerator", maybe(r.numerator)},
                               {"denominator", maybe(r.denominator)}});
}

/// A code of one level, or "level:code".
Status place_territory(const Current& now, const std::string& asked, assess::FigureQuery& query) {
  if (asked.empty() || asked == kWhole) return {};
  const std::size_t colon = asked.find(':');
  query.territory = colon == std::string::npos ? asked : asked.substr(colon + 1);
  std::vector<std::string> levels;
  for (const Figure& f : now.assessment.figures) {
    if (f.territory != query.territory || f.level == kWhole) continue;
    if (colon != std::string::npos && f.level != asked.substr(0, colon)) continue;
    if (std::ranges::find(levels, f.level) == levels.end()) levels.push_back(f.level);
  }
  if (levels.empty()) return fail("assess.unknown_territory", {{"code", asked}});
  query.level = levels.back();
  if (levels.size() == 1 || query.territory == kOutside) return {};
  for (std::string& level : levels) level += ":" + query.territory;
  return fail("service.explain_ambiguous", {{"value", asked}, {"choices", join(levels)}});
}

}  // namespace

Result<Explained> explain_indicator(const store::Store& store, const Current& now, const ExplainQuery& asked,
                                    Lang lang, const Task& task) {
  assess::FigureQuery query{.indicator = asked.what};
  VP_CHECK(place_territory(now, asked.territory, query));
  if (!asked.op.empty()) query.op = asked.op;
  VP_TRY(std::vector<Reported> reported, store.reported());
  VP_TRY(const FigureExplanation found,
         assess::explain_figure(now.inputs, now.assessment, reported, query, task));
  const Labels territories = territory_labels(now.assessment);
  const Page page{found, now.inputs, territories, lang};
  Explained made;
  const std::string where = territory_name(found.score.territory, found.score.territory_name, lang);
  made.title = text(lang, found.score.reported ? "text.explain_reported_title" : "text.explain_title",
                    {{"indicator", text(lang, "indicator." + query.indicator)},
                     {"territory", where},
                     {"operator", operator_name(now.inputs, found.op, lang)}});
  add_facts(page, made);
  if (found.score.reported) {
    made.tables.push_back(reports_table(page));
  } else {
    made.tables.push_back(lists_table(page));
    made.tables.push_back(basis_table(page));
    made.tables.push_back(submissions_table(page));
    if (!found.parts.empty()) made.tables.push_back(parts_table(page));
    made.notes.push_back(text(lang, "text.explain_note"));
  }
  for (std::string& note : notes_of(now.assessment, false, lang)) made.notes.push_back(std::move(note));
  ordered_json json = {{"assessment", head_json(now.assessment)}, {"of", "figure"}};
  json.update(score_json(found));
  if (found.figure) json.update(counts_json(found));
  add_arrays(found, json);
  made.json = dump(json);
  return made;
}

}  // namespace vungphu::service
