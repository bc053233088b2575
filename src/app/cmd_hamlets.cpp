// hamlets events, hamlets history.
#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {

Result<int> hamlets_events(const Context& context) {
  VP_TRY(service::FileRequest from, file_request(context.arguments));
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(service::ImportReport report,
         service::import_hamlet_events(store, from, context.arguments.text("--source"), context.task));
  return print_import(context, report);
}

Result<int> hamlets_history(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource,
         service::hamlet_history(store, context.arguments.text("CODE"), context.lang));
  return print(context, resource);
}

}  // namespace vungphu::app
