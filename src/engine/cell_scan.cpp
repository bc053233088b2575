#include "cell_scan.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "vungphu/geo/measure.hpp"

namespace vungphu::engine {
namespace {

const double kNode = (1 - 1 / std::sqrt(3.0)) / 2;  ///< Gauss-Legendre, 2 points on [0, 1]

/// A part with more strands than this is cut, a few times at once and then as long as it helps: copies of one
/// line never come apart. So is one in which they cross more often than this a strand, until it is 2^-10 of a
/// cell wide: nor do lines through one point.
constexpr std::size_t kManyStrands = 32, kManyCrossings = 2;
constexpr int kSureCuts = 3, kMostCuts = 10;

/// Heights at which a claim changes between in and out along a line, each two equal ones being none.
class Changes {
 public:
  void add(double from, double to) { heights_.push_back(from), heights_.push_back(to); }
  /// As strands on the side at x, up to `top`.
  void move_to(std::vector<Strand>& strands, double x, double top, std::uint32_t claim) {
    std::sort(heights_.begin(), heights_.end());
    for (std::size_t i = 0; i < heights_.size();) {
      if (i + 1 < heights_.size() && heights_[i] == heights_[i + 1]) {
        i += 2;
        continue;
      }
      if (heights_[i] < top) strands.push_back({heights_[i], top, x, 0, 0, claim, 0, true});
      ++i;
    }
    heights_.clear();
  }

 private:
  std::vector<double> heights_;
};

struct Halves {
  std::vector<Strand> west, east;
};

/// What of `strands` lies between two heights, west and east of x. East of x a claim is in where the left
/// side and what lies between say so: each strand in the west is a change on the side of the east.
Halves cut(std::span<const Strand> strands, double bottom, double top, double x) {
  Halves halves;
  Changes changes;
  const auto put_west = [&](const Strand& strand) {
    if (!(strand.bottom < strand.top)) return;
    halves.west.push_back(strand);
    changes.add(strand.bottom, strand.top);
  };
  for (std::size_t i = 0; i < strands.size(); ++i) {
    Strand strand = strands[i];
    strand.bottom = std::max(strand.bottom, bottom), strand.top = std::min(strand.top, top);
    if (strand.bottom < strand.top) {
      const bool begins_west = strand.on_side || strand.x_at(strand.bottom) < x;
      const bool ends_west = strand.on_side || strand.x_at(strand.top) < x;
      if (begins_west && ends_west) {
        put_west(strand);
      } else if (!begins_west && !ends_west) {
        halves.east.push_back(strand);
      } else {
        const double y = std::clamp(strand.y0 + (x - strand.x) / strand.slope, strand.bottom, strand.top);
        Strand lower = strand, upper = strand;
        lower.top = upper.bottom = y;
        put_west(begins_west ? lower : upper);
        const Strand& other = begins_west ? upper : lower;
        if (other.bottom < other.top) halves.east.push_back(other);
      }
    }
    if (i + 1 == strands.size() || strands[i + 1].claim != strand.claim) {
      changes.move_to(halves.east, x, top, strand.claim);
    }
  }
  return halves;
}

}  // namespace

/// By its values at five Chebyshev nodes.
RowDensity::RowDensity(double origin, double bottom, double top)
    : middle_((bottom + top) / 2), per_half_(2 / (top - bottom)) {
  constexpr int kNodes = 5;
  std::array<double, kNodes> a{};
  for (int j = 0; j < kNodes; ++j) {
    const double angle = std::numbers::pi * (j + 0.5) / kNodes;
    const double value = geo::unit_area_m2(origin + middle_ + std::cos(angle) / per_half_);
    for (int k = 0; k < kNodes; ++k)
      a[static_cast<std::size_t>(k)] += value * std::cos(k * angle) * 2 / kNodes;
  }
  c_ = {a[0] / 2 - a[2] + a[4], a[1] - 3 * a[3], 2 * a[2] - 8 * a[4], 4 * a[3], 8 * a[4]};
}

void CellScan::scan(std::span<const Strand> strands, bool inside, std::uint64_t covered, const CellBox& cell,
                    const RowDensity& density) {
  inside_ = inside;
  density_ = &density;
  shares_.clear(), unions_.clear();
  make_groups(strands);
  const auto groups = std::exchange(groups_, {});
  const std::size_t own = inside ? 0 : groups[0].end;  // the territory's
  const auto claims = std::span(groups).subspan(inside ? 0 : 1);
  for (const Group& group : claims) {
    const std::span alone = strands.subspan(group.begin, group.end - group.begin);
    if (inside) {
      shares_.push_back({group.claim, east_m2(alone, cell.right)});
      continue;
    }
    alone_.assign(strands.begin(), strands.begin() + static_cast<std::ptrdiff_t>(own));
    alone_.insert(alone_.end(), alone.begin(), alone.end());
    shares_.push_back({group.claim, part_m2(alone_, cell, 0, alone_.size())});
  }
  unite(strands, claims, covered, cell);
}

/// Sets with the same claims here have the same union.
void CellScan::unite(std::span<const Strand> strands, std::span<const Group> claims, std::uint64_t covered,
                     const CellBox& cell) {
  for (std::size_t set = 0; set < count_; ++set) {
    if ((covered >> set & 1) != 0) continue;
    const auto holds = [&](std::size_t s, const Group& claim) {
      return (sets_[claim.claim - 1] >> s & 1) != 0;
    };
    const auto members = static_cast<std::size_t>(
        std::ranges::count_if(claims, [&](const Group& claim) { return holds(set, claim); }));
    if (members == 0) continue;
    const auto same = std::ranges::find_if(unions_, [&](const United& other) {
      return std::ranges::all_of(
          claims, [&](const Group& claim) { return holds(set, claim) == holds(other.set, claim); });
    });
    const double m2 = same != unions_.end() ? same->m2 : union_of(strands, claims, set, members, cell);
    unions_.push_back({set, m2});
  }
}

double CellScan::union_of(std::span<const Strand> strands, std::span<const Group> claims, std::size_t set,
                          std::size_t members, const CellBox& cell) {
  if (members == claims.size() && members > 1) return part_m2(strands, cell, 0, strands.size());
  alone_.assign(strands.begin(), strands.begin() + static_cast<std::ptrdiff_t>(claims[0].begin));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if ((sets_[claims[i].claim - 1] >> set & 1) == 0) continue;
    if (members == 1) return shares_[i].m2;
    alone_.insert(alone_.end(), strands.begin() + static_cast<std::ptrdiff_t>(claims[i].begin),
                  strands.begin() + static_cast<std::ptrdiff_t>(claims[i].end));
  }
  return part_m2(alone_, cell, 0, alone_.size());
}

double CellScan::east_m2(std::span<const Strand> strands, double right) const {
  double sum = 0;
  for (const Strand& strand : strands) {
    const double height = strand.top - strand.bottom, y1 = strand.bottom + height * kNode,
                 y2 = strand.top - height * kNode;
    sum += strand.turn * height / 2 *
           (density_->at(y1) * (right - strand.x_at(y1)) + density_->at(y2) * (right - strand.x_at(y2)));
  }
  return sum;
}

void CellScan::make_groups(std::span<const Strand> strands) {
  groups_.clear();
  for (std::size_t i = 0; i < strands.size(); ++i) {
    if (groups_.empty() || groups_.back().claim != strands[i].claim)
      groups_.push_back({strands[i].claim, i, i});
    groups_.back().end = i + 1;
  }
}

/// Of the union of the claims that have strands here; `before` is how many there were before the last cut.
double CellScan::part_m2(std::span<const Strand> strands, const CellBox& part, int depth,
                         std::size_t before) {
  make_groups(strands);
  const auto holds_all = [&](const Group& group) {
    const Strand& strand = strands[group.begin];
    return group.end - group.begin == 1 && strand.on_side && strand.bottom == part.bottom &&
           strand.top == part.top;
  };
  const bool territory = !groups_.empty() && groups_[0].claim == kTerritory;
  const std::span claims = std::span(groups_).subspan(territory ? 1 : 0);
  if (claims.empty() || (!inside_ && !territory)) return 0;
  if ((inside_ || holds_all(groups_[0])) && std::ranges::any_of(claims, holds_all)) {
    const double height = part.top - part.bottom;
    return (part.right - part.left) * height / 2 *
           (density_->at(part.bottom + height * kNode) + density_->at(part.top - height * kNode));
  }
  const bool helps = depth < kSureCuts || strands.size() * 4 <= before * 3;
  if (depth < kMostCuts && helps && strands.size() > kManyStrands) return cut_m2(strands, part, depth);
  const std::size_t crossings = make_heights(strands);
  if (depth < kMostCuts && crossings > kManyCrossings * strands.size()) return cut_m2(strands, part, depth);
  return slabs_m2(strands, part);
}

double CellScan::cut_m2(std::span<const Strand> strands, const CellBox& part, int depth) {
  const double x = (part.left + part.right) / 2, y = (part.bottom + part.top) / 2;
  double sum = 0;
  for (const auto& [bottom, top] : {std::pair(part.bottom, y), std::pair(y, part.top)}) {
    const Halves halves = cut(strands, bottom, top, x);
    sum += part_m2(halves.west, {part.left, x, bottom, top}, depth + 1, strands.size());
    sum += part_m2(halves.east, {x, part.right, bottom, top}, depth + 1, strands.size());
  }
  return sum;
}

/// Where strands begin, end and cross, from below; returns how often they cross.
std::size_t CellScan::make_heights(std::span<const Strand> strands) {
  heights_.clear();
  for (const Strand& strand : strands) heights_.push_back(strand.bottom), heights_.push_back(strand.top);
  for (std::size_t i = 0; i < strands.size(); ++i) {
    const Strand& a = strands[i];
    if (a.on_side) continue;
    for (std::size_t j = i + 1; j < strands.size(); ++j) {
      const Strand& b = strands[j];
      const double from = std::max(a.bottom, b.bottom), to = std::min(a.top, b.top);
      if (b.on_side || !(from < to)) continue;
      const double before = a.x_at(from) - b.x_at(from), after = a.x_at(to) - b.x_at(to);
      if (before * after < 0) heights_.push_back(from + (to - from) * (before / (before - after)));
    }
  }
  const std::size_t crossings = heights_.size() - 2 * strands.size();
  std::sort(heights_.begin(), heights_.end());
  return crossings;
}

double CellScan::slabs_m2(std::span<const Strand> strands, const CellBox& part) {
  double sum = 0;
  for (std::size_t i = 1; i < heights_.size(); ++i) {
    if (heights_[i - 1] < heights_[i]) sum += slab_m2(strands, heights_[i - 1], heights_[i], part);
  }
  return sum;
}

inline void CellScan::change(std::uint32_t claim) {
  if (claim == kTerritory) {
    in_territory_ = !in_territory_;
    return;
  }
  const auto at = std::find(in_.begin(), in_.end(), claim);
  if (at == in_.end()) return in_.push_back(claim);
  *at = in_.back();
  in_.pop_back();
}

double CellScan::slab_m2(std::span<const Strand> strands, double bottom, double top, const CellBox& part) {
  const double height = top - bottom, y1 = bottom + height * kNode, y2 = top - height * kNode;
  crossings_.clear(), in_.clear();
  in_territory_ = inside_;
  for (const Strand& strand : strands) {
    if (strand.bottom > bottom || strand.top < top) continue;
    if (strand.on_side)
      change(strand.claim);
    else
      crossings_.push_back({strand.x_at(y1), strand.x_at(y2), strand.claim});
  }
  // Equal in both nodes are only parts of one line, and there is nothing between them in whatever order.
  const auto west = [](const Crossing& a, const Crossing& b) {
    const double middle_a = a.x1 + a.x2, middle_b = b.x1 + b.x2;
    return middle_a != middle_b ? middle_a < middle_b : a.x1 < b.x1;
  };
  if (crossings_.size() > 1) std::sort(crossings_.begin(), crossings_.end(), west);
  double from1 = part.left, from2 = part.left, width1 = 0, width2 = 0;
  for (const Crossing& crossing : crossings_) {
    if (in_territory_ && !in_.empty()) width1 += crossing.x1 - from1, width2 += crossing.x2 - from2;
    from1 = crossing.x1, from2 = crossing.x2;
    change(crossing.claim);
  }
  if (in_territory_ && !in_.empty()) width1 += part.right - from1, width2 += part.right - from2;
  return (width1 * density_->at(y1) + width2 * density_->at(y2)) * height / 2;
}

}  // namespace vungphu::engine
