#include "vungphu/model/digest.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "vungphu/base/hash.hpp"

namespace vungphu {
namespace {

// What is not there and what is zero or empty must differ, so every optional value is led by a flag.
template <class T>
void add_optional(Blake2b& hash, const std::optional<T>& value) {
  hash.add_int(value.has_value());
  if (value) hash.add_int(static_cast<std::int64_t>(*value));
}

void add_optional(Blake2b& hash, const std::optional<double>& value) {
  hash.add_int(value.has_value());
  if (value) hash.add_int(std::bit_cast<std::int64_t>(*value));
}

void add_optional(Blake2b& hash, const std::optional<Date>& value) {
  hash.add_text(value ? iso(*value) : "");
}

std::string leaf(const Entry& entry) {
  Blake2b hash;
  for (const std::string* text : {&entry.kind, &entry.code, &entry.site, &entry.name, &entry.parent}) {
    hash.add_text(*text);
  }
  hash.add_int(entry.point.has_value());
  if (entry.point) {
    hash.add_int(entry.point->x);
    hash.add_int(entry.point->y);
  }
  hash.add_text(entry.area ? geo::encode(*entry.area) : std::string());
  add_optional(hash, entry.weight);
  add_optional(hash, entry.demand);
  add_optional(hash, entry.people);
  add_optional(hash, entry.power);
  hash.add_int(static_cast<std::int64_t>(entry.position));
  hash.add_int(entry.ended);
  return hash.hex_digest();
}

std::string leaf(const Change& change) {
  Blake2b hash;
  for (const std::string* text : {&change.kind, &change.event, &change.from, &change.to, &change.decision})
    hash.add_text(*text);
  hash.add_text(iso(change.date));
  return hash.hex_digest();
}

std::string leaf(const GroupMember& member) {
  Blake2b hash;
  for (const std::string* text :
       {&member.group, &member.name, &member.level, &member.territory, &member.decision})
    hash.add_text(*text);
  hash.add_text(iso(member.valid_from));
  return hash.hex_digest();
}

std::string leaf(const Claim& claim) {
  Blake2b hash;
  hash.add_int(static_cast<std::int64_t>(claim.kind));
  hash.add_text(claim.status);
  hash.add_text(geo::encode(claim.geometry));
  hash.add_int(claim.reach_mm);
  for (const std::string* text : {&claim.key_kind, &claim.code, &claim.site}) hash.add_text(*text);
  const Counts& counts = claim.counts;
  for (const auto& count :
       {counts.passed, counts.total, counts.connected, counts.requested, counts.requested_met}) {
    add_optional(hash, count);
  }
  add_optional(hash, claim.down_mbps);
  add_optional(hash, claim.up_mbps);
  hash.add_text(geo::encode(claim.cells));
  hash.add_int(claim.station.has_value());
  if (claim.station) {
    hash.add_text(claim.station->code);
    hash.add_int(claim.station->point.x);
    hash.add_int(claim.station->point.y);
  }
  return hash.hex_digest();
}

/// Rows are hashed one by one and their hashes sorted: the order of rows is gone, equal rows still count
/// twice, and no row has to be compared with another field by field.
template <class T>
std::string digest_of(std::span<const T> rows) {
  std::vector<std::string> leaves;
  leaves.reserve(rows.size());
  for (const T& row : rows) leaves.push_back(leaf(row));
  std::ranges::sort(leaves);
  ContentDigest digest(static_cast<std::int64_t>(leaves.size()));
  for (const std::string& one : leaves) digest.add(one);
  return digest.hex();
}

void add_texts(Blake2b& hash, const std::vector<std::string>& texts) {
  hash.add_int(static_cast<std::int64_t>(texts.size()));
  for (const std::string& text : texts) hash.add_text(text);
}

/// Who named a column, a person or a guess, changes nothing of what is read; neither does the order of
/// meanings.
void add_mapping(Blake2b& hash, Mapping mapping) {
  std::ranges::sort(mapping, {}, &ColumnUse::meaning);
  hash.add_int(static_cast<std::int64_t>(mapping.size()));
  for (const ColumnUse& use : mapping) {
    hash.add_text(use.meaning);
    add_texts(hash, use.columns);
  }
}

}  // namespace

std::string content_digest(std::span<const Entry> entries) { return digest_of(entries); }
std::string content_digest(std::span<const Claim> claims) { return digest_of(claims); }
std::string content_leaf(const Claim& claim) { return leaf(claim); }
std::string content_digest(std::span<const Change> changes) { return digest_of(changes); }
std::string content_digest(std::span<const GroupMember> members) { return digest_of(members); }

std::string identity(const Submission& submission) {
  const Submission& s = submission;
  Blake2b hash;
  for (const std::string* text : {&s.sha256, &s.op, &s.technology, &s.part}) hash.add_text(*text);
  hash.add_text(iso(s.as_of));
  add_texts(hash, s.scope);
  for (const std::string* text : {&s.layer, &s.member, &s.where, &s.crs, &s.operation}) hash.add_text(*text);
  add_mapping(hash, s.mapping);
  hash.add_text(s.unit);
  add_optional(hash, s.codes_as_of);
  add_optional(hash, s.reach_mm);
  add_optional(hash, s.threshold);
  hash.add_text(s.collector);
  for (const std::string* text : {&s.axes, &s.text, &s.environment, &s.basis}) hash.add_text(*text);
  return hash.hex_digest();
}

}  // namespace vungphu
