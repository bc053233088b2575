// `scorecard`: the targets held against the newest assessment.
#include <algorithm>
#include <cmath>
#include <map>
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
std::vector<Column> score_columns(bool one_territory, bool one_deadline, bool one_profile) {
  Column profile = column("profile", CellType::code);
  profile.only_machine = one_profile;
  Column name = column("territory_name");
  name.only_machine = one_territory;
  Column unknown = column("unknown", CellType::count);
  unknown.label = "label.unknown_things";
  Column deadline = column("deadline", CellType::date);
  deadline.only_machine = one_deadline;
  return {profile,
          only_machine(column("territory", CellType::code)),
          only_machine(word_column("level", "kind.")),
          name,
          word_column("indicator", "indicator."),
          only_machine(word_column("kind", "kind.")),
          only_machine(word_column("technology", "technology.")),
          word_column("unit", "unit."),
          only_machine(word_column("measure", "unit.")),
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
          unknown,
          word_column("status", "status."),
          word_column("timing", "timing."),
          only_machine(column("met_since", CellType::date)),
          only_machine(column("decision")),
          column("reported", CellType::flag),
          only_machine(column("period")),
          only_machine(column("source")),
          only_machine(column("list_date", CellType::date)),
          only_machine(column("list_source")),
          only_machine(column("silent", CellType::codes)),
          only_machine(column("partly_silent", CellType::codes)),
          only_machine(column("borrowed", CellType::count)),
          only_machine(column("not_located", CellType::count)),
          only_machine(column("refused", CellType::count)),
          only_machine(column("straddles", CellType::codes))};
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
  return {row.profile,
          row.territory,
          row.level,
          territory_name(row.territory, row.territory_name, lang),
          row.indicator,
          text_cell(row.kind),
          text_cell(row.technology),
          row.unit,
          row.measure,
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
          cell(row.unknown),
          row.status,
          text_cell(row.timing),
          row.met_since ? Cell(iso(*row.met_since)) : Cell(),
          text_cell(row.decision),
          row.reported,
          text_cell(row.period),
          text_cell(row.source),
          text_cell(row.list_date),
          text_cell(row.list_source),
          row.silent,
          row.partly_silent,
          row.borrowed,
          row.not_located,
          cell(row.refused),
          row.straddles};
}

std::string names_of(const std::set<std::string>& ids, const std::vector<Operator>& operators) {
  std::vector<std::string> names;
  for (const Operator& op : operators)
    if (ids.contains(op.id)) names.push_back(op.name);
  return join(names);
}

/// Who has not spoken, technology by technology; over several territories an operator is silent where it is
/// silent in all of them.
void note_silent(const std::vector<ScoreRow>& rows, const std::vector<Operator>& operators, Lang lang,
                 std::vector<std::string>& notes) {
  std::vector<std::string> technologies;
  for (const ScoreRow& row : rows)
    if (!row.reported && std::ranges::find(technologies, row.technology) == technologies.end())
      technologies.push_back(row.technology);
  for (const std::string& technology : technologies) {
    std::map<std::string, std::int64_t> silent;
    std::set<std::string> wholly, partly;
    std::int64_t asked = 0;
    for (const ScoreRow& row : rows) {
      if (row.technology != technology || row.territory == kOutside) continue;
      if (row.rule.empty()) continue;  // nothing of its kind is listed, so no figure says who is silent
      ++asked;
      for (const std::string& op : row.silent) ++silent[op];
      partly.insert(row.partly_silent.begin(), row.partly_silent.end());
    }
    for (const auto& [op, times] : silent) (times == asked ? wholly : partly).insert(op);
    const auto say = [&](const char* key, const std::set<std::string>& ids) {
      if (ids.empty()) return;
      notes.push_back(text(
          lang, key,
          {{"technology", text(lang, "technology." + technology)}, {"operators", names_of(ids, operators)}}));
    };
    say("text.silent_note", wholly);
    say("text.partly_silent_note", partly);
  }
}

/// What the figures of one territory leave out.
void note_left_out(const std::vector<ScoreRow>& rows, Lang lang, std::vector<std::string>& notes) {
  std::vector<std::string> not_located, refused;
  std::set<std::string> told;
  for (const ScoreRow& row : rows) {
    const std::string indicator = text(lang, "indicator." + row.indicator);
    if (row.not_located > 0)
      not_located.push_back(text(lang,
                                 row.borrowed > 0 ? "text.not_located_borrowed" : "text.not_located_item",
                                 {{"indicator", indicator},
                                  {"count", print_count(row.not_located, lang)},
                                  {"borrowed", print_count(row.borrowed, lang)}}));
    if (row.refused.value_or(0) > 0 && told.insert(row.technology).second)
      refused.push_back(text(lang, "technology." + row.technology) + " " + print_count(*row.refused, lang));
  }
  if (!not_located.empty())
    notes.push_back(text(lang, "text.not_located_note", {{"what", join(not_located, "; ")}}));
  if (!refused.empty()) notes.push_back(text(lang, "text.refused_note", {{"what", join(refused, "; ")}}));
}

/// Which territories groups leave out, because they lie in them in part.
void note_straddles(const std::vector<ScoreRow>& rows, const Assessment& assessment, Lang lang,
                    std::vector<std::string>& notes) {
  const Labels names = territory_labels(assessment);
  std::set<std::string> told;
  for (const ScoreRow& row : rows) {
    if (row.straddles.empty() || !told.insert(row.territory).second) continue;
    notes.push_back(text(lang, "text.straddles_note",
                         {{"group", named_territory(row.territory, row.territory_name, lang)},
                          {"territories", labels_of(names, row.straddles)}}));
  }
}

/// Out of a page go reported indicators of which nobody has reported anything: they are told in one note.
void fold_unreported(std::vector<ScoreRow>& rows, Lang lang, std::vector<std::string>& notes) {
  std::set<std::string> reported;
  for (const ScoreRow& row : rows)
    if (!row.reported || row.value) reported.insert(row.indicator);
  std::vector<std::string> folded;  // in the order of the profile
  for (const ScoreRow& row : rows) {
    const std::string indicator = text(lang, "indicator." + row.indicator);
    if (!reported.contains(row.indicator) && std::ranges::find(folded, indicator) == folded.end())
      folded.push_back(indicator);
  }
  if (folded.empty()) return;
  std::erase_if(rows, [&](const ScoreRow& row) { return !reported.contains(row.indicator); });
  notes.push_back(text(lang, "text.unreported_note",
                       {{"count", print_count(static_cast<std::int64_t>(folded.size()), lang)},
                        {"indicators", join(folded, "; ")}}));
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

std::string title_of(const Assessment& assessment, const ScorecardQuery& query, Lang lang) {
  const std::string as_of = print_date(assessment.as_of, lang);
  if (query.territory.empty()) return text(lang, "text.scorecard_title", {{"as_of", as_of}});
  const std::string where = territory_asked(assessment, query.level, query.territory, lang);
  return text(lang, "text.scorecard_title_of", {{"as_of", as_of}, {"territory", where}});
}

std::string name_of(const Profile& profile, Lang lang) {
  const auto name = profile.name.find(lang == Lang::vi ? "vi" : "en");
  return name == profile.name.end() ? std::string() : name->second;
}

/// Whose targets these are, where they are not those of the profile that the assessment was made with.
void note_profiles(const Assessment& assessment, const std::vector<Profile>& profiles, Lang lang,
                   std::vector<std::string>& notes) {
  if (profiles.size() == 1 && profiles.front().id == assessment.profile) return;
  std::vector<std::string> names;
  for (const Profile& profile : profiles) {
    const std::string name = name_of(profile, lang);
    names.push_back(name.empty() ? profile.id : name + " (" + profile.id + ")");
  }
  notes.push_back(text(lang, "text.profiles_note", {{"profiles", join(names)}}));
}

/// Those that are asked for, in the order in which they were; each once.
Result<std::vector<Profile>> profiles_asked(const store::Store& store, const std::vector<std::string>& ids) {
  VP_TRY(std::vector<Profile> all, store.profiles());
  if (std::ranges::find(ids, "all") != ids.end()) return all;
  std::vector<Profile> chosen;
  if (ids.empty()) chosen.push_back(all.front());
  for (const std::string& id : ids) {
    const auto found = std::ranges::find(all, id, &Profile::id);
    if (found == all.end()) {
      std::vector<std::string> known;
      for (const Profile& profile : all) known.push_back(profile.id);
      return fail("service.profile_not_here", {{"profile", id}, {"profiles", join(known)}});
    }
    if (std::ranges::find(chosen, id, &Profile::id) == chosen.end()) chosen.push_back(*found);
  }
  return chosen;
}

/// The rows of all profiles, one profile after the other, each held against time.
Result<std::vector<ScoreRow>> score_rows(const store::Store& store, const Assessment& assessment,
                                         const ScorecardQuery& query, const std::vector<Profile>& profiles) {
  VP_TRY(const std::vector<Reported> reported, store.reported());
  VP_TRY(std::vector<ListInfo> lists, store.lists());
  std::erase_if(lists, [&](const ListInfo& list) {
    return std::ranges::find(assessment.lists, list.id) == assessment.lists.end();
  });
  VP_TRY(const std::vector<Assessment> earlier, by_date(store, assessment.as_of));
  std::vector<ScoreRow> rows;
  for (const Profile& profile : profiles) {
    std::vector<ScoreRow> own =
        assess::scorecard(assessment, profile, reported, query.level, query.territory, lists);
    assess::add_timing(own, assessment, earlier, profile, reported, query.level, query.territory);
    rows.insert(rows.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  }
  return rows;
}

}  // namespace

Result<Resource> scorecard(const store::Store& store, const ScorecardQuery& query, Lang lang) {
  VP_TRY(const std::vector<Profile> profiles, profiles_asked(store, query.profiles));
  VP_TRY(const Assessment assessment, find_assessment(store, query.of, false));
  VP_CHECK(check_territory(assessment, query));
  VP_TRY(const bool stale, is_stale(store, assessment));
  VP_TRY(const std::vector<Operator> operators, store.operators());
  VP_TRY(std::vector<ScoreRow> found, score_rows(store, assessment, query, profiles));
  std::vector<std::string> folded;
  if (query.folded) fold_unreported(found, lang, folded);
  const auto rows = std::make_shared<const std::vector<ScoreRow>>(std::move(found));
  Resource made;
  made.head = head_of(assessment);
  made.notes = notes_of(assessment, stale, lang);
  note_profiles(assessment, profiles, lang, made.notes);
  made.notes.push_back(text(lang, "text.scorecard_note"));
  note_silent(*rows, operators, lang, made.notes);
  if (query.level.empty()) note_left_out(*rows, lang, made.notes);
  note_straddles(*rows, assessment, lang, made.notes);
  made.schema.name = "scorecard";
  made.schema.title = title_of(assessment, query, lang);
  const bool one_deadline = std::all_of(rows->begin(), rows->end(), [&](const ScoreRow& row) {
    return row.deadline == rows->front().deadline;
  });
  if (one_deadline && !rows->empty())
    made.notes.push_back(
        text(lang, "text.deadline_note", {{"date", print_date(rows->front().deadline, lang)}}));
  std::ranges::move(folded, std::back_inserter(made.notes));
  made.schema.columns = score_columns(query.level.empty(), one_deadline, profiles.size() == 1);
  made.produce = [rows, lang](formats::Writer& out) -> Status {
    for (const ScoreRow& row : *rows) VP_CHECK(out.write(score_cells(row, lang)));
    return {};
  };
  return made;
}

Result<Resource> profiles(const store::Store& store, Lang lang) {
  VP_TRY(std::vector<Profile> all, store.profiles());
  Resource made;
  made.schema.name = "profiles";
  made.schema.title = text(lang, "text.profiles_title");
  made.schema.columns = {column("profile", CellType::code),  column("name"),
                         column("main", CellType::flag),     column("indicators", CellType::count),
                         column("targets", CellType::count), column("decisions", CellType::codes)};
  made.produce = [all = std::move(all), lang](formats::Writer& out) -> Status {
    for (const Profile& profile : all) {
      std::vector<std::string> decisions;
      for (const Target& target : profile.targets)
        if (std::ranges::find(decisions, target.decision) == decisions.end())
          decisions.push_back(target.decision);
      const Cell cells[] = {profile.id,
                            text_cell(name_of(profile, lang)),
                            &profile == &all.front(),
                            static_cast<std::int64_t>(profile.indicators.size()),
                            static_cast<std::int64_t>(profile.targets.size()),
                            decisions};
      VP_CHECK(out.write(cells));
    }
    return {};
  };
  return made;
}

}  // namespace vungphu::service
