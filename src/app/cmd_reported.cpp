// reported import: indicators that authorities report.
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "report.hpp"

namespace vungphu::app {

Result<int> reported_import(const Context& context) {
  VP_TRY(service::FileRequest from, file_request(context.arguments));
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(service::ImportReport report, service::import_reported(store, from, context.task));
  return print_import(context, report);
}

}  // namespace vungphu::app
