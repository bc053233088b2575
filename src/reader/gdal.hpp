// GDAL, tamed: one driver, no side doors, no message lost. Worker only.
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <gdal.h>
#include <ogr_api.h>

#include "vungphu/base/result.hpp"

#include "formats.hpp"

namespace vungphu::reader {

/// Sets the options of a worker (no network, no side files, no other driver) and registers the format's
/// driver.
void start_gdal(const Format& format);

/// While it lives, GDAL's errors come here and not to standard error. Nests.
class GdalErrors {
 public:
  GdalErrors();
  ~GdalErrors();
  GdalErrors(const GdalErrors&) = delete;
  GdalErrors& operator=(const GdalErrors&) = delete;

  /// Error `code` once GDAL has reported a failure, with its words as the argument "detail": for the log, no
  /// sentence shows it. reader.worker_memory when what failed was memory.
  Status check(std::string_view code) const;

 private:
  static void receive(CPLErr severity, CPLErrorNum number, const char* text);
  bool failed_ = false;
  bool out_of_memory_ = false;
  std::string detail_;
};

struct CloseDataset {
  void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};
using DatasetPtr = std::unique_ptr<void, CloseDataset>;

struct DestroyFeature {
  void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using FeaturePtr = std::unique_ptr<std::remove_pointer_t<OGRFeatureH>, DestroyFeature>;

/// Gives GDAL `bytes`, which stay the caller's, under a name of ours: "/vsimem/data.gpkg".
bool mount(const std::string& name, std::span<char> bytes);
/// Opens a mounted file with the format's driver and no other. `options` are "KEY=value". Error:
/// reader.not_readable.
Result<DatasetPtr> open_with(const Format& format, const std::string& name,
                             std::initializer_list<const char*> options = {});

}  // namespace vungphu::reader
