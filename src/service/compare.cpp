#include "compare.hpp"

#include <algorithm>

#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "current.hpp"

namespace vungphu::service {
namespace {

Status check_in_force(const assess::Inputs& inputs, Date date) {
  if (inputs.lists.empty()) return fail("service.nothing_in_force.list", {{"date", iso(date)}});
  if (inputs.stated.empty()) return fail("service.nothing_in_force.submission", {{"date", iso(date)}});
  return {};
}

/// Whether nothing but the date differs: then their figures are the same.
bool same_but_for_date(assess::Inputs a, const assess::Inputs& b) {
  a.as_of = b.as_of;
  return assess::input_digest(a) == assess::input_digest(b);
}

/// Loads and assesses.
Result<const assess::Stage*> add(const store::Store& store, assess::Inputs&& inputs, unsigned threads,
                                 std::deque<assess::Stage>& made, const Task& task) {
  inputs.with_areas = false;
  inputs.threads = threads;
  VP_CHECK(load_content(store, inputs, Loaded::in_full, task));
  VP_TRY(Assessment assessment, assess::assess(inputs, task));
  made.push_back({std::move(inputs), std::move(assessment)});
  return &made.back();
}

/// The one that `scorecard --as-of` shows. On other lists or submissions than today's it would mix what was
/// found out since with a change of rules.
Status find_stored(const store::Store& store, const CompareRequest& request, Staged& staged) {
  Result<Assessment> found = find_assessment(store, {request.from, request.vintage}, false);
  if (!found) {
    const std::string& code = found.error().code;
    if (code == "service.no_assessment" || code == "service.no_such_assessment") return {};
    return tl::unexpected(std::move(found).error());
  }
  const Assessment& today = staged.stages.from->assessment;
  const bool same = found->lists == today.lists && found->submissions == today.submissions &&
                    found->vintage == today.vintage;
  (same ? staged.stored : staged.passed_over) = std::move(*found);
  if (same) staged.stages.stored = &*staged.stored;
  return {};
}

}  // namespace

Result<std::unique_ptr<Staged>> stage(const store::Store& store, const CompareRequest& request,
                                      const Task& task) {
  if (request.from >= request.to)
    return fail("service.compare_dates", {{"from", iso(request.from)}, {"to", iso(request.to)}});
  auto staged = std::make_unique<Staged>();
  VP_TRY(Profile profile, store.profile());
  staged->profile = std::make_shared<const Profile>(std::move(profile));
  const Profile& of = *staged->profile;
  VP_TRY(assess::Inputs from, inputs_in_force(store, of, request.from, request.vintage));
  VP_CHECK(check_in_force(from, request.from));
  VP_TRY(assess::Inputs to, inputs_in_force(store, of, request.to, request.vintage));
  VP_CHECK(check_in_force(to, request.to));
  VP_TRY(assess::Inputs redrawn, inputs_in_force(store, of, request.from, to.vintage));
  VP_TRY(assess::Inputs relisted, inputs_in_force(store, of, request.to, to.vintage));
  relisted.stated = redrawn.stated;
  const bool same_vintage = same_but_for_date(from, redrawn),
             same_lists = same_but_for_date(redrawn, relisted),
             same_submissions = same_but_for_date(relisted, to);
  assess::Stages& stages = staged->stages;
  const auto make = [&](assess::Inputs&& inputs) {
    return add(store, std::move(inputs), request.threads, staged->made, task);
  };
  VP_TRY(stages.from, make(std::move(from)));
  stages.boundaries = stages.from;
  if (!same_vintage) {
    VP_TRY(stages.boundaries, make(std::move(redrawn)));
  }
  stages.lists = stages.boundaries;
  if (!same_lists) {
    VP_TRY(stages.lists, make(std::move(relisted)));
  }
  stages.to = stages.lists;
  if (!same_submissions) {
    VP_TRY(stages.to, make(std::move(to)));
  }
  VP_CHECK(find_stored(store, request, *staged));
  return staged;
}

}  // namespace vungphu::service
