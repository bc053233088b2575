#include "crs_text.hpp"

#include <memory>
#include <string_view>

#include <cpl_conv.h>

#include "gdal.hpp"

namespace vungphu::reader {
namespace {

struct ReleaseCrs {
  void operator()(OGRSpatialReferenceH system) const { OSRRelease(system); }
};
using CrsPtr = std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, ReleaseCrs>;

std::string code_of(OGRSpatialReferenceH system) {
  const char* name = OSRGetAuthorityName(system, nullptr);
  const char* code = OSRGetAuthorityCode(system, nullptr);
  if (!name || !code) return {};
  const std::string_view authority = name;
  return authority == "EPSG" || authority == "OGC" ? std::string(authority) + ":" + code : std::string();
}

/// The code of the only system that PROJ's database finds the same but for its name.
std::string identified(OGRSpatialReferenceH system) {
  constexpr int kSure = 90;  // of 100: what GDAL itself asks of a Shapefile's .prj
  int count = 0;
  int* confidence = nullptr;
  OGRSpatialReferenceH* matches = OSRFindMatches(system, nullptr, &count, &confidence);
  const std::string code = count == 1 && confidence[0] >= kSure ? code_of(matches[0]) : std::string();
  OSRFreeSRSArray(matches);
  CPLFree(confidence);
  return code;
}

/// MapInfo names neither its systems nor their codes; this one is worth knowing.
bool is_wgs84(OGRSpatialReferenceH system) {
  CrsPtr wgs84(OSRNewSpatialReference(nullptr));
  OSRImportFromEPSG(wgs84.get(), 4326);
  const char* const options[] = {"CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
                                 "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
  return OSRIsSameEx(system, wgs84.get(), options) != 0;
}

/// GeoPackage and others write these for "none".
bool is_undefined(OGRSpatialReferenceH system) {
  const char* name = OSRGetName(system);
  return OSRIsLocal(system) || (name && std::string_view(name).starts_with("Undefined"));
}

std::string wkt_of(OGRSpatialReferenceH system) {
  char* text = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
  OSRExportToWktEx(system, &text, options);
  std::string wkt = text ? text : "";
  CPLFree(text);
  return wkt;
}

}  // namespace

std::string crs_text(OGRSpatialReferenceH system) {
  if (!system || is_undefined(system)) return {};
  GdalErrors quiet;  // an unknown system is no fault of the file: its WKT is handed on
  CrsPtr flat(OSRClone(system));
  OSRDemoteTo2D(flat.get(), nullptr);
  if (OSRIsCompound(flat.get())) OSRStripVertical(flat.get());
  if (std::string code = code_of(flat.get()); !code.empty()) return code;
  if (is_wgs84(flat.get())) return "EPSG:4326";
  if (std::string code = identified(flat.get()); !code.empty()) return code;
  return wkt_of(flat.get());
}

}  // namespace vungphu::reader
