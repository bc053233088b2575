// territories map, territories changes, groups, groups import.
#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {

Result<int> territories_map(const Context& context) {
  service::MapRequest request;
  VP_TRY(request.from, file_request(context.arguments));
  request.level = context.arguments.text("--level");
  request.source = context.arguments.text("--source");
  VP_TRY(const std::optional<Date> date, context.arguments.date("--valid-from"));
  request.valid_from = date.value_or(kBeginning);
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(const service::ImportReport report, service::import_mapping(store, request, context.task));
  return print_import(context, report);
}

Result<int> territories_changes(const Context& context) {
  VP_TRY(const store::Store store, context.open(store::Access::read));
  VP_TRY(const service::Resource resource,
         service::territory_changes(store, context.arguments.text("--level"), context.lang));
  return print(context, resource);
}

Result<int> groups_import(const Context& context) {
  service::GroupRequest request;
  VP_TRY(request.from, file_request(context.arguments));
  request.source = context.arguments.text("--source");
  VP_TRY(request.valid_from, context.arguments.date("--valid-from"));
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(const service::ImportReport report, service::import_groups(store, request, context.task));
  return print_import(context, report);
}

Result<int> groups(const Context& context) {
  VP_TRY(const store::Store store, context.open(store::Access::read));
  VP_TRY(const service::Resource resource, service::groups(store, context.lang));
  return print(context, resource);
}

}  // namespace vungphu::app
