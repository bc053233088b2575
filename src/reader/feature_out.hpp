// An OGR feature as a RawFeature: two-dimensional WKB and fields as text.
#pragma once

#include <string>
#include <vector>

#include <ogr_api.h>

#include "vungphu/model/raw.hpp"

#include "text_coding.hpp"

namespace vungphu::reader {

/// "text", "integer", "real", "date" or "other".
std::string type_name(OGRFieldDefnH field);
/// Whether a feature holds characters in that field, and not a number or a date.
bool is_text(OGRFeatureH feature, int field);
/// Indices of the fields that are handed over: all but binary ones.
std::vector<int> kept_fields(OGRFeatureDefnH definition);

/// Takes the feature's geometry (flattened, curves as lines, surfaces as polygons) as little-endian ISO WKB.
void take_geometry(OGRFeatureH feature, RawFeature& out);
/// The first vertex of a feature's geometry, as a point; nothing where there is none.
void take_first_point(OGRFeatureH feature, RawFeature& out);
/// Field as UTF-8, its text by `coding`: numbers as the shortest text that reads back the same, dates in ISO
/// 8601, lists as JSON.
std::optional<std::string> field_text(OGRFeatureH feature, int field, const TextCoding& coding);

}  // namespace vungphu::reader
