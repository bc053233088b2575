// Areas of one submission that lie on each other.
//
// Pairs come from a sweep over boxes in bands of latitude. A pair whose boxes could share half of the smaller
// one is judged by a lattice of sample points, and only what these do not rule out is measured: an overlay of
// every pair that touches would cost more than all the rest of a submission.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include <fmt/core.h>

#include "vungphu/geo/measure.hpp"
#include "vungphu/intake/check.hpp"

namespace vungphu::intake {
namespace {

constexpr double kHalf = 0.5;
constexpr double kRuledOut = 0.35;      ///< by samples: a true half gives less with one lattice in thousands
constexpr int kLattice = 6;             ///< samples along each side of the smaller box
constexpr std::size_t kFewSamples = 8;  ///< inside a thin shape: it is measured whatever they say
constexpr double kRounding = 1e-9;      ///< of two sums that are one number
constexpr std::size_t kMeasured = 50;
constexpr std::size_t kPartners = 16;  ///< that one area is held against by samples
constexpr std::size_t kBoxes = 2000;   ///< that the sweep looks at from one area on

struct Area {
  const Claim* claim;
  const geo::MultiPolygon* shape;
  geo::Box box;
  std::size_t bytes_hash;
};

double box_size(const geo::Box& b) {
  return (static_cast<double>(b.max.x) - b.min.x) * (static_cast<double>(b.max.y) - b.min.y);
}

geo::Box shared_box(const geo::Box& a, const geo::Box& b) {
  return {{std::max(a.min.x, b.min.x), std::max(a.min.y, b.min.y)},
          {std::min(a.max.x, b.max.x), std::min(a.max.y, b.max.y)}};
}

struct Pair {
  std::size_t small = 0, large = 0;
  double share = 0;  ///< of the smaller, by samples
};

/// Canonical: rows in another order give the same areas in the same order, but for equal ones.
std::vector<Area> areas_of(const std::vector<Claim>& claims) {
  std::vector<Area> areas;
  for (const Claim& claim : claims)
    if (const auto* shape = std::get_if<geo::MultiPolygon>(&claim.geometry);
        shape && claim.kind == ClaimKind::area)
      areas.push_back({&claim, shape, geo::bounds(*shape), 0});
  const auto key = [](const Area& a) {
    return std::tie(a.box.min.x, a.box.min.y, a.box.max.x, a.box.max.y, a.claim->status, a.bytes_hash);
  };
  // Only areas of equal boxes are told apart by their bytes.
  const auto by_box = [&](const Area& a, const Area& b) { return key(a) < key(b); };
  std::sort(areas.begin(), areas.end(), by_box);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto same_box = [&](const Area& other) {
      return other.box.min == areas[i].box.min && other.box.max == areas[i].box.max;
    };
    if ((i > 0 && same_box(areas[i - 1])) || (i + 1 < areas.size() && same_box(areas[i + 1])))
      areas[i].bytes_hash = std::hash<std::string>()(geo::encode(areas[i].claim->geometry));
  }
  std::stable_sort(areas.begin(), areas.end(), by_box);
  // Identical ones are told elsewhere (duplicate_geometry).
  const auto equal = [&](const Area& a, const Area& b) { return b.bytes_hash != 0 && key(a) == key(b); };
  areas.erase(std::unique(areas.begin(), areas.end(), equal), areas.end());
  return areas;
}

/// Points of a lattice over the box that lie in the area.
std::vector<geo::GridPoint> samples_of(const Area& area) {
  const auto at = [](std::int32_t from, std::int32_t to, int i) {
    const double step = (static_cast<double>(to) - from) / kLattice;
    return static_cast<std::int32_t>(std::llround(from + step * (i + kHalf)));
  };
  const geo::Box& box = area.box;
  std::vector<geo::GridPoint> inside;
  for (int i = 0; i < kLattice; ++i)
    for (int j = 0; j < kLattice; ++j) {
      const geo::GridPoint p{at(box.min.x, box.max.x, i), at(box.min.y, box.max.y, j)};
      if (geo::covers(*area.shape, p)) inside.push_back(p);
    }
  return inside;
}

/// The share of a smaller area that lies in `large`; 1 where there are too few samples to tell.
double sampled_share(const std::vector<geo::GridPoint>& samples, const Area& large) {
  if (samples.size() < kFewSamples) return 1;
  const auto shared = std::count_if(samples.begin(), samples.end(), [&](geo::GridPoint p) {
    return large.box.holds(p) && geo::covers(*large.shape, p);
  });
  return static_cast<double>(shared) / static_cast<double>(samples.size());
}

class Sweep {
 public:
  explicit Sweep(const std::vector<Area>& areas) : areas_(areas), samples_(areas.size()) {}

  /// Candidates; each area is the later one of at most one pair.
  std::vector<Pair> pairs() {
    make_bands();
    std::vector<std::size_t> looks(areas_.size(), 0);
    std::vector<bool> told(areas_.size(), false);
    for (std::size_t band = 0; band < bands_.size(); ++band)
      for (std::size_t a = 0; a < bands_[band].size(); ++a)
        for (std::size_t b = a + 1; b < bands_[band].size(); ++b) {
          const std::size_t i = bands_[band][a], j = bands_[band][b];
          if (areas_[j].box.min.x > areas_[i].box.max.x) break;
          if (b - a > kBoxes) {
            unfinished_ = true;
            break;
          }
          if (told[j] || looks[j] >= kPartners || !worth_a_look(i, j, band)) continue;
          ++looks[j];
          look(i, j, told);
        }
    unfinished_ = unfinished_ || std::any_of(looks.begin(), looks.end(),
                                             [](std::size_t count) { return count >= kPartners; });
    return std::move(pairs_);
  }
  bool unfinished() const { return unfinished_; }

 private:
  void make_bands() {
    geo::Box all;
    double height = 1;
    for (const Area& area : areas_) {
      all.add(area.box);
      height += (static_cast<double>(area.box.max.y) - area.box.min.y) / static_cast<double>(areas_.size());
    }
    lowest_ = all.min.y;
    const double span = static_cast<double>(all.max.y) - all.min.y + 1;
    constexpr double kMostBands = 1000;
    height_ = std::max(height, span / kMostBands);
    bands_.resize(static_cast<std::size_t>(span / height_) + 1);
    for (std::size_t i = 0; i < areas_.size(); ++i)
      for (std::size_t band = band_of(areas_[i].box.min.y); band <= band_of(areas_[i].box.max.y); ++band)
        bands_[band].push_back(i);
  }
  std::size_t band_of(std::int32_t y) const {
    return static_cast<std::size_t>((static_cast<double>(y) - lowest_) / height_);
  }

  /// Once for each pair: in the band where their shared box begins.
  bool worth_a_look(std::size_t i, std::size_t j, std::size_t band) const {
    const geo::Box &a = areas_[i].box, &b = areas_[j].box;
    if (!a.meets(b) || band_of(std::max(a.min.y, b.min.y)) != band) return false;
    if (areas_[i].claim->status != areas_[j].claim->status) return false;
    // A shape fills its box to a third or so at least, or it is thin and of no weight here.
    constexpr double kFilled = 0.3;
    return box_size(shared_box(a, b)) >= kHalf * kFilled * std::min(box_size(a), box_size(b));
  }

  void look(std::size_t i, std::size_t j, std::vector<bool>& told) {
    Pair pair{i, j, 0};
    if (box_size(areas_[j].box) < box_size(areas_[i].box)) std::swap(pair.small, pair.large);
    auto& samples = samples_[pair.small];
    if (!samples) samples = samples_of(areas_[pair.small]);
    pair.share = sampled_share(*samples, areas_[pair.large]);
    if (pair.share < kRuledOut) return;
    pairs_.push_back(pair);
    told[j] = pair.share > kHalf;
  }

  const std::vector<Area>& areas_;
  std::vector<std::vector<std::size_t>> bands_;
  double lowest_ = 0, height_ = 1;
  std::vector<std::optional<std::vector<geo::GridPoint>>> samples_;  ///< of areas that were a smaller one
  std::vector<Pair> pairs_;
  bool unfinished_ = false;
};

/// True where the two share over half of the smaller one, measured.
bool tell(const Area& a, const Area& b, std::vector<Finding>& findings) {
  const Result<double> shared = geo::intersection_area_m2(*a.shape, *b.shape);
  if (!shared) return false;
  const double smaller = std::min(geo::area_m2(*a.shape), geo::area_m2(*b.shape));
  if (smaller <= 0 || *shared <= kHalf * smaller * (1 + kRounding)) return false;
  const auto [first, later] = std::minmax(a.claim->row, b.claim->row);
  findings.push_back({"areas_overlap",
                      Severity::warning,
                      later,
                      "",
                      "",
                      {{"first", std::to_string(first)},
                       {"area", std::to_string(std::llround(*shared))},
                       {"percent", fmt::format("{:.0f}", 100 * *shared / smaller)}}});
  return true;
}

}  // namespace

void check_areas(const std::vector<Claim>& claims, std::vector<Finding>& findings) {
  const std::vector<Area> areas = areas_of(claims);
  if (areas.size() < 2) return;
  Sweep sweep(areas);
  std::vector<Pair> pairs = sweep.pairs();
  const auto weight = [&](const Pair& p) { return p.share * box_size(areas[p.small].box); };
  std::stable_sort(pairs.begin(), pairs.end(),
                   [&](const Pair& a, const Pair& b) { return weight(a) > weight(b); });
  std::int64_t rest = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i < kMeasured)
      tell(areas[pairs[i].small], areas[pairs[i].large], findings);
    else
      rest += pairs[i].share > kHalf;
  }
  if (rest > 0 || (sweep.unfinished() && !pairs.empty()))
    findings.push_back(
        {"areas_overlap_more", Severity::warning, 0, "", "", {{"count", std::to_string(rest)}}});
}

}  // namespace vungphu::intake
