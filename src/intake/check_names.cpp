// Names in one unit that are probably one name written twice.
#include <algorithm>
#include <array>
#include <map>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/model/kinds.hpp"

#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

constexpr double kAlike = 0.7;            ///< one less the edits over the length of the longer
constexpr double kWordAlike = 0.5;        ///< of each pair of words that differ
constexpr std::size_t kMostInUnit = 500;  ///< compared each with each; more are no commune's

/// Words that part neighbours from each other, folded: an "Ấp Đông" and an "Ấp Tây" are two.
constexpr auto kParting = std::to_array<std::string_view>(
    {"dong",  "tay",   "nam",  "bac", "tren", "duoi", "thuong", "ha",   "trung",
     "trong", "ngoai", "tien", "hau", "nhat", "nhi",  "tam",    "tu",   "ngu",
     "luc",   "mot",   "hai",  "ba",  "bon",  "sau",  "bay",    "chin", "muoi"});

struct Name {
  std::vector<std::string> words;
  std::string whole;
  std::int64_t row;
  const Entry* entry;
};

Name name_of(const Entry& entry, std::int64_t row) {
  Name name{{}, {}, row, &entry};
  for (const std::string_view part : split(entry.name, " \t.-")) {
    std::string word = fold(part);
    if (word.empty()) continue;
    name.whole += word;
    name.words.push_back(std::move(word));
  }
  return name;
}

double likeness(const std::string& a, const std::string& b) {
  const std::size_t longest = std::max(a.size(), b.size());
  return longest == 0 ? 1 : 1 - static_cast<double>(edit_distance(a, b)) / static_cast<double>(longest);
}

bool parts(const std::string& word) {
  constexpr std::size_t kNumeral = 2;  // "A", "B2", "II"
  return word.size() <= kNumeral || word.find_first_of("0123456789") != std::string::npos ||
         std::find(kParting.begin(), kParting.end(), word) != kParting.end();
}

/// Alike as a whole, and differing in no word that is there to part them.
bool alike(const Name& a, const Name& b) {
  if (a.whole == b.whole) return false;  // of one name: told as hamlet_same_name or duplicate_nearby
  if (a.words.size() == b.words.size()) {
    for (std::size_t i = 0; i < a.words.size(); ++i) {
      if (a.words[i] == b.words[i]) continue;
      if (parts(a.words[i]) || parts(b.words[i]) || likeness(a.words[i], b.words[i]) < kWordAlike)
        return false;
    }
  } else {
    const std::vector<std::string>&longer = a.words.size() > b.words.size() ? a.words : b.words,
          &shorter = a.words.size() > b.words.size() ? b.words : a.words;
    for (const std::string& word : longer)
      if (parts(word) && std::find(shorter.begin(), shorter.end(), word) == shorter.end()) return false;
  }
  return likeness(a.whole, b.whole) >= kAlike;
}

}  // namespace

void check_names(const std::vector<Entry>& entries, const std::vector<std::int64_t>& rows,
                 std::vector<Finding>& findings) {
  std::map<std::pair<std::string, std::string>, std::vector<Name>> units;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.kind == "household" || entry.parent.empty() || entry.name.empty()) continue;
    units[{entry.kind, entry.parent}].push_back(name_of(entry, rows[i]));
  }
  for (auto& [unit, names] : units) {
    if (names.size() > kMostInUnit) continue;
    std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
      return std::tie(a.whole, a.entry->code, a.entry->site) <
             std::tie(b.whole, b.entry->code, b.entry->site);
    });
    for (std::size_t i = 1; i < names.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        if (!alike(names[i], names[j])) continue;
        const bool later = names[i].row > names[j].row;
        const Name &first = later ? names[j] : names[i], &second = later ? names[i] : names[j];
        findings.push_back({"similar_name",
                            Severity::note,
                            second.row,
                            "",
                            second.entry->name,
                            {{"other", first.entry->name}, {"first", std::to_string(first.row)}}});
        break;  // one for each row
      }
  }
}

}  // namespace vungphu::intake
