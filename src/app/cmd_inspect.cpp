// inspect: what a file is and how it would be read, before anything is kept.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/service/inspect.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

using nlohmann::ordered_json;
using service::InspectedLayer;

constexpr std::string_view kProfile = "vn-province";  // of who has no workspace yet

ordered_json json_of(const intake::CrsGuess& g) {
  const auto metres = [](const std::optional<double>& m) {
    return m ? ordered_json(std::llround(*m)) : ordered_json();
  };
  return {{"crs", g.crs},       {"name", g.name},   {"axes", g.swapped ? "swapped" : ""},
          {"inside", g.inside}, {"tried", g.tried}, {"next_m", metres(g.next_m)}};
}

ordered_json json_of(const std::vector<service::Fit>& fits, std::string_view name) {
  ordered_json made = ordered_json::array();
  for (const service::Fit& fit : fits) made.push_back({{name, fit.name}, {"fit", fit.fit}});
  return made;
}

ordered_json json_of(const intake::TextChoice& text) {
  const auto trial = [](const intake::TextTrial& t) -> ordered_json {
    return {{"encoding", t.name}, {"before", t.before}, {"after", t.after}};
  };
  ordered_json doubtful = ordered_json::array();
  for (const intake::TextTrial& t : text.doubtful) doubtful.push_back(trial(t));
  return {{"repair", text.repair.name()},
          {"before", text.example.before},
          {"after", text.example.after},
          {"doubtful", doubtful}};
}

ordered_json json_of(const geo::RasterGrid& raster) {
  return {{"columns", raster.columns}, {"lines", raster.lines}, {"transform", raster.transform}};
}

ordered_json json_of(const InspectedLayer& one, Lang lang) {
  ordered_json fields = ordered_json::array(), meanings = ordered_json::array(),
               guesses = ordered_json::array();
  for (const FieldInfo& field : one.layer.fields)
    fields.push_back({{"name", field.name}, {"type", field.type}, {"samples", field.samples}});
  for (const service::MeaningFound& found : one.meanings)
    meanings.push_back(
        {{"meaning", found.use.meaning}, {"columns", found.use.columns}, {"evidence", found.evidence}});
  for (const intake::CrsGuess& guess : one.guesses) guesses.push_back(json_of(guess));
  return {{"name", one.layer.name},
          {"geometry", one.layer.geometry},
          {"rows", one.layer.features},
          {"header_row", one.layer.header_row ? ordered_json(one.layer.header_row) : ordered_json()},
          {"text", json_of(one.text)},
          {"fields", fields},
          {"meanings", meanings},
          {"collectors", json_of(one.collectors, "collector")},
          {"kinds", json_of(one.kinds, "kind")},
          {"positions", one.positions},
          {"crs", one.crs},
          {"crs_name", one.crs_name},
          {"own", one.own ? json_of(*one.own) : ordered_json()},
          {"guesses", guesses},
          {"problem", one.crs_problem ? ordered_json{{"code", one.crs_problem->code},
                                                     {"sentence", text(lang, *one.crs_problem)}}
                                      : ordered_json()},
          {"raster", one.layer.raster ? json_of(*one.layer.raster) : ordered_json()}};
}

/// As much as fits `width`, with "…" where something was left out.
std::string clipped(const std::string& line, std::size_t width) {
  if (display_width(line) <= width) return line;
  std::string kept = line;
  while (!kept.empty() && display_width(kept) + 1 > width) {
    while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0) == 0x80) kept.pop_back();
    if (!kept.empty()) kept.pop_back();
  }
  return kept + "…";
}

std::string padded(std::string cell, std::size_t width) {
  cell = clipped(cell, width);
  cell.append(width - std::min(width, display_width(cell)), ' ');
  return cell;
}

/// "mã (theo tên cột)": what a column means, or nothing.
std::string meaning_of(const InspectedLayer& one, const std::string& column, Lang lang) {
  for (const service::MeaningFound& found : one.meanings)
    if (std::ranges::find(found.use.columns, column) != found.use.columns.end())
      return text(lang, "meaning." + found.use.meaning) + " (" + text(lang, "evidence." + found.evidence) +
             ")";
  return "–";
}

void say_columns(const InspectedLayer& one, Lang lang, std::size_t width) {
  if (one.layer.fields.empty()) return;
  constexpr std::size_t kIndent = 4, kGap = 2;
  std::size_t names = 10, meanings = 10;
  for (const FieldInfo& field : one.layer.fields) {
    names = std::max(names, display_width(field.name));
    meanings = std::max(meanings, display_width(meaning_of(one, field.name, lang)));
  }
  names = std::min(names, width / 4);
  meanings = std::min(meanings, width / 3);
  say_prose("  " + text(lang, "text.inspect_columns",
                        {{"count", print_count(static_cast<std::int64_t>(one.layer.fields.size()), lang)}}));
  for (const FieldInfo& field : one.layer.fields) {
    const std::string type = text(lang, "field_type." + field.type);
    const std::string head = std::string(kIndent, ' ') + padded(field.name, names + kGap) +
                             padded(type, 10 + kGap) +
                             padded(meaning_of(one, field.name, lang), meanings + kGap);
    say(clipped(head + join(field.samples, "; "), width));
  }
}

void say_positions(const InspectedLayer& one, bool outline, Lang lang) {
  if (!one.positions) return;
  if (!one.crs_name.empty() && !one.crs_problem) {  // a problem names it, and it will not be used
    const std::string share =
        one.own && one.own->tried > 0 ? print_number(100 * one.own->share(), 0, lang) : std::string("–");
    say_prose("  " + text(lang, one.own ? "text.inspect_crs_share" : "text.inspect_crs",
                          {{"crs", one.crs_name}, {"share", share}}));
  }
  if (one.crs_problem)
    say_prose("  " + text(lang, *one.crs_problem));
  else if (outline && one.own && one.own->share() < 0.95 && !one.guesses.empty())
    say_prose("  " + text(lang, "text.inspect_guesses", {{"candidates", intake::lines_of(one.guesses)}}));
  if (!outline) say_prose("  " + text(lang, "text.inspect_no_outline"));
}

void say_layer(const InspectedLayer& one, bool outline, Lang lang, std::size_t width) {
  const auto count = [&](std::int64_t n) { return print_count(n, lang); };
  say_prose(text(lang, one.layer.header_row ? "text.inspect_table" : "text.inspect_layer",
                 {{"layer", one.layer.name},
                  {"rows", count(one.layer.features)},
                  {"row", std::to_string(one.layer.header_row)},
                  {"geometry", text(lang, "geometry." + one.layer.geometry)}}));
  if (one.layer.raster) {
    const geo::RasterGrid& r = *one.layer.raster;
    say_prose("  " + text(lang, "text.inspect_raster",
                          {{"columns", count(r.columns)},
                           {"lines", count(r.lines)},
                           {"width", print_number(std::abs(r.transform[1]), 6, lang)},
                           {"height", print_number(std::abs(r.transform[5]), 6, lang)}}));
  }
  std::vector<Finding> told;
  intake::tell(one.text, told);
  say_findings(lang, told);
  say_columns(one, lang, width);
  say_positions(one, outline, lang);
  std::vector<std::string> fits;
  for (const service::Fit& fit : one.collectors)
    fits.push_back(fit.name + " (" + text(lang, "collector." + fit.name) + ")");
  say_prose("  " + (fits.empty()
                        ? text(lang, "text.inspect_no_collector")
                        : text(lang, "text.inspect_collectors", {{"collectors", join(fits, "; ")}})));
  fits.clear();
  for (const service::Fit& fit : one.kinds)
    fits.push_back("--kind " + fit.name + " (" + text(lang, "kind." + fit.name) + ")");
  if (!fits.empty()) say_prose("  " + text(lang, "text.inspect_kinds", {{"kinds", join(fits, "; ")}}));
}

}  // namespace

Result<int> inspect(const Context& context) {
  const Lang lang = context.lang;
  VP_TRY(const service::FileRequest request, file_request(context.arguments));
  VP_CHECK(check_report_format(context));
  // A workspace is used where there is one; a folder that was named must be one.
  auto store = context.open(store::Access::read);
  if (!store && context.workspace != ".") return tl::unexpected(store.error());
  VP_TRY(const Profile profile, store ? store->profile() : service::load_profile(std::string(kProfile)));
  VP_TRY(const service::InspectReport report,
         service::inspect(store ? &*store : nullptr, profile, request, context.task));
  if (context.arguments.text("--format", "table") == "json") {
    ordered_json layers = ordered_json::array();
    for (const InspectedLayer& one : report.layers) layers.push_back(json_of(one, lang));
    say(pretty(ordered_json{{"file", report.file_name},
                            {"format", report.format},
                            {"encoding", report.encoding},
                            {"member", report.member},
                            {"outline", report.outline},
                            {"layers", layers}}));
    return kDone;
  }
  constexpr std::size_t kElsewhere = 120;
  const std::size_t width = terminal_width() ? terminal_width() : kElsewhere;
  say_prose(text(lang, report.encoding.empty() ? "text.inspect_file" : "text.inspect_text_file",
                 {{"file", report.file_name}, {"format", report.format}, {"encoding", report.encoding}}));
  for (const InspectedLayer& one : report.layers) say_layer(one, report.outline, lang, width);
  return kDone;
}

}  // namespace vungphu::app
