#include "cell_places.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace vungphu::assess {
namespace {

/// Locators for as many threads as ask at once: one is for one thread at a time, and takes milliseconds to
/// make.
class Locators {
 public:
  Locators(const Submission& submission, const Profile& profile, geo::CellLocator first)
      : raster_(*submission.raster), crs_(submission.crs), pinned_(profile.pinned_operations) {
    free_.push_back(std::move(first));
  }
  void locate(std::span<const geo::GridPoint> places, std::span<engine::RasterPosition> positions) {
    geo::CellLocator locator = take();
    for (std::size_t i = 0; i < places.size(); ++i) {
      const geo::CellPosition at = locator.at(places[i]);
      positions[i] = {at.x, at.y};
    }
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(locator));
  }

 private:
  geo::CellLocator take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        geo::CellLocator taken = std::move(free_.back());
        free_.pop_back();
        return taken;
      }
    }
    auto made = geo::CellLocator::create(raster_, crs_, pinned_);
    if (!made) throw std::runtime_error(made.error().code);  // the first could be made: out of memory
    return *std::move(made);
  }

  const geo::RasterGrid raster_;
  const std::string crs_;
  const geo::PinnedOperations pinned_;
  std::mutex mutex_;
  std::vector<geo::CellLocator> free_;
};

}  // namespace

Result<geo::CellLocator> locator_of(const Submission& submission, const Profile& profile) {
  if (!submission.raster) return fail("geo.bad_lattice");
  return geo::CellLocator::create(*submission.raster, submission.crs, profile.pinned_operations);
}

Result<std::function<void(std::span<const geo::GridPoint>, std::span<engine::RasterPosition>)>> locate_on(
    const Submission& submission, const Profile& profile) {
  VP_TRY(geo::CellLocator first, locator_of(submission, profile));
  auto all = std::make_shared<Locators>(submission, profile, std::move(first));
  return [all](std::span<const geo::GridPoint> places, std::span<engine::RasterPosition> positions) {
    all->locate(places, positions);
  };
}

bool holds(std::span<const geo::CellRun> cells, geo::CellPosition position) {
  if (position.x < 0 || position.y < 0) return false;
  const std::int64_t column = position.x >> geo::kCellBits, line = position.y >> geo::kCellBits;
  return std::ranges::any_of(cells, [&](const geo::CellRun& run) {
    return run.line == line && run.first <= column && column <= run.last;
  });
}

}  // namespace vungphu::assess
