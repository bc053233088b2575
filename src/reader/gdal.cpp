#include "gdal.hpp"

#include <array>
#include <utility>
#include <vector>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal_frmts.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include "exit_codes.hpp"

namespace vungphu::reader {
namespace {

constexpr std::pair<const char*, const char*> kOptions[] = {
    {"GDAL_DRIVER_PATH", "disable"},
    {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{noext}"},
    {"PROJ_NETWORK", "OFF"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"OGR_SQLITE_ALLOW_EXTERNAL_ACCESS", "NO"},
    {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
    {"SQLITE_LIST_ALL_TABLES", "NO"},
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "64"},
    {"GDAL_CACHEMAX", "64"},
    {"GDAL_NUM_THREADS", "1"},
    // Tables are read raw: the header is found, and types are given, by us (table_header.hpp, intake).
    {"OGR_XLSX_HEADERS", "DISABLE"},
    {"OGR_XLSX_FIELD_TYPES", "STRING"},
    {"DXF_ENCODING", "UTF-8"},  // bytes as they are; what they mean is found out by us
    {"OGR_ODS_HEADERS", "DISABLE"},
    {"OGR_ODS_FIELD_TYPES", "STRING"},
};

struct Enrolment {
  std::string_view driver;
  void (*enroll)();
};

constexpr std::array kEnrolments{
    Enrolment{"XLSX", RegisterOGRXLSX},
    Enrolment{"GeoJSON", RegisterOGRGeoJSON},
    Enrolment{"GPKG", RegisterOGRGeoPackage},
    Enrolment{"ESRI Shapefile", RegisterOGRShape},
    Enrolment{"LIBKML", RegisterOGRLIBKML},
    Enrolment{"FlatGeobuf", RegisterOGRFlatGeobuf},
    Enrolment{"MapInfo File", RegisterOGRTAB},
    Enrolment{"ODS", RegisterOGRODS},
    Enrolment{"GeoJSONSeq", RegisterOGRGeoJSONSeq},
    Enrolment{"OpenFileGDB", RegisterOGROpenFileGDB},
    Enrolment{"DXF", RegisterOGRDXF},
    Enrolment{"GTiff", GDALRegister_GTiff},
    Enrolment{"AAIGrid", GDALRegister_AAIGrid},
    Enrolment{"NWT_GRD", GDALRegister_NWT_GRD},
    Enrolment{"NWT_GRC", GDALRegister_NWT_GRC},
    Enrolment{"EHdr", GDALRegister_EHdr},
};

}  // namespace

void start_gdal(const Format& format) {
  for (const auto& [key, value] : kOptions) CPLSetConfigOption(key, value);
  // A folder and a raster's header and place are looked for beside it: all that is mounted there is ours.
  if (format.kind == Kind::raster || format.id == "gdb")
    CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
  for (const Enrolment& enrolment : kEnrolments)
    if (enrolment.driver == format.driver) enrolment.enroll();
}

GdalErrors::GdalErrors() { CPLPushErrorHandlerEx(&GdalErrors::receive, this); }
GdalErrors::~GdalErrors() { CPLPopErrorHandler(); }

void GdalErrors::receive(CPLErr severity, CPLErrorNum number, const char* text) {
  if (severity == CE_Fatal && number == CPLE_OutOfMemory) _exit(kExitNoMemory);  // else GDAL aborts
  auto& self = *static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
  if (severity < CE_Failure || self.failed_) return;
  self.failed_ = true;
  self.out_of_memory_ = number == CPLE_OutOfMemory;
  self.detail_ = text;
}

Status GdalErrors::check(std::string_view code) const {
  if (!failed_) return {};
  return out_of_memory_ ? fail("reader.worker_memory") : fail(code, {{"detail", detail_}});
}

bool mount(const std::string& name, std::span<char> bytes) {
  VSILFILE* file =
      VSIFileFromMemBuffer(name.c_str(), reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE);
  return file != nullptr && VSIFCloseL(file) == 0;
}

Result<DatasetPtr> open_with(const Format& format, const std::string& name,
                             std::initializer_list<const char*> options) {
  const std::string driver(format.driver);
  const std::array<const char*, 2> drivers{driver.c_str(), nullptr};
  const std::array<const char*, 1> none{nullptr};
  const char* const* siblings = format.kind == Kind::features && format.id != "gdb" ? none.data() : nullptr;
  const unsigned what = format.kind == Kind::raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR;
  std::vector<const char*> open_options(options);
  open_options.push_back(nullptr);
  GdalErrors errors;
  DatasetPtr dataset(GDALOpenEx(name.c_str(), what | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers.data(),
                                open_options.data(), siblings));
  VP_CHECK(errors.check("reader.not_readable"));
  if (!dataset) return fail("reader.not_readable");
  return dataset;
}

}  // namespace vungphu::reader
