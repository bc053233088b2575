// Submissions: from a file to claims that are kept, or a refusal that is explained.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/core.h>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/hash.hpp"
#include "vungphu/collectors/collector.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/intake/nearness.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "plan.hpp"
#include "reading.hpp"
#include "reference.hpp"
#include "refusal.hpp"
#include "sites.hpp"
#include "supersede.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

/// A threshold as a person wrote it.
std::string short_number(double value) { return fmt::format("{}", value); }

/// A feature without a shape and without a key: nothing that could be claimed.
bool is_empty(const LayerInfo& layer, const Row& row) {
  constexpr std::string_view kSaysSomething[]{"code", "location_id", "total_row", "passed", "name"};
  return layer.geometry != "none" && !geo::has_geometry(row.geometry) &&
         std::none_of(std::begin(kSaysSomething), std::end(kSaysSomething),
                      [&](std::string_view meaning) { return row.find(meaning) != nullptr; });
}

std::optional<geo::GridPoint> single_point(const Claim& claim) {
  const auto* at = std::get_if<geo::MultiPoint>(&claim.geometry);
  return at && at->points.size() == 1 ? std::optional(at->points.front()) : std::nullopt;
}

/// The code of a point, which a claim with a geometry does not keep.
void note_code(const Row& row, const Claim& claim, std::vector<intake::Located>& coded) {
  const std::string* code = row.find("code");
  const auto point = single_point(claim);
  if (code && point) coded.push_back({*code, {}, *point, claim.row});
}

void check_points(const std::vector<Claim>& claims, std::vector<Finding>& findings) {
  std::vector<std::pair<geo::GridPoint, std::int64_t>> points;
  for (const Claim& claim : claims)
    if (const auto point = single_point(claim)) points.emplace_back(*point, claim.row);
  intake::check_same_point(points, intake::kMostHomesAtPoint, findings);
}

void tell_cells(const collectors::CellCounts& cells, double threshold, std::vector<Finding>& findings) {
  findings.push_back({"raster_cells",
                      Severity::note,
                      0,
                      {},
                      {},
                      {{"cells", std::to_string(cells.cells)},
                       {"with_data", std::to_string(cells.with_data)},
                       {"over", std::to_string(cells.over)},
                       {"threshold", short_number(threshold)}}});
}

/// Rows to claims. Counts go into `info`, what is wrong into `findings`.
Result<std::vector<Claim>> collect(const OpenedFile& file, const Plan& plan, const intake::CrsChoice& crs,
                                   const Profile& profile, Submission& info, std::vector<Finding>& findings,
                                   const Task& task) {
  std::vector<Claim> claims;
  std::int64_t refused = 0, filtered = 0, seen = 0;
  collectors::CellCounts cells;
  const intake::Zones zones(crs.transformer, profile.pinned_operations, profile.crs_candidates);
  const intake::Checker checker(plan.reference, &zones);
  std::vector<intake::Located> coded;
  collectors::Context context = context_of(profile, plan, info);
  context.raster = info.raster ? &*info.raster : nullptr;
  context.transformer = &crs.transformer;
  auto on_row = [&](Row&& row) -> Status {
    const std::size_t said = findings.size();
    collectors::Outcome outcome = plan.collector->collect(row, context, findings);
    ++seen;
    cells.with_data += outcome.cells.with_data;
    cells.over += outcome.cells.over;
    if (outcome.claims.empty() && !outcome.filtered && !info.raster && is_empty(file.layer, row)) {
      findings.resize(said);  // that the shape is of the wrong kind is beside the point
      findings.push_back({"geometry_empty", Severity::error, row.row, {}, {}, {}});
    }
    std::erase_if(outcome.claims, [&](const Claim& claim) { return !checker.check(claim, findings); });
    if (outcome.filtered)
      ++filtered;
    else if (outcome.claims.empty())
      ++refused;
    if (outcome.claims.size() == 1) note_code(row, outcome.claims.front(), coded);
    for (Claim& claim : outcome.claims) claims.push_back(std::move(claim));
    return {};
  };
  VP_TRY(RowCounts counts, read_rows(file, info.where, info.mapping, crs, on_row, findings, task));

  intake::check_near(std::move(coded), findings);
  check_points(claims, findings);
  if (info.raster) {
    // Blocks without any data are counted by the reader, and not handed over.
    filtered += counts.read - counts.filtered - counts.refused - seen;
    cells.cells = info.raster->columns * info.raster->lines;
    tell_cells(cells, *info.threshold, findings);
  }
  if (info.raster && !checker.check_raster(claims, findings)) {
    refused += static_cast<std::int64_t>(claims.size());
    claims.clear();
  }
  const std::vector<std::size_t> doubled = intake::check_submission(claims, findings);
  const std::set<std::size_t> dropped(doubled.begin(), doubled.end());
  std::vector<Claim> kept;
  std::set<std::int64_t> kept_rows, dropped_rows;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    (dropped.contains(i) ? dropped_rows : kept_rows).insert(claims[i].row);
    if (!dropped.contains(i)) kept.push_back(std::move(claims[i]));
  }
  for (std::int64_t row : dropped_rows) refused += !kept_rows.contains(row);

  info.read = counts.read;
  info.filtered = counts.filtered + filtered;
  info.refused = counts.refused + refused;
  info.accepted = info.read - info.filtered - info.refused;
  return kept;
}

void sum_up(const std::vector<Claim>& claims, Submission& info) {
  for (const Claim& claim : claims) {
    (claim.operational() ? info.operational : claim.status == "planned" ? info.planned : info.unknown) += 1;
    if (claim.counts.passed) info.passed += *claim.counts.passed;
    if (claim.counts.connected) info.connected = info.connected.value_or(0) + *claim.counts.connected;
  }
}

/// A submission is valid or refused as a whole.
void judge(const Profile& profile, const std::vector<Claim>& claims, Submission& info,
           std::vector<Finding>& findings) {
  const std::int64_t spoken = info.read - info.filtered;
  if (claims.empty()) {
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

void note_silences(const Profile& profile, const Plan& plan, const std::vector<Claim>& claims,
                   const Submission& info, std::vector<Finding>& findings) {
  const auto upper = std::count_if(claims.begin(), claims.end(), [&](const Claim& claim) {
    return claim.kind == ClaimKind::row && profile.is_level(claim.key_kind) &&
           claim.key_kind != profile.lowest_level();
  });
  if (upper > 0)
    findings.push_back(
        {"level_not_counted", Severity::warning, 0, {}, {}, {{"count", std::to_string(upper)}}});
  const auto& wanted = plan.collector->wanted;
  if (std::find(wanted.begin(), wanted.end(), "status") != wanted.end() &&
      !intake::find(info.mapping, "status"))
    findings.push_back({"status_absent", Severity::note, 0, {}, {}, {}});
}

/// Keeps the report with what it has, claims or none; on a dry run nothing.
Result<SubmitReport> keep(store::Store& store, const SubmitRequest& request, const std::vector<Claim>& claims,
                          SubmitReport report, const Task& task) {
  Submission& info = report.submission;
  if (info.file_name.empty()) info.file_name = std::filesystem::path(request.from.file).filename().string();
  if (info.sha256.empty() && request.dry_run) {
    VP_TRY(info.sha256, sha256_of_file(request.from.file));
  } else if (info.sha256.empty()) {
    VP_TRY(info.sha256, store.put_blob(request.from.file));
  }
  if (request.dry_run) return report;
  VP_TRY(info.id, store.add_submission(info, claims, report.findings, task));
  return report;
}

Result<SubmitReport> finish(store::Store& store, const Profile& profile, const Plan& plan,
                            const SubmitRequest& request, std::vector<Claim> claims, SubmitReport report,
                            const Task& task) {
  Submission& info = report.submission;
  sum_up(claims, info);
  intake::check_areas(claims, report.findings);
  VP_TRY(intake::Sites sites, sites_of(store, profile, info, claims));
  intake::check_sites(claims, std::move(sites), report.findings);
  note_silences(profile, plan, claims, info, report.findings);
  judge(profile, claims, info, report.findings);
  if (info.scope.empty()) info.scope = scope_of(claims, plan.reference);
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
  if (info.state != "accepted") claims.clear();
  return keep(store, request, claims, std::move(report), task);
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
    return keep(store, request, {}, std::move(report), task);
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
                               {{"threshold", short_number(plan.signal.threshold)},
                                {"environment", info.environment},
                                {"source", plan.signal.source}}});
  VP_TRY(std::vector<Claim> claims, collect(file, plan, crs, profile, info, report.findings, task));
  report.submission = std::move(info);
  return finish(store, profile, plan, request, std::move(claims), std::move(report), task);
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
  return keep(store, request, {}, std::move(report), task);
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
  info.format = file->source.format;
  info.member = file->source.member;
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
