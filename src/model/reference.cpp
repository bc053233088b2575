#include "vungphu/model/reference.hpp"

namespace vungphu {

std::string code_key(std::string_view code, std::string_view site) {
  std::string key(code);
  if (!site.empty()) {
    key += '\x1f';  // "unit separator": in no code that a table can hold
    key += site;
  }
  return key;
}

const CodeFacts* Reference::find(std::string_view kind, std::string_view code, std::string_view site) const {
  const auto of_kind = codes.find(kind);
  if (of_kind == codes.end()) return nullptr;
  const auto facts = of_kind->second.find(code_key(code, site));
  return facts == of_kind->second.end() ? nullptr : &facts->second;
}

}  // namespace vungphu
