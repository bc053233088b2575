// compare: two dates held against each other.
#include "vungphu/service/resources.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"

namespace vungphu::app {
namespace {

constexpr std::size_t kPrinted = 20;  // of places: what fits on a page; files have them all

}  // namespace

Result<int> compare(const Context& context) {
  const Arguments& given = context.arguments;
  service::CompareRequest request;
  VP_TRY(const std::optional<Date> from, given.date("--from"));
  VP_TRY(const std::optional<Date> to, given.date("--to"));
  request.from = from.value_or(kBeginning);
  request.to = to.value_or(kBeginning);
  VP_TRY(request.vintage, given.date("--vintage"));
  request.of = {given.text("--territory"), given.text("--kind"), given.text("--technology")};
  const bool table = format_asked(context) == "table";
  if (table && given.has("-o,--output")) return fail("usage.compare_file");
  if (table) request.limit = kPrinted;
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(const service::Compared found, service::compare(store, request, context.lang, context.task));
  if (table) {
    VP_TRY(const int done, print(context, found.waterfall));
    static_cast<void>(done);
    say("");
  }
  return print(context, found.places);
}

}  // namespace vungphu::app
