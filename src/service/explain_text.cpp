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

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace vungphu::service
