// Submissions: from a file to claims that are kept, or a refusal that is explained.
#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

#include <fmt/core.h>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/hash.hpp"
#include "vungphu/collectors/collector.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "collect.hpp"
#include "plan.hpp"
#include "reading.hpp"
#include "reference.hpp"
#include "refusal.hpp"
#include "sites.hpp"
#include "supersede.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

/// What is told of all claims of a submission, from one look at each. Areas are kept, for they are held
/// against each other; what else there is may be millions.
class Overview {
 public:
  Overview(const Profile& profile, const Reference& reference) : profile_(profile), scope_(reference) {}

  void add(Claim&& claim, Submission& info) {
    (claim.operational() ? info.operational : claim.status == "planned" ? info.planned : info.unknown) += 1;
    if (claim.counts.passed) info.passed += *claim.counts.passed;
    if (claim.counts.connected) info.connected = info.connected.value_or(0) + *claim.counts.connected;
    if (claim.kind == ClaimKind::row && profile_.is_level(claim.key_kind) &&
        claim.key_kind != profile_.lowest_level())
      ++upper;
    scope_.add(claim);
    if (claim.kind == ClaimKind::area) areas.push_back(std::move(claim));
  }
  std::vector<std::string> scope() const { return scope_.scope(); }

  std::vector<Claim> areas;
  std::int64_t upper = 0;  ///< claims of territories above those that are counted

 private:
  const Profile& profile_;
  ScopeOfClaims scope_;
};

/// A submission is valid or refused as a whole.
void judge(const Profile& profile, const store::ClaimDraft& claims, Submission& info,
           std::vector<Finding>& findings) {
  const std::int64_t spoken = info.read - info.filtered;
  if (claims.size() == 0) {
    info.state = "refused";
    info.why = "no_claims";
  } else if (100.0 * static_cast<double>(info.refused) >
             profile.refuse_error_percent * static_cast<double>(spoken)) {
    info.state = "refused";
    info.why = "too_many_errors";
  }
  if (info.state == "refused")
    findings.insert(findings.begin(), {info.why,
                                       Severity::error,
                                       0,
                                       {},
                                       {},
                                       {{"refused", std::to_string(info.refused)},
                                        {"rows", std::to_string(spoken)},
                                        {"filtered", std::to_string(info.filtered)}}});
}

void note_silences(const Plan& plan, const Overview& overview, const Submission& info,
                   std::vector<Finding>& findings) {
  if (overview.upper > 0)
    findings.push_back(
        {"level_not_counted", Severity::warning, 0, {}, {}, {{"count", std::to_string(overview.upper)}}});
  const auto& wanted = plan.collector->wanted;
  if (std::find(wanted.begin(), wanted.end(), "status") != wanted.end() &&
      !intake::find(info.mapping, "status"))
    findings.push_back({"status_absent", Severity::note, 0, {}, {}, {}});
}

/// Keeps the report, with its claims where they are accepted; on a dry run nothing.
Result<SubmitReport> keep(store::Store& store, const SubmitRequest& request, store::ClaimDraft* claims,
                          SubmitReport report) {
  Submission& info = report.submission;
  if (info.file_name.empty()) info.file_name = std::filesystem::path(request.from.file).filename().string();
  if (info.sha256.empty() && request.dry_run) {
    VP_TRY(info.sha256, sha256_of_file(request.from.file));
  } else if (info.sha256.empty()) {
    VP_TRY(info.sha256, store.put_blob(request.from.file));
  }
  if (request.dry_run) return report;
  if (claims && info.state == "accepted") {
    VP_TRY(info.id, store.add_submission(info, *claims, report.findings));
  } else {
    VP_TRY(info.id, store.add_submission(info, std::span<const Claim>(), report.findings));
  }
  return report;
}

Result<SubmitReport> finish(store::Store& store, const Profile& profile, const Plan& plan,
                            const SubmitRequest& request, store::ClaimDraft claims, SubmitReport report) {
  Submission& info = report.submission;
  Overview overview(profile, plan.reference);
  VP_CHECK(claims.visit([&](Claim&& claim) -> Status {
    overview.add(std::move(claim), info);
    return {};
  }));
  intake::check_areas(overview.areas, report.findings);
  VP_TRY(intake::Sites sites, sites_of(store, profile, info, overview.areas));
  intake::check_sites(overview.areas, std::move(sites), report.findings);
  note_silences(plan, overview, info, report.findings);
  judge(profile, claims, info, report.findings);
  if (info.scope.empty()) info.scope = overview.scope();
  if (info.replay_of == 0) VP_CHECK(refuse_repeat(store, info));
  if (info.state == "accepted") {
    const bool confirmed = request.supersede || info.replay_of != 0;
    auto replaced = superseded(store, profile, info, claims, confirmed, !request.scope.empty());
    if (replaced) {
      report.supersedes = *std::move(replaced);
    } else {
      VP_CHECK(only_questions({replaced.error()}, info));
      ask(report, {replaced.error()});
    }
  }
  return keep(store, request, &claims, std::move(report));
}

/// Reads `file` in the way that `info` and `request` say.
Result<SubmitReport> take(store::Store& store, const OpenedFile& file, Submission info,
                          const SubmitRequest& request, std::vector<Finding> told, const Task& task) {
  VP_TRY(Profile profile, store.profile());
  std::vector<Error> open;
  VP_TRY(const Plan plan, make_plan(store, profile, file, request, info, open));
  SubmitReport report;
  report.findings = std::move(told);
  if (!request.scope.empty()) {
    VP_TRY(const std::vector<GroupUnits> groups, group_units(store, profile, info.as_of, code_date(info)));
    VP_TRY(info.scope, resolve_scope(request.scope, plan.reference, groups, report.findings));
  }
  const intake::Checker outline(plan.reference);
  const bool looked_at = info.replay_of == 0 && !plan.reference.outline.empty();
  const intake::CrsOptions options{info.axes, request.from.accept_guess, looked_at ? &outline : nullptr};
  Result<intake::CrsChoice> chosen = intake::choose_crs(
      file.layer, info.mapping, info.crs, profile.pinned_operations, profile.crs_candidates, options);
  if (!chosen) open.push_back(chosen.error());
  VP_CHECK(only_questions(open, info));
  info.layer = file.layer.name;
  report.collector_chosen = request.collector.empty();
  if (!open.empty()) {
    report.submission = std::move(info);
    report.findings.insert(report.findings.end(), file.findings.begin(), file.findings.end());
    ask(report, open);
    return keep(store, request, nullptr, std::move(report));
  }
  intake::CrsChoice& crs = *chosen;
  if (crs.transformer.swapped()) info.axes = "swapped";
  info.crs = recorded_crs(crs, info.crs, file.layer, info.mapping);
  if (!info.crs.empty()) info.operation = crs.transformer.operation();
  if (!plan.signal.source.empty())
    report.findings.push_back({"threshold_of_profile",
                               Severity::note,
                               0,
                               {},
                               {},
                               {{"threshold", fmt::format("{}", plan.signal.threshold)},
                                {"environment", info.environment},
                                {"source", plan.signal.source}}});
  VP_TRY(const ScratchFolder scratch, ScratchFolder::create());
  VP_TRY(store::ClaimDraft claims, collect(file, plan, crs, profile, scratch, info, report.findings, task));
  report.submission = std::move(info);
  return finish(store, profile, plan, request, std::move(claims), std::move(report));
}

/// A submission that `why` stopped, kept as refused where the file is the reason.
Result<SubmitReport> ended(store::Store& store, const SubmitRequest& request, Submission info,
                           const Error& why, const Task& task) {
  const Fault fault = fault_of(why, info);
  if (task.cancelled() || fault == Fault::request || fault == Fault::machine) return tl::unexpected(why);
  SubmitReport report;
  report.submission = std::move(info);
  if (fault == Fault::question)
    ask(report, {why});
  else
    refuse_file(report, why);
  return keep(store, request, nullptr, std::move(report));
}

}  // namespace

Result<SubmitReport> submit(store::Store& store, const SubmitRequest& request, const Task& task) {
  Submission info;
  VP_TRY(Operator op, operator_asked(store, request.op));
  VP_TRY(ScratchFolder scratch, ScratchFolder::create());
  info.op = op.id;
  info.technology = request.technology;
  info.as_of = request.as_of;
  info.part = request.part;
  info.member = request.from.member;
  info.where = request.from.where;
  info.crs = request.from.crs;
  info.axes = request.from.axes;
  if (!request.unit.empty()) info.unit = request.unit;
  info.codes_as_of = request.codes_as_of;
  if (request.reach_m) info.reach_mm = geo::to_millimetres(*request.reach_m);
  info.threshold = request.threshold;
  info.environment = request.environment;
  info.basis = request.basis;
  info.supersede = request.supersede;
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const Technology* known, find_technology(profile, request.technology));
  info.technology = known->id;
  Result<OpenedFile> file = open_file(store, request.from, scratch, !request.dry_run, task);
  if (!file) return ended(store, request, std::move(info), file.error(), task);
  info.sha256 = file->sha256;
  info.file_name = file->file_name;
  info.format = file->format;
  info.member = file->member;
  info.text = file->text.name();
  Result<SubmitReport> report = take(store, *file, info, request, {}, task);
  return report ? std::move(report) : ended(store, request, std::move(info), report.error(), task);
}

namespace {

/// How it is read was found out when it was first read; a replay is told, and so tells it as it was.
bool of_the_way(const Finding& finding) {
  constexpr auto kCodes =
      std::to_array<std::string_view>({"scope_straddles", "threshold_of_profile", "text_composed",
                                       "text_repaired", "text_doubtful", "crs_guessed", "crs_elsewhere"});
  return std::ranges::find(kCodes, finding.code) != kCodes.end();
}

}  // namespace

Result<SubmitReport> replay(store::Store& store, std::int64_t id, const Task& task) {
  VP_TRY(std::optional<Submission> found, store.submission(id));
  if (!found) return fail("service.submission_unknown", {{"id", std::to_string(id)}});
  const Submission& old = *found;
  if (old.state == "withdrawn")
    return fail("service.replay_withdrawn", {{"id", std::to_string(id)}, {"why", old.why}});
  VP_TRY(std::vector<Submission> all, store.submissions());
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  const std::vector<Submission> in_force = assess::availability(all, old.as_of, code_changes(lists, profile));
  const auto is_old = [&](const Submission& other) { return other.id == old.id; };
  if (old.state == "accepted" && std::none_of(in_force.begin(), in_force.end(), is_old))
    return fail("service.replay_superseded", {{"id", std::to_string(id)}});
  // Today's lists answer no question, and do not make a file readable.
  if (old.why == "answer_needed") return fail("service.replay_unanswered", {{"id", std::to_string(id)}});
  if (old.why == "file_refused") return fail("service.replay_unread", {{"id", std::to_string(id)}});
  VP_TRY(OpenedFile file, open_kept(store, old, task));
  SubmitRequest request;
  request.from.mapping = old.mapping;
  request.collector = old.collector;
  Submission info;
  info.sha256 = old.sha256;
  info.op = old.op;
  info.technology = old.technology;
  info.as_of = old.as_of;
  info.part = old.part;
  // The scope of the whole is what nobody asked for: with today's lists it may be told better.
  if (old.scope != std::vector<std::string>{std::string(kWhole)}) info.scope = old.scope;
  info.member = old.member;
  info.where = old.where;
  info.crs = old.crs;
  info.axes = old.axes;
  info.text = old.text;
  info.unit = old.unit;
  info.codes_as_of = old.codes_as_of;
  info.reach_mm = old.reach_mm;
  info.threshold = old.threshold;
  info.environment = old.environment;
  info.basis = old.basis;
  info.file_name = old.file_name;
  info.format = old.format;
  info.replay_of = old.id;
  VP_TRY(std::vector<Finding> told, store.findings_of_submission(id));
  std::erase_if(told, [](const Finding& f) { return !of_the_way(f); });
  return take(store, file, std::move(info), request, std::move(told), task);
}

}  // namespace vungphu::service
