// places import, places close, operators, operators add, lists.
#include "vungphu/intake/columns.hpp"
#include "vungphu/service/resources.hpp"
#include "vungphu/service/use_cases.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"

namespace vungphu::app {
namespace {

/// Options that name the column of a meaning.
constexpr std::array<std::string_view, 10> kColumnOptions{"code", "name",   "parent", "site",   "lon",
                                                          "lat",  "weight", "demand", "people", "power"};

}  // namespace

Result<service::FileRequest> file_request(const Arguments& arguments) {
  service::FileRequest request;
  request.file = arguments.text("FILE");
  request.member = arguments.text("--member");
  request.layer = arguments.text("--layer");
  request.where = arguments.text("--where");
  request.crs = arguments.text("--crs");
  for (const std::string& pair : arguments.all("--map")) {
    VP_TRY(ColumnUse use, intake::parse_column_use(pair));
    request.mapping.push_back(std::move(use));
  }
  return request;
}

Result<int> places_import(const Context& context) {
  const Arguments& given = context.arguments;
  service::ImportRequest request;
  VP_TRY(request.from, file_request(given));
  for (std::string_view meaning : kColumnOptions) {
    const std::string column = given.text("--" + std::string(meaning));
    if (column.empty()) continue;
    VP_TRY(ColumnUse use, intake::parse_column_use(std::string(meaning) + "=" + column));
    request.from.mapping.push_back(std::move(use));
  }
  if (const std::string column = given.text("--position-column"); !column.empty()) {
    VP_TRY(ColumnUse use, intake::parse_column_use("position=" + column));
    request.from.mapping.push_back(std::move(use));
  }
  request.kind = given.text("--kind");
  request.source = given.text("--source");
  VP_TRY(request.list_date, given.date("--list-date"));
  VP_TRY(request.valid_from, given.date("--valid-from"));
  VP_TRY(request.codes_as_of, given.date("--codes-as-of"));
  request.replaces = given.has("--replace");
  request.updates = given.has("--update");
  if (request.replaces && request.updates) return fail("usage.replace_or_update");
  VP_CHECK(check_report_format(context));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(service::ImportReport report, service::import_list(store, request, context.task));
  return print_import(context, report);
}

Result<int> places_close(const Context& context) {
  VP_TRY(std::optional<Date> date, context.arguments.date("--valid-from"));
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(service::ImportReport report,
         service::close_kind(store, context.arguments.text("--kind"), date.value_or(kBeginning),
                             context.arguments.text("--source")));
  remark_layers(context, report.layers_error);
  say(text(context.lang, "text.closed",
           {{"kind", text(context.lang, "kind." + report.list.kind)},
            {"date", print_date(report.list.valid_from, context.lang)}}));
  return kDone;
}

Result<int> lists_show(const Context& context) {
  VP_CHECK(check_report_format(context));
  VP_TRY(std::optional<std::int64_t> id, context.arguments.count("ID"));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(std::vector<ListInfo> all, store.lists());
  for (ListInfo& list : all) {
    if (list.id != id) continue;
    VP_TRY(std::vector<Finding> findings, store.findings_of_list(list.id));
    return print_import(context, {std::move(list), std::move(findings), {}});
  }
  return fail("service.list_unknown", {{"id", context.arguments.text("ID")}});
}

Result<int> lists(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::lists(store, context.lang));
  return print(context, resource);
}

Result<int> operators(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::operators(store, context.lang));
  return print(context, resource);
}

Result<int> profiles(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::profiles(store, context.lang));
  return print(context, resource);
}

Result<int> profiles_add(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::write));
  VP_TRY(const Profile added, service::add_profile(store, context.arguments.text("PROFILE")));
  say(text(context.lang, "text.profile_added", {{"profile", added.id}}));
  return kDone;
}

Result<int> operators_add(const Context& context) {
  VP_TRY(store::Store store, context.open(store::Access::write));
  const Operator added{context.arguments.text("ID"), context.arguments.text("--name"),
                       context.arguments.all("--brand")};
  VP_CHECK(store.add_operator(added));
  say(text(context.lang, "text.operator_added", {{"id", added.id}, {"name", added.name}}));
  return kDone;
}

}  // namespace vungphu::app
