// explain: why a figure or a place's answer is what it is.
#include <algorithm>

#include "vungphu/base/text.hpp"
#include "vungphu/service/explain.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

void say_facts(const service::Explained& found) {
  std::size_t widest = 0;
  for (const auto& [label, value] : found.facts) widest = std::max(widest, display_width(label));
  for (const auto& [label, value] : found.facts)
    say("  " + label + std::string(widest - display_width(label) + 2, ' ') + value);
}

}  // namespace

Result<int> explain(const Context& context) {
  VP_CHECK(check_report_format(context));
  const Arguments& given = context.arguments;
  VP_TRY(const service::AssessmentQuery of, assessment_query(given));
  const service::ExplainQuery query{given.text("WHAT"), given.text("--territory"), given.text("--operator"),
                                    of};
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(const service::Explained found, service::explain(store, query, context.lang, context.task));
  if (given.text("--format", "table") == "json") {
    say(found.json);
    return kDone;
  }
  say(found.title);
  say("");
  say_facts(found);
  for (const service::Resource& table : found.tables) {
    say("");
    VP_TRY(const int status, print(context, table));
    static_cast<void>(status);
  }
  say("");
  for (const std::string& note : found.notes) say(note);
  return kDone;
}

}  // namespace vungphu::app
