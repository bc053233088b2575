// The claims of a submission while it is read: on disk, for there may be millions of them.
//
//   VP_TRY(ClaimDraft draft, ClaimDraft::create(scratch_folder));
//   VP_CHECK(draft.add(claim));                          // for each
//   VP_TRY(std::int64_t emptied, draft.drop(numbers));   // what a check refused
//   VP_TRY(std::int64_t id, store.add_submission(info, draft, findings));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/model/claim.hpp"

namespace vungphu::store {

/// Memory does not grow with the claims. One at a time in a folder; for one thread.
class ClaimDraft {
 public:
  /// A file in `folder`, which is the caller's to remove.
  static Result<ClaimDraft> create(const std::string& folder);
  ClaimDraft(ClaimDraft&&) noexcept;
  ClaimDraft& operator=(ClaimDraft&&) noexcept;
  ~ClaimDraft();

  /// In the order of the file; numbered from 0.
  Status add(const Claim& claim);
  /// Gives how many of the file's rows have lost their last claim by it. O(claims) where there is something
  /// to drop.
  Result<std::int64_t> drop(std::span<const std::int64_t> numbers);
  using Visit = std::function<Status(Claim&&)>;
  /// In the order they came, with the number as Claim::id.
  Status visit(const Visit& visit) const;
  /// Those of these numbers, in that order.
  Status visit(std::span<const std::int64_t> numbers, const Visit& visit) const;
  std::int64_t size() const;
  /// content_digest() of all of them.
  Result<std::string> digest() const;

 private:
  friend class Store;
  struct Impl;
  explicit ClaimDraft(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vungphu::store
