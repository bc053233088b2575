#include "explain_text.hpp"

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu::service {

std::string operator_name(const assess::Inputs& inputs, const std::string& id, Lang lang) {
  if (id == kAny) return text(lang, "label.any");
  for (const Operator& known : inputs.operators)
    if (known.id == id) return known.name;
  return id;
}

std::string operator_names(const assess::Inputs& inputs, const std::vector<std::string>& ids, Lang lang) {
  std::vector<std::string> names;
  for (const std::string& id : ids) names.push_back(operator_name(inputs, id, lang));
  return join(names);
}

std::string label(Lang lang, const std::string& word) { return capitalised(text(lang, "label." + word)); }

Resource table_of(std::string name, std::string title, std::vector<formats::Column> columns,
                  std::vector<std::vector<formats::Cell>> rows) {
  Resource made;
  made.schema.name = std::move(name);
  made.schema.title = std::move(title);
  made.schema.columns = std::move(columns);
  made.produce = [rows = std::move(rows)](formats::Writer& out) -> Status {
    for (const auto& row : rows) VP_CHECK(out.write(row));
    return {};
  };
  return made;
}

nlohmann::ordered_json head_json(const Assessment& assessment) {
  return nlohmann::ordered_json::parse("{" + head_of(assessment) + "}")["assessment"];
}

nlohmann::ordered_json submission_json(const Submission& submission) {
  const Submission& s = submission;
  using nlohmann::ordered_json;
  return {{"id", s.id},
          {"operator", s.op},
          {"technology", s.technology},
          {"as_of", iso(s.as_of)},
          {"part", s.part},
          {"file", s.file_name},
          {"collector", s.collector},
          {"environment", s.environment.empty() ? ordered_json() : ordered_json(s.environment)},
          {"basis", s.basis.empty() ? ordered_json() : ordered_json(s.basis)},
          {"threshold", maybe(s.threshold)},
          {"sha256", s.sha256}};
}

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace vungphu::service
