// A file's word on its CRS, and coordinates as people write them: a first line that names the CRS, then
// cells.
#include <cmath>

#include "vungphu/intake/columns.hpp"

#include "fuzz.hpp"
#include "intake/axes.hpp"

using namespace vungphu;

namespace {

const geo::PinnedOperations kPinned{{"EPSG:4756", "EPSG:6960"}};

void place(const intake::CrsChoice& crs, double x, double y) {
  const auto [longitude, latitude] = crs.transformer.to_wgs84(x, y);
  MUST(std::isfinite(longitude) == std::isfinite(latitude));
}

}  // namespace

void fuzz(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  LayerInfo layer{.name = "data", .geometry = "none", .crs = std::string(bytes.substr(0, end)), .fields = {}};
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  FieldInfo x{"X", "text", {}}, y{"Y", "text", {}}, both{"Tọa độ", "text", {}};
  while (!bytes.empty() && x.samples.size() < 20) {
    const std::size_t stop = std::min(bytes.find('\n'), bytes.size());
    const std::string_view cell = bytes.substr(0, stop);
    const intake::Pair pair = intake::split_pair(cell);
    for (bool projected : {false, true})
      if (const auto value = intake::parse_coordinate(cell, projected)) MUST(std::isfinite(*value));
    x.samples.emplace_back(pair.first.empty() ? cell : pair.first);
    y.samples.emplace_back(pair.second.empty() ? cell : pair.second);
    both.samples.emplace_back(cell);
    bytes.remove_prefix(std::min(stop + 1, bytes.size()));
  }
  layer.fields = {x, y, both};
  const Mapping mapping{{"x", {"X"}}, {"y", {"Y"}}};
  for (const char* asked : {"", "EPSG:9210"}) {
    const auto crs =
        intake::choose_crs(layer, mapping, asked, kPinned, {"EPSG:9210", "EPSG:4756", "EPSG:4326"});
    if (!crs) continue;
    (void)intake::axes_of(layer, mapping, crs->transformer.projected());
    for (std::size_t i = 0; i < x.samples.size(); ++i) {
      const bool projected = crs->transformer.projected();
      const auto a = intake::parse_coordinate(x.samples[i], projected);
      const auto b = intake::parse_coordinate(y.samples[i], projected);
      if (a && b) place(*crs, *a, *b);
    }
  }
}
