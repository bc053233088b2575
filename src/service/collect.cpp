#include "collect.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/core.h>

#include "vungphu/intake/check.hpp"
#include "vungphu/intake/nearness.hpp"

namespace vungphu::service {
namespace {

/// A feature without a shape and without a key: nothing that could be claimed.
bool is_empty(const LayerInfo& layer, const Row& row) {
  constexpr std::array<std::string_view, 5> kSaysSomething{"code", "location_id", "total_row", "passed",
                                                           "name"};
  return layer.geometry != "none" && !geo::has_geometry(row.geometry) &&
         std::none_of(kSaysSomething.begin(), kSaysSomething.end(),
                      [&](std::string_view meaning) { return row.find(meaning) != nullptr; });
}

std::optional<geo::GridPoint> single_point(const Claim& claim) {
  const auto* at = std::get_if<geo::MultiPoint>(&claim.geometry);
  return at && at->points.size() == 1 ? std::optional(at->points.front()) : std::nullopt;
}

/// The rows of one file on their way into a draft.
class Collection {
 public:
  Collection(const OpenedFile& file, const Plan& plan, const intake::CrsChoice& crs, const Profile& profile,
             const Submission& info, store::ClaimDraft draft, std::vector<Finding>& findings)
      : layer_(file.layer),
        plan_(plan),
        info_(info),
        zones_(crs.transformer, profile.pinned_operations, profile.crs_candidates),
        checker_(plan.reference, &zones_),
        context_(context_of(profile, plan, info)),
        draft_(std::move(draft)),
        findings_(findings) {
    context_.raster = info.raster ? &*info.raster : nullptr;
    context_.transformer = &crs.transformer;
  }

  Status take(Row&& row) {
    const std::size_t said = findings_.size();
    collectors::Outcome outcome = plan_.collector->collect(row, context_, findings_);
    ++seen_;
    cells_.with_data += outcome.cells.with_data;
    cells_.over += outcome.cells.over;
    if (outcome.claims.empty() && !outcome.filtered && !info_.raster && is_empty(layer_, row)) {
      findings_.resize(said);  // that the shape is of the wrong kind is beside the point
      findings_.push_back({"geometry_empty", Severity::error, row.row, {}, {}, {}});
    }
    std::erase_if(outcome.claims, [&](const Claim& claim) { return !checker_.check(claim, findings_); });
    if (outcome.filtered)
      ++filtered_;
    else
      ++(outcome.claims.empty() ? refused_ : accepted_);
    if (outcome.claims.size() == 1) note_code(row, outcome.claims.front());
    for (const Claim& claim : outcome.claims) {
      VP_CHECK(draft_.add(claim));
      repeats_.see(claim);
      if (info_.raster) boxes_.push_back(geo::bounds(claim.geometry));
    }
    return {};
  }

  /// What only all rows together show; the counts of `info`.
  Result<store::ClaimDraft> finish(const RowCounts& counts, Submission& info) && {
    intake::check_near(std::move(coded_), findings_);
    filtered_ += info_.raster ? unsent_blocks(counts) : 0;
    if (info_.raster) tell_cells();
    std::vector<std::int64_t> dropped;
    if (info_.raster && !checker_.check_raster(boxes_, findings_)) {
      for (std::int64_t number = 0; number < draft_.size(); ++number) dropped.push_back(number);
    } else {
      VP_TRY(dropped, check_repeats());
    }
    VP_TRY(const std::int64_t emptied, draft_.drop(dropped));
    info.read = counts.read;
    info.filtered = counts.filtered + filtered_;
    info.refused = counts.refused + refused_ + emptied;
    info.accepted = accepted_ - emptied;
    assert(info.read == info.accepted + info.refused + info.filtered);
    return std::move(draft_);
  }

 private:
  /// The code of a point, which a claim with a geometry does not keep.
  void note_code(const Row& row, const Claim& claim) {
    const std::string* code = row.find("code");
    const auto point = single_point(claim);
    if (code && point) coded_.push_back({*code, {}, *point, claim.row});
  }

  /// Blocks without any data are counted by the reader, and not handed over.
  std::int64_t unsent_blocks(const RowCounts& counts) const {
    return counts.read - counts.filtered - counts.refused - seen_;
  }

  void tell_cells() {
    findings_.push_back({"raster_cells",
                         Severity::note,
                         0,
                         {},
                         {},
                         {{"cells", std::to_string(info_.raster->columns * info_.raster->lines)},
                          {"with_data", std::to_string(cells_.with_data)},
                          {"over", std::to_string(cells_.over)},
                          {"threshold", fmt::format("{}", *info_.threshold)}}});
  }

  /// Numbers of the claims that a claim before them makes void.
  Result<std::vector<std::int64_t>> check_repeats() {
    std::vector<std::pair<geo::GridPoint, std::int64_t>> points;
    std::vector<std::int64_t> dropped;
    intake::RepeatCheck check;
    VP_CHECK(draft_.visit(std::move(repeats_).found(), [&](Claim&& claim) -> Status {
      if (const auto point = single_point(claim)) points.emplace_back(*point, claim.row);
      if (!check.see(claim, findings_)) dropped.push_back(claim.id);
      return {};
    }));
    check.finish(findings_);
    intake::check_same_point(points, intake::kMostHomesAtPoint, findings_);
    return dropped;
  }

  const LayerInfo& layer_;
  const Plan& plan_;
  const Submission& info_;
  const intake::Zones zones_;
  const intake::Checker checker_;
  collectors::Context context_;
  store::ClaimDraft draft_;
  std::vector<Finding>& findings_;
  intake::Repeats repeats_;
  std::vector<intake::Located> coded_;
  std::vector<geo::Box> boxes_;  ///< of a raster's claims
  collectors::CellCounts cells_;
  std::int64_t accepted_ = 0, refused_ = 0, filtered_ = 0, seen_ = 0;
};

}  // namespace

Result<store::ClaimDraft> collect(const OpenedFile& file, const Plan& plan, const intake::CrsChoice& crs,
                                  const Profile& profile, const ScratchFolder& scratch, Submission& info,
                                  std::vector<Finding>& findings, const Task& task) {
  VP_TRY(store::ClaimDraft draft, store::ClaimDraft::create(scratch.path()));
  Collection collection(file, plan, crs, profile, info, std::move(draft), findings);
  const auto on_row = [&](Row&& row) { return collection.take(std::move(row)); };
  VP_TRY(const RowCounts counts, read_rows(file, info.where, info.mapping, crs, on_row, findings, task));
  return std::move(collection).finish(counts, info);
}

}  // namespace vungphu::service
