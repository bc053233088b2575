// Why a figure is what it is, and why a place has the answer that it has: for a person and as JSON.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "vungphu/service/resources.hpp"

namespace vungphu::service {

struct ExplainQuery {
  std::string what;  ///< an indicator of the profile; else a place: "code", "kind:code" or "kind:code/site"
  std::string territory;  ///< of an indicator: "code" or "level:code"; empty: the whole
  std::string op;         ///< of an indicator; empty: any
  AssessmentQuery of = {};
};

struct Explained {
  std::string title;
  std::vector<std::pair<std::string, std::string>> facts;  ///< label and value, in the reader's language
  std::vector<Resource> tables;                            ///< each with its title
  std::vector<std::string> notes;
  std::string json;  ///< docs/schemas/explain.json
};

/// Errors: service.no_assessment, service.assessment_stale, service.explain_unknown (neither an indicator nor
/// a place; names the nearest), service.explain_ambiguous (names the choices), service.explain_no_filter (a
/// territory or an operator of a place), and those of assess::explain_figure.
Result<Explained> explain(const store::Store& store, const ExplainQuery& query, Lang lang,
                          const Task& task = {});

}  // namespace vungphu::service
