#include "gdal.hpp"

#include <cerrno>
#include <mutex>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include "staging.hpp"

namespace vungphu::formats {

void gather(GdalMessages& messages, const char* message) {
  if (messages.failed_) return;
  messages.failed_ = true;
  messages.error_number_ = errno;
  messages.first_ = message;
}

namespace {

void on_message(CPLErr level, CPLErrorNum, const char* message) {
  if (level >= CE_Failure) gather(*static_cast<GdalMessages*>(CPLGetErrorHandlerUserData()), message);
}

}  // namespace

void set_up_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    // Every file is made in a folder of its own and synced when it is published.
    CPLSetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    // The same rows give the same bytes: a clock in a file would make every export differ.
    CPLSetConfigOption("OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z");
    OSRSetPROJEnableNetwork(0);
    RegisterOGRGeoPackage();
    RegisterOGRFlatGeobuf();
    RegisterOGRShape();
  });
}

GdalMessages::GdalMessages() {
  errno = 0;
  CPLPushErrorHandlerEx(on_message, this);
}

GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

tl::unexpected<Error> GdalMessages::failure(const std::string& path) const {
  return tl::unexpected<Error>(write_error(path, first_.empty() ? "GDAL" : first_, error_number_));
}

Status GdalMessages::status(const std::string& path) const {
  return failed_ ? Status(failure(path)) : Status{};
}

OgrGeometry to_ogr(const geo::Geometry& geometry, bool promote) {
  if (!geo::has_geometry(geometry)) return nullptr;
  const std::string wkb = geo::to_wkb(geometry, promote);
  OGRGeometryH made = nullptr;
  OGR_G_CreateFromWkb(wkb.data(), nullptr, &made, static_cast<int>(wkb.size()));
  return OgrGeometry(made);
}

bool ends_with(const std::string& path, std::string_view tail) {
  const GdalMessages quiet;
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (!file) return false;
  // Read through, for an inflated file cannot be entered from its end.
  std::string end;
  std::string chunk(std::size_t{1} << 18, '\0');
  while (const std::size_t got = VSIFReadL(chunk.data(), 1, chunk.size(), file)) {
    end.append(chunk, 0, got);
    if (end.size() > tail.size()) end.erase(0, end.size() - tail.size());
  }
  VSIFCloseL(file);
  return end == tail;
}

}  // namespace vungphu::formats
