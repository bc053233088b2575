#include "vungphu/base/catalogue.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <nlohmann/json.hpp>

#include "vungphu/base/embedded.hpp"

namespace vungphu {
namespace {

struct Entry {
  std::string vi;
  std::string en;
};
using Catalogue = std::map<std::string, Entry, std::less<>>;

/// What is malformed is left out and so prints as its key: a label is no reason to stop a person's work. The
/// test CatalogueFiles holds every file to the full form, and so does not let such a one be released.
void add_file(Catalogue& catalogue, std::string_view content) {
  const auto file = nlohmann::json::parse(content, nullptr, false);
  if (!file.is_object()) return;
  for (const auto& [key, entry] : file.items()) {
    if (!entry.is_object()) continue;
    const auto vi = entry.find("vi");
    const auto en = entry.find("en");
    if (vi == entry.end() || en == entry.end() || !vi->is_string() || !en->is_string()) continue;
    catalogue.emplace(key, Entry{vi->get<std::string>(), en->get<std::string>()});
  }
}

const Catalogue& catalogue() {
  static const Catalogue all = [] {
    Catalogue made;
    for (const std::string_view name : embedded_files("catalogue/")) add_file(made, embedded_file(name));
    return made;
  }();
  return all;
}

const std::string* value_of(std::string_view name, const Args& args) {
  const auto arg =
      std::ranges::find(args, name, [](const auto& pair) { return std::string_view(pair.first); });
  return arg == args.end() ? nullptr : &arg->second;
}

/// Not fmt: it throws on a placeholder without a value, and to find those first is all the work there is.
std::string fill(std::string_view sentence, const Args& args) {
  std::string filled;
  while (!sentence.empty()) {
    const auto open = sentence.find('{');
    filled += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    sentence.remove_prefix(open);
    const auto close = sentence.find('}');
    const std::string* value =
        close == std::string_view::npos ? nullptr : value_of(sentence.substr(1, close - 1), args);
    filled += value != nullptr ? *value : "{";
    sentence.remove_prefix(value != nullptr ? close + 1 : 1);
  }
  return filled;
}

}  // namespace

std::string text(Lang lang, std::string_view key, const Args& args) {
  const auto entry = catalogue().find(key);
  if (entry == catalogue().end()) return std::string(key);
  return fill(lang == Lang::vi ? entry->second.vi : entry->second.en, args);
}

std::string text_or_empty(Lang lang, std::string_view key, const Args& args) {
  return has_text(key) ? text(lang, key, args) : std::string();
}

bool has_text(std::string_view key) { return catalogue().contains(key); }

std::vector<std::string> catalogue_keys() {
  std::vector<std::string> keys;
  keys.reserve(catalogue().size());
  for (const auto& [key, entry] : catalogue()) keys.push_back(key);
  return keys;
}

}  // namespace vungphu
