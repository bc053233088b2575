#include "cell_scan.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vungphu/geo/measure.hpp"

namespace vungphu::engine {

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

void CellScan::scan(std::span<const Strand> strands, bool inside, double left, double right,
                    const RowDensity& density) {
  inside_ = inside;
  union_m2_ = 0;
  make_groups(strands);
  make_heights(strands);
  for (std::size_t i = 1; i < heights_.size(); ++i) {
    if (heights_[i - 1] < heights_[i]) {
      scan_slab(strands, heights_[i - 1], heights_[i], left, right, density);
    }
  }
}

void CellScan::make_groups(std::span<const Strand> strands) {
  shares_.clear(), group_of_.clear();
  for (const Strand& strand : strands) {
    if (shares_.empty() || shares_.back().claim != strand.claim) shares_.push_back({strand.claim, 0.0});
    group_of_.push_back(static_cast<std::uint32_t>(shares_.size() - 1));
  }
  in_.resize(shares_.size()), width1_.resize(shares_.size()), width2_.resize(shares_.size());
}

/// Where strands begin, end and cross, from below.
void CellScan::make_heights(std::span<const Strand> strands) {
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
  std::sort(heights_.begin(), heights_.end());
}

void CellScan::scan_slab(std::span<const Strand> strands, double bottom, double top, double left,
                         double right, const RowDensity& density) {
  static const double kNode = (1 - 1 / std::sqrt(3.0)) / 2;  // Gauss-Legendre, 2 points on [0, 1]
  const double height = top - bottom, y1 = bottom + height * kNode, y2 = top - height * kNode;
  crossings_.clear();
  std::fill(in_.begin(), in_.end(), 0);
  for (std::size_t i = 0; i < strands.size(); ++i) {
    const Strand& strand = strands[i];
    if (strand.bottom > bottom || strand.top < top) continue;
    if (strand.on_side)
      in_[group_of_[i]] ^= 1;
    else
      crossings_.push_back({strand.x_at(y1), strand.x_at(y2), group_of_[i]});
  }
  // Equal in both nodes are only parts of one line, and there is nothing between them in whatever order.
  const auto west = [](const Crossing& a, const Crossing& b) {
    const double middle_a = a.x1 + a.x2, middle_b = b.x1 + b.x2;
    return middle_a != middle_b ? middle_a < middle_b : a.x1 < b.x1;
  };
  std::sort(crossings_.begin(), crossings_.end(), west);
  const bool territory_here = !inside_ && !shares_.empty() && shares_[0].claim == kTerritory;
  std::fill(width1_.begin(), width1_.end(), 0.0), std::fill(width2_.begin(), width2_.end(), 0.0);
  double union1 = 0, union2 = 0, from1 = left, from2 = left;
  const auto pass = [&](double to1, double to2) {
    if (inside_ || (territory_here && in_[0] != 0)) {
      bool any = false;
      for (std::size_t g = territory_here ? 1 : 0; g < in_.size(); ++g) {
        if (in_[g] == 0) continue;
        any = true;
        width1_[g] += to1 - from1, width2_[g] += to2 - from2;
      }
      if (any) union1 += to1 - from1, union2 += to2 - from2;
    }
    from1 = to1, from2 = to2;
  };
  for (const Crossing& crossing : crossings_) {
    pass(crossing.x1, crossing.x2);
    in_[crossing.group] ^= 1;
  }
  pass(right, right);
  const double weight1 = density.at(y1) * height / 2, weight2 = density.at(y2) * height / 2;
  for (std::size_t g = 0; g < shares_.size(); ++g)
    shares_[g].m2 += width1_[g] * weight1 + width2_[g] * weight2;
  union_m2_ += union1 * weight1 + union2 * weight2;
}

}  // namespace vungphu::engine
