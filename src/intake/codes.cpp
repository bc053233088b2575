#include "codes.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

constexpr std::size_t kTaxCommuneDigits = 8;  ///< 10105001; a commune of the statistics office has 5
constexpr std::size_t kMostZeros = 4;         ///< commune 00004 typed as 4
constexpr std::size_t kMostNear = 3;
constexpr std::size_t kLongestNear = 16;  ///< a longer code is no person's typing

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

std::optional<std::string> with_zeros(const Reference& reference, const std::vector<std::string>& kinds,
                                      std::string_view code) {
  std::string longer(code);
  for (std::size_t zeros = 1; zeros <= kMostZeros; ++zeros) {
    longer.insert(0, "0");
    if (find_in(reference, kinds, longer)) return longer;
  }
  return std::nullopt;
}

/// Known codes one slip of the hand away, in byte order, each with its name.
std::vector<std::string> near_codes(const Reference& reference, const std::vector<std::string>& kinds,
                                    std::string_view code) {
  std::set<std::string> slips;
  std::string slip(code);
  for (std::size_t i = 0; i < slip.size() && slip.size() <= kLongestNear; ++i) {
    if (i > 0) {
      std::swap(slip[i - 1], slip[i]);
      slips.insert(slip);
      std::swap(slip[i - 1], slip[i]);
    }
    for (char digit = '0'; digit <= '9'; ++digit) {
      const char right = std::exchange(slip[i], digit);
      slips.insert(slip);
      slip[i] = right;
    }
  }
  std::vector<std::string> near;
  for (const std::string& candidate : slips)
    if (const CodeFacts* facts = find_in(reference, kinds, candidate); facts && near.size() < kMostNear)
      near.push_back(facts->name.empty() ? candidate : candidate + " (" + facts->name + ")");
  return near;
}

}  // namespace

const CodeFacts* find_in(const Reference& reference, const std::vector<std::string>& kinds,
                         std::string_view code) {
  for (const std::string& kind : kinds)
    if (const CodeFacts* facts = reference.find(kind, code)) return facts;
  return nullptr;
}

void explain_unknown(const Reference& reference, const std::vector<std::string>& kinds,
                     const Finding& unknown, std::vector<Finding>& findings) {
  const std::string& code = unknown.value;
  const auto note = [&](std::string_view why, Args args) {
    findings.push_back({std::string(why), Severity::note, unknown.row, unknown.field, code, std::move(args)});
  };
  if (all_digits(code)) {
    if (const auto longer = with_zeros(reference, kinds, code))
      return note("code_lost_zero", {{"known", *longer}});
    if (code.size() == kTaxCommuneDigits) return note("code_tax_system", {});
  }
  const std::vector<std::string> near = near_codes(reference, kinds, code);
  if (!near.empty()) note("code_near", {{"nearest", join(near, "; ")}});
}

}  // namespace vungphu::intake
