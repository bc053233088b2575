#include "vungphu/intake/zones.hpp"

namespace vungphu::intake {
namespace {

/// Rows that no zone explains, after which nobody asks any more: a file of another country.
constexpr int kMostMisses = 1000;

}  // namespace

void Zones::make_others() const {
  made_ = true;
  for (const std::string& candidate : candidates_) {
    Result<geo::Transformer> other = geo::Transformer::create(candidate, pinned_);
    if (other && other->projected() && other->crs() != own_->crs()) others_.push_back(*std::move(other));
  }
}

const geo::Transformer* Zones::meant(geo::GridPoint p,
                                     const std::function<bool(geo::GridPoint)>& inside) const {
  if (!own_->projected() || misses_ >= kMostMisses) return nullptr;
  if (!made_) make_others();
  const auto [x, y] = own_->from_wgs84(geo::degrees(p.x), geo::degrees(p.y));
  const auto fits = [&, x = x, y = y](const geo::Transformer& zone) {
    const Result<geo::GridPoint> there = geo::snap_point(x, y, zone);
    return there && inside(*there);
  };
  if (last_ && fits(*last_)) return last_;  // the rows of a file are wrong in the same way
  for (const geo::Transformer& zone : others_)
    if (&zone != last_ && fits(zone)) return last_ = &zone;
  ++misses_;
  return nullptr;
}

}  // namespace vungphu::intake
