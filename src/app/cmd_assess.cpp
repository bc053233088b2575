// assess: availability held against places, stored; assessments: those that are.
#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

std::string vintage_word(Date vintage, Lang lang) {
  return vintage == kBeginning ? text(lang, "text.since_ever") : print_date(vintage, lang);
}

}  // namespace

Result<int> assess(const Context& context) {
  service::AssessRequest request;
  VP_TRY(request.as_of, context.arguments.date("--as-of"));
  VP_TRY(request.vintage, context.arguments.date("--vintage"));
  VP_TRY(std::optional<std::int64_t> threads, context.arguments.count("--threads"));
  constexpr std::int64_t kMostThreads = 1024;
  if (threads && *threads > kMostThreads)
    return fail("usage.threads", {{"value", context.arguments.text("--threads")}});
  request.threads = static_cast<unsigned>(threads.value_or(0));
  request.recompute = context.arguments.has("--recompute");
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(service::AssessReport report, service::assess(store, request, context.task));
  const Assessment& made = report.assessment;
  VP_TRY(const std::vector<Operator> operators, store.operators());
  const std::vector<Finding> findings = with_names(made.findings, operators);
  remark_layers(context, report.layers_error);
  if (context.arguments.text("--format") == "json") {
    const nlohmann::ordered_json json = {{"id", made.id},
                                         {"as_of", iso(made.as_of)},
                                         {"vintage", iso(made.vintage)},
                                         {"profile", made.profile},
                                         {"method", made.method},
                                         {"input_digest", made.input_digest},
                                         {"result_digest", made.result_digest},
                                         {"from_store", report.from_store},
                                         {"figures", made.figures.size()},
                                         {"snapped_to_border", made.snapped_to_border},
                                         {"findings", json_of(findings, context.lang)}};
    say(pretty(json));
    return kDone;
  }
  say(text(context.lang, report.from_store ? "text.assessed_before" : "text.assessed",
           {{"id", std::to_string(made.id)},
            {"as_of", print_date(made.as_of, context.lang)},
            {"vintage", vintage_word(made.vintage, context.lang)},
            {"figures", print_count(static_cast<std::int64_t>(made.figures.size()), context.lang)},
            {"inputs", made.input_digest},
            {"result", made.result_digest}}));
  say_findings(context.lang, findings);
  return kDone;
}

Result<int> assessments(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::assessments(store, context.lang));
  return print(context, resource);
}

Result<int> assessments_findings(const Context& context) {
  VP_CHECK(check_report_format(context));
  VP_TRY(const std::optional<std::int64_t> id, context.arguments.count("ID"));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(const Assessment found, service::assessment_by_id(store, id));
  VP_TRY(const std::vector<Operator> operators, store.operators());
  const std::vector<Finding> findings = with_names(found.findings, operators);
  if (context.arguments.text("--format") == "json") {
    say(pretty({{"id", found.id}, {"findings", json_of(findings, context.lang)}}));
    return kDone;
  }
  say(text(context.lang, "text.assessment_findings",
           {{"id", std::to_string(found.id)},
            {"as_of", print_date(found.as_of, context.lang)},
            {"count", print_count(static_cast<std::int64_t>(findings.size()), context.lang)}}));
  say_findings(context.lang, findings, findings.size());
  return kDone;
}

}  // namespace vungphu::app
