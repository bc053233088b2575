// submit: one part of one operator's and technology's coverage as of one date.
#include <algorithm>
#include <span>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

Result<std::string> word_among(const Arguments& given, const char* flag,
                               std::span<const std::string_view> words) {
  const std::string word = given.text(flag);
  if (word.empty() || std::ranges::find(words, word) != words.end()) return word;
  const std::vector<std::string> known(words.begin(), words.end());
  return fail("usage.word", {{"option", flag}, {"value", word}, {"words", join(known)}});
}

}  // namespace

Result<int> submit(const Context& context) {
  const Arguments& given = context.arguments;
  service::SubmitRequest request;
  VP_TRY(request.from, file_request(given));
  request.op = given.text("--operator");
  request.technology = given.text("--technology");
  VP_TRY(std::optional<Date> as_of, given.date("--as-of"));
  request.as_of = as_of.value_or(kBeginning);
  request.part = given.text("--part");
  request.scope = given.all("--scope");
  request.collector = given.text("--collector");
  VP_TRY(request.reach_m, given.number("--reach"));
  constexpr double kFarthest = 100'000;  // as for a reach in a column: beyond it, metres are not meant
  if (request.reach_m && (*request.reach_m <= 0 || *request.reach_m > kFarthest))
    return fail("usage.reach", {{"value", given.text("--reach")}});
  VP_TRY(request.codes_as_of, given.date("--codes-as-of"));
  request.unit = given.text("--unit");
  if (!request.unit.empty() && request.unit != "households" && request.unit != "premises")
    return fail("usage.unit", {{"value", request.unit}});
  // Signals are below zero, and other numbers of flags are not.
  if (given.has("--threshold")) {
    request.threshold = parse_decimal(given.text("--threshold"));
    if (!request.threshold) return fail("usage.threshold", {{"value", given.text("--threshold")}});
  }
  VP_TRY(request.environment, word_among(given, "--environment", kEnvironments));
  VP_TRY(request.basis, word_among(given, "--basis", kBases));
  request.supersede = given.has("--supersede");
  request.dry_run = given.has("--dry-run");
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(request.dry_run ? store::Access::read : store::Access::write));
  VP_TRY(service::SubmitReport report, service::submit(store, request, context.task));
  return print_submit(context, report);
}

}  // namespace vungphu::app
