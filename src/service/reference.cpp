#include "reference.hpp"

#include <algorithm>
#include <set>

#include "vungphu/base/text.hpp"
#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"
#include "vungphu/model/kinds.hpp"

#include "parents.hpp"

namespace vungphu::service {
namespace {

/// `parents`: of places, whose lists may name units by codes of other dates; null for territories.
Status add_kind(const store::Store& store, const std::string& kind, bool outline, Date date, Parents* parents,
                Reference& reference) {
  auto& codes = reference.codes[kind];
  return store.visit_entries(kind, date, [&](Entry&& entry) -> Status {
    if (outline && entry.area) {
      reference.outline_box.add(geo::bounds(*entry.area));
      reference.outline.push_back(std::move(*entry.area));
      reference.outline_codes.push_back(entry.code);
    }
    const bool place =
        std::find(reference.levels.begin(), reference.levels.end(), kind) == reference.levels.end();
    std::optional<geo::GridPoint> where = entry.point;
    if (place && !where && entry.area) where = geo::centre(*entry.area);
    std::string parent = parents ? parents->carry(entry).value_or(std::string()) : std::move(entry.parent);
    codes.emplace(code_key(entry.code, entry.site),
                  CodeFacts{std::move(entry.name), std::move(parent), entry.weight, where});
    return {};
  });
}

bool knows_territories(const Reference& reference) {
  return std::any_of(reference.levels.begin(), reference.levels.end(), [&](const std::string& level) {
    auto found = reference.codes.find(level);
    return found != reference.codes.end() && !found->second.empty();
  });
}

/// "level:code" of the territory that a place's code lies in; empty when nothing says so.
std::string territory_of(std::string_view kind, std::string_view code, std::string_view site,
                         const Reference& reference, const intake::Checker& checker) {
  const CodeFacts* facts = reference.find(kind, code, site);
  if (facts == nullptr) return {};
  if (facts->point)  // of an area place its centre; position outranks a stated parent (DESIGN 3.3)
    if (const auto at = checker.territory_at(*facts->point))
      return reference.levels.back() + ":" + reference.outline_codes[*at];
  for (auto level = reference.levels.rbegin(); level != reference.levels.rend(); ++level)
    if (reference.find(*level, facts->parent)) return *level + ":" + facts->parent;
  if (kind != "hamlet" && reference.find("hamlet", facts->parent))
    return territory_of("hamlet", facts->parent, {}, reference, checker);
  return {};
}

}  // namespace

Result<Reference> make_reference(const store::Store& store, const Profile& profile, Date date,
                                 bool households) {
  Reference reference;
  reference.levels = profile.levels;
  for (const std::string& level : profile.levels)
    VP_CHECK(add_kind(store, level, level == profile.lowest_level(), date, nullptr, reference));
  VP_TRY(Parents parents, Parents::build(store, profile, {}, date, {}));
  for (std::string_view kind : kPlaceKinds)
    if (households || kind != "household")
      VP_CHECK(add_kind(store, std::string(kind), false, date, &parents, reference));
  return reference;
}

Result<std::vector<std::string>> resolve_scope(const std::vector<std::string>& asked,
                                               const Reference& reference,
                                               const std::vector<GroupUnits>& groups,
                                               std::vector<Finding>& findings) {
  std::set<std::string> scope;
  for (const std::string& given : asked) {
    if (given == kWhole) return std::vector<std::string>{std::string(kWhole)};
    const std::size_t colon = given.find(':');
    const std::string wanted_level = colon == std::string::npos ? "" : given.substr(0, colon);
    const std::string code = colon == std::string::npos ? given : given.substr(colon + 1);
    std::vector<std::string> found, known;
    for (const std::string& level : reference.levels) {
      if (!wanted_level.empty() && level != wanted_level) continue;
      if (reference.find(level, code)) found.push_back(level + ":" + code);
      if (auto codes = reference.codes.find(level); codes != reference.codes.end())
        for (const auto& [key, facts] : codes->second) known.push_back(key);
    }
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const GroupUnits& candidate) {
      return candidate.code == code && (wanted_level.empty() || wanted_level == kGroup);
    });
    for (const GroupUnits& candidate : groups) known.push_back(candidate.code);
    if (group != groups.end()) found.push_back(std::string(kGroup) + ":" + code);
    std::sort(known.begin(), known.end());
    if (found.empty())
      return fail("service.scope_unknown", {{"code", given}, {"nearest", join(nearest_names(code, known))}});
    if (found.size() > 1)
      return fail("service.scope_ambiguous", {{"code", given}, {"first", found[0]}, {"second", found[1]}});
    if (group == groups.end()) {
      scope.insert(found.front());
      continue;
    }
    if (group->whole.empty()) return fail("service.scope_group_empty", {{"group", code}});
    for (const std::string& unit : group->whole) scope.insert(group->level + ":" + unit);
    if (!group->part.empty())
      findings.push_back(
          {"scope_straddles", Severity::warning, 0, {}, code, {{"territories", join(group->part)}}});
  }
  return std::vector<std::string>(scope.begin(), scope.end());
}

void ScopeOfClaims::add(const Claim& claim) {
  whole_ = whole_ || claim.kind != ClaimKind::row || !knows_territories(reference_);
  if (whole_) return;
  const bool level = std::find(reference_.levels.begin(), reference_.levels.end(), claim.key_kind) !=
                     reference_.levels.end();
  const std::string territory =
      level ? claim.key_kind + ":" + claim.code
            : territory_of(claim.key_kind, claim.code, claim.site, reference_, checker_);
  territories_.insert(territory.empty() ? std::string(kOutside) : territory);
}

std::vector<std::string> ScopeOfClaims::scope() const {
  if (whole_) return {std::string(kWhole)};
  return {territories_.begin(), territories_.end()};
}

}  // namespace vungphu::service
