#include <algorithm>
#include <cmath>

#include <cpl_string.h>
#include <ogr_srs_api.h>

#include "vungphu/base/date.hpp"

#include "aliases.hpp"
#include "cells.hpp"
#include "vector.hpp"

namespace vungphu::formats {
namespace {

struct ReferenceDeleter {
  void operator()(void* reference) const { OSRRelease(reference); }
};
using SpatialReference = std::unique_ptr<void, ReferenceDeleter>;

/// With x before y, whatever the authority says: how every one of these formats stores them.
SpatialReference spatial_reference(const std::string& crs) {
  SpatialReference made(OSRNewSpatialReference(nullptr));
  OSRSetFromUserInput(made.get(), crs.c_str());
  OSRSetAxisMappingStrategy(made.get(), OAMS_TRADITIONAL_GIS_ORDER);
  return made;
}

OGRwkbGeometryType geometry_type(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point:
      return wkbPoint;
    case GeometryKind::line:
      return wkbMultiLineString;
    case GeometryKind::area:
      return wkbMultiPolygon;
    case GeometryKind::any:
      return wkbUnknown;
    case GeometryKind::none:
      break;
  }
  return wkbNone;
}

OGRFieldType field_type(CellType type) {
  switch (type) {
    case CellType::count:
      return OFTInteger64;
    case CellType::decimal:
    case CellType::percent:
    case CellType::metres:
      return OFTReal;
    case CellType::date:
      return OFTDate;
    case CellType::flag:
      return OFTInteger;
    default:
      return OFTString;
  }
}

void add_field(OGRLayerH layer, const Column& column, const std::string& name) {
  OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), field_type(column.type));
  if (column.type == CellType::flag) OGR_Fld_SetSubType(field, OFSTBoolean);
  OGR_L_CreateField(layer, field, TRUE);
  OGR_Fld_Destroy(field);
}

void set_date(OGRFeatureH feature, int at, const std::string& iso_text) {
  const auto date = parse_iso_date(iso_text);
  if (!date) return;
  OGR_F_SetFieldDateTime(feature, at, static_cast<int>(date->year()),
                         static_cast<int>(static_cast<unsigned>(date->month())),
                         static_cast<int>(static_cast<unsigned>(date->day())), 0, 0, 0, 0);
}

void set_field(OGRFeatureH feature, int at, const Column& column, const Cell& cell) {
  OGR_F_SetFieldNull(feature, at);
  if (is_nothing(cell)) return;
  const auto* whole = std::get_if<std::int64_t>(&cell);
  const auto* flag = std::get_if<bool>(&cell);
  switch (field_type(column.type)) {
    case OFTInteger64:
      if (whole) return OGR_F_SetFieldInteger64(feature, at, *whole);
      if (const auto value = number_of(cell)) OGR_F_SetFieldInteger64(feature, at, std::llround(*value));
      return;
    case OFTReal:
      if (const auto value = number_of(cell)) OGR_F_SetFieldDouble(feature, at, *value);
      return;
    case OFTInteger:
      if (flag) OGR_F_SetFieldInteger(feature, at, *flag ? 1 : 0);
      return;
    case OFTDate:
      return set_date(feature, at, machine_text(cell));
    default:
      return OGR_F_SetFieldString(feature, at, machine_text(cell).c_str());
  }
}

}  // namespace

LayerWriter::LayerWriter(const VectorFormat& format, const Schema& schema, Plan plan)
    : format_(format), schema_(schema), plan_(std::move(plan)) {}

Result<LayerWriter> LayerWriter::create(GDALDatasetH dataset, const VectorFormat& format,
                                        const Schema& schema, Plan plan) {
  LayerWriter made(format, schema, std::move(plan));
  const Plan& as = made.plan_;
  if (!as.raw && as.crs != "EPSG:4326") {
    VP_TRY(geo::Transformer transformer, geo::Transformer::create(as.crs, as.pinned));
    if (!transformer.is_identity()) made.transformer_.emplace(std::move(transformer));
  }
  const GdalMessages messages;
  CPLStringList options;
  for (const char* option : format.options) options.AddString(option);
  if (!as.title.empty() && &format == &kGeoPackage) options.SetNameValue("IDENTIFIER", as.title.c_str());
  const SpatialReference reference = as.crs.empty() ? nullptr : spatial_reference(as.crs);
  made.layer_ = GDALDatasetCreateLayer(dataset, schema.name.c_str(), reference.get(),
                                       geometry_type(schema.geometry), options.List());
  if (!made.layer_) return messages.failure(as.path);
  const auto names = shortened_names(schema, format.short_names ? "shp" : "");
  for (const Column& column : schema.columns) {
    const auto shorter = std::ranges::find(names, column.name, &std::pair<std::string, std::string>::first);
    add_field(made.layer_, column, shorter == names.end() ? column.name : shorter->second);
  }
  made.feature_.reset(OGR_F_Create(OGR_L_GetLayerDefn(made.layer_)));
  if (&format == &kGeoPackage) add_aliases(dataset, schema, as.lang);
  VP_CHECK(messages.status(as.path));
  return made;
}

/// In place, point by point: GDAL's own transformation would choose its own datum operation.
Status LayerWriter::project(OGRGeometryH geometry) const {
  for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
    VP_CHECK(project(OGR_G_GetGeometryRef(geometry, i)));
  }
  for (int i = 0; i < OGR_G_GetPointCount(geometry); ++i) {
    const double longitude = OGR_G_GetX(geometry, i);
    const double latitude = OGR_G_GetY(geometry, i);
    const auto [x, y] = transformer_->from_wgs84(longitude, latitude);
    if (!std::isfinite(x) || !std::isfinite(y)) {
      return fail(
          "formats.not_in_crs",
          {{"crs", plan_.crs}, {"longitude", machine_text(longitude)}, {"latitude", machine_text(latitude)}});
    }
    OGR_G_SetPoint_2D(geometry, i, x, y);
  }
  return {};
}

Status LayerWriter::write(std::span<const Cell> cells, const geo::Geometry& geometry) {
  if (format_.one_kind && geo::has_geometry(geometry)) {
    if (kind_.value_or(geometry.index()) != geometry.index()) {
      return fail("formats.mixed_geometry", {{"path", plan_.path}, {"layer", schema_.name}});
    }
    kind_ = geometry.index();
  }
  OgrGeometry drawn;
  if (schema_.geometry != GeometryKind::none) {
    const bool promote = schema_.geometry == GeometryKind::line || schema_.geometry == GeometryKind::area;
    drawn = to_ogr(geometry, promote);
    if (drawn && transformer_) VP_CHECK(project(drawn.get()));
  }
  return put(cells, std::move(drawn));
}

Status LayerWriter::write_raw(std::span<const Cell> cells, std::string_view wkb) {
  OgrGeometry drawn;
  if (schema_.geometry != GeometryKind::none && !wkb.empty()) {
    const GdalMessages quiet;
    OGRGeometryH made = nullptr;
    OGR_G_CreateFromWkb(wkb.data(), nullptr, &made, static_cast<int>(wkb.size()));
    if (made && schema_.geometry == GeometryKind::area) made = OGR_G_ForceToMultiPolygon(made);
    if (made && schema_.geometry == GeometryKind::line) made = OGR_G_ForceToMultiLineString(made);
    drawn.reset(made);
  }
  return put(cells, std::move(drawn));
}

Status LayerWriter::put(std::span<const Cell> cells, OgrGeometry drawn) {
  const GdalMessages messages;
  OGRFeatureH feature = feature_.get();
  OGR_F_SetFID(feature, OGRNullFID);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    set_field(feature, static_cast<int>(i), schema_.columns[i], cells[i]);
  }
  if (schema_.geometry != GeometryKind::none) OGR_F_SetGeometryDirectly(feature, drawn.release());
  if (OGR_L_CreateFeature(layer_, feature) != OGRERR_NONE) return messages.failure(plan_.path);
  return messages.status(plan_.path);
}

}  // namespace vungphu::formats
