// Digests of content: BLAKE2b-256 over grid integers, counts and texts in a canonical order, so that neither
// the order of rows nor the id that a store gave changes them. A list and a submission keep theirs from
// intake on, and the digest of an assessment's inputs is made of these (DESIGN 3.11).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "vungphu/base/hash.hpp"
#include "vungphu/model/change.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/entry.hpp"

namespace vungphu {

/// O(n log n); ids, lists and row numbers do not enter.
std::string content_digest(std::span<const Entry> entries);
std::string content_digest(std::span<const Claim> claims);
std::string content_digest(std::span<const Change> changes);
std::string content_digest(std::span<const GroupMember> members);

/// The digest of one row, of which the digest of all is made. For rows that are too many to be at hand.
std::string content_leaf(const Claim& claim);
/// content_digest() from `count` leaves, in ascending order.
class ContentDigest {
 public:
  explicit ContentDigest(std::int64_t count) { hash_.add_int(count); }
  void add(std::string_view leaf) { hash_.add_text(leaf); }
  std::string hex() { return hash_.hex_digest(); }

 private:
  Blake2b hash_;
};

}  // namespace vungphu
