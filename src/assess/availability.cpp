// Which submissions speak at a date. What one scope holds of another is decided here by words alone; where
// scopes of different levels meet, nothing is dropped, and voices.cpp settles it territory by territory.
#include <algorithm>
#include <tuple>

#include "vungphu/assess/assess.hpp"
#include "vungphu/model/kinds.hpp"

#include "scope.hpp"

namespace vungphu::assess {
namespace {

auto subject(const Submission& s) { return std::tie(s.op, s.technology, s.part); }

}  // namespace

bool whole_scope(const Submission& submission) {
  return submission.scope.empty() || std::ranges::find(submission.scope, kWhole) != submission.scope.end();
}

bool later(const Submission& a, const Submission& b) {
  return std::tuple(a.as_of, a.id) > std::tuple(b.as_of, b.id);
}

std::vector<Submission> availability(const std::vector<Submission>& all, Date date,
                                     const std::vector<Date>& vintages) {
  std::vector<const Submission*> ranked;
  for (const auto& s : all) {
    if (s.state == "accepted" && s.as_of <= date) ranked.push_back(&s);
  }
  std::ranges::sort(ranked, [](const Submission* a, const Submission* b) {
    if (subject(*a) != subject(*b)) return subject(*a) < subject(*b);
    return later(*a, *b);
  });

  std::vector<Submission> speaking;
  // Scopes that a later submission of the same subject holds, each with the vintage in which its code is
  // read.
  std::vector<std::pair<std::ptrdiff_t, std::string>> taken;
  bool all_taken = false;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const Submission& s = *ranked[i];
    if (i == 0 || subject(*ranked[i - 1]) != subject(s)) {
      taken.clear();
      all_taken = false;
    }
    const bool whole = whole_scope(s);
    const Date codes = code_date(s);
    const auto vintage = std::ranges::count_if(vintages, [&](Date change) { return change <= codes; });
    const auto is_taken = [&](const std::string& scope) {
      return std::ranges::find(taken, std::pair(vintage, scope)) != taken.end();
    };
    if (all_taken || (!whole && std::ranges::all_of(s.scope, is_taken))) continue;
    speaking.push_back(s);
    all_taken = all_taken || whole;
    for (const auto& scope : s.scope) taken.emplace_back(vintage, scope);
  }
  std::ranges::sort(speaking, {}, &Submission::id);
  return speaking;
}

}  // namespace vungphu::assess
