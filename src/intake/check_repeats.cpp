// Claims that say what another one has said.
#include <algorithm>
#include <functional>

#include "vungphu/base/hash.hpp"
#include "vungphu/intake/check.hpp"

namespace vungphu::intake {
namespace {

std::string key_of(const Claim& claim) {
  std::string key;
  for (const std::string* part : {&claim.key_kind, &claim.code, &claim.site}) key += '\x1f' + *part;
  return key;
}

/// What two claims have in common where one may repeat the other.
std::string thing_of(const Claim& claim) {
  return claim.kind == ClaimKind::row ? 'r' + key_of(claim) : 'g' + geo::encode(claim.geometry);
}

/// The whole statement: claims of which this is equal say the same.
std::string statement_of(const Claim& claim) {
  std::string said = thing_of(claim) + '\x1f' + claim.status + '\x1f' + std::to_string(claim.reach_mm);
  constexpr std::size_t kShort = 64;
  if (said.size() <= kShort) return said;
  Blake2b hash;
  hash.add_text(said);
  return hash.hex_digest();
}

bool has_counts(const Counts& c) {
  return c.passed || c.total || c.connected || c.requested || c.requested_met;
}

}  // namespace

void Repeats::see(const Claim& claim) {
  hashes_.emplace_back(std::hash<std::string>()(thing_of(claim)), static_cast<std::int64_t>(hashes_.size()));
}

std::vector<std::int64_t> Repeats::found() && {
  std::sort(hashes_.begin(), hashes_.end());
  std::vector<std::int64_t> found;
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    const bool before = i > 0 && hashes_[i - 1].first == hashes_[i].first;
    const bool after = i + 1 < hashes_.size() && hashes_[i + 1].first == hashes_[i].first;
    if (before || after) found.push_back(hashes_[i].second);
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool RepeatCheck::see(const Claim& claim, std::vector<Finding>& findings) {
  const bool counted_now = has_counts(claim.counts);
  const auto [place, is_new] = first_.try_emplace(statement_of(claim), First{claim.row, counted_now});
  if (is_new) return true;
  const First& first = place->second;
  const auto tell = [&](std::string_view code, Severity severity) {
    findings.push_back(
        {std::string(code), severity, claim.row, "", claim.code, {{"first", std::to_string(first.row)}}});
  };
  if (claim.kind == ClaimKind::row) {
    // The same place named again (another brand, business beside residence) contradicts nothing; counts do.
    const bool counted = counted_now || first.counted;
    counted ? tell("duplicate_row", Severity::error) : tell("duplicate_place", Severity::warning);
    return !counted;
  }
  // Homes share a house, and carriers of a station a sector.
  if (std::holds_alternative<geo::MultiPoint>(claim.geometry) || claim.station)
    ++same_points_;
  else
    tell("duplicate_geometry", Severity::warning);
  return true;
}

void RepeatCheck::finish(std::vector<Finding>& findings) const {
  if (same_points_ > 0)
    findings.push_back(
        {"duplicate_points", Severity::note, 0, "", "", {{"count", std::to_string(same_points_)}}});
}

std::vector<std::size_t> check_submission(const std::vector<Claim>& claims, std::vector<Finding>& findings) {
  std::vector<std::size_t> dropped;
  RepeatCheck repeats;
  for (std::size_t i = 0; i < claims.size(); ++i)
    if (!repeats.see(claims[i], findings)) dropped.push_back(i);
  repeats.finish(findings);
  return dropped;
}

}  // namespace vungphu::intake
