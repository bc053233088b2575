#include "vungphu/assess/assess.hpp"

#include <algorithm>

#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "code_dates.hpp"

namespace vungphu::service {
namespace {

std::vector<std::string> all_kinds(const Profile& profile) {
  std::vector<std::string> kinds = profile.levels;
  kinds.insert(kinds.end(), kPlaceKinds.begin(), kPlaceKinds.end());
  return kinds;
}

/// The newest as-of of what was accepted; without submissions the newest date that a list bears.
Result<Date> newest_date(const store::Store& store) {
  Date newest = kBeginning;
  VP_TRY(std::vector<Submission> submissions, store.submissions());
  for (const Submission& submission : submissions)
    if (submission.state == "accepted") newest = std::max(newest, submission.as_of);
  if (newest != kBeginning) return newest;
  VP_TRY(std::vector<ListInfo> lists, store.lists());
  for (const ListInfo& list : lists) newest = std::max({newest, list.list_date, list.valid_from});
  return newest != kBeginning ? newest : today();
}

/// A scope of no territory: none at all would be the whole.
constexpr const char* kNowhere = "-";

Date date_of_codes(const Submission& submission) { return submission.codes_as_of.value_or(submission.as_of); }

/// Of a scope, the territories that are still the same: of a code's new area the submission has said nothing.
Status keep_scope(CodeDates& codes, Submission& submission) {
  std::vector<std::string> kept;
  for (std::string& part : submission.scope) {
    const std::size_t colon = part.find(':');
    bool same = colon == std::string::npos;
    if (!same) {
      VP_TRY(same, codes.same(part.substr(0, colon), part.substr(colon + 1), date_of_codes(submission)));
    }
    if (same) kept.push_back(std::move(part));
  }
  if (kept.empty()) kept.emplace_back(kNowhere);
  submission.scope = std::move(kept);
  return {};
}

}  // namespace

Result<assess::Inputs> inputs_in_force(const store::Store& store, const Profile& profile, Date date) {
  assess::Inputs inputs;
  inputs.profile = &profile;
  inputs.as_of = inputs.vintage = date;
  for (const std::string& kind : all_kinds(profile)) {
    VP_TRY(std::vector<ListInfo> lists, store.lists_in_force(kind, date));
    inputs.lists.insert(inputs.lists.end(), lists.begin(), lists.end());
  }
  std::sort(inputs.lists.begin(), inputs.lists.end(),
            [](const ListInfo& a, const ListInfo& b) { return a.id < b.id; });
  VP_TRY(inputs.operators, store.operators());
  VP_TRY(std::vector<Submission> submissions, store.submissions());
  CodeDates codes(store, date);
  for (Submission& submission : assess::availability(submissions, date)) {
    VP_CHECK(keep_scope(codes, submission));
    inputs.stated.push_back({std::move(submission), {}});
  }
  return inputs;
}

Result<std::int64_t> load_content(const store::Store& store, assess::Inputs& inputs, const Task& task) {
  for (const std::string& kind : all_kinds(*inputs.profile)) {
    std::vector<Entry>& entries = inputs.entries[kind];
    VP_CHECK(store.visit_entries(kind, inputs.as_of, [&](Entry&& entry) -> Status {
      entries.push_back(std::move(entry));
      if ((entries.size() & 0xfff) == 0) {
        VP_CHECK(task.check());
        task.step("load", entries.size(), 0);
      }
      return {};
    }));
  }
  CodeDates codes(store, inputs.vintage);  // as inputs_in_force has read the scopes
  std::int64_t left_out = 0;
  for (assess::Stated& stated : inputs.stated) {
    VP_CHECK(task.check());
    const Date read_at = date_of_codes(stated.submission);
    VP_CHECK(store.visit_claims(stated.submission.id, [&](Claim&& claim) -> Status {
      if (claim.kind == ClaimKind::row && inputs.profile->is_level(claim.key_kind)) {
        VP_TRY(const bool same, codes.same(claim.key_kind, claim.code, read_at));
        left_out += !same;
        if (!same) return {};
      }
      stated.claims.push_back(std::move(claim));
      return {};
    }));
  }
  return left_out;
}

Result<AssessReport> assess(store::Store& store, const AssessRequest& request, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  Date as_of;
  if (request.as_of) {
    as_of = *request.as_of;
  } else {
    VP_TRY(as_of, newest_date(store));
  }
  VP_TRY(assess::Inputs inputs, inputs_in_force(store, profile, as_of));
  inputs.threads = request.threads;

  VP_TRY(std::optional<std::int64_t> known, store.find_assessment(assess::input_digest(inputs)));
  if (known && !request.recompute) {
    VP_TRY(std::optional<Assessment> stored, store.assessment(*known, false));
    if (stored) return AssessReport{std::move(*stored), true, 0, {}};
  }
  VP_TRY(const std::int64_t left_out, load_content(store, inputs, task));
  VP_TRY(Assessment made, assess::assess(inputs, task));
  VP_TRY(made.id, store.add_assessment(made));
  return AssessReport{std::move(made), false, left_out, renew_layers(store)};
}

}  // namespace vungphu::service
