#include "no_data.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "vungphu/base/text.hpp"

namespace vungphu::collectors {
namespace {

/// Beginnings, folded, of what stands under a table.
constexpr auto kSignatures = std::to_array<std::string_view>(
    {"nguoilap", "nguoitonghop", "nguoikiemtra", "ketoan", "thutruong", "giamdoc", "tonggiamdoc",
     "phogiamdoc", "chutich", "daidien", "kyten", "noinhan", "ghichu", "xacnhan"});

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool is_in_a_list(const Reference* reference, const Row& row, const std::string& code) {
  const std::string* site = row.find("site");
  return reference && std::any_of(reference->codes.begin(), reference->codes.end(), [&](const auto& list) {
           return reference->find(list.first, code, site ? *site : "");
         });
}

/// "A", "b)", "III.": sections go up to XXXIX.
bool is_section_mark(const std::string& word) {
  constexpr std::size_t kLongest = 7;
  const bool letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
  const bool roman =
      !word.empty() && word.size() <= kLongest && word.find_first_not_of("ivx") == std::string::npos;
  return letter || roman;
}

bool is_signature(const std::string& word) {
  return std::any_of(kSignatures.begin(), kSignatures.end(),
                     [&](std::string_view begin) { return word.starts_with(begin); });
}

}  // namespace

bool is_no_data(const Row& row, std::string_view meaning, bool usable, const Context& context,
                std::vector<Finding>& findings) {
  const std::string *code = row.find(meaning), *total = row.find("total_row");
  if (code && (has_digit(*code) || is_in_a_list(context.reference, row, *code))) return false;
  const std::string word = code ? fold(*code) : std::string();
  const bool none = total || (code ? is_section_mark(word) || is_signature(word) : !usable);
  if (!none) return false;
  const std::string* said = total ? total : code;
  findings.push_back({"not_a_row", Severity::note, row.row, "", said ? *said : "", {}});
  return true;
}

}  // namespace vungphu::collectors
