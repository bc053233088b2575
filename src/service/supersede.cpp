#include "supersede.hpp"

#include <algorithm>
#include <set>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

#include "pieces.hpp"
#include "vintage.hpp"

namespace vungphu::service {
namespace {

/// How much a set of claims covers, in a measure that two sets can be compared by: households passed where
/// both count them, square metres where both are areas, else operational claims.
struct Extent {
  double passed = 0, area_m2 = 0, claims = 0;

  void add(const Claim& claim) {
    if (!claim.operational()) return;
    claims += 1;
    if (claim.counts.passed) passed += static_cast<double>(*claim.counts.passed);
    if (const auto* area = std::get_if<geo::MultiPolygon>(&claim.geometry)) area_m2 += geo::area_m2(*area);
  }
};

double share_kept(const Extent& now, const Extent& before) {
  if (now.passed > 0 && before.passed > 0) return now.passed / before.passed;
  if (now.area_m2 > 0 && before.area_m2 > 0) return now.area_m2 / before.area_m2;
  return before.claims > 0 ? now.claims / before.claims : 1;
}

bool whole(const Submission& submission) {
  return submission.scope.size() == 1 && submission.scope.front() == kWhole;
}

/// What the codes of a scope meant at their date.
std::set<std::int32_t> pieces_of(const Submission& submission, const Vintages& vintages) {
  std::set<std::int32_t> all;
  for (const std::string& scope : submission.scope) {
    const std::size_t colon = scope.find(':');
    if (colon == std::string::npos) continue;
    for (const std::int32_t piece :
         vintages.of(scope.substr(0, colon), scope.substr(colon + 1), code_date(submission)))
      all.insert(piece);
  }
  return all;
}

/// A scope of the whole workspace meets every other.
bool meet(const Submission& a, const Submission& b, const Vintages& vintages) {
  if (whole(a) || whole(b)) return true;
  const auto meets = [&](const std::string& one) {
    return std::find(b.scope.begin(), b.scope.end(), one) != b.scope.end();
  };
  if (meets(std::string(kOutside)) && std::find(a.scope.begin(), a.scope.end(), kOutside) != a.scope.end())
    return true;
  const std::set<std::int32_t> here = pieces_of(a, vintages), there = pieces_of(b, vintages);
  if (here.empty() || there.empty()) return std::any_of(a.scope.begin(), a.scope.end(), meets);
  return std::any_of(here.begin(), here.end(), [&](std::int32_t piece) { return there.contains(piece); });
}

/// Those that speak at the date of `info`, of its operator, technology and part.
Result<std::vector<Submission>> rivals(const store::Store& store, const Profile& profile,
                                       const Submission& info) {
  VP_TRY(const std::vector<Submission> all, store.submissions());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  std::vector<Submission> found = assess::availability(all, info.as_of, code_changes(lists, profile));
  std::erase_if(found, [&](const Submission& other) {
    return other.op != info.op || other.technology != info.technology || other.part != info.part;
  });
  if (found.empty()) return found;
  std::set<Date> dates = {code_date(info)};
  for (const Submission& other : found) dates.insert(code_date(other));
  VP_TRY(const Vintages vintages, Vintages::build(store, profile, dates, {}));
  std::erase_if(found, [&](const Submission& other) { return !meet(other, info, vintages); });
  return found;
}

}  // namespace

Status refuse_repeat(const store::Store& store, const Submission& info) {
  VP_TRY(std::vector<Submission> all, store.submissions());
  for (const Submission& other : all)
    if (other.state == "accepted" && other.sha256 == info.sha256 && identity(other) == identity(info))
      return fail("service.same_submission", {{"id", std::to_string(other.id)}, {"file", info.file_name}});
  return {};
}

Result<std::vector<std::int64_t>> superseded(const store::Store& store, const Profile& profile,
                                             const Submission& info, const store::ClaimDraft& claims,
                                             bool confirmed, bool narrowed) {
  VP_TRY(const std::vector<Submission> found, rivals(store, profile, info));
  std::vector<std::int64_t> ids;
  Extent now, before;
  std::string other_collector;
  for (const Submission& other : found) {
    ids.push_back(other.id);
    if (other.collector != info.collector) other_collector = other.collector;
    VP_CHECK(store.visit_claims(other.id, [&](Claim&& claim) -> Status {
      before.add(claim);
      return {};
    }));
  }
  if (ids.empty() || confirmed) return ids;
  if (!other_collector.empty())
    return fail("service.would_replace",
                {{"id", std::to_string(ids.front())}, {"collector", other_collector}});
  if (narrowed)
    return ids;  // what lies outside of a scope that was asked for is not replaced, and not compared
  VP_CHECK(claims.visit([&](Claim&& claim) -> Status {
    now.add(claim);
    return {};
  }));
  const double share = 100 * share_kept(now, before);
  if (share < profile.replace_percent)
    return fail("service.would_shrink",
                {{"id", std::to_string(ids.front())}, {"percent", print_number(share, 1, Lang::vi)}});
  return ids;
}

}  // namespace vungphu::service
