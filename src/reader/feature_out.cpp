#include "feature_out.hpp"

#include <cmath>
#include <memory>

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_feature.h>

#include "number_text.hpp"

namespace vungphu::reader {
namespace {

struct DestroyGeometry {
  void operator()(OGRGeometryH geometry) const { OGR_G_DestroyGeometry(geometry); }
};
using GeometryPtr = std::unique_ptr<std::remove_pointer_t<OGRGeometryH>, DestroyGeometry>;

std::string real_text(OGRFeatureH feature, int field) {
  const double value = OGR_F_GetFieldAsDouble(feature, field);
  const bool single = OGR_Fld_GetSubType(OGR_F_GetFieldDefnRef(feature, field)) == OFSTFloat32;
  return single ? shortest(static_cast<float>(value)) : shortest(value);
}

/// OGR's time zones: 0 unknown, 1 local, 100 UTC, and a quarter of an hour a step from there.
std::string zone_text(int flag) {
  if (flag < 2) return {};
  if (flag == 100) return "Z";
  const int minutes = (flag - 100) * 15, size = std::abs(minutes);
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::string date_text(OGRFeatureH feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second, &zone);
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const bool whole = second == static_cast<float>(static_cast<int>(second));
  const std::string time = whole ? fmt::format("{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second))
                                 : fmt::format("{:02}:{:02}:{:06.3f}", hour, minute, second);
  return type == OFTTime ? time : date + "T" + time + zone_text(zone);
}

std::string list_text(OGRFeatureH feature, int field) {
  std::unique_ptr<char, decltype(&VSIFree)> json(
      OGRFeature::FromHandle(feature)->GetFieldAsSerializedJSon(field), VSIFree);
  return json ? std::string(json.get()) : std::string();
}

/// Lines for curves; polygons for surfaces of facets. Takes the geometry and gives what it became.
GeometryPtr plain(GeometryPtr geometry) {
  if (OGR_G_HasCurveGeometry(geometry.get(), FALSE))
    geometry.reset(OGR_G_GetLinearGeometry(geometry.get(), 0, nullptr));
  if (!geometry) return geometry;
  const OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry.get()));
  if (type == wkbPolyhedralSurface || type == wkbTIN || type == wkbTriangle)
    geometry.reset(OGR_G_ForceTo(geometry.release(), wkbMultiPolygon, nullptr));
  return geometry;
}

void put_wkb(OGRGeometryH geometry, RawFeature& out) {
  out.wkb.resize(static_cast<std::size_t>(OGR_G_WkbSize(geometry)));
  OGR_G_ExportToIsoWkb(geometry, wkbNDR, reinterpret_cast<unsigned char*>(out.wkb.data()));
}

}  // namespace

std::string type_name(OGRFieldDefnH field) {
  switch (OGR_Fld_GetType(field)) {
    case OFTString:
      return "text";
    case OFTInteger:
    case OFTInteger64:
      return "integer";
    case OFTReal:
      return "real";
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return "date";
    default:
      return "other";
  }
}

bool is_text(OGRFeatureH feature, int field) {
  return OGR_F_IsFieldSetAndNotNull(feature, field) &&
         OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTString;
}

std::vector<int> kept_fields(OGRFeatureDefnH definition) {
  std::vector<int> kept;
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
    if (OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, i)) != OFTBinary) kept.push_back(i);
  return kept;
}

void take_geometry(OGRFeatureH feature, RawFeature& out) {
  GeometryPtr geometry(OGR_F_StealGeometry(feature));
  if (!geometry) return;
  geometry = plain(std::move(geometry));
  if (!geometry || OGR_G_IsEmpty(geometry.get())) return;
  out.dropped_z = OGR_G_Is3D(geometry.get()) || OGR_G_IsMeasured(geometry.get());
  OGR_G_FlattenTo2D(geometry.get());
  put_wkb(geometry.get(), out);
}

void take_first_point(OGRFeatureH feature, RawFeature& out) {
  OGRGeometryH part = OGR_F_GetGeometryRef(feature);
  while (part && OGR_G_GetGeometryCount(part) > 0) part = OGR_G_GetGeometryRef(part, 0);
  if (!part || OGR_G_GetPointCount(part) == 0) return;
  GeometryPtr point(OGR_G_CreateGeometry(wkbPoint));
  OGR_G_SetPoint_2D(point.get(), 0, OGR_G_GetX(part, 0), OGR_G_GetY(part, 0));
  put_wkb(point.get(), out);
}

std::optional<std::string> field_text(OGRFeatureH feature, int field, const TextCoding& coding) {
  if (!OGR_F_IsFieldSetAndNotNull(feature, field)) return std::nullopt;
  const OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
  switch (type) {
    case OFTReal:
      return real_text(feature, field);
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return date_text(feature, field, type);
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
      return list_text(feature, field);
    default:
      break;
  }
  return decoded(coding, OGR_F_GetFieldAsString(feature, field));
}

}  // namespace vungphu::reader
