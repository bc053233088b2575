#include "synonyms.hpp"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

#include "vungphu/base/embedded.hpp"
#include "vungphu/base/text.hpp"

namespace vungphu::intake {
namespace {

/// ASCII punctuation parts words; bytes of other scripts are letters here.
bool parts_words(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && !std::isalnum(byte);
}

bool is_number(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

// The file is ours and compiled in: a test reads it, so there is no way to fail here.
Synonyms::Synonyms() {
  const auto json = nlohmann::json::parse(embedded_file("synonyms.json"));
  for (const auto& [source, names] : json.at("names").items())
    for (const auto& name : names) names_[source].insert(fold(name.get<std::string>()));
  json.at("kinds").get_to(kinds_);
  for (const auto& word : json.at("noise")) noise_.insert(fold(word.get<std::string>()));
}

const Synonyms& Synonyms::get() {
  static const Synonyms synonyms;
  return synonyms;
}

std::vector<std::string> Synonyms::sources(std::string_view meaning, std::string_view kind) const {
  auto redirects = kinds_.find(kind.empty() ? "submission" : kind);
  if (redirects == kinds_.end()) redirects = kinds_.find("*");
  const auto found = redirects->second.find(meaning);
  return found != redirects->second.end() ? found->second : std::vector<std::string>{std::string(meaning)};
}

bool Synonyms::has(std::string_view source, const std::string& folded) const {
  if (folded.empty()) return false;
  const auto found = names_.find(source);
  return folded == fold(source) || (found != names_.end() && found->second.contains(folded));
}

std::string Synonyms::essence(std::string_view column) const {
  std::string kept;
  for (auto begin = column.begin(); begin != column.end();) {
    const auto end = std::find_if(begin, column.end(), parts_words);
    const std::string word = fold(std::string_view(begin, end));
    if (!is_number(word) && !noise_.contains(word)) kept += word;
    begin = std::find_if_not(end, column.end(), parts_words);
  }
  return kept;
}

}  // namespace vungphu::intake
