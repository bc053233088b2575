// coverage, scorecard, gaps: what is read off an assessment.
#include "vungphu/service/resources.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "output.hpp"

namespace vungphu::app {

Result<service::AssessmentQuery> assessment_query(const Arguments& arguments) {
  service::AssessmentQuery query;
  VP_TRY(query.as_of, arguments.date("--as-of"));
  VP_TRY(query.vintage, arguments.date("--vintage"));
  return query;
}

Result<int> coverage(const Context& context) {
  const Arguments& given = context.arguments;
  VP_TRY(const service::AssessmentQuery of, assessment_query(given));
  const service::CoverageQuery query{given.text("--kind"),
                                     given.text("--technology"),
                                     given.text("--level"),
                                     given.text("--territory"),
                                     given.text("--operator"),
                                     given.has("--area"),
                                     of};
  if (query.area && !query.kind.empty()) return fail("usage.not_for_area", {{"option", "--kind"}});
  const bool by_rules = given.has("--sensitivity");
  if (query.area && by_rules) return fail("usage.not_for_area", {{"option", "--sensitivity"}});
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource,
         by_rules ? service::coverage_by_rules(store, query, context.lang, context.task)
                  : service::coverage(store, query, context.lang));
  return print(context, resource);
}

Result<int> scorecard(const Context& context) {
  VP_TRY(const service::AssessmentQuery of, assessment_query(context.arguments));
  const service::ScorecardQuery query{
      context.arguments.text("--level"), context.arguments.text("--territory"),
      context.arguments.all("--profile"), of, format_asked(context) == "table"};
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource,
         context.arguments.has("--sensitivity")
             ? service::scorecard_by_rules(store, query, context.lang, context.task)
             : service::scorecard(store, query, context.lang));
  return print(context, resource);
}

Result<assess::GapQuery> gap_query(const Arguments& given) {
  assess::GapQuery query;
  query.kind = given.text("--kind");
  query.technology = given.text("--technology");
  query.within = given.text("--within");
  query.op = given.text("--operator", query.op);
  VP_TRY(std::optional<std::int64_t> households, given.count("--min-households"));
  query.min_households = households.value_or(0);
  query.include_no_data = given.has("--include-no-data");
  query.sort = given.text("--sort", query.sort);
  if (query.sort != "households" && query.sort != "distance" && query.sort != "name")
    return fail("usage.sort", {{"value", query.sort}});
  VP_TRY(std::optional<std::int64_t> limit, given.count("--limit"));
  query.limit = static_cast<std::size_t>(limit.value_or(0));
  return query;
}

Result<int> gaps(const Context& context) {
  VP_TRY(assess::GapQuery query, gap_query(context.arguments));
  VP_TRY(const service::AssessmentQuery of, assessment_query(context.arguments));
  VP_TRY(store::Store store, context.open(store::Access::read));
  VP_TRY(service::Resource resource, service::gaps(store, query, of, context.lang, context.task));
  return print(context, resource);
}

}  // namespace vungphu::app
