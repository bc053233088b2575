// What a PointIndex holds.
#pragma once

#include "cells.hpp"

namespace vungphu::engine {

struct PointIndex::Impl {
  Impl(std::span<const geo::GridPoint> points, unsigned threads) : cells(points, threads) {}
  Cells cells;
};

}  // namespace vungphu::engine
