// What a PointIndex holds.
#pragma once

#include "cells.hpp"

namespace vungphu::engine {

struct PointIndex::Impl {
  explicit Impl(std::span<const geo::GridPoint> points) : cells(points) {}
  Cells cells;
};

}  // namespace vungphu::engine
