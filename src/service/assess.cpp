#include "vungphu/assess/assess.hpp"

#include <algorithm>

#include "vungphu/service/use_cases.hpp"

#include "layers.hpp"

namespace vungphu::service {
namespace {

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

/// By value: what it stands on is let go of before the result is stored.
Result<Assessment> make(const store::Store& store, assess::Inputs inputs, const Task& task) {
  VP_CHECK(load_content(store, inputs, Loaded::for_figures, task));
  return assess::assess(inputs, task);
}

}  // namespace

Result<AssessReport> assess(store::Store& store, const AssessRequest& request, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  Date as_of;
  if (request.as_of) {
    as_of = *request.as_of;
  } else {
    VP_TRY(as_of, newest_date(store));
  }
  VP_TRY(assess::Inputs inputs, inputs_in_force(store, profile, as_of, request.vintage));
  inputs.threads = request.threads;

  VP_TRY(std::optional<std::int64_t> known, store.find_assessment(assess::input_digest(inputs)));
  if (known && !request.recompute) {
    VP_TRY(std::optional<Assessment> stored, store.assessment(*known, false));
    if (stored) return AssessReport{std::move(*stored), true, {}};
  }
  VP_TRY(Assessment result, make(store, std::move(inputs), task));
  const auto made = std::make_shared<Assessment>(std::move(result));
  VP_TRY(made->id, store.add_assessment(*made, task));
  std::optional<Error> layers_error = renew_layers(store, made);
  return AssessReport{std::move(*made), false, std::move(layers_error)};
}

}  // namespace vungphu::service
