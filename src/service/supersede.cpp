#include "supersede.hpp"

#include <algorithm>

#include "vungphu/assess/assess.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/model/kinds.hpp"

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

/// A scope of the whole workspace meets every other. Scopes of different levels are taken to meet: asking
/// once too often is better than replacing unasked.
bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  auto whole = [](const std::vector<std::string>& scope) {
    return scope.size() == 1 && scope.front() == kWhole;
  };
  if (whole(a) || whole(b)) return true;
  auto level = [](const std::string& code) { return code.substr(0, code.find(':')); };
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const std::string& two) { return one == two || level(one) != level(two); });
  });
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
                                             const Submission& info, std::span<const Claim> claims,
                                             bool confirmed, bool narrowed) {
  VP_TRY(std::vector<Submission> all, store.submissions());
  std::vector<std::int64_t> ids;
  Extent now, before;
  std::string other_collector;
  for (const Submission& other : assess::availability(all, info.as_of)) {
    const bool same_part =
        other.op == info.op && other.technology == info.technology && other.part == info.part;
    if (!same_part || !meet(other.scope, info.scope)) continue;
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
  for (const Claim& claim : claims) now.add(claim);
  if (narrowed)
    return ids;  // what lies outside of a scope that was asked for is not replaced, and not compared
  const double share = 100 * share_kept(now, before);
  if (share < profile.replace_percent)
    return fail("service.would_shrink",
                {{"id", std::to_string(ids.front())}, {"percent", print_number(share, 1, Lang::vi)}});
  return ids;
}

}  // namespace vungphu::service
