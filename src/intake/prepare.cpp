#include "vungphu/intake/prepare.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/geo/snap.hpp"
#include "vungphu/intake/columns.hpp"

#include "axes.hpp"
#include "exactness.hpp"
#include "position.hpp"
#include "shape.hpp"
#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

/// Meanings whose columns are summed when there are several.
constexpr auto kSummed = std::to_array<std::string_view>(
    {"weight", "demand", "people", "passed", "total", "connected", "requested", "requested_met"});

/// The texts of several columns as one. Parts that cannot be counted are joined, so that the check of numbers
/// shows them.
std::string combine(const std::vector<std::string>& texts, std::string_view meaning) {
  if (texts.size() == 1) return texts.front();
  if (std::find(kSummed.begin(), kSummed.end(), meaning) == kSummed.end()) return join(texts, " ");
  std::int64_t sum = 0;
  for (const std::string& text : texts) {
    const auto count = parse_count(text);
    if (!count || __builtin_add_overflow(sum, *count, &sum)) return join(texts, "+");
  }
  return std::to_string(sum);
}

Finding error(std::int64_t row, std::string_view code, std::string field, std::string value, Args args = {}) {
  return {std::string(code), Severity::error, row, std::move(field), std::move(value), std::move(args)};
}

/// What geo refuses, as a finding: off the world, unless latitude and longitude changed places.
void tell_refusal(const Error& refusal, const std::string& field, std::int64_t row,
                  std::vector<Finding>& findings) {
  constexpr std::pair<std::string_view, std::string_view> kCodes[]{
      {"geo.not_finite", "coordinates_not_finite"},
      {"geo.off_world", "coordinates_off_world"},
      {"geo.long_edge", "edge_too_long"}};
  const auto known =
      std::find_if(std::begin(kCodes), std::end(kCodes), [&](auto& c) { return c.first == refusal.code; });
  const std::string_view code = known == std::end(kCodes) ? "geometry_unreadable" : known->second;
  std::string x, y;
  for (const auto& [name, value] : refusal.args) {
    if (name == "x") x = value;
    if (name == "y") y = value;
  }
  const std::string value = y.empty() ? "" : x + ", " + y;
  const auto first = parse_decimal(x), second = parse_decimal(y);
  const bool swapped = code == "coordinates_off_world" && first && second && std::abs(*first) <= 90 &&
                       std::abs(*second) <= 180;
  findings.push_back(error(row, swapped ? "axes_swapped" : code, field, value, refusal.args));
}

/// Where a feature whose ordinates are all degrees stands; nothing when one of them is none.
std::optional<geo::GridPoint> place_in_degrees(std::string_view wkb) {
  const auto degrees = geo::Transformer::create("OGC:CRS84", {});
  if (!degrees) return std::nullopt;
  const auto snapped = geo::snap(wkb, *degrees);
  if (!snapped || !geo::has_geometry(snapped->geometry)) return std::nullopt;
  return geo::bounds(snapped->geometry).min;
}

/// "Tổng cộng:", "Cộng", "Toàn tỉnh", "Tổng cộng toàn xã". A place may be named Cộng Hòa.
bool says_total(std::string_view cell) {
  constexpr auto kWhole =
      std::to_array<std::string_view>({"cong", "tong", "tongso", "tongcong", "total", "grandtotal"});
  constexpr auto kBegin = std::to_array<std::string_view>(
      {"tongcong", "toantinh", "toanhuyen", "toanxa", "toanthanhpho", "congtoan", "tongtoan", "tongsotoan"});
  constexpr std::size_t kLongestTotal = 80;
  if (cell.size() > kLongestTotal) return false;
  const std::string word = fold(cell);
  return std::find(kWhole.begin(), kWhole.end(), word) != kWhole.end() ||
         std::any_of(kBegin.begin(), kBegin.end(), [&](auto begin) { return word.starts_with(begin); });
}

bool has_code(const Row& row) {
  constexpr std::string_view kMeanings[]{"code", "location_id"};
  return std::any_of(std::begin(kMeanings), std::end(kMeanings), [&](std::string_view meaning) {
    const std::string* code = row.find(meaning);
    return code && code->find_first_of("0123456789") != std::string::npos;
  });
}

/// Notes that a row is a total: its first cell that says so.
void mark_total(const RawFeature& feature, Row& row) {
  for (const auto& cell : feature.fields)
    if (cell && says_total(*cell)) {
      row.values.emplace("total_row", nfc(trim(*cell)));
      return;
    }
}

bool says_not_finite(std::string_view text) {
  const std::string word = lower(trim(text));
  return word.find("nan") != std::string::npos || word.find("inf") != std::string::npos;
}

struct Coordinates {
  std::string field, value;      ///< for findings
  std::string_view east, north;  ///< as written in the row; empty where the row does not say
};

/// What the coordinate columns of a row hold; nothing when all are blank.
std::optional<Coordinates> coordinates_of(const Row& row, const Axes& axes) {
  const std::string *east = row.find(axes.easting), *north = row.find(axes.northing);
  if (!east && !north) return std::nullopt;
  const std::string& field = row.columns.find(axes.easting)->second;
  if (axes.easting == axes.northing) {
    const Pair pair = split_pair(*east);
    return Coordinates{field, *east, pair.second, pair.first};
  }
  Coordinates both{field + ", " + row.columns.find(axes.northing)->second, "", {}, {}};
  if (east) both.east = *east;
  if (north) both.north = *north;
  both.value = east && north ? *east + ", " + *north : std::string(east ? *east : *north);
  return both;
}

}  // namespace

Preparer::Preparer(const LayerInfo& layer, const Mapping& mapping, const CrsChoice& crs, TextRepair text)
    : axes_(axes_of(layer, mapping, crs.transformer.projected())), crs_(&crs), text_(std::move(text)) {
  for (const ColumnUse& use : mapping) {
    Use resolved{use.meaning, join(use.columns, "+"), {}, {}, {}};
    for (const std::string& name : use.columns) {
      const auto field =
          std::find_if(layer.fields.begin(), layer.fields.end(), [&](auto& f) { return f.name == name; });
      if (field != layer.fields.end())
        resolved.columns.push_back(static_cast<std::size_t>(field - layer.fields.begin()));
    }
    uses_.push_back(std::move(resolved));
  }
}

std::optional<Row> Preparer::prepare(RawFeature&& feature, std::vector<Finding>& findings) {
  if (!text_.none())
    for (auto& field : feature.fields)
      if (field) field = text_(*field);
  Row row{.row = feature.row, .geometry = {}, .values = {}, .columns = {}, .point = {}, .cells = {}};
  row.cells = std::move(feature.cells);
  for (Use& use : uses_) {
    row.columns.emplace(use.meaning, use.label);
    std::vector<std::string> texts;
    for (const std::size_t column : use.columns)
      if (column < feature.fields.size() && feature.fields[column] && !is_blank(*feature.fields[column]))
        texts.push_back(text_of(use, trim(*feature.fields[column])));
    if (!texts.empty()) row.values.emplace(use.meaning, combine(texts, use.meaning));
  }
  if (!feature.wkb.empty() && !place_feature(feature, row, findings)) return std::nullopt;
  const bool wants_columns = feature.wkb.empty() || axes_.named;
  if (wants_columns && !axes_.easting.empty() && !place_columns(row, findings)) return std::nullopt;
  if (!geo::has_geometry(row.geometry) && !has_code(row)) mark_total(feature, row);
  return row;
}

std::string Preparer::text_of(Use& use, std::string_view cell) {
  if (is_ascii(cell)) return std::string(cell);
  if (use.raw != cell) {
    use.raw = cell;
    use.composed = nfc(cell);
  }
  return use.composed;
}

bool Preparer::place_feature(const RawFeature& feature, Row& row, std::vector<Finding>& findings) {
  if (is_origin(feature.wkb)) {
    findings.push_back(error(row.row, "position_zero", "", "0, 0"));
    return false;
  }
  if (crs_->transformer.projected())
    if (const auto position = place_in_degrees(feature.wkb)) {
      findings.push_back(error(row.row, "coordinates_in_degrees", "", print_position(*position),
                               {{"crs", crs_->transformer.crs()}}));
      return false;
    }
  Result<geo::Snapped> snapped = geo::snap(feature.wkb, crs_->transformer);
  if (!snapped) {
    tell_refusal(snapped.error(), "", row.row, findings);
    return false;
  }
  if ((feature.dropped_z || snapped->dropped_z) && !said_dropped_z_) {
    said_dropped_z_ = true;
    findings.push_back({"dropped_z", Severity::note, 0, "", "", {}});
  }
  const bool nothing_left = !geo::has_geometry(snapped->geometry);
  if (nothing_left && snapped->collapsed) {
    findings.push_back(error(row.row, "geometry_collapsed", "", ""));
    return false;
  }
  if (snapped->collapsed)
    findings.push_back({"geometry_part_collapsed", Severity::note, row.row, "", "", {}});
  check_shape(*snapped, row.row, findings);
  if (!crs_->transformer.projected()) note_exactness(feature.wkb, exactness_);
  row.geometry = std::move(snapped->geometry);
  return true;
}

void Preparer::finish(std::vector<Finding>& findings) const { tell_exactness(exactness_, findings); }

bool Preparer::place_columns(Row& row, std::vector<Finding>& findings) {
  const auto coordinates = coordinates_of(row, axes_);
  if (!coordinates) return true;
  const auto& [field, value, east, north] = *coordinates;
  const auto refuse = [&, &column = field, &found = value](std::string_view code, Args args = {}) {
    findings.push_back(error(row.row, code, column, found, std::move(args)));
    return false;
  };
  if (east.empty() || north.empty()) return refuse("coordinates_incomplete");
  const bool projected = crs_->transformer.projected(), beside_feature = geo::has_geometry(row.geometry);
  const auto x = parse_coordinate(east, projected), y = parse_coordinate(north, projected);
  if (!x || !y) return refuse(says_not_finite(value) ? "coordinates_not_finite" : "coordinates_unreadable");
  if (*x == 0 && *y == 0) return refuse("position_zero");
  if (!projected) note_exactness(east, north, exactness_);
  if (projected && std::abs(*x) <= 180 && std::abs(*y) <= 180) {
    if (!beside_feature) return refuse("coordinates_in_degrees", {{"crs", crs_->transformer.crs()}});
    // A layer in metres with a seat in plain longitude and latitude.
    row.point = geo::GridPoint{geo::to_units(*x), geo::to_units(*y)};
    return true;
  }
  const Result<geo::GridPoint> point = geo::snap_point(*x, *y, crs_->transformer);
  if (!point) {
    tell_refusal(point.error(), field, row.row, findings);
    return false;
  }
  if (beside_feature)
    row.point = *point;
  else
    row.geometry = geo::MultiPoint{{*point}};
  return true;
}

}  // namespace vungphu::intake
