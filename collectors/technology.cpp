#include "technology.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "vungphu/base/text.hpp"

#include "fields.hpp"

namespace vungphu::collectors {
namespace {

/// Names that senders use, folded, beside ids and labels.
struct Alias {
  std::string_view technology, name;
};
constexpr auto kAliases = std::to_array<Alias>({{"fiber", "ftth"},
                                                {"fiber", "fttx"},
                                                {"fiber", "ftthb"},
                                                {"fiber", "gpon"},
                                                {"fiber", "xgspon"},
                                                {"fiber", "quang"},
                                                {"fiber", "capquang"},
                                                {"fiber", "fibre"},
                                                {"fiber", "fibreoptique"},
                                                {"4g", "lte"},
                                                {"4g", "ltea"},
                                                {"4g", "4glte"},
                                                {"5g", "nr"},
                                                {"5g", "5gnr"}});
/// Technologies that a profile need not hold: a row of theirs is plainly another one.
constexpr auto kOthers =
    std::to_array<std::string_view>({"2g", "3g", "gsm", "umts", "adsl", "vdsl", "xdsl", "dsl", "capdong",
                                     "coaxial", "docsis", "hfc", "vetinh", "satellite"});

bool is_fcc_code(std::string_view word) {
  return !word.empty() && word.size() <= 3 && word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool goes_by(const Technology& technology, const std::string& word, const Profile* profile) {
  if (std::find(technology.bdc.begin(), technology.bdc.end(), word) != technology.bdc.end()) return true;
  if (fold(technology.id) == word) return true;
  if (std::any_of(kAliases.begin(), kAliases.end(), [&](const Alias& alias) {
        return alias.technology == technology.id && alias.name == word;
      }))
    return true;
  for (const Lang lang : {Lang::vi, Lang::en})
    if (fold(text_or_empty(lang, "technology." + technology.id)) == word) return true;
  if (!profile) return false;
  return std::any_of(technology.members.begin(), technology.members.end(), [&](const std::string& id) {
    const Technology* member = profile->technology(id);
    return member && !member->is_set() && goes_by(*member, word, nullptr);
  });
}

bool is_known(const std::string& word, const Profile& profile) {
  return is_fcc_code(word) || std::find(kOthers.begin(), kOthers.end(), word) != kOthers.end() ||
         std::any_of(profile.technologies.begin(), profile.technologies.end(),
                     [&](const Technology& technology) { return goes_by(technology, word, nullptr); });
}

}  // namespace

bool is_of_other_technology(const Row& row, const Context& context, std::vector<Finding>& findings) {
  constexpr std::string_view kBetween = "/,;+&";
  const std::string* cell = row.find("technology");
  if (!cell || !context.technology || !context.profile) return false;
  bool known = true;
  for (std::string_view rest = *cell; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(kBetween), rest.size());
    const std::string word = fold(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    if (goes_by(*context.technology, word, context.profile)) return false;
    known = known && is_known(word, *context.profile);
  }
  if (!known) tell(row, "technology_unknown_word", Severity::warning, "technology", findings);
  return true;
}

}  // namespace vungphu::collectors
