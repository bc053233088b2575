#include "vungphu/service/explain.hpp"

#include "explain_text.hpp"

namespace vungphu::service {

Result<Explained> explain(const store::Store& store, const ExplainQuery& asked_for, Lang lang,
                          const Task& task) {
  ExplainQuery query = asked_for;
  if (!query.op.empty()) {
    VP_TRY(query.op, operator_id(store, asked_for.op));
  }
  VP_TRY(const Current now, current(store, query.of, true, task));
  if (now.profile->indicator(query.what) != nullptr) return explain_indicator(store, now, query, lang, task);
  if (!query.op.empty() || !query.territory.empty())
    return fail("service.explain_no_filter",
                {{"value", query.what}, {"option", query.op.empty() ? "--territory" : "--operator"}});
  return explain_place(store, now, query, lang, task);
}

}  // namespace vungphu::service
