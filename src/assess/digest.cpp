// The digests of an assessment: of all that enters, and of all counts that come out (DESIGN 3.11).
#include "digest.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/hash.hpp"

#include "scope.hpp"

namespace vungphu::assess {
namespace {

void add_date(Blake2b& hash, Date date) { hash.add_text(iso(date)); }

void add_lists(Blake2b& hash, const std::vector<ListInfo>& lists) {
  std::vector<const ListInfo*> ordered;
  for (const auto& list : lists) ordered.push_back(&list);
  // Among lists of one kind and date the later import wins, so their order is part of the content; ids are
  // not.
  std::ranges::sort(ordered, {}, [](const ListInfo* l) { return std::tuple(l->kind, l->valid_from, l->id); });
  hash.add_int(static_cast<std::int64_t>(ordered.size()));
  for (const ListInfo* list : ordered) {
    hash.add_text(list->kind);
    add_date(hash, list->valid_from);
    add_date(hash, list->list_date);
    hash.add_int(list->replaces);
    hash.add_int(list->updates);
    hash.add_text(list->content_digest);
  }
}

struct Named {
  std::string name;
  const Submission* submission;
};

/// Whether the order in which two of the same date came decides anything: same subject, scopes that may meet.
bool may_supersede(const Submission& a, const Submission& b) {
  if (std::tie(a.op, a.technology, a.part, a.as_of) != std::tie(b.op, b.technology, b.part, b.as_of))
    return false;
  // The same word at two dates may name two areas.
  if (whole_scope(a) || whole_scope(b) || a.codes_as_of != b.codes_as_of) return true;
  const auto level = [](const std::string& scope) { return scope.substr(0, scope.find(':')); };
  for (const auto& x : a.scope) {
    for (const auto& y : b.scope) {
      if (x == y || level(x) != level(y)) return true;
    }
  }
  return false;
}

void add_submissions(Blake2b& hash, const std::vector<Stated>& stated) {
  std::vector<Named> ordered;
  for (const auto& s : stated)
    ordered.push_back({identity(s.submission) + s.submission.content_digest, &s.submission});
  std::ranges::sort(ordered, [](const Named& a, const Named& b) {
    return std::tuple(std::string_view(a.name), a.submission->id) <
           std::tuple(std::string_view(b.name), b.submission->id);
  });
  hash.add_int(static_cast<std::int64_t>(ordered.size()));
  for (const auto& named : ordered) hash.add_text(named.name);
  for (const auto& a : ordered) {
    for (const auto& b : ordered) {
      if (&a == &b || !may_supersede(*a.submission, *b.submission) || !later(*a.submission, *b.submission))
        continue;
      hash.add_text(a.name);
      hash.add_text(b.name);
    }
  }
}

void add_words(Blake2b& hash, const std::vector<std::uint64_t>& words) {
  hash.add_int(static_cast<std::int64_t>(words.size()));
  for (const std::uint64_t word : words) hash.add_int(std::bit_cast<std::int64_t>(word));
}

void add_counts(Blake2b& hash, const std::vector<std::int64_t>& counts) {
  hash.add_int(static_cast<std::int64_t>(counts.size()));
  for (const std::int64_t count : counts) hash.add_int(count);
}

void add_optional(Blake2b& hash, const std::optional<std::int64_t>& value) {
  hash.add_int(value.has_value());
  hash.add_int(value.value_or(0));
}

void add_figure(Blake2b& hash, const Figure& f) {
  for (const std::string* text : {&f.level, &f.territory, &f.kind, &f.technology, &f.op, &f.status, &f.unit,
                                  &f.rule, &f.basis, &f.list_date}) {
    hash.add_text(*text);
  }
  add_optional(hash, f.total);
  add_optional(hash, f.weight_total);
  add_optional(hash, f.connected);
  add_counts(
      hash, {f.covered,        f.covered_upper, f.shared_upper,     f.weight_covered,  f.weight_covered_upper,
             f.no_data,        f.unlocated,     f.demand_total,     f.demand_covered,  f.demand_covered_upper,
             f.unknown_demand, f.white,         f.partly_dark,      f.over_total,      f.estimated,
             f.unweighted,     f.borrowed,      f.borrowed_covered, f.people_covered,  f.people_covered_upper,
             f.people_no_data, f.unpeopled,     f.powered_total,    f.powered_covered, f.powered_no_data,
             f.unknown_power});
  add_optional(hash, f.people_total);
  add_optional(hash, f.refused);
  add_counts(hash, f.by_operators);
}

}  // namespace

std::string input_digest(const Inputs& inputs) {
  Blake2b hash;
  hash.add_text(kMethod);
  hash.add_text(inputs.profile->text);
  add_date(hash, inputs.as_of);
  add_date(hash, inputs.vintage);
  std::vector<const Operator*> operators;
  for (const auto& op : inputs.operators) operators.push_back(&op);
  std::ranges::sort(operators, {}, [](const Operator* op) { return std::string_view(op->id); });
  hash.add_int(static_cast<std::int64_t>(operators.size()));
  for (const Operator* op : operators) hash.add_text(op->id);
  add_lists(hash, inputs.lists);
  add_lists(hash, inputs.background);
  add_submissions(hash, inputs.stated);
  return hash.hex_digest();
}

std::string result_digest(const Assessment& assessment) {
  Blake2b hash;
  for (const auto& figure : assessment.figures) add_figure(hash, figure);
  for (const auto& set : assessment.places) {
    hash.add_text(set.kind);
    hash.add_int(static_cast<std::int64_t>(set.territory.size()));
    for (const std::int32_t territory : set.territory) hash.add_int(territory);
  }
  for (const auto& a : assessment.answers) {
    for (const std::string* text : {&a.kind, &a.technology, &a.op}) hash.add_text(*text);
    for (const auto* words : {&a.covered, &a.known, &a.partly}) add_words(hash, *words);
    for (const auto* counts : {&a.homes, &a.homes_dark}) add_counts(hash, *counts);
  }
  hash.add_int(assessment.snapped_to_border);
  return hash.hex_digest();
}

}  // namespace vungphu::assess
