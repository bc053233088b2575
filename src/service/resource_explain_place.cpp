// `explain PLACE`: the answers for one place, and the claims, rows and remarks behind them.
#include <algorithm>
#include <set>

#include "vungphu/assess/explain.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "explain_text.hpp"

namespace vungphu::service {
namespace {

using assess::PlaceAnswer;
using assess::PlaceClaim;
using assess::PlaceExplanation;
using formats::Cell;
using formats::CellType;
using nlohmann::ordered_json;
using Rows = std::vector<std::vector<Cell>>;

/// Of one operator in print and JSON; the rest is counted. Those that cover come first.
constexpr std::size_t kMostClaims = 20;

/// A remark, and what it is a remark on.
struct Remark {
  std::int64_t submission = 0, list = 0;  ///< neither: the assessment's
  Finding finding;
};

struct PlacePage {
  const PlaceExplanation& found;
  const assess::Inputs& inputs;
  const std::vector<Remark>& remarks;
  Lang lang;

  std::string count(std::int64_t n) const { return print_count(n, lang); }
  std::string say(const std::string& key, const Args& args = {}) const { return text(lang, key, args); }
};

std::string key_of(const Entry& entry) {
  return entry.kind + ":" + entry.code + (entry.site.empty() ? "" : "/" + entry.site);
}

/// Whether what was asked ("code", "kind:code", with "/site" or not) means this place.
bool means(const std::string& asked, const Entry& entry, bool& by_site) {
  const std::string bare = entry.code, kind = entry.kind + ":";
  by_site = false;
  if (asked == bare || asked == kind + bare) return true;
  by_site = true;
  return !entry.site.empty() && (asked == bare + "/" + entry.site || asked == key_of(entry));
}

/// The one place that is meant. Of a school with satellites a code alone means the main one.
Result<const Entry*> find_place(const Current& now, const std::string& asked) {
  std::vector<const Entry*> found;
  std::vector<std::string> codes;
  for (const PlaceSet& set : now.assessment.places) {
    const auto entries = now.inputs.entries.find(set.kind);
    if (entries == now.inputs.entries.end()) continue;
    for (const Entry& entry : entries->second) {
      bool by_site = false;
      if (means(asked, entry, by_site)) found.push_back(&entry);
      if (set.kind != "household") codes.push_back(entry.code);
    }
  }
  if (found.size() > 1) {
    std::vector<const Entry*> main;
    std::set<std::string> kinds;
    for (const Entry* entry : found) {
      kinds.insert(entry->kind);
      if (entry->site.empty()) main.push_back(entry);
    }
    if (kinds.size() == 1 && main.size() == 1) return main.front();
    std::vector<std::string> choices;
    for (const Entry* entry : found) choices.push_back(key_of(*entry));
    return fail("service.explain_ambiguous", {{"value", asked}, {"choices", join(choices)}});
  }
  if (found.size() == 1) return found.front();
  for (const Indicator& indicator : now.profile->indicators) codes.push_back(indicator.id);
  return fail("service.explain_unknown", {{"value", asked}, {"nearest", join(nearest_names(asked, codes))}});
}

bool names(const Finding& finding, const std::string& code) {
  if (finding.value == code) return true;
  return std::ranges::any_of(finding.args, [&](const auto& arg) { return arg.second == code; });
}

/// On the rows that were looked at, on the row of the list, and of the assessment.
Result<std::vector<Remark>> remarks_on(const store::Store& store, const Current& now,
                                       const PlaceExplanation& found) {
  std::vector<Remark> remarks;
  std::map<std::int64_t, std::set<std::int64_t>> rows;
  for (const PlaceAnswer& answer : found.answers) {
    for (const auto& judge : answer.submissions) rows[judge.submission.id];
    for (const PlaceClaim& claim : answer.claims) rows[claim.submission].insert(claim.claim->row);
  }
  const std::string& code = found.entry.code;
  for (const auto& [id, of_rows] : rows) {
    VP_TRY(std::vector<Finding> findings, store.findings_of_submission(id));
    for (Finding& f : findings)
      if ((f.row != 0 && of_rows.contains(f.row)) || names(f, code)) remarks.push_back({id, 0, std::move(f)});
  }
  if (found.list != nullptr) {
    VP_TRY(std::vector<Finding> findings, store.findings_of_list(found.list->id));
    for (Finding& f : findings)
      if (names(f, code)) remarks.push_back({0, found.list->id, std::move(f)});
  }
  for (const Finding& f : now.assessment.findings)
    if (names(f, code)) remarks.push_back({0, 0, f});
  return remarks;
}

Args args_of(const Finding& f, const assess::Inputs& inputs, Lang lang) {
  Args args = f.args;
  for (auto& [name, value] : args)
    if (name == "operator") value = operator_name(inputs, value, lang);
  args.insert(args.end(), {{"row", std::to_string(f.row)}, {"field", f.field}, {"value", f.value}});
  return args;
}

std::optional<geo::GridPoint> point_of(const Entry& entry) {
  if (entry.point) return entry.point;
  if (entry.area && !entry.area->polygons.empty() && is_place_kind(entry.kind))
    return geo::centre(*entry.area);
  return std::nullopt;
}

std::string position_of(const PlacePage& page) {
  const Entry& entry = page.found.entry;
  const auto point = point_of(entry);
  const std::string quality =
      page.say("position." + std::string(name_of(point ? entry.position : Position::none)));
  if (!point) return quality;
  return print_number(geo::degrees(point->y), 6, page.lang) + "; " +
         print_number(geo::degrees(point->x), 6, page.lang) + " (" + quality + ")";
}

void add_facts(const PlacePage& page, Explained& made) {
  const Entry& entry = page.found.entry;
  const Lang lang = page.lang;
  const auto add = [&](const char* word, const std::string& value) {
    if (!value.empty()) made.facts.emplace_back(label(lang, word), value);
  };
  const auto number = [&](const char* word, const std::optional<std::int64_t>& n) {
    if (n) add(word, page.count(*n));
  };
  add("kind", page.say("kind." + entry.kind));
  add("code", entry.code + (entry.site.empty() ? "" : "/" + entry.site));
  add("name", entry.name);
  if (const ListInfo* list = page.found.list) {
    std::string from = list->source.empty() ? list->file_name : list->source;
    if (list->list_date != kBeginning) from += ", " + print_date(list->list_date, lang);
    add("list", from);
    if (list->valid_from != kBeginning) add("valid_from", print_date(list->valid_from, lang));
  }
  add("position", position_of(page));
  if (entry.kind != "household") number("households", entry.weight);
  number("demand", entry.demand);
  number("people", entry.people);
  if (entry.power) add("power", page.say(*entry.power ? "text.yes" : "text.no"));
  std::vector<std::string> names;
  for (const Entry* unit : page.found.territories) names.insert(names.begin(), unit->name);
  const std::string where = names.empty() ? page.say("label.outside") : join(names);
  add("territory", where + " (" + page.say("belongs." + page.found.belongs_by) + ")");
}

std::string homes_text(const PlacePage& page, const PlaceAnswer& answer) {
  if (!answer.homes || answer.answer == "no_data") return {};
  const auto& homes = *answer.homes;
  if (homes.no_data >= homes.total) return {};
  const std::string low = page.count(homes.lower);
  return page.say("text.explain_homes",
                  {{"count", homes.upper > homes.lower ? low + "–" + page.count(homes.upper) : low},
                   {"total", page.count(homes.total)}});
}

/// "CMU0123, VNPT: 1.240 m"
std::string site_text(const PlacePage& page, const PlaceAnswer& answer) {
  if (!answer.nearest_site) return {};
  const auto& [op, code, metres] = *answer.nearest_site;
  return (code.empty() ? "" : code + ", ") + operator_name(page.inputs, op, page.lang) + ": " +
         print_number(metres, 0, page.lang) + " m";
}

Resource answers_table(const PlacePage& page) {
  Rows rows;
  formats::Column site = column("nearest_site");
  site.only_machine = std::ranges::none_of(
      page.found.answers, [](const PlaceAnswer& answer) { return answer.nearest_site.has_value(); });
  for (const PlaceAnswer& answer : page.found.answers)
    rows.push_back({answer.technology, operator_name(page.inputs, answer.op, page.lang),
                    page.say(status_words(answer.technology) + answer.answer),
                    text_cell(homes_text(page, answer)),
                    answer.why.empty() ? Cell() : Cell(page.say("why." + answer.why)),
                    text_cell(site_text(page, answer))});
  formats::Column homes = column("households");
  homes.only_machine = page.found.entry.kind != "hamlet";
  return table_of("answers", page.say("text.explain_answers"),
                  {word_column("technology", "technology."), column("operator"), column("status"), homes,
                   column("why"), site},
                  std::move(rows));
}

std::string claim_word(const PlaceClaim& claim) {
  if (claim.of_territory) return "territory_row";
  constexpr std::string_view kWords[] = {"area", "reach", "row", "cells"};
  return std::string(kWords[static_cast<std::size_t>(claim.claim->kind)]);
}

/// "28 m, reaches 30 m"; "60 of 100 passed"; "covers 40 % of it".
std::string what_of(const PlacePage& page, const PlaceClaim& claim) {
  constexpr double kMillimetres = 1000;
  const Counts& counts = claim.claim->counts;
  if (claim.distance_m)
    return page.say(
        "text.explain_within",
        {{"distance", print_number(*claim.distance_m, 0, page.lang)},
         {"reach", print_number(static_cast<double>(claim.claim->reach_mm) / kMillimetres, 0, page.lang)}});
  if (claim.share)
    return page.say("text.explain_share", {{"share", print_number(*claim.share * 100, 1, page.lang)}});
  if (counts.passed && counts.total)
    return page.say("text.explain_passed_of",
                    {{"passed", page.count(*counts.passed)}, {"total", page.count(*counts.total)}});
  if (counts.passed) return page.say("text.explain_passed", {{"passed", page.count(*counts.passed)}});
  return page.say(claim.claim->kind == ClaimKind::row ? "text.explain_names" : "text.explain_covers");
}

std::size_t shown(const PlaceAnswer& answer) { return std::min(answer.claims.size(), kMostClaims); }

Resource claims_table(const PlacePage& page) {
  Rows rows;
  std::size_t left_out = 0;
  for (const PlaceAnswer& answer : page.found.answers) {
    left_out += answer.claims.size() - shown(answer);
    for (std::size_t i = 0; i < shown(answer); ++i) {
      const PlaceClaim& claim = answer.claims[i];
      rows.push_back({answer.technology, operator_name(page.inputs, answer.op, page.lang), claim.submission,
                      claim.file, claim.claim->row, page.say("claim." + claim_word(claim)),
                      claim.claim->status, text_cell(what_of(page, claim))});
    }
  }
  Resource made =
      table_of("claims", page.say("text.explain_claims"),
               {word_column("technology", "technology."), column("operator"),
                column("submission", CellType::count), column("file"), column("row", CellType::count),
                column("claim"), word_column("state", "status."), column("what_it_says")},
               std::move(rows));
  if (left_out > 0)
    made.notes.push_back(
        page.say("text.explain_left_out", {{"count", page.count(static_cast<std::int64_t>(left_out))}}));
  return made;
}

Resource judges_table(const PlacePage& page) {
  Rows rows;
  for (const PlaceAnswer& answer : page.found.answers)
    for (const auto& [submission, judges] : answer.submissions)
      rows.push_back({submission.id, operator_name(page.inputs, submission.op, page.lang),
                      submission.technology, iso(submission.as_of), submission.file_name,
                      page.say("judges." + judges)});
  return table_of(
      "submissions", page.say("text.explain_judges"),
      {column("id", CellType::count), column("operator"), word_column("technology", "technology."),
       column("as_of", CellType::date), column("file"), column("judges")},
      std::move(rows));
}

Resource remarks_table(const PlacePage& page) {
  Rows rows;
  for (const Remark& remark : page.remarks) {
    const Finding& f = remark.finding;
    const std::string on = remark.submission != 0
                               ? page.say("label.submission") + " " + page.count(remark.submission)
                           : remark.list != 0 ? page.say("label.list") + " " + page.count(remark.list)
                                              : page.say("label.assessment");
    rows.push_back({on, f.row ? Cell(f.row) : Cell(), std::string(name_of(f.severity)),
                    page.say("finding." + f.code, args_of(f, page.inputs, page.lang))});
  }
  return table_of("findings", page.say("text.explain_remarks"),
                  {column("remark_on"), column("row", CellType::count), word_column("severity", "severity."),
                   column("finding")},
                  std::move(rows));
}

ordered_json date_json(Date date) { return date == kBeginning ? ordered_json() : ordered_json(iso(date)); }

ordered_json place_json(const PlaceExplanation& found) {
  const Entry& e = found.entry;
  const auto point = point_of(e);
  const bool area = e.area && !e.area->polygons.empty();
  ordered_json list;
  if (found.list != nullptr)
    list = {{"id", found.list->id},
            {"source", found.list->source},
            {"list_date", date_json(found.list->list_date)},
            {"valid_from", date_json(found.list->valid_from)},
            {"file", found.list->file_name}};
  return {{"kind", e.kind},
          {"code", e.code},
          {"site", e.site},
          {"name", e.name},
          {"parent", e.parent},
          {"list", list},
          {"longitude", point ? ordered_json(geo::degrees(point->x)) : ordered_json()},
          {"latitude", point ? ordered_json(geo::degrees(point->y)) : ordered_json()},
          {"position", name_of(point ? e.position : Position::none)},
          {"area_m2", area ? ordered_json(geo::area_m2(*e.area)) : ordered_json()},
          {"weight", maybe(e.weight)},
          {"demand", maybe(e.demand)},
          {"people", maybe(e.people)},
          {"power", maybe(e.power)}};
}

ordered_json claim_json(const PlaceClaim& found) {
  constexpr double kMillimetres = 1000;
  const Claim& claim = *found.claim;
  const bool row = claim.kind == ClaimKind::row;
  const bool reach = claim.kind == ClaimKind::reach;
  return {
      {"submission", found.submission},
      {"file", found.file},
      {"row", claim.row},
      {"kind", claim_word(found)},
      {"status", claim.status},
      {"key_kind", row ? ordered_json(claim.key_kind) : ordered_json()},
      {"key", row ? ordered_json(claim.code) : ordered_json()},
      {"covers", found.covers},
      {"distance_m", maybe(found.distance_m)},
      {"reach_m", reach ? ordered_json(static_cast<double>(claim.reach_mm) / kMillimetres) : ordered_json()},
      {"share", maybe(found.share)},
      {"passed", maybe(claim.counts.passed)},
      {"total", maybe(claim.counts.total)},
      {"connected", maybe(claim.counts.connected)},
      {"requested", maybe(claim.counts.requested)},
      {"requested_met", maybe(claim.counts.requested_met)}};
}

ordered_json site_json(const PlaceAnswer& answer) {
  if (!answer.nearest_site) return {};
  const assess::NearestSite& site = *answer.nearest_site;
  return {{"code", site.code.empty() ? ordered_json() : ordered_json(site.code)},
          {"operator", site.op},
          {"metres", site.metres}};
}

ordered_json answer_json(const PlaceAnswer& answer) {
  ordered_json homes;
  if (answer.homes)
    homes = {{"total", answer.homes->total},
             {"lower", answer.homes->lower},
             {"upper", answer.homes->upper},
             {"no_data", answer.homes->no_data}};
  ordered_json submissions = ordered_json::array(), claims = ordered_json::array();
  for (const auto& [submission, judges] : answer.submissions) {
    submissions.push_back(submission_json(submission));
    submissions.back()["judges"] = judges;
  }
  for (std::size_t i = 0; i < shown(answer); ++i) claims.push_back(claim_json(answer.claims[i]));
  return {{"technology", answer.technology},
          {"operator", answer.op},
          {"answer", answer.answer},
          {"why", answer.why.empty() ? ordered_json() : ordered_json(answer.why)},
          {"homes", homes},
          {"submissions", submissions},
          {"claims", claims},
          {"claims_left_out", answer.claims.size() - shown(answer)},
          {"nearest_site", site_json(answer)}};
}

ordered_json remark_json(const Remark& remark, const PlacePage& page) {
  const Finding& f = remark.finding;
  const Args args = args_of(f, page.inputs, page.lang);
  const auto id = [](std::int64_t n) { return n ? ordered_json(n) : ordered_json(); };
  return {{"submission", id(remark.submission)},
          {"list", id(remark.list)},
          {"code", f.code},
          {"severity", name_of(f.severity)},
          {"row", id(f.row)},
          {"field", f.field},
          {"value", f.value},
          {"sentence", page.say("finding." + f.code, args)},
          {"fix", page.say("finding." + f.code + ".fix", args)}};
}

std::string json_of(const Current& now, const PlacePage& page) {
  ordered_json json = {
      {"assessment", head_json(now.assessment)}, {"of", "place"}, {"place", place_json(page.found)}};
  json["territories"] = json["answers"] = json["findings"] = ordered_json::array();
  for (const Entry* unit : page.found.territories)
    json["territories"].push_back({{"level", unit->kind}, {"code", unit->code}, {"name", unit->name}});
  json["belongs_by"] = page.found.belongs_by;
  for (const PlaceAnswer& answer : page.found.answers) json["answers"].push_back(answer_json(answer));
  for (const Remark& remark : page.remarks) json["findings"].push_back(remark_json(remark, page));
  return dump(json);
}

}  // namespace

Result<Explained> explain_place(const store::Store& store, const Current& now, const ExplainQuery& query,
                                Lang lang, const Task& task) {
  VP_TRY(const Entry* entry, find_place(now, query.what));
  VP_TRY(const PlaceExplanation found,
         assess::explain_place(now.inputs, now.assessment, entry->kind, entry->code, entry->site, task));
  VP_TRY(const std::vector<Remark> remarks, remarks_on(store, now, found));
  const PlacePage page{found, now.inputs, remarks, lang};
  Explained made;
  made.title = capitalised(text(lang, "kind." + entry->kind)) + ": " +
               (entry->name.empty() ? entry->code : entry->name);
  add_facts(page, made);
  made.tables.push_back(answers_table(page));
  made.tables.push_back(claims_table(page));
  made.tables.push_back(judges_table(page));
  if (!remarks.empty()) made.tables.push_back(remarks_table(page));
  made.notes = notes_of(now.assessment, false, lang);
  made.json = json_of(now, page);
  return made;
}

}  // namespace vungphu::service
