#include "point_index.hpp"

namespace vungphu::engine {

PointIndex::PointIndex(std::span<const geo::GridPoint> points, unsigned threads)
    : impl_(std::make_unique<Impl>(points, threads)) {}
PointIndex::~PointIndex() = default;
PointIndex::PointIndex(PointIndex&&) noexcept = default;
PointIndex& PointIndex::operator=(PointIndex&&) noexcept = default;
std::size_t PointIndex::size() const { return impl_->cells.points(); }

}  // namespace vungphu::engine
