#include "report.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/findings.hpp"

#include "output.hpp"

namespace vungphu::app {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kAnswerNeeded = "answer_needed";

/// The name inside of a definition; a code as it is.
std::string short_crs(const std::string& crs) {
  const std::size_t from = crs.find('"'), to = crs.find('"', from + 1);
  return to == std::string::npos ? crs : crs.substr(from + 1, to - from - 1);
}

void say_crs(Lang lang, const std::string& crs, const std::string& operation) {
  if (crs.empty()) return;
  const char* key = operation == "none" ? "text.crs_plain" : "text.crs";
  say_prose("  " + text(lang, key, {{"crs", short_crs(crs)}, {"operation", operation}}));
}

void say_mapping(Lang lang, const Mapping& mapping) {
  for (const ColumnUse& use : mapping)
    say_prose("  " + text(lang, use.from_guess ? "text.column_guessed" : "text.column_named",
                          {{"meaning", text(lang, "meaning." + use.meaning)},
                           {"columns", join(use.columns, " + ")}}));
}

ordered_json json_of(const Mapping& mapping) {
  ordered_json made = ordered_json::array();
  for (const ColumnUse& use : mapping)
    made.push_back({{"meaning", use.meaning}, {"columns", use.columns}, {"guessed", use.from_guess}});
  return made;
}

ordered_json json_of(const ListInfo& list) {
  return {{"id", list.id ? ordered_json(list.id) : ordered_json()},
          {"kind", list.kind},
          {"source", list.source},
          {"list_date", iso(list.list_date)},
          {"valid_from", iso(list.valid_from)},
          {"codes_as_of", list.codes_as_of ? ordered_json(iso(*list.codes_as_of)) : ordered_json()},
          {"replaces", list.replaces},
          {"updates", list.updates},
          {"file", list.file_name},
          {"format", list.format},
          {"sha256", list.sha256},
          {"member", list.member},
          {"layer", list.layer},
          {"where", list.where},
          {"crs", list.crs},
          {"operation", list.operation},
          {"axes", list.axes},
          {"text", list.text},
          {"mapping", json_of(list.mapping)},
          {"read", list.read},
          {"imported", list.imported},
          {"refused", list.refused},
          {"filtered", list.filtered}};
}

ordered_json json_of(const std::optional<geo::RasterGrid>& raster) {
  if (!raster) return {};
  return {{"columns", raster->columns}, {"lines", raster->lines}, {"transform", raster->transform}};
}

/// "RSRP ≥ -110 dBm": what the columns of a submission say is measured.
std::string signal_of(const Submission& s) {
  for (const ColumnUse& use : s.mapping)
    if (std::ranges::find(kSignalQuantities, use.meaning) != kSignalQuantities.end())
      return fmt::format("{} ≥ {} {}", text(Lang::en, "signal." + use.meaning), *s.threshold,
                         use.meaning == "rsrp" ? "dBm" : "dB");
  return fmt::format("≥ {}", *s.threshold);
}

void say_radio(Lang lang, const Submission& s) {
  if (s.threshold) say_prose("  " + text(lang, "text.threshold", {{"signal", signal_of(s)}}));
  if (!s.environment.empty())
    say_prose("  " +
              text(lang, "text.environment", {{"environment", text(lang, "environment." + s.environment)}}));
  if (!s.basis.empty())
    say_prose("  " + text(lang, "text.claim_basis", {{"basis", text(lang, "claim_basis." + s.basis)}}));
}

ordered_json json_of(const Submission& s) {
  constexpr double kMillimetres = 1000;
  ordered_json reach =
      s.reach_mm ? ordered_json(static_cast<double>(*s.reach_mm) / kMillimetres) : ordered_json();
  return {{"id", s.id ? ordered_json(s.id) : ordered_json()},
          {"state", s.state},
          {"why", s.why},
          {"operator", s.op},
          {"technology", s.technology},
          {"as_of", iso(s.as_of)},
          {"part", s.part},
          {"scope", s.scope},
          {"collector", s.collector},
          {"file", s.file_name},
          {"format", s.format},
          {"sha256", s.sha256},
          {"member", s.member},
          {"layer", s.layer},
          {"where", s.where},
          {"crs", s.crs},
          {"operation", s.operation},
          {"axes", s.axes},
          {"text", s.text},
          {"mapping", json_of(s.mapping)},
          {"unit", s.unit},
          {"codes_as_of", s.codes_as_of ? ordered_json(iso(*s.codes_as_of)) : ordered_json()},
          {"reach_m", reach},
          {"threshold", s.threshold ? ordered_json(*s.threshold) : ordered_json()},
          {"environment", s.environment.empty() ? ordered_json() : ordered_json(s.environment)},
          {"basis", s.basis.empty() ? ordered_json() : ordered_json(s.basis)},
          {"raster", json_of(s.raster)},
          {"read", s.read},
          {"accepted", s.accepted},
          {"refused", s.refused},
          {"filtered", s.filtered},
          {"operational", s.operational},
          {"planned", s.planned},
          {"unknown", s.unknown},
          {"passed", s.passed},
          {"connected", s.connected ? ordered_json(*s.connected) : ordered_json()},
          {"replay_of", s.replay_of ? ordered_json(s.replay_of) : ordered_json()},
          {"submitted_at", s.submitted_at}};
}

bool as_json(const Context& context) { return context.arguments.text("--format", "table") == "json"; }

bool is_question(const Submission& s) { return s.why == kAnswerNeeded; }

/// The flags that answer, each once: "--reach, --crs".
std::string answers_of(const std::vector<Finding>& findings) {
  std::vector<std::string> flags;
  for (const Finding& f : findings)
    for (const auto& [name, value] : f.args)
      if (f.code == kAnswerNeeded && name == "answer" && std::ranges::find(flags, value) == flags.end())
        flags.push_back(value);
  return join(flags);
}

/// The last line: what became of it.
std::string verdict(Lang lang, const Submission& s, const std::vector<Finding>& findings) {
  const bool dry = s.id == 0;
  const char* key = is_question(s)          ? (dry ? "text.dry_asked" : "text.asked")
                    : s.state == "accepted" ? (dry ? "text.dry_accepted" : "text.accepted")
                                            : (dry ? "text.dry_refused" : "text.refused");
  return text(lang, key, {{"id", std::to_string(s.id)}, {"answers", answers_of(findings)}});
}

void say_submission(Lang lang, const Submission& s, bool collector_chosen) {
  if (s.state == "refused" && s.layer.empty())
    return say_prose(s.file_name);  // nothing was understood that could be told
  constexpr double kMillimetres = 1000;
  auto count = [&](std::int64_t n) { return print_count(n, lang); };
  say_prose(
      text(lang, "text.submission_file", {{"file", s.file_name}, {"format", s.format}, {"layer", s.layer}}));
  if (!s.collector.empty())
    say_prose("  " + text(lang, collector_chosen ? "text.collector_chosen" : "text.collector",
                          {{"collector", s.collector}, {"label", text(lang, "collector." + s.collector)}}));
  say_crs(lang, s.crs, s.operation);
  if (s.reach_mm)
    say_prose("  " +
              text(lang, "text.reach",
                   {{"metres", print_number(static_cast<double>(*s.reach_mm) / kMillimetres, 0, lang)}}));
  say_radio(lang, s);
  say_mapping(lang, s.mapping);
  if (is_question(s) && s.read == 0) return;  // what stops a submission before its rows are read
  const bool whole = s.scope.size() == 1 && s.scope.front() == "*";
  if (!s.scope.empty())  // of rows that are all refused nothing is known
    say_prose("  " + text(lang, whole ? "text.scope_whole" : "text.scope",
                          {{"part", s.part}, {"count", count(static_cast<std::int64_t>(s.scope.size()))}}));
  say_prose("  " + text(lang, "text.rows",
                        {{"read", count(s.read)},
                         {"accepted", count(s.accepted)},
                         {"refused", count(s.refused)},
                         {"filtered", count(s.filtered)}}));
  say_prose("  " + text(lang, "text.claims",
                        {{"operational", count(s.operational)},
                         {"planned", count(s.planned)},
                         {"unknown", count(s.unknown)}}));
  if (s.passed)
    say_prose("  " + text(lang, "text.passed",
                          {{"passed", count(s.passed)}, {"unit", text(lang, "unit." + s.unit)}}));
}

}  // namespace

std::vector<Finding> with_names(std::vector<Finding> findings, const std::vector<Operator>& operators) {
  for (Finding& f : findings)
    for (auto& [name, value] : f.args) {
      if (name != "operator") continue;
      const auto known = std::ranges::find(operators, value, &Operator::id);
      if (known != operators.end()) value = known->name;
    }
  return findings;
}

std::string sentence_of(Lang lang, const Error& error) {
  if (!error.code.starts_with("assess.")) return text(lang, error);  // others name what was typed
  return text(lang, Error{error.code, service::in_words(error.args, lang)});
}

namespace {

/// The first of one code in full; of the next their rows, of the rest their number.
void say_alike(Lang lang, const std::vector<const Finding*>& alike, std::size_t in_full) {
  for (std::size_t i = 0; i < std::min(alike.size(), in_full); ++i) {
    const Finding& f = *alike[i];
    const std::string where = f.row ? text(lang, "text.at_row", {{"row", std::to_string(f.row)}}) : "";
    // A question holds its remedy, and the last line names the flags of all.
    const bool question = f.code == kAnswerNeeded;
    const std::string label =
        text(lang, question ? "text.question" : "severity." + std::string(name_of(f.severity)));
    say_prose("  [" + label + "] " + where + service::sentence(f, lang) +
              (question ? "" : " " + service::remedy(f, lang)));
  }
  if (alike.size() <= in_full) return;
  std::vector<std::string> rows;
  for (std::size_t i = in_full; i < std::min(alike.size(), kMostFindings); ++i)
    rows.push_back(std::to_string(alike[i]->row));
  const std::size_t rest = alike.size() - std::min(alike.size(), kMostFindings);
  say_prose(text(lang, rest > 0 ? "text.same_rows_more" : "text.same_rows",
                 {{"rows", join(rows)}, {"count", print_count(static_cast<std::int64_t>(rest), lang)}}));
}

}  // namespace

void say_findings(Lang lang, const std::vector<Finding>& findings, std::size_t in_full) {
  std::vector<const Finding*> sorted;
  for (const Finding& f : findings) sorted.push_back(&f);
  // A warning on the file as a whole may be the cause of all errors of its rows.
  const auto rank = [](const Finding* f) {
    const bool whole = f->row == 0 && f->severity != Severity::note;
    return whole ? 3 : static_cast<int>(f->severity);
  };
  std::stable_sort(sorted.begin(), sorted.end(), [&](auto* a, auto* b) { return rank(a) > rank(b); });
  std::vector<std::vector<const Finding*>> groups;
  std::map<std::pair<Severity, std::string_view>, std::size_t> known;
  for (const Finding* f : sorted) {
    // Findings on the whole file are never the same in other rows.
    const auto [at, is_new] = known.try_emplace({f->severity, f->code}, groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].push_back(f);
  }
  for (const auto& alike : groups) say_alike(lang, alike, alike.back()->row == 0 ? alike.size() : in_full);
}

ordered_json json_of(const std::vector<Finding>& findings, Lang lang) {
  ordered_json made = ordered_json::array();
  for (const Finding& f : findings)
    made.push_back({{"code", f.code},
                    {"severity", name_of(f.severity)},
                    {"row", f.row ? ordered_json(f.row) : ordered_json()},
                    {"field", f.field},
                    {"value", f.value},
                    {"sentence", service::sentence(f, lang)},
                    {"fix", service::remedy(f, lang)}});
  return made;
}

std::string pretty(const ordered_json& json) {
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

void remark_layers(const Context& context, const std::optional<Error>& problem) {
  if (problem) remark_prose(text(context.lang, "text.layers_error") + " " + text(context.lang, *problem));
}

Status check_report_format(const Context& context) {
  const std::string format = context.arguments.text("--format", "table");
  if (format == "table" || format == "json") return {};
  return fail("usage.format", {{"value", format}});
}

namespace {
/// Where there are rows to correct, how.
void hint(Lang lang, std::int64_t id, const std::vector<Finding>& findings) {
  const bool rows = std::ranges::any_of(
      findings, [](const Finding& f) { return f.row != 0 && f.severity != Severity::note; });
  if (rows) say_prose(text(lang, "text.findings_hint", {{"id", std::to_string(id)}}));
}
}  // namespace

Result<int> print_import(const Context& context, const service::ImportReport& report) {
  const Lang lang = context.lang;
  const ListInfo& list = report.list;
  const bool kept = list.imported > 0 || list.id != 0;  // a list that ends a kind has no entries
  remark_layers(context, report.layers_error);
  if (as_json(context)) {
    say(pretty(ordered_json{{"list", json_of(list)}, {"findings", json_of(report.findings, lang)}}));
    return kept ? kDone : kBadData;
  }
  auto count = [&](std::int64_t n) { return print_count(n, lang); };
  say_prose(text(lang, kept ? "text.imported" : "text.not_imported",
                 {{"kind", text(lang, "kind." + list.kind)},
                  {"file", list.file_name.empty() ? "–" : list.file_name},
                  {"id", std::to_string(list.id)}}));
  say_mapping(lang, list.mapping);
  say_crs(lang, list.crs, list.operation);
  say_prose("  " + text(lang, "text.list_rows",
                        {{"read", count(list.read)},
                         {"imported", count(list.imported)},
                         {"refused", count(list.refused)},
                         {"filtered", count(list.filtered)}}));
  say_findings(lang, report.findings);
  return kept ? kDone : kBadData;
}

Result<int> print_submit(const Context& context, const service::SubmitReport& report) {
  const Lang lang = context.lang;
  const Submission& s = report.submission;
  const bool accepted = s.state == "accepted";
  if (as_json(context)) {
    say(pretty(ordered_json{{"submission", json_of(s)},
                            {"collector_chosen", report.collector_chosen},
                            {"supersedes", report.supersedes},
                            {"findings", json_of(report.findings, lang)}}));
    return accepted ? kDone : kBadData;
  }
  say_submission(lang, s, report.collector_chosen);
  for (std::int64_t id : report.supersedes)
    say_prose("  " + text(lang, "text.supersedes", {{"id", std::to_string(id)}}));
  say_findings(lang, report.findings);
  say_prose(verdict(lang, s, report.findings));
  if (s.id != 0) hint(lang, s.id, report.findings);
  return accepted ? kDone : kBadData;
}

Result<int> print_submission(const Context& context, const Submission& s, const std::string& op,
                             const std::vector<Finding>& findings) {
  const Lang lang = context.lang;
  if (as_json(context)) {
    say(pretty(ordered_json{{"submission", json_of(s)}, {"findings", json_of(findings, lang)}}));
    return kDone;
  }
  say_prose(text(lang, "text.submission",
                 {{"id", std::to_string(s.id)},
                  {"operator", op},
                  {"technology", text(lang, "technology." + s.technology)},
                  {"as_of", print_date(s.as_of, lang)},
                  {"state", text(lang, "status." + s.state)}}));
  say_submission(lang, s, false);
  say_prose("  SHA-256: " + s.sha256);
  if (s.connected)
    say_prose("  " + text(lang, "text.connected", {{"connected", print_count(*s.connected, lang)}}));
  if (!s.why.empty()) {
    const std::string word = text_or_empty(lang, "why." + s.why);
    say_prose("  " + text(lang, "text.why", {{"why", word.empty() ? s.why : word}}));
  }
  say_findings(lang, findings);
  if (is_question(s)) say_prose(verdict(lang, s, findings));
  hint(lang, s.id, findings);
  return kDone;
}

}  // namespace vungphu::app
