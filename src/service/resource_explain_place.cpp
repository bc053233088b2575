#include "explain_text.hpp"
namespace vungphu::service {
Result<Explained> explain_place(const store::Store&, const Current&, const ExplainQuery& query, Lang,
                                const Task&) {
  return fail("service.explain_unknown", {{"value", query.what}, {"nearest", ""}});
}
}  // namespace vungphu::service
