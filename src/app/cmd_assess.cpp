// assess: availability held against places, stored.
#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {

Result<int> assess(const Context& context) {
  service::AssessRequest request;
  VP_TRY(request.as_of, context.arguments.date("--as-of"));
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
                                         {"left_out", report.left_out},
                                         {"figures", made.figures.size()},
                                         {"snapped_to_border", made.snapped_to_border}};
    say(pretty(json));
    return kDone;
  }
  say(text(context.lang, report.from_store ? "text.assessed_before" : "text.assessed",
           {{"id", std::to_string(made.id)},
            {"as_of", print_date(made.as_of, context.lang)},
            {"figures", print_count(static_cast<std::int64_t>(made.figures.size()), context.lang)},
            {"inputs", made.input_digest},
            {"result", made.result_digest}}));
  if (report.left_out > 0)
    say(text(context.lang, "text.left_out_codes",
             {{"count", print_count(report.left_out, context.lang)},
              {"date", print_date(made.vintage, context.lang)}}));
  return kDone;
}

}  // namespace vungphu::app
