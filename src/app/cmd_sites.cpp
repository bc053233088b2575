// sites: stations of mobile networks, counted.
#include "vungphu/service/resources.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"

namespace vungphu::app {

Result<int> sites(const Context& context) {
  const std::string by = context.arguments.text("--by", "commune");
  if (by != "commune" && by != "operator")
    return fail("usage.word", {{"option", "--by"}, {"value", by}, {"words", "commune, operator"}});
  service::SitesQuery query;
  query.by_commune = by == "commune";
  VP_TRY(query.as_of, context.arguments.date("--as-of"));
  VP_TRY(query.vintage, context.arguments.date("--vintage"));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::sites(store, query, context.lang, context.task));
  return print(context, resource);
}

}  // namespace vungphu::app
