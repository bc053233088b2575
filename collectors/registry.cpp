#include <algorithm>
#include <array>

#include "vungphu/collectors/collector.hpp"

namespace vungphu::collectors {

// Each is the only thing that its file offers.
Collector coverage_polygons(), reach(), location_list(), count_table(), signal_raster(), cell_sites();

std::span<const Collector> registry() {
  static const std::array kCollectors{
      coverage_polygons(), reach(), location_list(), count_table(), signal_raster(), cell_sites(),
  };
  return kCollectors;
}

const Collector* find(std::string_view name) {
  const auto all = registry();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Collector& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace vungphu::collectors
