#include "axes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "vungphu/base/text.hpp"
#include "vungphu/intake/columns.hpp"

#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

const FieldInfo* field_of(const LayerInfo& layer, const ColumnUse* use) {
  if (!use) return nullptr;
  const auto field = std::find_if(layer.fields.begin(), layer.fields.end(),
                                  [&](const FieldInfo& f) { return f.name == use->columns.front(); });
  return field == layer.fields.end() ? nullptr : &*field;
}

struct Range {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  bool empty() const { return least > most; }
};

Range range_of(const FieldInfo& field) {
  Range range;
  for (const std::string& sample : field.samples)
    if (const auto value = parse_coordinate(sample, true)) {
      range.least = std::min(range.least, *value);
      range.most = std::max(range.most, *value);
    }
  return range;
}

/// North of about 9 degrees a northing is above any easting of a zone 3 or 6 degrees wide, so values that lie
/// clearly the other way tell a file whose x is easting, unless its columns say "X_North".
bool x_is_easting(const LayerInfo& layer, const Mapping& mapping) {
  const FieldInfo *x = field_of(layer, find(mapping, "x")), *y = field_of(layer, find(mapping, "y"));
  if (!x || !y || fold(x->name).find("north") != std::string::npos) return false;
  const Range of_x = range_of(*x), of_y = range_of(*y);
  return !of_x.empty() && !of_y.empty() && of_x.most < of_y.least;
}

}  // namespace

Axes axes_of(const LayerInfo& layer, const Mapping& mapping, bool projected) {
  const ColumnUse *lon = find(mapping, "lon"), *lat = find(mapping, "lat");
  const ColumnUse *x = find(mapping, "x"), *y = find(mapping, "y"), *both = find(mapping, "latlon");
  const bool has_degrees = lon && lat, has_metres = x && y;
  const bool lonlat_named = has_degrees && !lon->from_guess && !lat->from_guess;
  const bool xy_named = has_metres && !x->from_guess && !y->from_guess;
  if (has_degrees && (lonlat_named || !(has_metres && (projected || xy_named))))
    return {"lon", "lat", lonlat_named};
  if (has_metres && projected && !x_is_easting(layer, mapping)) return {"y", "x", xy_named};
  if (has_metres) return {"x", "y", xy_named};
  if (both) return {"latlon", "latlon", !both->from_guess};
  return {};
}

bool look_like_degrees(const LayerInfo& layer, const Mapping& mapping, const Axes& axes) {
  for (const std::string_view meaning : {axes.easting, axes.northing}) {
    const FieldInfo* field = field_of(layer, find(mapping, meaning));
    if (!field || meaning == "latlon") continue;
    for (const std::string& sample : field->samples) {
      const auto value = parse_decimal(sample);
      if (value && std::abs(*value) > 180) return false;
    }
  }
  return true;
}

std::optional<double> parse_coordinate(std::string_view text, bool projected) {
  if (projected)
    if (const auto whole = parse_count(text)) return static_cast<double>(*whole);
  return parse_decimal(text);
}

Pair split_pair(std::string_view cell) {
  for (const char* separator : {";", ",", " "}) {
    std::vector<std::string_view> parts = split(trim(cell), separator);
    std::erase_if(parts, [](std::string_view part) { return trim(part).empty(); });
    if (parts.size() == 2) return {trim(parts[0]), trim(parts[1])};
  }
  return {};
}

}  // namespace vungphu::intake
