// What both kinds of explanation share: words, tables that are made at once, and JSON of what they name.
#pragma once

#include <nlohmann/json.hpp>

#include "vungphu/model/claim.hpp"
#include "vungphu/service/explain.hpp"

#include "current.hpp"

namespace vungphu::service {

Result<Explained> explain_indicator(const store::Store& store, const Current& now, const ExplainQuery& query,
                                    Lang lang, const Task& task);
Result<Explained> explain_place(const store::Store& store, const Current& now, const ExplainQuery& query,
                                Lang lang, const Task& task);

/// The name of an operator of the registry; words for any.
std::string operator_name(const assess::Inputs& inputs, const std::string& id, Lang lang);
std::string operator_names(const assess::Inputs& inputs, const std::vector<std::string>& ids, Lang lang);

/// "label." words, capitalised.
std::string label(Lang lang, const std::string& word);

/// A table of rows that are few.
Resource table_of(std::string name, std::string title, std::vector<formats::Column> columns,
                  std::vector<std::vector<formats::Cell>> rows);

/// Of "{…}" as head_of writes it.
nlohmann::ordered_json head_json(const Assessment& assessment);
template <class T>
nlohmann::ordered_json maybe(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}
/// What a reader needs to find a submission again, and to know what it is worth.
nlohmann::ordered_json submission_json(const Submission& submission);
std::string dump(const nlohmann::ordered_json& json);

}  // namespace vungphu::service
