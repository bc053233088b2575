// GDAL on the way out: its messages gathered, its handles owned, its layers filled from cells.
//
// Only the program process writes through GDAL, and only drivers that are registered here by name; foreign
// bytes are opened by the reader's worker alone.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <ogr_api.h>

#include "vungphu/base/result.hpp"
#include "vungphu/formats/table.hpp"
#include "vungphu/geo/crs.hpp"

namespace vungphu::formats {

/// Registers the drivers that are written through, once.
void set_up_gdal();

/// While it lives, what GDAL says on this thread is kept here and never printed.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  bool failed() const { return failed_; }
  /// The first failure as an Error about `path`, if there was one.
  Status status(const std::string& path) const;
  /// That Error, for a call that says by its result that it failed.
  tl::unexpected<Error> failure(const std::string& path) const;

 private:
  friend void gather(GdalMessages& messages, const char* message);
  bool failed_ = false;
  int error_number_ = 0;
  std::string first_;
};

struct GeometryDeleter {
  void operator()(void* geometry) const { OGR_G_DestroyGeometry(geometry); }
};
using OgrGeometry = std::unique_ptr<void, GeometryDeleter>;

/// In degrees; null for no geometry. `promote`: a multi of one stays a multi.
OgrGeometry to_ogr(const geo::Geometry& geometry, bool promote);

/// True when the file, which may be inside a zip (/vsizip/…), ends with `tail`.
bool ends_with(const std::string& path, std::string_view tail);

}  // namespace vungphu::formats
