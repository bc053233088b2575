// doctor: what is in force on this machine, proved by trying, and what to do where something is missing.
#include <clocale>
#include <filesystem>

#include <langinfo.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "vungphu/base/text.hpp"
#include "vungphu/geo/doctor.hpp"
#include "vungphu/reader/doctor.hpp"
#include "vungphu/reader/limits.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

using nlohmann::ordered_json;

struct Problem {
  std::string code;  ///< "text.doctor.<code>" says what to do
  bool stops = false;
  Args args = {};
};

struct Examination {
  reader::Limits limits;
  reader::SandboxState sandbox;
  geo::ProjState proj;
  std::string encoding, temp;
  std::uint64_t temp_free = 0;
  std::vector<Problem> problems;
};

constexpr std::uint64_t kTempNeeded = 1ull << 30;  // a set of several files is packed there

void look_at_sandbox(Examination& found) {
  const reader::SandboxState& sandbox = found.sandbox;
  if (!sandbox.starts) found.problems.push_back({"no_worker", true, {{"code", sandbox.error}}});
  for (const reader::Guard& guard : sandbox.guards)
    if (!guard.held) found.problems.push_back({"guard_open", true, {{"act", guard.act}, {"how", guard.how}}});
  if (sandbox.landlock == 0) found.problems.push_back({"no_landlock"});
}

void look_at_rest(Examination& found) {
  if (found.proj.database.empty()) found.problems.push_back({"no_proj", true});
  if (found.encoding != "UTF-8") found.problems.push_back({"locale", false, {{"encoding", found.encoding}}});
  if (::access(found.temp.c_str(), W_OK) != 0)
    found.problems.push_back({"temp_closed", true, {{"folder", found.temp}}});
  else if (found.temp_free < kTempNeeded)
    found.problems.push_back(
        {"temp_full", false, {{"folder", found.temp}, {"free", std::to_string(found.temp_free >> 20)}}});
}

Result<Examination> examine(const Context& context) {
  Examination found;
  VP_TRY(found.limits, service::limits_of(context.workspace));
  VP_TRY(found.sandbox, reader::check_sandbox(found.limits));
  found.proj = geo::proj_state();
  std::setlocale(LC_CTYPE, "");
  found.encoding = nl_langinfo(CODESET);
  std::error_code failed;
  found.temp = std::filesystem::temp_directory_path(failed).string();
  found.temp_free = std::filesystem::space(found.temp, failed).available;
  if (failed) found.temp_free = 0;
  look_at_sandbox(found);
  look_at_rest(found);
  return found;
}

std::vector<std::pair<std::string, std::string>> versions(const Examination& found) {
  std::vector<std::pair<std::string, std::string>> all{{"vungphu", VUNGPHU_VERSION}};
  for (auto& library : reader::library_versions()) all.push_back(std::move(library));
  all.emplace_back("PROJ", found.proj.proj);
  all.emplace_back("GEOS", found.proj.geos);
  return all;
}

bool healthy(const Examination& found) {
  return std::none_of(found.problems.begin(), found.problems.end(), [](const Problem& p) { return p.stops; });
}

std::string sentence(Lang lang, const Problem& problem) {
  return text(lang, "text.doctor." + problem.code, problem.args);
}

ordered_json json_of(const Examination& found, Lang lang) {
  ordered_json versions_json, budgets, limits, guards = ordered_json::array(),
                                               problems = ordered_json::array();
  for (const auto& [name, version] : versions(found)) versions_json[name] = version;
  for (const auto& [name, value] : reader::limit_values(found.limits)) budgets[name] = value;
  limits = ordered_json::object();
  for (const auto& limit : found.sandbox.limits) limits[limit.name] = limit.value;
  for (const auto& guard : found.sandbox.guards)
    guards.push_back({{"act", guard.act}, {"held", guard.held}, {"how", guard.how}});
  for (const Problem& problem : found.problems)
    problems.push_back(
        {{"code", problem.code}, {"stops", problem.stops}, {"sentence", sentence(lang, problem)}});
  return {
      {"healthy", healthy(found)},
      {"versions", versions_json},
      {"sandbox",
       {{"landlock", found.sandbox.landlock},
        {"starts", found.sandbox.starts},
        {"guards", guards},
        {"limits", limits}}},
      {"budgets", budgets},
      {"proj", {{"database", found.proj.database}, {"epsg", found.proj.epsg}, {"grids", found.proj.grids}}},
      {"encoding", found.encoding},
      {"temp", {{"folder", found.temp}, {"free_bytes", found.temp_free}}},
      {"problems", problems}};
}

void say_sandbox(const reader::SandboxState& sandbox, Lang lang) {
  say(text(lang, sandbox.landlock > 0 ? "text.doctor.landlock" : "text.doctor.landlock_absent",
           {{"version", std::to_string(sandbox.landlock)}}));
  for (const auto& guard : sandbox.guards)
    say("  " + text(lang, "text.doctor.act." + guard.act) + ": " +
        text(lang, guard.held ? "text.doctor.held" : "text.doctor.open", {{"how", guard.how}}));
  std::vector<std::string> limits;
  for (const auto& limit : sandbox.limits) limits.push_back(limit.name + " " + std::to_string(limit.value));
  if (!limits.empty()) say(text(lang, "text.doctor.limits", {{"limits", join(limits)}}));
}

void say_all(const Examination& found, Lang lang) {
  std::vector<std::string> names, budgets;
  for (const auto& [name, version] : versions(found)) names.push_back(name + " " + version);
  say(join(names));
  say_sandbox(found.sandbox, lang);
  for (const auto& [name, value] : reader::limit_values(found.limits))
    budgets.push_back(name + " " + std::to_string(value));
  say(text(lang, "text.doctor.budgets", {{"budgets", join(budgets)}}));
  if (!found.proj.database.empty())
    say(text(lang, "text.doctor.proj",
             {{"path", found.proj.database},
              {"epsg", found.proj.epsg},
              {"grids", std::to_string(found.proj.grids.size())}}));
  say(text(lang, "text.doctor.rest",
           {{"encoding", found.encoding},
            {"folder", found.temp},
            {"free", print_count(static_cast<std::int64_t>(found.temp_free >> 20), lang)}}));
  for (const Problem& problem : found.problems) say((problem.stops ? "! " : "- ") + sentence(lang, problem));
  say(text(lang, healthy(found) ? "text.doctor.good" : "text.doctor.bad"));
}

}  // namespace

Result<int> doctor(const Context& context) {
  VP_CHECK(check_report_format(context));
  VP_TRY(const Examination found, examine(context));
  if (context.arguments.text("--format") == "json")
    say(pretty(json_of(found, context.lang)));
  else
    say_all(found, context.lang);
  return healthy(found) ? kDone : kBadData;
}

}  // namespace vungphu::app
