#include "axes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "vungphu/base/encoding.hpp"
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

/// "10°01'26,5\" N", "105 0 44.2", "E 105° 30'": degrees and minutes, seconds or none. Three numbers without
/// a sign between them are degrees, minutes and seconds too: a table may hold them in three columns.
std::optional<double> parse_sexagesimal(std::string_view text) {
  constexpr double kParts[] = {1, 60, 3600};
  std::vector<double> parts;
  bool negative = false, sign = false;
  std::string number;
  const auto end_number = [&] {
    if (number.empty()) return true;
    const auto value = parse_decimal(number);
    number.clear();
    if (!value || *value < 0 || parts.size() == 3 || (!parts.empty() && *value >= 60)) return false;
    parts.push_back(*value);
    return true;
  };
  for (const char32_t c : code_points(nfc(trim(text)))) {
    if ((c >= U'0' && c <= U'9') || c == U'.' || c == U',') {
      number += static_cast<char>(c);
      continue;
    }
    constexpr std::u32string_view kSigns = U"°º˚'’′\"”″d", kSides = U"NSEWĐB", kBlank = U" \u00A0";
    if (!end_number()) return std::nullopt;
    if (c == U'-' && parts.empty() && !negative)
      negative = true;
    else if (kSides.find(c) != std::u32string_view::npos)
      negative = negative || c == U'S' || c == U'W', sign = true;
    else if (kSigns.find(c) != std::u32string_view::npos)
      sign = true;
    else if (kBlank.find(c) == std::u32string_view::npos)
      return std::nullopt;
  }
  if (!end_number() || parts.empty() || (!sign && parts.size() < 3)) return std::nullopt;
  double degrees = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i + 1 < parts.size() && parts[i] != std::floor(parts[i])) return std::nullopt;
    degrees += parts[i] / kParts[i];
  }
  return negative ? -degrees : degrees;
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
  if (projected) {
    if (const auto whole = parse_count(text)) return static_cast<double>(*whole);
    return parse_decimal(text);
  }
  const auto decimal = parse_decimal(text);
  return decimal ? decimal : parse_sexagesimal(text);
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
