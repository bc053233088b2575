#include "keys.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"

#include "fields.hpp"

namespace vungphu::collectors {
namespace {

/// "school", "trường học", "xã": the kind's id, its label, or one of the names that its label lists.
bool names_kind(const std::string& kind, const std::string& word) {
  if (fold(kind) == word) return true;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    const std::string label = text_or_empty(lang, "kind." + kind);
    if (fold(label) == word) return true;
    for (std::string_view rest = label; !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of(",(;)"), rest.size());
      if (fold(rest.substr(0, end)) == word) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return false;
}

/// `kinds`, or the one that the row's column `kind` names.
std::vector<std::string> narrowed(const Row& row, const std::vector<std::string>& kinds,
                                  std::vector<Finding>& findings) {
  const std::string* named = row.find("kind");
  if (!named) return kinds;
  const std::string word = fold(*named);
  for (const std::string& kind : kinds)
    if (names_kind(kind, word)) return {kind};
  tell(row, "kind_unknown", Severity::warning, "kind", findings);
  return kinds;
}

}  // namespace

bool set_key(const Row& row, std::string_view meaning, const std::vector<std::string>& kinds,
             const Context& context, Claim& claim, std::vector<Finding>& findings) {
  claim.code = *row.find(meaning);
  if (const std::string* site = row.find("site")) claim.site = *site;
  const std::vector<std::string> candidates = narrowed(row, kinds, findings);
  if (candidates.size() == 1) {
    claim.key_kind = candidates.front();
    return true;
  }
  std::string all;
  for (const std::string& kind : candidates) {
    if (!context.reference || !context.reference->find(kind, claim.code, claim.site)) continue;
    if (claim.key_kind.empty()) claim.key_kind = kind;
    all += (all.empty() ? "" : ", ") + kind;
  }
  if (all == claim.key_kind) return true;
  tell(row, "code_ambiguous", Severity::error, meaning, findings, {{"kinds", all}});
  return false;
}

}  // namespace vungphu::collectors
