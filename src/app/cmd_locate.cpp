// places locate: what to survey first, and the answers read back.
#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

Result<Position> position_asked(const Arguments& given) {
  const std::string asked = given.text("--position", "surveyed");
  for (const Position known :
       {Position::surveyed, Position::matched, Position::borrowed_hamlet, Position::borrowed_commune})
    if (asked == name_of(known)) return known;
  return fail("usage.position", {{"value", asked}});
}

Result<int> read_answers(const Context& context) {
  const Arguments& given = context.arguments;
  service::LocateRequest request;
  VP_TRY(request.from, file_request(given));
  request.from.file = given.text("--answers");
  request.source = given.text("--source");
  VP_TRY(request.list_date, given.date("--list-date"));
  VP_TRY(request.position, position_asked(given));
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(const service::LocateReport report, service::locate_places(store, request, context.task));
  remark_layers(context, report.layers_error);
  if (given.text("--format") == "json") {
    say(pretty(nlohmann::ordered_json{{"lists", report.lists},
                                      {"read", report.read},
                                      {"located", report.located},
                                      {"refused", report.refused},
                                      {"filtered", report.filtered},
                                      {"findings", json_of(report.findings, context.lang)}}));
  } else {
    const auto count = [&](std::int64_t n) { return print_count(n, context.lang); };
    say(text(context.lang, "text.located",
             {{"located", count(report.located)},
              {"read", count(report.read)},
              {"refused", count(report.refused)},
              {"filtered", count(report.filtered)}}));
    say_findings(context.lang, report.findings);
  }
  return report.lists.empty() ? kBadData : kDone;
}

}  // namespace

Result<int> places_locate(const Context& context) {
  const Arguments& given = context.arguments;
  if (given.has("--answers")) return read_answers(context);
  assess::LocateQuery query{given.text("--kind"), given.text("--technology"), 0};
  VP_TRY(const std::optional<std::int64_t> limit, given.count("--limit"));
  query.limit = static_cast<std::size_t>(limit.value_or(0));
  VP_TRY(const service::AssessmentQuery of, assessment_query(given));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::places_to_locate(store, query, of, context.lang, context.task));
  return print(context, resource);
}

}  // namespace vungphu::app
