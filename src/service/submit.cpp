// Submissions: from a file to claims that are kept, or a refusal that is explained.
//
// open_into (reading) -> take: make_plan (plan), choose_crs (intake), collect, finish (superseded) -> keep.
// What breaks off goes to ended, and by the table in refusal.cpp from there to keep or back to whoever asked.
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

/// Keeps the report with the file's bytes, and its claims where they are accepted; on a dry run nothing.
Result<SubmitReport> keep(store::Store& store, const SubmitRequest& request, OpenedFile& file,
                          SubmitReport report, store::ClaimDraft* claims) {
  Submission& info = report.submission;
  if (info.sha256.empty()) {  // it was not even packed
    info.file_name = std::filesystem::path(request.from.file).filename().string();
    VP_TRY(info.sha256,
           request.dry_run ? sha256_of_file(request.from.file) : store.put_blob(request.from.file));
  }
  if (request.dry_run) return report;
  VP_CHECK(keep_bytes(store, file));
  if (claims && info.state == "accepted") {
    VP_TRY(info.id, store.add_submission(info, *claims, report.findings));
  } else {
    VP_TRY(info.id, store.add_submission(info, std::span<const Claim>(), report.findings));
  }
  return report;
}

/// What is told of a submission as a whole: its claims are read and checked one by one.
Status finish(const store::Store& store, const Profile& profile, const Plan& plan,
              const SubmitRequest& request, const store::ClaimDraft& claims, SubmitReport& report) {
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
  if (info.state != "accepted") return {};
  const bool confirmed = request.supersede || info.replay_of != 0;
  auto replaced = superseded(store, profile, info, claims, confirmed, !request.scope.empty());
  if (replaced) {
    report.supersedes = *std::move(replaced);
    return {};
  }
  VP_CHECK(only_questions({replaced.error()}, info));
  ask(report, {replaced.error()});
  return {};
}

/// Reads `file` in the way that `report.submission` and `request` say: its claims, or nothing where questions
/// are open. After an Error `report` holds what was settled until then.
Result<std::optional<store::ClaimDraft>> take(const store::Store& store, const OpenedFile& file,
                                              const ScratchFolder& scratch, const SubmitRequest& request,
                                              SubmitReport& report, const Task& task) {
  Submission& info = report.submission;
  VP_TRY(Profile profile, store.profile());
  std::vector<Error> open;
  VP_TRY(const Plan plan, make_plan(store, profile, file, request, info, open));
  if (!request.scope.empty()) {
    VP_TRY(const std::vector<GroupUnits> groups, group_units(store, profile, info.as_of, code_date(info)));
    VP_TRY(info.scope, resolve_scope(request.scope, plan.reference, groups, report.findings));
  }
  const intake::Checker outline(plan.reference);
  const bool looked_at = info.replay_of == 0 && !plan.reference.outline.empty();
  const intake::CrsOptions options{info.axes, request.from.accept_guess, looked_at ? &outline : nullptr};
  Result<intake::CrsChoice> crs = intake::choose_crs(
      file.layer, info.mapping, info.crs, profile.pinned_operations, profile.crs_candidates, options);
  if (!crs) open.push_back(crs.error());
  VP_CHECK(only_questions(open, info));
  info.layer = file.layer.name;
  report.collector_chosen = request.collector.empty();
  if (!open.empty()) {
    report.findings.insert(report.findings.end(), file.findings.begin(), file.findings.end());
    ask(report, open);
    return std::nullopt;
  }
  if (crs->transformer.swapped()) info.axes = "swapped";
  info.crs = recorded_crs(*crs, info.crs, file.layer, info.mapping);
  if (!info.crs.empty()) info.operation = crs->transformer.operation();
  if (!plan.signal.source.empty())
    report.findings.push_back({"threshold_of_profile",
                               Severity::note,
                               0,
                               {},
                               {},
                               {{"threshold", fmt::format("{}", plan.signal.threshold)},
                                {"environment", info.environment},
                                {"source", plan.signal.source}}});
  VP_TRY(store::ClaimDraft claims, collect(file, plan, *crs, profile, scratch, info, report.findings, task));
  VP_CHECK(finish(store, profile, plan, request, claims, report));
  return std::optional<store::ClaimDraft>(std::move(claims));
}

/// A submission that `why` stopped, kept as refused where the file is the reason.
Result<SubmitReport> ended(store::Store& store, const SubmitRequest& request, OpenedFile& file,
                           SubmitReport report, const Error& why, const Task& task) {
  const Fault fault = fault_of(why, report.submission);
  if (task.cancelled() || fault == Fault::request || fault == Fault::machine) return tl::unexpected(why);
  if (fault == Fault::question)
    ask(report, {why});
  else
    refuse_file(report, why);
  return keep(store, request, file, std::move(report), nullptr);
}

/// The record before the file is opened: what was asked for.
Submission asked_for(const SubmitRequest& request, const Operator& op, const Technology& technology) {
  Submission info;
  info.op = op.id;
  info.technology = technology.id;
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
  return info;
}

/// And what opening it has told, though it may have broken off.
void note_opened(const OpenedFile& file, Submission& info) {
  if (file.sha256.empty()) return;
  info.sha256 = file.sha256;
  info.file_name = file.file_name;
  info.format = file.format;
  info.member = file.member;
  info.text = file.text.name();
}

}  // namespace

Result<SubmitReport> submit(store::Store& store, const SubmitRequest& request, const Task& task) {
  VP_TRY(const Operator op, operator_asked(store, request.op));
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const Technology* technology, find_technology(profile, request.technology));
  VP_TRY(const ScratchFolder scratch, ScratchFolder::create());
  SubmitReport report;
  report.submission = asked_for(request, op, *technology);
  OpenedFile file;
  const Status opened = open_into(file, store, request.from, scratch, request.dry_run, task);
  note_opened(file, report.submission);
  if (!opened) return ended(store, request, file, std::move(report), opened.error(), task);
  Result<std::optional<store::ClaimDraft>> taken = take(store, file, scratch, request, report, task);
  if (!taken) return ended(store, request, file, std::move(report), taken.error(), task);
  return keep(store, request, file, std::move(report), *taken ? &**taken : nullptr);
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
  VP_TRY(const ScratchFolder scratch, ScratchFolder::create());
  SubmitRequest request;
  request.from.mapping = old.mapping;
  request.collector = old.collector;
  SubmitReport report;
  Submission& info = report.submission;
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
  VP_TRY(report.findings, store.findings_of_submission(id));
  std::erase_if(report.findings, [](const Finding& f) { return !of_the_way(f); });
  VP_TRY(std::optional<store::ClaimDraft> claims, take(store, file, scratch, request, report, task));
  return keep(store, request, file, std::move(report), claims ? &*claims : nullptr);
}

}  // namespace vungphu::service
