// The outer border of all territories: which claims lie inside of it for certain, so that what lies outside
// is measured on the others alone.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/engine/claims.hpp"

#include "world.hpp"

namespace vungphu::assess {

class Outline {
 public:
  explicit Outline(const Territories& territories);
  /// True only if the whole box lies in territories: no part of the border is near it, and a corner is
  /// covered.
  bool holds(const geo::Box& box) const;

 private:
  engine::ClaimIndex areas_;
  std::vector<geo::Box> edges_;  ///< of the border, by their left end
  std::int64_t widest_ = 0;      ///< edge: how far left of a box one must begin to look
};

}  // namespace vungphu::assess
