// submissions: list, show, withdraw, replay.
#include <algorithm>

#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

Result<std::int64_t> id_of(const Context& context) {
  VP_TRY(std::optional<std::int64_t> id, context.arguments.count("ID"));
  return id.value_or(0);
}

}  // namespace

Result<int> submissions(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::submissions(store, context.lang));
  return print(context, resource);
}

Result<int> submissions_show(const Context& context) {
  VP_CHECK(check_report_format(context));
  VP_TRY(std::int64_t id, id_of(context));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(std::optional<Submission> found, store.submission(id));
  if (!found) return fail("service.submission_unknown", {{"id", context.arguments.text("ID")}});
  VP_TRY(std::vector<Finding> findings, store.findings_of_submission(id));
  VP_TRY(const std::vector<Operator> operators, store.operators());
  const auto op = std::ranges::find(operators, found->op, &Operator::id);
  return print_submission(context, *found, op == operators.end() ? found->op : op->name, findings);
}

Result<int> submissions_withdraw(const Context& context) {
  VP_TRY(std::int64_t id, id_of(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_CHECK(store.withdraw(id, context.arguments.text("--why")));
  say(text(context.lang, "text.withdrawn", {{"id", std::to_string(id)}}));
  return kDone;
}

Result<int> submissions_replay(const Context& context) {
  VP_CHECK(check_report_format(context));
  VP_TRY(std::int64_t id, id_of(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(service::SubmitReport report, service::replay(store, id, context.task));
  return print_submit(context, report);
}

}  // namespace vungphu::app
