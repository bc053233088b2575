// The condition of ReadOptions::where, the same in every format: OGR SQL, evaluated row by row in the worker.
//
// Not handed to the drivers: GeoPackage would take SQLite's dialect and functions, and a driver that filters
// no longer says at which position of the file a feature stands.
#pragma once

#include <memory>
#include <string>

#include <ogr_api.h>

#include "vungphu/base/result.hpp"

class OGRFeatureQuery;

namespace vungphu::reader {

class RowFilter {
 public:
  /// `columns` outlive the filter. Error: reader.bad_where, naming the columns there are.
  static Result<RowFilter> compile(OGRFeatureDefnH columns, const std::string& where);
  bool passes(OGRFeatureH row) const;
  bool passes_all() const { return !query_; }

  RowFilter(RowFilter&&) noexcept;
  RowFilter& operator=(RowFilter&&) noexcept;
  ~RowFilter();

 private:
  RowFilter();
  std::unique_ptr<OGRFeatureQuery> query_;
};

}  // namespace vungphu::reader
